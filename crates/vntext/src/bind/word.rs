//! A word of a paragraph: what stands between two spaces.

use super::{lexicon, parts_words};
use std::ops::Range;

/// What stands between two spaces.
pub(super) struct Word<'a> {
    /// Where, in bytes, punctuation included.
    pub(super) range: Range<usize>,
    /// Without the punctuation around it; empty for a lone mark.
    pub(super) core: &'a str,
    before: &'a str,
    after: &'a str,
}

/// Splits a paragraph into its words.
pub(super) fn split(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = None;
    for (at, letter) in text.char_indices().chain([(text.len(), ' ')]) {
        if !parts_words(letter) {
            start.get_or_insert(at);
        } else if let Some(start) = start.take() {
            words.push(Word::new(text, start..at));
        }
    }
    words
}

impl<'a> Word<'a> {
    fn new(text: &'a str, range: Range<usize>) -> Self {
        let whole = &text[range.clone()];
        let body = whole.trim_start_matches(|c: char| !in_core(c));
        let core = body.trim_end_matches(|c: char| !in_core(c));
        let before = &whole[..whole.len() - body.len()];
        Self { range, core, before, after: &body[core.len()..] }
    }

    fn whole(&self) -> impl Iterator<Item = char> {
        self.before.chars().chain(self.core.chars()).chain(self.after.chars())
    }

    /// Whether a mark before the word parts it from its left neighbour.
    pub(super) fn opens(&self) -> bool {
        !self.before.is_empty()
    }

    /// Whether a mark after the word parts it from its right neighbour.
    pub(super) fn closes(&self) -> bool {
        !self.after.is_empty()
    }

    pub(super) fn ends_sentence(&self) -> bool {
        let marks = self.after.trim_end_matches(['”', '’', '"', '\'', ')', ']', '»']);
        marks.ends_with(['.', '!', '?', '…', ':'])
            || self.core.is_empty() && self.before.ends_with(['.', '!', '?', '…'])
    }

    /// A capital and small letters: acronyms ("UBND", "TP") stand for themselves.
    pub(super) fn is_capitalised(&self) -> bool {
        let mut letters = self.core.chars();
        letters.next().is_some_and(char::is_uppercase)
            && letters.all(|letter| letter.is_lowercase() || letter == '’')
    }

    pub(super) fn starts_with_digit(&self) -> bool {
        self.core.starts_with(|c: char| c.is_ascii_digit())
    }

    /// Digits and the marks within numbers: "3.270", "12,5", "15-17".
    pub(super) fn is_plain_number(&self) -> bool {
        self.starts_with_digit()
            && self.core.ends_with(|c: char| c.is_ascii_digit())
            && self
                .core
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, '.' | ',' | '-' | '–'))
    }

    pub(super) fn is_roman(&self) -> bool {
        let core = self.core.split('/').next().unwrap_or_default();
        (1..=6).contains(&core.len())
            && core.chars().all(|c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'C'))
    }

    pub(super) fn is_times(&self) -> bool {
        let mut letters = self.whole();
        matches!(letters.next(), Some('×' | 'x' | 'X' | '*')) && letters.next().is_none()
    }

    pub(super) fn is_dash(&self) -> bool {
        self.core.is_empty()
            && self.whole().next().is_some_and(is_dash)
            && self.whole().all(is_dash)
    }

    /// "–thành", but not "-5".
    pub(super) fn starts_with_dash(&self) -> bool {
        self.before.starts_with(is_dash) && self.core.starts_with(char::is_alphabetic)
    }

    /// Whether line breaking would cut the word inside: document numbers
    /// ("42/2022/NĐ-CP", "05-NQ/TW") and spans of years ("2021–2025").
    pub(super) fn must_stay_whole(&self) -> bool {
        self.core.chars().count() <= super::LONGEST
            && self.starts_with_digit()
            && (self.is_document_number()
                || self.is_plain_number() && self.core.contains('–'))
    }

    fn is_document_number(&self) -> bool {
        self.core.contains('/')
            && self.core.contains(char::is_uppercase)
            && self
                .core
                .chars()
                .all(|c| c.is_alphanumeric() || matches!(c, '/' | '-' | '.'))
    }
}

/// Letters and digits, and the signs that stand where a word stands.
fn in_core(letter: char) -> bool {
    letter.is_alphanumeric() || lexicon::is_sign(letter)
}

fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '–' | '—')
}
