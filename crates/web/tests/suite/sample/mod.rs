//! A small issue that shows everything a page can hold, and a library without pixels.

#![allow(dead_code, reason = "no test file needs all of it")]

use document::{
    Article, ArticleId, Attachment, AttachmentKind, Bulletin, Date, Edition, Fit, Focus,
    Format, Issue, IssueId, Key, Lang, Photo, PhotoId, PhotoLibrary, PhotoUnavailable,
    PixelSize, Recipe, Rendition, Section, SectionId, Values, body,
};
use std::collections::BTreeMap;
use std::path::Path;
use web::Theme;

/// Identity of the founding article.
pub(crate) const SEED: &str = "d5bd5483-c909-49f3-8d4f-dc82fbe374b1";

const TEXT: &str = "\
Từ năm 2006, UBND TP Cần Thơ và UBND tỉnh Hậu Giang đã ký kết Chương trình hợp tác phát triển kinh tế - xã hội qua các giai đoạn trên nhiều lĩnh vực. Qua 15 năm thực hiện chương trình hợp tác, nhiều nhà đầu tư trong lĩnh vực sản xuất công nghiệp, dịch vụ của Cần Thơ đã đầu tư trên địa bàn Hậu Giang.

![](media/ky-ket.jpg)

Hàng năm các trường đại học, cao đẳng, trung cấp nghề tại Cần Thơ đào tạo 3.270 sinh viên, học viên của Hậu Giang, ngược lại tỉnh Hậu Giang phối hợp chấm thi, tiếp nhận và hướng dẫn thực tập cho hơn 500 sinh viên của TP Cần Thơ.

![](media/hoi-nghi.jpg)

Về hạ tầng giao thông, 2 đơn vị phối hợp đầu tư xây dựng tuyến đường quốc lộ, các đường tỉnh, đường huyện như: Đường nối thị xã Vị Thanh với TP Cần Thơ; tuyến đường giao thông Bốn Tổng – Một Ngàn; Đường tỉnh 926, Đường tỉnh 931B… Phối hợp mở thêm nhiều tuyến vận tải khách bằng ô tô, tuyến xe bus phục vụ nhu cầu đi lại của nhân dân, góp phần thúc đẩy kinh tế - xã hội của 2 địa phương.

Ông Lê Tiến Châu, Ủy viên Trung ương Đảng, Bí thư tỉnh ủy Hậu Giang, khẳng định: “Liên kết vùng là xu thế tất yếu, do đó 2 địa phương cần có chung tầm nhìn, hợp tác, đón đầu xu thế, tận dụng cơ hội và lợi thế của nhau để tạo sự bứt phá.”
";

const RICH: &str = "\
Đoạn mở đầu có **chữ đậm**, *chữ nghiêng*, [liên kết](https://example.vn/a?b=1&c=2) và ghi chú[^1].

## Ba việc cần làm

1. Khám sàng lọc tại trạm y tế
2. Lập hồ sơ sức khỏe
3. Hẹn tái khám

> Phòng bệnh hơn chữa bệnh.

:::pullquote
Khỏe để làm việc, làm việc để khỏe.
:::

#### Hình ảnh

::::gallery
![](media/hoi-nghi.jpg)

![](media/kenh.jpg)

Hai hình ảnh trong ngày khám bệnh.
::::

::::sidebar
### Giờ làm việc
Từ thứ Hai đến thứ Sáu, 7 giờ 30 đến 17 giờ.
::::

| Trạm | Lượt khám |
| --- | ---: |
| Vị Thủy | 1.250 |
| Long Mỹ | 980 |

<div onclick=\"alert(1)\">Chữ trong khối HTML<script>alert(1)</script></div>

[^1]: Theo báo cáo quý I/2021.
";

/// The sample issue.
pub(crate) fn edition() -> Edition {
    let mut values = Values::default();
    for (key, value) in [
        (Key::Name, "Hậu Giang"),
        (Key::Tagline, "Bản tin của Cổng thông tin điện tử tỉnh"),
        (Key::PublishingBody, "Cổng Thông tin điện tử tỉnh Hậu Giang"),
        (Key::GoverningBody, "UBND tỉnh Hậu Giang"),
        (Key::Responsible, "Nguyễn Văn Minh, Giám đốc"),
        (Key::Address, "Số 2, đường Hòa Bình, thành phố Vị Thanh"),
        (Key::Phone, "0293.3878.888"),
        (Key::Email, "bantin@example.vn"),
        (Key::LicenceNo, "12/GP-STTTT"),
        (Key::LicenceDate, "15/01/2021"),
        (Key::LicenceBy, "Sở Thông tin và Truyền thông"),
        (Key::SecurityContact, "antoan@example.vn"),
        (
            Key::RelatedLinks,
            "Cổng Chính phủ <https://chinhphu.vn>; Cần Thơ <https://cantho.gov.vn>",
        ),
    ] {
        values.set(key, value);
    }
    let mut issue_values = Values::default();
    issue_values.set(Key::Printer, "Nhà in Hậu Giang");
    issue_values.set(Key::PrintRun, "500 bản");

    let sections = [
        (1, "Sự kiện nổi bật", "su-kien-noi-bat"),
        (2, "Y tế", "y-te"),
        (3, "Trống", "trong"),
    ]
    .map(|(id, name, slug)| Section {
        id: SectionId(id),
        name: name.into(),
        slug: slug.into(),
    });

    let mut seed = article(
        SEED,
        1,
        "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển",
        TEXT,
    );
    seed.lead = "Chiều ngày 26-2-2021, tại Trung tâm Hội nghị tỉnh Hậu Giang, đã diễn ra Hội nghị sơ kết và ký kết hợp tác phát triển giữa tỉnh Hậu Giang với TP Cần Thơ, giai đoạn 2021 – 2025.".into();
    seed.modified = Date::new(2021, 3, 1);
    seed.tags = vec!["hợp tác".into(), "Đồng bằng sông Cửu Long".into()];
    seed.source = "Báo Hậu Giang".into();
    seed.attachments = vec![Attachment {
        name: "chuong-trinh.pdf".into(),
        title: "Chương trình hợp tác".into(),
        media_type: "application/pdf".into(),
        kind: AttachmentKind::File,
        bytes: (*b"%PDF-1.7").into(),
    }];

    let mut health = article(
        "6f1b7c8e-4f0a-4d53-9a55-1f8c2b7a9e01",
        2,
        "Khám bệnh <miễn phí> & tư vấn \"tại nhà\"",
        RICH,
    );
    health.lead = "Hơn 1.000 người dân được khám bệnh, cấp thuốc.".into();
    health.attachments = vec![Attachment {
        name: "ban-doc.m4a".into(),
        title: String::new(),
        media_type: "audio/mp4".into(),
        kind: AttachmentKind::Recording { voice: "Giọng nữ miền Nam".into() },
        bytes: (*b"ftypM4A ").into(),
    }];
    health.related = vec![seed.id];
    health.posted = Date::new(2021, 2, 20);

    let mut english = article(
        "0b9e7a52-0c64-4a38-b0ce-6f6f6d1f5b02",
        0,
        "A road along the river",
        "The new road follows the Xà No canal.\n\n![](media/kenh.jpg)\n",
    );
    english.lang = Some(Lang::En);
    english.bylines = vec!["Đan Phương".into()];
    seed.related = vec![health.id];

    let photos = [
        photo(1, "ky-ket.jpg", (2400, 1600), "Lãnh đạo 2 địa phương ký kết hợp tác"),
        photo(2, "hoi-nghi.jpg", (1000, 667), "Quang cảnh Hội nghị"),
        photo(3, "kenh.jpg", (400, 300), ""),
    ];
    let day = Date::new(2021, 2, 27).expect("a day");
    Edition {
        sections: sections.into(),
        articles: vec![seed, health, english],
        photos: photos.into_iter().map(|photo| (photo.id, photo)).collect(),
        ..Edition::new(
            Bulletin { values, ..Bulletin::new(Lang::Vi, "thoi-su") },
            Issue { values: issue_values, ..Issue::new(IssueId(1), 9, day) },
        )
    }
}

fn article(id: &str, section: u32, title: &str, text: &str) -> Article {
    let mut article = Article::new(id.parse::<ArticleId>().expect("a UUID"));
    article.slug = vntext::slug(title);
    article.section = (section > 0).then_some(SectionId(section));
    article.title = title.into();
    article.source_text = text.into();
    article.body = body::parse(text).0;
    article.bylines = vec!["Đan Phượng".into()];
    article.posted = Date::new(2021, 2, 27);
    article
}

fn photo(id: u32, name: &str, size: (u32, u32), caption: &str) -> Photo {
    Photo {
        caption: caption.into(),
        credit: "Minh họa: Bản tin".into(),
        alt: if caption.is_empty() {
            "Con kênh".into()
        } else {
            format!("{caption}, nhìn từ cửa")
        },
        consent: "Đã hỏi ý kiến".into(),
        focus: Some(Focus { x: 0.5, y: 0.4 }),
        ..Photo::new(
            PhotoId(id),
            name,
            format!("{id}bcdef{}", "0".repeat(58)),
            PixelSize { width: size.0, height: size.1 },
        )
    }
}

/// A library that knows sizes and no pixels. Photo 2 does not gain from AVIF.
pub(crate) struct NoPixels(pub(crate) BTreeMap<PhotoId, Photo>);

impl PhotoLibrary for NoPixels {
    fn rendition(
        &self,
        id: PhotoId,
        recipe: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable> {
        let photo = self
            .0
            .get(&id)
            .ok_or(PhotoUnavailable { photo: id, reason: "not here".into() })?;
        let size = fitted(photo.size, recipe.fit);
        let weight = match recipe.format {
            Format::Avif { .. } if id != PhotoId(2) => 6,
            _ => 10,
        };
        let bytes = format!("{recipe:?}").bytes().cycle().take(weight * 100).collect();
        Ok(Rendition { bytes, size })
    }
}

/// The size a recipe gives: never larger than the photo.
pub(crate) fn fitted(size: PixelSize, fit: Fit) -> PixelSize {
    match fit {
        Fit::Within { width } => {
            let width = width.min(size.width);
            PixelSize { width, height: (size.height * width).div_ceil(size.width) }
        }
        Fit::Cover { width, height, .. } => {
            let scale = f64::from(size.width) / f64::from(width);
            let scale = scale.min(f64::from(size.height) / f64::from(height)).min(1.0);
            let side = |length: u32| (f64::from(length) * scale).round() as u32;
            PixelSize { width: side(width), height: side(height) }
        }
    }
}

/// Reads a design folder as `desk` does.
#[expect(clippy::disallowed_methods, reason = "tests read the design folder")]
pub(crate) fn theme() -> Theme {
    let designs = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../designs");
    let text = |parts: &[&str]| -> String {
        let part = |name: &&str| {
            std::fs::read_to_string(designs.join(name)).expect("a design file")
        };
        parts.iter().map(part).collect()
    };
    let files = |name: &str| -> BTreeMap<String, Vec<u8>> {
        std::fs::read_dir(designs.join(name))
            .expect("a design folder")
            .map(|entry| entry.expect("a design file").path())
            .map(|path| {
                let name =
                    path.file_name().expect("a name").to_string_lossy().into_owned();
                (name, std::fs::read(&path).expect("a design file"))
            })
            .collect()
    };
    Theme {
        name: "thoi-su".into(),
        css: text(&["thoi-su/tokens.css", "thoi-su/dark.css", "base/web.css"]),
        print_css: text(&["thoi-su/tokens.css", "base/print.css"]),
        templates: files("base/templates")
            .into_iter()
            .map(|(name, bytes)| (name, String::from_utf8(bytes).expect("UTF-8")))
            .collect(),
        assets: files("thoi-su/assets"),
    }
}
