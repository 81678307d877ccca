//! How Vietnamese a text reads, word by word.
//!
//! Only words that tell something count: those with a letter beyond ASCII. A telling
//! word is legal when every part of it between marks is a syllable, and strange when one
//! is not or when a character stands in it that belongs in no word.

use crate::syllable::is_syllable;

/// How many telling words are legal, and how many there are.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Score {
    pub(super) legal: usize,
    pub(super) telling: usize,
}

impl Score {
    /// Legal words among the telling ones, 0 to 1; 0 when there are none.
    pub(super) fn share(self) -> f64 {
        // A text has far fewer than 2^52 words.
        self.legal as f64 / self.telling.max(1) as f64
    }

    pub(super) fn add(&mut self, other: Self) {
        self.legal += other.legal;
        self.telling += other.telling;
    }
}

/// Scores a text that was read, in NFC.
pub(super) fn score(text: &str) -> Score {
    let mut score = Score::default();
    for word in text.split_whitespace() {
        if let Some(legal) = legal(word) {
            score.telling += 1;
            score.legal += usize::from(legal);
        }
    }
    score
}

/// Whether a word is legal; `None` when it tells nothing.
fn legal(word: &str) -> Option<bool> {
    let word = word.trim_matches(is_mark);
    if word.is_ascii() || !word.contains(char::is_alphabetic) {
        return None;
    }
    let mut telling = false;
    for part in word.split(is_mark) {
        if part.is_ascii() {
            continue;
        }
        telling = true;
        if (!is_syllable(part) || has_inner_capital(part)) && !is_name(part) {
            return Some(false);
        }
    }
    telling.then_some(true)
}

/// Characters that may stand around and between words.
fn is_mark(letter: char) -> bool {
    letter.is_ascii() && !letter.is_ascii_alphabetic()
        || matches!(
            letter,
            '“' | '”'
                | '‘'
                | '’'
                | '–'
                | '—'
                | '…'
                | '•'
                | '°'
                | '×'
                | '²'
                | '³'
                | '½'
                | '\u{A0}'
                | '«'
                | '»'
                | '€'
                | '₫'
        )
}

/// A capital behind a small letter: the mark of a wrong reading, since capitals and
/// small letters lie apart in every encoding.
fn has_inner_capital(word: &str) -> bool {
    let mut small = false;
    word.chars().any(|letter| {
        let inner = small && letter.is_uppercase();
        small |= letter.is_lowercase();
        inner
    })
}

/// Abbreviations with `Đ` ("HĐND", "QĐ", "NĐ") are no syllables but good Vietnamese.
fn is_name(word: &str) -> bool {
    word.chars().all(|letter| letter == 'Đ' || letter.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_telling_words_count() {
        for (text, legal, telling) in [
            ("Bantin 2026 trong", 0, 0),
            ("Nghị quyết số 20 của HĐND", 5, 5),
            ("§iÒu hoµ x· ®\u{AD}îc", 0, 4),
            ("café, “Cần Thơ” – 12 °C", 2, 3),
            ("42/2022/NĐ-CP", 1, 1),
        ] {
            assert_eq!(score(text), Score { legal, telling }, "{text}");
        }
    }
}
