//! Where sentences end.
//!
//! A sentence ends at `.`, `!`, `?` or `…`, with the marks that close around it, before a
//! space and something a sentence can begin with; a line end always ends one. Full stops
//! of abbreviations ("TP. Cần Thơ", "T.V.A", "v.v."), numbers ("3.270") and lists ("1. ")
//! end none.

use crate::tidy::is_space;
use std::ops::Range;

/// Abbreviations that are followed by a full stop and the rest of the sentence.
const ABBREVIATIONS: &[&str] = &[
    "tp", "tx", "tt", "ths", "ts", "gs", "pgs", "bs", "ks", "kts", "ls", "nsnd", "nsưt",
    "đ/c", "đc", "tr", "nxb", "v.v", "vd", "tel", "đt", "fax", "vol", "mr", "mrs", "ms",
    "dr",
];

/// Finds the sentences of a text, without the spaces between them.
///
/// ```
/// # use vntext::sentences;
/// let text = "TP. Cần Thơ có 3.270 sinh viên. “Vì sao?” Ông hỏi…";
/// let found: Vec<&str> = sentences(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(found, ["TP. Cần Thơ có 3.270 sinh viên.", "“Vì sao?” Ông hỏi…"]);
/// ```
///
/// "“Vì sao?” Ông hỏi…" stays whole, since a quotation that ends in `?` or `!` mostly
/// goes on; so does one that ends in `…`.
pub fn sentences(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut from = 0;
    for (at, letter) in text.char_indices() {
        let after = at + letter.len_utf8();
        let ends_line = letter.is_whitespace() && !is_space(letter);
        if ends_line {
            push(text, from..at, &mut found);
            from = after;
        } else if after > from
            && matches!(letter, '.' | '!' | '?' | '…')
            && let Some(end) = ends_at(text, at, letter)
        {
            push(text, from..end, &mut found);
            from = end;
        }
    }
    push(text, from.min(text.len())..text.len(), &mut found);
    found
}

/// Whether a word is an abbreviation that takes a full stop: `TP`, `ThS`, `v.v`, `T.V`.
pub(crate) fn is_abbreviation(word: &str) -> bool {
    let small = word.to_lowercase();
    let is_part = |part: &str| {
        let mut letters = part.chars();
        let initial =
            letters.next().is_some_and(char::is_uppercase) && letters.next().is_none();
        initial || ABBREVIATIONS.contains(&part.to_lowercase().as_str())
    };
    ABBREVIATIONS.contains(&small.as_str())
        || !word.is_empty() && word.split('.').all(is_part)
}

/// The end of the sentence that the mark at `at` may close.
fn ends_at(text: &str, at: usize, mark: char) -> Option<usize> {
    let rest = &text[at + mark.len_utf8()..];
    let closing =
        rest.trim_start_matches(['.', '!', '?', '…', '”', '"', '’', ')', ']', '»']);
    let marks = &rest[..rest.len() - closing.len()];
    let end = text.len() - closing.len();
    let next = closing.trim_start_matches(is_space);
    if next.is_empty() || next.starts_with(|l: char| l.is_whitespace()) {
        return Some(end);
    }
    if next.len() == closing.len() {
        return None;
    }
    let begins = next
        .trim_start_matches(['“', '"', '‘', '(', '[', '«', '–', '-', ' '])
        .starts_with(|letter: char| letter.is_uppercase() || letter.is_numeric());
    if !begins {
        return None;
    }
    let quoted = marks.contains(['”', '"', '’', '»']);
    if quoted && mark != '.' {
        return None;
    }
    if mark == '.' && marks.is_empty() {
        let head = &text[..at];
        let start = head.rfind(|l: char| !l.is_alphanumeric() && !matches!(l, '.' | '/'));
        let word = start.map_or(head, |start| {
            &head[start + head[start..].chars().next().map_or(0, char::len_utf8)..]
        });
        // "1. Mục đích": the number of a paragraph.
        let before = head[..head.len() - word.len()].trim_end_matches(is_space);
        let starts_line =
            before.is_empty() || before.ends_with(['\n', '\r', '.', ':', ';']);
        let numbered = starts_line
            && word.chars().count() <= 4
            && (word.chars().all(char::is_numeric)
                || word.chars().all(|l| matches!(l, 'I' | 'V' | 'X')));
        if is_abbreviation(word) || numbered {
            return None;
        }
    }
    Some(end)
}

fn push(text: &str, range: Range<usize>, found: &mut Vec<Range<usize>>) {
    let part = &text[range.clone()];
    let trimmed = part.trim();
    if !trimmed.is_empty() {
        let start = range.start + (part.len() - part.trim_start().len());
        found.push(start..start + trimmed.len());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[&str]) {
        let found: Vec<&str> =
            sentences(text).into_iter().map(|range| &text[range]).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn sentences_end_at_their_marks() {
        check("Một. Hai! Ba? Bốn…", &["Một.", "Hai!", "Ba?", "Bốn…"]);
        check("Ông nói: “Được.” Rồi ông đi.", &["Ông nói: “Được.”", "Rồi ông đi."]);
        check("Đường 931B… Phối hợp.", &["Đường 931B…", "Phối hợp."]);
        check("đầu…\ncuối", &["đầu…", "cuối"]);
        check("Tăng 5%. 3 xã đạt.", &["Tăng 5%.", "3 xã đạt."]);
        check("", &[]);
        check(" \n ", &[]);
    }

    #[test]
    fn other_stops_end_none() {
        for text in [
            "TP. Cần Thơ và TX. Ngã Bảy",
            "ThS. Nguyễn Văn A, PGS.TS. Trần B",
            "Ảnh của T.V.A. Nguyễn",
            "lúa, màu, v.v. Tất cả",
            "1. Mục đích",
            "II. Yêu cầu",
            "3.270 sinh viên lúc 8.30 giờ",
            "“Vì sao?” Ông hỏi",
            "haugiang.gov.vn",
        ] {
            check(text, &[text]);
        }
    }
}
