//! Articles in Markdown with front matter, as an office would hand them in.

use crate::chance::Chance;
use crate::picture;
use std::fmt::Write;
use std::ops::RangeInclusive;
use tests::issues::{AUTHORS, SECTIONS};

const PLACES: &[&str] =
    &["Vị Thanh", "Ngã Bảy", "Long Mỹ", "Phụng Hiệp", "Châu Thành A", "Vị Thủy"];
const TITLES: &[&str] = &[
    "đẩy mạnh hợp tác phát triển giai đoạn mới",
    "đưa nước sạch về từng ấp",
    "mở thêm tuyến vận tải khách",
    "khám bệnh miễn phí cho người cao tuổi",
    "chuyển đổi cây trồng trên đất lúa",
];
/// Paragraphs of an article: about 850 words, a page and a half.
const PARAGRAPHS: usize = 9;

/// The sentences of the seed page that stand well alone.
pub(crate) fn sentences(seed: &str) -> Vec<&str> {
    seed.lines()
        .filter(|line| line.chars().count() > 120 && !line.starts_with("Tiêu đề"))
        .flat_map(|line| line.split_inclusive(". "))
        .map(str::trim)
        .filter(|sentence| sentence.chars().count() > 40)
        .collect()
}

/// One article with the photos of that range.
pub(crate) fn write(
    sentences: &[&str],
    number: u32,
    photos: RangeInclusive<u32>,
) -> String {
    let mut chance = Chance::new(u64::from(number));
    let place = PLACES[chance.below(PLACES.len())];
    let mut text = String::new();
    let mut line =
        |line: &str| writeln!(text, "{line}").expect("a string takes all text");
    line("---");
    line(&format!("id: {}", id(&mut chance)));
    line(&format!("title: \"{place} {} ({number})\"", pick(TITLES, &mut chance)));
    line(&format!("section: \"{}\"", pick(SECTIONS, &mut chance)));
    line(&format!("date: 2026-06-{:02}", 1 + number % 28));
    line(&format!("author: \"{}\"", pick(AUTHORS, &mut chance)));
    line("---");
    line(&format!("\n**{}**", paragraph(sentences, 1, &mut chance)));
    let mut photos = photos;
    for index in 0..PARAGRAPHS {
        let count = 3 + chance.below(3);
        line(&format!("\n{}", paragraph(sentences, count, &mut chance)));
        if index % 3 == 0
            && let Some(photo) = photos.next()
        {
            let caption = format!("Quang cảnh tại {place}, ảnh số {photo}");
            let name = picture::name(photo);
            line(&format!("\n![{caption}](../../photos/{name} \"{caption}\")"));
        }
    }
    text
}

fn pick<'a>(from: &[&'a str], chance: &mut Chance) -> &'a str {
    from[chance.below(from.len())]
}

fn paragraph(sentences: &[&str], count: usize, chance: &mut Chance) -> String {
    let chosen: Vec<&str> = (0..count).map(|_| pick(sentences, chance)).collect();
    chosen.join(" ").replace(['*', '_', '['], "")
}

/// A UUID of version 4 in its marks, though nothing about it is random.
fn id(chance: &mut Chance) -> String {
    let high = chance.next();
    let low = chance.next();
    format!(
        "{:08x}-{:04x}-4{:03x}-{:04x}-{:012x}",
        high >> 32,
        (high >> 16) & 0xffff,
        high & 0xfff,
        0x8000 | ((low >> 48) & 0x3fff),
        low & 0xffff_ffff_ffff,
    )
}
