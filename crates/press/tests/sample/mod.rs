//! Editions, pictures and a press for the tests.

use document::{
    Article, ArticleId, Bulletin, Date, Edition, Fit, Issue, IssueId, Key, Lang, Photo,
    PhotoId, PhotoLibrary, PhotoUnavailable, PixelSize, Recipe, Rendition, Section,
    SectionId, Values,
};
use press::{Design, Press};
use std::sync::OnceLock;

pub(crate) const TOKENS: &str = include_str!("../../../../designs/thoi-su/design.toml");
pub(crate) const PARTS: &str = include_str!("../../../../designs/base/page.typ");

/// Words of the sample's kind, with names that must not break.
pub(crate) const WORDS: [&str; 12] = [
    "Từ năm",
    "Cần Thơ",
    "Hậu Giang",
    "đã ký kết",
    "chương trình",
    "hợp tác",
    "phát triển",
    "kinh tế",
    "xã hội",
    "qua các",
    "giai đoạn",
    "khác nhau",
];

/// A text in which every kind of block holds words of its own (`tw…1`).
pub(crate) const EVERY_BLOCK: &str = "Đoạn **twdam1** *twnghieng1* ~~twgach1~~ `twma1` và \
[twlienket1](https://haugiang.gov.vn) [^a].\n\n# Phụ twphu1\n\n1. twmuc1\n2. twmuc2\n   - \
twcon1\n\n- twgachdau1\n\n> twtrich1\n\n::::pullquote\ntwlon1\n\ntwnguoi1\n::::\n\n#### \
twsau1\n\n| twcot1 | twcot2 |\n|---|--:|\n| two1 | two2 |\n| two3 | two4 |\n\n\
::::sidebar\n## twkhung1\n\ntwtrong1\n\n- twhop1\n::::\n\n```\ntwlenh1\n```\n\n---\n\n\
:::figure\n![](media/khong-co.jpg)\n\ntwkhonganh1\n:::\n\n:::figure\n![](media/wide.jpg)\n\n\
twchuthich1\n:::\n\n::::gallery\n![](media/wide.jpg)\n![](media/tall.jpg)\n\ntwbo1\n::::\n\n\
:::lạ\ntwla1\n:::\n\n<p>twtho1 &amp; <b>twtho2</b></p>\n\n> <div>twtho3</div>\n\nCuối twcuoi1 \u{f0b7} 🎉.\n\n[^a]: twghichu1\n";

pub(crate) fn words(count: usize) -> String {
    let words: Vec<&str> =
        WORDS.iter().copied().cycle().take(count.div_ceil(2)).collect();
    words.join(" ") + "."
}

pub(crate) fn id(number: u128) -> ArticleId {
    format!("{number:032x}").parse().expect("a UUID")
}

pub(crate) fn article(number: u128, title: &str, text: &str) -> Article {
    let mut article = Article::new(id(number));
    article.title = title.into();
    article.section = Some(SectionId(1));
    article.bylines = vec!["Đan Phượng".into()];
    article.source_text = text.into();
    article.body = document::body::parse(text).0;
    article
}

/// The sample article: its own words between the page's furniture.
pub(crate) fn hau_giang(page: &str) -> Article {
    let mut paragraphs = page
        .lines()
        .skip_while(|line| !line.starts_with("Lượt xem"))
        .skip(1)
        .take_while(|line| !line.trim().starts_with("Đan Phượng"))
        .map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "))
        .filter(|line| !line.is_empty());
    let lead = paragraphs.next().unwrap_or_default();
    let mut text = String::new();
    for paragraph in paragraphs {
        if paragraph.chars().count() < 60 {
            text.push_str(&format!(
                ":::figure\n![](media/wide.jpg)\n\n{paragraph}\n:::\n\n"
            ));
        } else {
            text.push_str(&format!("{paragraph}\n\n"));
        }
    }
    let title = "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển";
    let mut article = article(1, title, &text);
    article.lead = lead;
    article
}

pub(crate) fn edition(articles: Vec<Article>) -> Edition {
    let mut values = Values::default();
    for (key, value) in [
        (Key::Name, "Hậu Giang"),
        (Key::PublishingBody, "Cổng thông tin điện tử tỉnh"),
        (Key::LicenceNo, "12/GP-STTTT"),
        (Key::Responsible, "Nguyễn Văn A"),
        (Key::PrintRun, "1.000"),
    ] {
        values.set(key, value);
    }
    let photos = [("wide.jpg", 1, 1800, 1200), ("tall.jpg", 2, 80, 120)];
    let day = Date::new(2021, 2, 27).expect("a day");
    Edition {
        sections: vec![Section {
            id: SectionId(1),
            name: "Sự kiện".into(),
            slug: "su-kien".into(),
        }],
        articles,
        photos: photos
            .into_iter()
            .map(|(name, number, width, height)| {
                let id = PhotoId(number);
                let photo = Photo::new(id, name, name, PixelSize { width, height });
                (id, photo)
            })
            .collect(),
        ..Edition::new(
            Bulletin { values, ..Bulletin::new(Lang::Vi, "thoi-su") },
            Issue::new(IssueId(1), 9, day),
        )
    }
}

pub(crate) fn fonts() -> Vec<&'static [u8]> {
    macro_rules! font {
        ($($name:literal)*) => {
            vec![$(include_bytes!(concat!("../../../../fonts/", $name, ".ttf")).as_slice(),)*]
        };
    }
    font!(
        "SourceSerif4-Light" "SourceSerif4-Regular" "SourceSerif4-Italic"
        "SourceSerif4-SemiBold" "SourceSerif4-Bold" "SourceSerif4-BoldItalic"
        "SourceSerif4-Black" "BeVietnamPro-Regular" "BeVietnamPro-Italic"
        "BeVietnamPro-Medium" "BeVietnamPro-SemiBold" "BeVietnamPro-Bold"
    )
}

/// One press for all tests: what one leaves behind must not disturb another.
pub(crate) fn press() -> &'static Press {
    static PRESS: OnceLock<Press> = OnceLock::new();
    PRESS.get_or_init(|| Press::new(fonts()))
}

pub(crate) fn design() -> Design {
    Design::parse("thoi-su", TOKENS, PARTS).expect("our own design")
}

/// Plain pictures of the size asked for.
pub(crate) struct Pictures;

impl PhotoLibrary for Pictures {
    fn rendition(
        &self,
        photo: PhotoId,
        recipe: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable> {
        let ratio = if photo == PhotoId(1) { 1.5 } else { 0.67 };
        let (width, height) = match recipe.fit {
            Fit::Within { .. } => (90, (90.0 / ratio) as u16),
            Fit::Cover { width, height, .. } => {
                (90, (90 * height / width).clamp(1, 2000) as u16)
            }
        };
        let mut bytes = Vec::new();
        let (parts, kind) = match recipe.format {
            document::Format::CmykJpeg { .. } => (4, jpeg_encoder::ColorType::Cmyk),
            _ => (3, jpeg_encoder::ColorType::Rgb),
        };
        let grey = vec![128; usize::from(width) * usize::from(height) * parts];
        jpeg_encoder::Encoder::new(&mut bytes, 80)
            .encode(&grey, width, height, kind)
            .map_err(|error| PhotoUnavailable { photo, reason: error.to_string() })?;
        let size = PixelSize { width: width.into(), height: height.into() };
        Ok(Rendition { bytes: bytes.into(), size })
    }
}
