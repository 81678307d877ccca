//! What must survive of the seed page, read straight from its text.

use crate::bulletin::samples;

/// The parts of the seed article that every output must hold.
#[derive(Debug)]
pub struct Seed {
    /// Its title.
    pub title: String,
    /// The lead and every paragraph of the body, captions left out.
    pub paragraphs: Vec<String>,
    /// The captions of its two photos.
    pub captions: [&'static str; 2],
    /// The pen name at the end.
    pub byline: &'static str,
    /// The article's id.
    pub id: &'static str,
}

/// Reads the seed page in `samples/`.
///
/// # Panics
///
/// When the sample is not there.
pub fn seed() -> Seed {
    let path = samples().join("can-tho-hau-giang.txt");
    let text =
        std::fs::read_to_string(path).expect("the sample is part of the repository");
    let lines: Vec<&str> =
        text.lines().map(str::trim).filter(|l| !l.is_empty()).collect();
    let captions = ["Lãnh đạo 2 địa phương ký kết hợp tác", "Quang cảnh Hội nghị"];
    let byline = "Đan Phượng";
    let from = lines.iter().position(|line| line.starts_with("Lượt xem")).expect("views");
    let to = lines.iter().position(|line| *line == byline).expect("a byline");
    let paragraphs = lines[from + 1..to]
        .iter()
        .filter(|line| !captions.contains(line))
        .map(|line| (*line).to_owned())
        .collect();
    Seed {
        title: lines[2].to_owned(),
        paragraphs,
        captions,
        byline,
        id: "d5bd5483-c909-49f3-8d4f-dc82fbe374b1",
    }
}
