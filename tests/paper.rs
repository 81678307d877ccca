//! Looking at PDF files with the tools printers and checkers use.
//!
//! The tools come with `cargo xtask test` on Linux. Where one is missing the
//! question has no answer (`None`), and a story asks the others.

use std::path::Path;
use std::process::Command;

/// What a tool printed about a file, or `None` when the tool is not installed.
///
/// # Panics
///
/// When the tool is there and refuses the file.
#[track_caller]
pub fn tool(name: &str, options: &[&str], file: &Path) -> Option<String> {
    let output = Command::new(name).args(options).arg(file).output().ok()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    assert!(
        output.status.success(),
        "{name} refuses {}:\n{said}{}",
        file.display(),
        String::from_utf8_lossy(&output.stderr)
    );
    Some(said)
}

/// Width and height of the first page in millimetres.
pub fn page_size_mm(file: &Path) -> Option<(f64, f64)> {
    let about = tool("pdfinfo", &[], file)?;
    let line = about.lines().find_map(|line| line.strip_prefix("Page size:"))?;
    let mut numbers = line.split_whitespace().filter_map(|word| word.parse::<f64>().ok());
    Some((to_mm(numbers.next()?), to_mm(numbers.next()?)))
}

/// Width and height of the first page's trim box in millimetres.
pub fn trim_mm(file: &Path) -> Option<(f64, f64)> {
    let about = tool("pdfinfo", &["-box"], file)?;
    let line = about.lines().find_map(|line| line.strip_prefix("TrimBox:"))?;
    let sides: Vec<f64> =
        line.split_whitespace().filter_map(|w| w.parse().ok()).collect();
    let [left, bottom, right, top] = sides.as_slice() else { return None };
    Some((to_mm(right - left), to_mm(top - bottom)))
}

/// The fonts a file only names, without carrying them.
pub fn fonts_not_embedded(file: &Path) -> Option<Vec<String>> {
    let list = tool("pdffonts", &[], file)?;
    let rows = list.lines().skip(2).filter(|row| {
        // The columns at the end: emb sub uni, then the object's two numbers.
        row.split_whitespace().rev().nth(4) != Some("yes")
    });
    Some(rows.map(str::to_owned).collect())
}

/// The text of the structure tree: what a screen reader hears, in its order.
pub fn structure_text(file: &Path) -> Option<String> {
    let tree = tool("pdfinfo", &["-struct-text"], file)?;
    let mut text = String::new();
    let mut open = false;
    for line in tree.lines() {
        let piece = line.trim();
        let starts = !open && piece.starts_with('"');
        if !starts && !open {
            continue;
        }
        let ends = piece.ends_with('"') && !(starts && piece.len() == 1);
        let from = usize::from(starts);
        let to = piece.len() - usize::from(ends);
        text.push_str(&piece[from..to.max(from)]);
        text.push(' ');
        open = !ends;
    }
    Some(text)
}

/// A text without anything a line break may change: white space of every kind,
/// soft hyphens, joiners.
///
/// Typesetting may break and bind lines as it likes; the letters must stay.
pub fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|c| {
            let is_invisible = matches!(
                c,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}'
            );
            !c.is_whitespace() && !is_invisible
        })
        .collect()
}

fn to_mm(points: f64) -> f64 {
    points / 72.0 * 25.4
}
