//! Writes the pages of an issue of so many articles, without pictures, and tells how long
//! that takes; beside it the same texts for Hugo.
//!
//! ```text
//! cargo run --release -p web --example many -- COUNT OUT [HUGO]
//! ```
#![expect(
    clippy::disallowed_methods,
    clippy::print_stdout,
    reason = "a tool that writes files and says how long it took"
)]

#[path = "../tests/suite/sample/mod.rs"]
mod sample;

use document::{Article, Edition, Section, SectionId, Unwatched, body};
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::time::Instant;
use web::{Bundle, Extras};

const SECTIONS: [&str; 8] = [
    "Sự kiện",
    "Kinh tế",
    "Y tế",
    "Giáo dục",
    "Nông nghiệp",
    "Giao thông",
    "Văn hóa",
    "Thể thao",
];
const TAGS: [&str; 12] = [
    "hợp tác",
    "đầu tư",
    "nước sạch",
    "lúa",
    "cầu đường",
    "trường học",
    "bảo hiểm",
    "chợ",
    "kênh",
    "thanh niên",
    "phụ nữ",
    "hộ nghèo",
];
const AUTHORS: [&str; 6] =
    ["Đan Phượng", "Thu Hà", "Minh An", "Lê Thị Út", "Trần Văn Tám", "Ngọc Lan"];
const WORDS: [&str; 24] = [
    "tỉnh",
    "Hậu Giang",
    "ký kết",
    "hợp tác",
    "bà con",
    "xã",
    "vùng xa",
    "năm",
    "chương trình",
    "nước sạch",
    "được",
    "và",
    "trạm y tế",
    "học sinh",
    "ruộng",
    "kênh",
    "đường",
    "cho biết",
    "sẽ",
    "khởi công",
    "hộ",
    "nghèo",
    "tháng",
    "đợt",
];

/// Words that differ from article to article, the same on every machine.
fn text(article: usize, paragraph: usize) -> String {
    let mut state = (article * 31 + paragraph * 7 + 1) as u32;
    let mut next = || {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        WORDS[(state >> 16) as usize % WORDS.len()]
    };
    let words: Vec<&str> = (0..60).map(|_| next()).collect();
    format!("Đoạn {paragraph} của bài {article}: {}.", words.join(" "))
}

fn main() {
    let mut arguments = std::env::args().skip(1);
    let usage = "usage: many COUNT OUT [HUGO]";
    let count: usize = arguments.next().and_then(|n| n.parse().ok()).expect(usage);
    let out = PathBuf::from(arguments.next().expect(usage));
    let hugo = arguments.next().map(PathBuf::from);

    let mut edition: Edition = sample::edition();
    edition.photos.clear();
    edition.sections = (1..)
        .zip(SECTIONS)
        .map(|(id, name)| Section {
            id: SectionId(id),
            name: name.into(),
            slug: format!("muc-{id}"),
        })
        .collect();
    edition.bulletin.values.set(document::Key::BaseUrl, "https://example.vn/ban-tin");
    edition.articles = (0..count).map(article).collect();
    let theme = sample::theme();
    let mut best = u128::MAX;
    for round in 0..5 {
        // A folder of its own each time: some file systems look long for a place just
        // after files were deleted, which is not what is measured.
        let out = out.join(round.to_string());
        let _ = std::fs::remove_dir_all(&out);
        let begun = Instant::now();
        let extras = Extras::default();
        let bundle = web::bundle(
            &edition,
            &theme,
            &sample::NoPixels(Default::default()),
            &extras,
            &Unwatched,
        )
        .expect("pages");
        write(&out, &bundle);
        best = best.min(begun.elapsed().as_millis());
    }
    println!("{count} articles\t{best} ms");
    if let Some(hugo) = hugo {
        for (at, article) in edition.articles.iter().enumerate() {
            content(&hugo, at, article);
        }
    }
}

fn article(at: usize) -> Article {
    let mut article = Article::new(format!("{:032x}", at + 1).parse().expect("an id"));
    article.title =
        format!("Bài số {at}: {} {}", WORDS[at % 24], WORDS[(at / 24 + 5) % 24]);
    article.slug = format!("bai-so-{at}");
    article.section = Some(SectionId(at as u32 % 8 + 1));
    article.bylines = vec![AUTHORS[at % 6].into()];
    article.tags = vec![TAGS[at % 12].into(), TAGS[(at / 12 + 5) % 12].into()];
    article.lead = format!("Mở đầu của bài số {at}, nói gọn điều sẽ kể.");
    let paragraphs: Vec<String> = (0..6).map(|number| text(at, number)).collect();
    article.source_text = paragraphs.join("\n\n");
    article.body = body::parse(&article.source_text).0;
    article
}

fn write(folder: &Path, bundle: &Bundle) {
    let mut made = BTreeSet::new();
    for (path, bytes) in &bundle.files {
        let path = folder.join(path);
        let parent = path.parent().expect("inside the folder").to_owned();
        if made.insert(parent.clone()) {
            std::fs::create_dir_all(&parent).expect("a folder");
        }
        std::fs::write(path, bytes).expect("a file");
    }
}

/// The article as Hugo reads it.
fn content(hugo: &Path, at: usize, article: &Article) {
    let section = SECTIONS[at % 8];
    let folder = hugo.join("content").join(format!("muc-{}", at % 8));
    std::fs::create_dir_all(&folder).expect("a folder");
    let text = format!(
        "---\ntitle: {:?}\ndate: 2021-02-27\nsummary: {:?}\ntags: {:?}\nauthors: {:?}\nmuc: {:?}\n---\n\n{}\n",
        article.title,
        article.lead,
        article.tags,
        article.bylines,
        section,
        article.source_text
    );
    std::fs::write(folder.join(format!("{}.md", article.slug)), text).expect("a file");
}
