//! Which words must not part at the end of a line.
//!
//! Vietnamese breaks at every space, so a reader meets "Cần / Thơ" and "Nghị quyết /
//! 20" unless something holds them together. [`bind`] says what to hold; how is the
//! business of each output: a box on paper, a span with `white-space: nowrap` on
//! screens. The text itself keeps its ordinary spaces, so search and copy work.
//!
//! Invariants:
//! - Ranges are sorted, disjoint, not empty, and begin and end between characters.
//! - At most two syllables are bound: three made visibly loose lines. A dash or a
//!   multiplication ("19 × 27 cm") may lengthen a range, since its parts are short.
//! - A name is guessed from its capitals. A wrong guess costs a slightly looser line,
//!   never a letter.

mod lexicon;
mod word;

use crate::tidy::is_space;
use std::ops::Range;
use word::Word;

/// Longest range, in characters: more would not fit a narrow column.
const LONGEST: usize = 36;

/// Finds the byte ranges of one paragraph that must not be broken across lines.
///
/// `text` is the plain text of the whole paragraph: its last two syllables are bound
/// unless one of them is bound already.
///
/// ```
/// # use vntext::bind;
/// let text = "Từ năm 2006, TP Cần Thơ đã ký kết với tỉnh bạn";
/// let bound: Vec<&str> = bind(text).into_iter().map(|range| &text[range]).collect();
/// assert_eq!(bound, ["năm 2006,", "Cần Thơ", "tỉnh bạn"]);
/// ```
pub fn bind(text: &str) -> Vec<Range<usize>> {
    let words = word::split(text);
    let mut line = Line { text, joined: vec![false; words.len()], words };
    line.measures();
    line.numbers_after_words();
    line.numbers_before(lexicon::is_unit);
    line.numbers_before(lexicon::is_time);
    line.honorifics();
    line.names();
    line.ending();
    line.dashes();
    line.ranges()
}

/// A paragraph being bound. Rules run from the strongest to the weakest; each takes
/// only words that no stronger one took.
struct Line<'a> {
    text: &'a str,
    words: Vec<Word<'a>>,
    /// Whether the word is joined to the one before it.
    joined: Vec<bool>,
}

impl Line<'_> {
    /// "19 × 27 cm" and "7 – 11 giờ" as a whole.
    fn measures(&mut self) {
        let mut at = 1;
        while at + 1 < self.words.len() {
            let sides = self.words[at - 1].is_plain_number()
                && self.words[at + 1].starts_with_digit();
            let between = self.words[at].is_times() || self.words[at].is_dash();
            if between && sides {
                self.join(at - 1, at);
                self.join(at, at + 1);
                at += 1;
                if self.number_before(at, lexicon::is_unit) {
                    self.join(at, at + 1);
                }
            }
            at += 1;
        }
    }

    /// "năm 2021", "Nghị quyết 20" (its last word), "số 42/2022/NĐ-CP"; but not "cấp 12"
    /// of "nâng cấp 12 km".
    fn numbers_after_words(&mut self) {
        for at in 1..self.words.len() {
            let first = at.checked_sub(2).map_or("", |before| self.words[before].core);
            let (second, number) = (&self.words[at - 1], &self.words[at]);
            let takes = number.starts_with_digit()
                && lexicon::takes_number(first, second.core)
                || number.is_roman() && lexicon::takes_roman(first, second.core);
            let measured = self.number_before(at, lexicon::is_unit);
            if takes && !measured && !second.closes() && !number.opens() {
                self.pair(at - 1, at);
            }
        }
    }

    /// "500 triệu", "12,5 %"; "6 tháng".
    fn numbers_before(&mut self, counted: fn(&str) -> bool) {
        for at in 0..self.words.len() {
            if self.number_before(at, counted) {
                self.pair(at, at + 1);
            }
        }
    }

    /// Whether a number stands at `at` that counts the word after it.
    fn number_before(&self, at: usize, counted: fn(&str) -> bool) -> bool {
        let (Some(number), Some(unit)) = (self.words.get(at), self.words.get(at + 1))
        else {
            return false;
        };
        number.is_plain_number()
            && !number.closes()
            && !unit.opens()
            && counted(unit.core)
    }

    /// "ông Lê", "Bác sĩ Nguyễn" (its last word).
    fn honorifics(&mut self) {
        for at in 1..self.words.len() {
            let first = at.checked_sub(2).map_or("", |before| self.words[before].core);
            let (second, name) = (&self.words[at - 1], &self.words[at]);
            if name.is_capitalised()
                && lexicon::is_honorific(first, second.core)
                && !second.closes()
                && !name.opens()
            {
                self.pair(at - 1, at);
            }
        }
    }

    /// "Cần Thơ", "Lê Quang|Mạnh": capitalised neighbours in pairs, from the last.
    fn names(&mut self) {
        let mut start = 0;
        while start < self.words.len() {
            let mut end = start;
            while end < self.words.len() && self.names_here(end, start) {
                end += 1;
            }
            let mut last = end;
            while last >= start + 2 {
                last -= 2;
                self.pair(last, last + 1);
            }
            start = end.max(start + 1);
        }
    }

    /// Whether the word at `at` may be a syllable of the name that begins at `start`.
    fn names_here(&self, at: usize, start: usize) -> bool {
        let word = &self.words[at];
        let beside = match at == start {
            true => !lexicon::heads_names(word.core),
            false => !self.words[at - 1].closes() && !word.opens(),
        };
        let meant = !self.starts_sentence(at) || !lexicon::opens_sentences(word.core);
        word.is_capitalised() && !self.is_taken(at) && beside && meant
    }

    /// Whether a sentence begins here, so that a capital says nothing.
    fn starts_sentence(&self, at: usize) -> bool {
        match at.checked_sub(1).map(|before| &self.words[before]) {
            None => true,
            Some(before) => before.ends_sentence() || before.is_dash() && at == 1,
        }
    }

    /// The last two syllables, so that no line holds a single one.
    fn ending(&mut self) {
        let mut spoken =
            (0..self.words.len()).rev().filter(|&at| !self.words[at].core.is_empty());
        if let (Some(last), Some(before)) = (spoken.next(), spoken.next())
            && last - before == 1
            && before > 0
        {
            self.pair(before, last);
        }
    }

    /// A dash stays on the line before it; a dash glued to its word takes that along.
    fn dashes(&mut self) {
        for at in 1..self.words.len() {
            if self.words[at].is_dash() {
                self.join(at - 1, at);
            } else if self.words[at].starts_with_dash() {
                self.pair(at - 1, at);
            }
        }
    }

    /// Joins two neighbours when neither belongs to a stronger pair.
    fn pair(&mut self, left: usize, right: usize) {
        if !self.is_taken(left) && !self.is_taken(right) {
            self.join(left, right);
        }
    }

    fn join(&mut self, left: usize, right: usize) {
        let start = (0..=left).rev().find(|&at| !self.joined[at]).unwrap_or(left);
        let span = self.words[start].range.start..self.words[right].range.end;
        if self.text[span].chars().count() <= LONGEST {
            self.joined[right] = true;
        }
    }

    fn is_taken(&self, at: usize) -> bool {
        self.joined[at] || self.joined.get(at + 1).copied().unwrap_or(false)
    }

    /// Joined words, and single words that would break inside.
    fn ranges(&self) -> Vec<Range<usize>> {
        let mut ranges: Vec<Range<usize>> = Vec::new();
        let mut at = 0;
        while at < self.words.len() {
            let mut end = at + 1;
            while end < self.words.len() && self.joined[end] {
                end += 1;
            }
            if end - at > 1 || self.words[at].must_stay_whole() {
                ranges.push(self.words[at].range.start..self.words[end - 1].range.end);
            }
            at = end;
        }
        ranges
    }
}

/// Whether words are parted here.
fn parts_words(letter: char) -> bool {
    is_space(letter) || letter.is_whitespace()
}

#[cfg(test)]
mod tests;
