//! Tables: no cell is cut and no word stands on another.

use crate::{compose, sample};
use press::{Line, Sheets};
use sample::{article, edition};

/// A table of so many columns; figures of nine characters in its cells.
fn table(columns: usize, rows: usize, word: &str) -> String {
    let row = |cell: &dyn Fn(usize) -> String| {
        let cells: Vec<String> = (0..columns).map(cell).collect();
        format!("| {} |\n", cells.join(" | "))
    };
    let mut text = row(&|at| format!("{word} {at}"));
    text.push_str(&row(&|_| "--:".into()));
    for number in 0..rows {
        text.push_str(&row(&|at| format!("{}.{:03}.{:03}", at + 1, number, at)));
    }
    text
}

/// Digits, stops and the letters of the heads are at least this wide, in em.
const LEAST_WIDTH: f64 = 0.36;

#[track_caller]
fn check(columns: usize, rows: usize, word: &str, beside: &str) -> Sheets {
    let text = format!("{beside}\n\n{}\n\n{beside}", table(columns, rows, word));
    let sheets = compose(&edition(vec![
        article(1, "Bài một", &sample::words(40)),
        article(2, "Bảng số liệu", &text),
    ]));
    let mut figures = 0;
    for page in 0..sheets.count() {
        let (width, height) = sheets.size(page).expect("a page");
        let lines = sheets.texts(page);
        let end = |line: &Line| {
            line.x.0 + line.text.trim().chars().count() as f64 * LEAST_WIDTH * line.size.0
        };
        let of_table = |line: &&Line| {
            let text = line.text.trim();
            text.starts_with(|c: char| c.is_ascii_digit()) && text.contains('.')
        };
        let words = lines.iter().flat_map(|line| line.text.split_whitespace());
        figures += words.filter(|word| word.matches('.').count() == 2).count();
        for line in lines.iter().filter(of_table) {
            assert!(end(line) < width.0 - 25.0, "{columns}: over the edge: {line:?}");
            assert!(line.baseline.0 < height.0 - 25.0, "{columns}: below: {line:?}");
            for other in lines.iter().filter(|other| other.x.0 > line.x.0) {
                let level = (other.baseline.0 - line.baseline.0).abs() < 2.0;
                assert!(
                    !level || end(line) <= other.x.0,
                    "{columns}: {line:?} runs into {other:?}"
                );
            }
        }
    }
    assert_eq!(figures, columns * rows, "{columns} columns, {rows} rows");
    sheets
}

#[test]
fn no_cell_is_cut_and_no_word_stands_on_another() {
    let beside = sample::words(120);
    for columns in [2, 3, 4, 5, 6, 8] {
        check(columns, 5, "Chỉ tiêu", &beside);
    }
    check(6, 5, "Chỉ tiêu", "Ngắn.");
    check(6, 12, "Nghiênggiang", &sample::words(900));
    // Too high for half a page, too wide for any: set all the same.
    check(6, 70, "Chỉ tiêu", &beside);
    check(14, 4, "Nghiênggiang", &beside);
}

#[test]
fn a_table_of_many_columns_is_as_wide_as_its_story() {
    for (columns, wide) in [(3, false), (6, true)] {
        let sheets = check(columns, 5, "Chỉ tiêu", &sample::words(300));
        let (width, _) = sheets.size(0).expect("a page");
        let cells: Vec<f64> = (0..sheets.count())
            .flat_map(|page| sheets.texts(page))
            .filter(|line| line.text.contains(".001."))
            .map(|line| line.x.0)
            .collect();
        let (from, to) = (
            cells.iter().copied().fold(f64::MAX, f64::min),
            cells.iter().copied().fold(0.0, f64::max),
        );
        assert_eq!(to - from > width.0 / 2.0, wide, "{columns}: from {from} to {to}");
    }
}
