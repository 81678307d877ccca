//! Documents, with their crossheads and notes in the margins: seen from outside.

use crate::looks::{design, mm, press};
use crate::sample::{Pictures, article, edition, words};
use document::Edition;
use press::rules::{Severity, check, frames};
use press::{Line, Sheets};

/// A document of so many articles with notes, alone in its issue.
fn document(design: &str, parts: usize) -> (Sheets, Edition) {
    let design = self::design(design);
    let part = |at: usize| {
        format!(
            "## Điều {at}. Phạm vi {at}\n\nMở{at} {} cuối{at}z[^{at}].\n\n[^{at}]: Ghi{at} \
             chú bên lề.\n\n",
            words(40)
        )
    };
    let text: String = (1..=parts).map(part).collect();
    let mut edition = edition(vec![article(1, "Quy định mới về trạm y tế", &text)]);
    edition.bulletin.trim = design.trim();
    // On fewer pages a long one would have two columns.
    edition.issue.pages = (parts > 12).then_some(4);
    (press().compose(&edition, &design, &Pictures).expect("sheets"), edition)
}

/// The line that holds these words, and its page.
fn line(sheets: &Sheets, words: &str) -> (usize, Line) {
    let of = |page| sheets.texts(page).into_iter().map(move |line| (page, line));
    let mut all = (0..sheets.count()).flat_map(of);
    all.find(|(_, line)| line.text.contains(words))
        .unwrap_or_else(|| panic!("no {words}"))
}

#[track_caller]
fn assert_beside(sheets: &Sheets, parts: usize) {
    for at in 1..=parts {
        let (page, text) = line(sheets, &format!("Mở{at} "));
        let (of_head, head) = line(sheets, &format!("Điều {at}"));
        let (of_note, note) = line(sheets, &format!("Ghi{at}"));
        assert_eq!((of_head, of_note), (page, page), "part {at}");
        assert!((head.baseline.0 - text.baseline.0).abs() < 0.01, "{head:?} {text:?}");
        assert!((note.baseline.0 - text.baseline.0).abs() < 0.01, "{note:?} {text:?}");
        assert!(head.x.0 < text.x.0 - 20.0, "{head:?} {text:?}");
        assert!(mm(note.x) > mm(text.x) + 79.0, "{note:?} {text:?}");
    }
}

#[test]
fn crossheads_hang_left_of_the_text_and_notes_stand_right_of_it() {
    let (sheets, edition) = document("trang-trong", 4);
    assert_beside(&sheets, 4);
    let broken = check(&frames(&sheets, &design("trang-trong"), edition.bulletin.trim));
    let hard: Vec<_> = broken.iter().filter(|b| b.severity == Severity::Hard).collect();
    assert!(hard.is_empty(), "{hard:?}");
}

#[test]
fn a_long_document_keeps_its_margins_on_every_page_and_loses_nothing() {
    let (sheets, _) = document("trang-trong", 28);
    assert!(sheets.count() > 1);
    assert_beside(&sheets, 28);
    let all: Vec<String> = (0..sheets.count())
        .flat_map(|page| sheets.texts(page))
        .map(|line| line.text)
        .collect();
    let all = all.join(" ");
    for at in 1..=28 {
        for word in [format!("Mở{at} "), format!("cuối{at}z"), format!("Ghi{at} ")] {
            assert_eq!(all.matches(&word).count(), 1, "{word}");
        }
    }
}

#[test]
fn number_paragraph_and_note_are_read_in_turn() {
    let (sheets, _) = document("trang-trong", 2);
    let all: Vec<String> = sheets.texts(0).into_iter().map(|line| line.text).collect();
    let at = |words: &str| all.iter().position(|text| text.contains(words));
    let read =
        ["Điều 1", "Phạm vi 1", "Mở1 ", "cuối1z", "Ghi1", "Điều 2", "Mở2 ", "Ghi2"];
    let places: Vec<usize> = read.iter().map(|words| at(words).expect(words)).collect();
    assert!(places.is_sorted(), "{read:?} at {places:?} of {all:?}");
}

#[test]
fn designs_without_margins_set_documents_as_any_text() {
    let (sheets, _) = document("thoi-su", 3);
    let (_, text) = line(&sheets, "Mở1 ");
    let (_, head) = line(&sheets, "Điều 1");
    assert!((head.x.0 - text.x.0).abs() < 0.01, "{head:?} {text:?}");
    assert!(head.baseline.0 < text.baseline.0);
    assert!(head.text.contains("Phạm vi 1"), "{head:?}");
}
