//! Typesets a sample edition and writes each page as a PNG, to look at.
//!
//! `cargo run -p press --example sheets -- <text> <folder of JPEGs> <folder to write to> [trim]`
//!
//! The text is the sample article; the pictures named in it by their captions are taken
//! from the folder in alphabetical order.

#![allow(clippy::disallowed_methods, reason = "a program reads and writes files")]

use document::{
    Article, ArticleId, Bulletin, Date, Edition, Fit, Format, Issue, IssueId, Key, Lang,
    Photo, PhotoId, PhotoLibrary, PhotoUnavailable, PixelSize, Recipe, Rendition,
    Section, SectionId, Trim, Unwatched, Values,
};
use image::codecs::jpeg::JpegEncoder;
use std::error::Error;
use std::path::{Path, PathBuf};

const DESIGN: &str = include_str!("../../../designs/thoi-su/design.toml");
const PARTS: &str = include_str!("../../../designs/base/page.typ");

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |name: &str| arguments.next().ok_or(format!("{name} is missing"));
    let text = std::fs::read_to_string(next("text")?)?;
    let pictures = PathBuf::from(next("folder of JPEGs")?);
    let out = PathBuf::from(next("folder to write to")?);
    let trim: Trim = next("trim").unwrap_or_else(|_| "190x270".into()).parse()?;
    let stories: usize = next("stories").unwrap_or_else(|_| "1".into()).parse()?;

    let album = Album::open(&pictures)?;
    let edition = edition(&text, &album, trim, stories)?;
    let press = press::Press::new(fonts());
    let design = press::Design::parse("thoi-su", DESIGN, PARTS)?;
    std::fs::create_dir_all(&out)?;
    let mut edition = edition;
    let clock = std::time::Instant::now();
    let sheets = press.compose(&edition, &design, &album)?;
    report(&format!("{} pages, first time in {:?}", sheets.count(), clock.elapsed()));
    edition.articles[0].lead.push('.');
    let clock = std::time::Instant::now();
    let sheets_again = press.compose(&edition, &design, &album)?;
    report(&format!("again after a keystroke in {:?}", clock.elapsed()));
    drop(sheets_again);
    for page in 0..sheets.count() {
        std::fs::write(out.join(format!("{}.png", page + 1)), sheets.png(page, 110.0))?;
    }
    for remark in sheets.remarks() {
        report(&format!("{} {:?}", remark.code, remark.values));
    }
    for (name, profile) in
        [("screen", press::Profile::Screen), ("press", press::Profile::Press)]
    {
        let clock = std::time::Instant::now();
        match press.pdf(&edition, &design, &album, profile, &Unwatched) {
            Ok(printed) => {
                std::fs::write(out.join(format!("{name}.pdf")), printed.bytes)?;
                report(&format!("{name}.pdf in {:?}", clock.elapsed()));
            }
            Err(error) => report(&format!("{name}.pdf: {error}")),
        }
    }
    Ok(())
}

#[expect(clippy::print_stderr, reason = "a program to be looked at")]
fn report(line: &str) {
    eprintln!("{line}");
}

fn fonts() -> Vec<&'static [u8]> {
    macro_rules! font {
        ($($name:literal)*) => {
            vec![$(include_bytes!(concat!("../../../fonts/", $name, ".ttf")).as_slice(),)*]
        };
    }
    font!(
        "SourceSerif4-Light" "SourceSerif4-Regular" "SourceSerif4-Italic"
        "SourceSerif4-SemiBold" "SourceSerif4-Bold" "SourceSerif4-BoldItalic"
        "SourceSerif4-Black" "BeVietnamPro-Regular" "BeVietnamPro-Italic"
        "BeVietnamPro-Medium" "BeVietnamPro-SemiBold" "BeVietnamPro-Bold"
    )
}

/// The paragraphs of the article page between its date and its byline.
fn paragraphs(text: &str) -> Vec<String> {
    text.lines()
        .skip_while(|line| !line.starts_with("Lượt xem"))
        .skip(1)
        .take_while(|line| !line.trim().starts_with("Đan Phượng"))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty())
        .collect()
}

fn edition(
    text: &str,
    album: &Album,
    trim: Trim,
    stories: usize,
) -> Result<Edition, Box<dyn Error>> {
    let mut paragraphs = paragraphs(text);
    // Any other text is one article in Markdown.
    let own = paragraphs.is_empty();
    if own {
        paragraphs = vec!["Đoạn dẫn của bài.".into()];
    }
    let lead = paragraphs.first().cloned().unwrap_or_default();
    let mut markdown = String::new();
    let mut photos = album.photos.iter().map(|(photo, _)| &photo.name);
    for paragraph in &paragraphs[1.min(paragraphs.len())..] {
        // Short paragraphs of the sample are the captions of its pictures.
        match photos.next_if_short(paragraph) {
            Some(name) => markdown.push_str(&format!(
                ":::figure\n![](media/{name})\n\n{paragraph}\n:::\n\n"
            )),
            None => markdown.push_str(&format!("{paragraph}\n\n")),
        }
    }
    let titles = [
        "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển",
        "Mười lăm năm hợp tác: từ ao cá tra đến giảng đường",
        "Đào tạo bác sĩ theo địa chỉ sử dụng",
        "“Liên kết vùng là xu thế tất yếu”",
        "Mở thêm đường, thêm tuyến xe bus",
        "Nước sạch về xã vùng sâu",
        "Ghe hàng trên kênh xáng Xà No",
        "Hội thi Lân Sư Rồng các cấp",
    ];
    let articles = (0..stories)
        .map(|index| {
            let id = 0xd5bd_5483_c909_49f3_8d4f_dc82_fbe3_74b1 + index as u128;
            let mut article = Article::new(ArticleId(uuid(id)?));
            article.section = Some(SectionId(1));
            article.title = titles[index % titles.len()].into();
            article.bylines = vec!["Đan Phượng".into()];
            let source = if index == 0 {
                article.lead = lead.clone();
                if own { text.to_owned() } else { markdown.clone() }
            } else {
                let short: Vec<&str> = paragraphs
                    .iter()
                    .filter(|p| p.len() > 80)
                    .cycle()
                    .skip(index)
                    .take(1 + (index * 5) % 4)
                    .map(String::as_str)
                    .collect();
                let photo = album.photos.iter().cycle().nth(index).map(|(photo, _)| &photo.name);
                let figure = photo
                    .filter(|_| index % 2 == 1)
                    .map(|name| {
                        format!(":::figure\n![](media/{name})\n\nẢnh minh họa cho bài viết.\n:::\n\n")
                    })
                    .unwrap_or_default();
                format!("{figure}{}", short.join("\n\n"))
            };
            article.body = document::body::parse(&source).0;
            article.source_text = source;
            Ok(article)
        })
        .collect::<Result<Vec<_>, Box<dyn Error>>>()?;
    let mut values = Values::default();
    for (key, value) in [
        (Key::Name, "Hậu Giang"),
        (Key::Tagline, "Bản tin của Cổng thông tin điện tử tỉnh"),
        (Key::PublishingBody, "Cổng thông tin điện tử tỉnh Hậu Giang"),
        (Key::GoverningBody, "UBND tỉnh Hậu Giang"),
        (Key::LicenceNo, "12/GP-STTTT"),
        (Key::LicenceDate, "2021-01-15"),
        (Key::LicenceBy, "Sở Thông tin và Truyền thông tỉnh Hậu Giang"),
        (Key::Responsible, "Nguyễn Văn A, Trưởng ban biên tập"),
        (Key::Period, "hằng tháng"),
        (Key::Printer, "Công ty In Hậu Giang"),
        (Key::PrintRun, "1.000"),
        (Key::Address, "Số 2, đường Hòa Bình, thành phố Vị Thanh"),
        (Key::Phone, "0293.3878.888"),
    ] {
        values.set(key, value);
    }
    let photos = album.photos.iter().map(|(photo, _)| (photo.id, photo.clone()));
    let day = Date::new(2021, 2, 27).ok_or("no such day")?;
    Ok(Edition {
        sections: vec![Section {
            id: SectionId(1),
            name: "Sự kiện nổi bật".into(),
            slug: "su-kien-noi-bat".into(),
        }],
        articles,
        photos: photos.collect(),
        ..Edition::new(
            Bulletin { values, trim, ..Bulletin::new(Lang::Vi, "thoi-su") },
            Issue::new(IssueId(1), 9, day),
        )
    })
}

fn uuid<T: std::str::FromStr>(number: u128) -> Result<T, T::Err> {
    format!("{number:032x}").parse()
}

trait NextIfShort<'a> {
    fn next_if_short(&mut self, paragraph: &str) -> Option<&'a String>;
}

impl<'a, I: Iterator<Item = &'a String>> NextIfShort<'a> for I {
    fn next_if_short(&mut self, paragraph: &str) -> Option<&'a String> {
        if paragraph.chars().count() < 60 { self.next() } else { None }
    }
}

/// The JPEGs of a folder.
struct Album {
    photos: Vec<(Photo, image::DynamicImage)>,
}

impl Album {
    fn open(folder: &Path) -> Result<Self, Box<dyn Error>> {
        let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)?
            .map(|entry| entry.map(|entry| entry.path()))
            .collect::<Result<_, _>>()?;
        // The two pictures the sample speaks of come first.
        paths.sort_by_key(|path| {
            let named = |name: &str| path.ends_with(name);
            (!named("sign.jpg"), !named("hall.jpg"), path.clone())
        });
        let mut photos = Vec::new();
        for (number, path) in paths.iter().enumerate() {
            let picture = image::open(path)?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().to_string();
            let photo = Photo {
                credit: "Minh họa: Bản tin".into(),
                ..Photo::new(
                    PhotoId(number as u32 + 1),
                    &name,
                    &name,
                    PixelSize { width: picture.width(), height: picture.height() },
                )
            };
            photos.push((photo, picture));
        }
        Ok(Self { photos })
    }
}

impl PhotoLibrary for Album {
    fn rendition(
        &self,
        photo: PhotoId,
        recipe: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable> {
        let refuse = |reason: &str| PhotoUnavailable { photo, reason: reason.into() };
        let Format::Jpeg { quality } = recipe.format else {
            return Err(refuse("only JPEG here"));
        };
        let (_, picture) = self
            .photos
            .iter()
            .find(|(known, _)| known.id == photo)
            .ok_or_else(|| refuse("no such photo"))?;
        let filter = image::imageops::FilterType::Triangle;
        let made = match recipe.fit {
            Fit::Within { width } => picture.resize(width, u32::MAX, filter),
            Fit::Cover { width, height, .. } => picture.resize_to_fill(
                width.min(picture.width()),
                (u64::from(width.min(picture.width())) * u64::from(height)
                    / u64::from(width)) as u32,
                filter,
            ),
        };
        let mut bytes = Vec::new();
        JpegEncoder::new_with_quality(&mut bytes, quality)
            .encode_image(&made.to_rgb8())
            .map_err(|error| refuse(&error.to_string()))?;
        let size = PixelSize { width: made.width(), height: made.height() };
        Ok(Rendition { bytes: bytes.into(), size })
    }
}
