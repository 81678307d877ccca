//! Capitals by Nghị định 30/2020/NĐ-CP, Phụ lục II.
//!
//! The decree binds offices; newspapers follow most of it. So everything here is a hint
//! with a suggestion, and each rule can be left out by whoever shows them. The lint knows
//! fixed phrases ([`phrase`]) and a few patterns: sentences, citations, posts before
//! names, districts with numbers, days, feasts.
//!
//! Text in capitals alone is passed over, since there is nothing to tell by.
//!
//! Invariant: a fix changes case only, never a letter.

mod phrase;

use crate::finding::{Finding, Rule};
use crate::letter::capital_of;
use crate::sentence::{is_abbreviation, sentences};
use crate::syllable::is_syllable;
use crate::tidy::{is_space, pieces};
use crate::tone::{ToneStyle, set_tone_style};

/// Family names that, behind a post, make a personal name of what follows.
const FAMILIES: [&str; 56] = [
    "Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Huỳnh", "Phan", "Vũ", "Võ", "Đặng", "Bùi",
    "Đỗ", "Hồ", "Ngô", "Dương", "Lý", "Đinh", "Đoàn", "Trịnh", "Trương", "Mai", "Đào",
    "Lâm", "Hà", "Cao", "Lương", "Tạ", "Phùng", "Quách", "Châu", "Thạch", "Danh", "Kim",
    "Sơn", "Tô", "Vương", "Tôn", "Thái", "Chu", "Tăng", "Lưu", "Từ", "Kiều", "Văn",
    "Doãn", "Triệu", "Hứa", "La", "Nông", "Giàng", "Lò", "Hầu", "Thào", "Đàm", "Mã",
    "Điểu",
];

/// Words a citation stands beside.
const CITING: [&str; 15] = [
    "tại", "theo", "khoản", "điểm", "cứ", "định", "của", "luật", "nghị", "thông", "hiến",
    "này", "bộ", "và", "mục",
];

/// Finds capitals against the decree in a plain text, paragraphs parted by line ends.
///
/// ```
/// # use vntext::{Rule, capitals};
/// let findings = capitals("Căn cứ khoản 2 điều 5; ủy ban nhân dân thành phố Hồ Chí Minh");
/// let found: Vec<(Rule, &str)> =
///     findings.iter().map(|finding| (finding.rule, finding.fixes[0].as_str())).collect();
/// assert_eq!(
///     found,
///     [
///         (Rule::CapitalCitation, "Điều"),
///         (Rule::CapitalOrganisation, "Ủy ban nhân dân"),
///         (Rule::CapitalPlace, "Thành phố Hồ Chí Minh"),
///     ],
/// );
/// ```
pub fn capitals(text: &str) -> Vec<Finding> {
    let words = words(text);
    let mut page = Page { text, words, findings: Vec::new() };
    page.phrases();
    for at in 0..page.words.len() {
        page.sentence(at);
        page.citation(at);
        page.post(at);
        page.place(at);
        page.day(at);
    }
    let mut findings = page.findings;
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    // A phrase knows more than the pattern that fires inside it.
    findings.dedup_by(|next, kept| next.range.start < kept.range.end);
    findings
}

/// A word with what the rules ask of it.
struct Word<'a> {
    at: usize,
    text: &'a str,
    /// In small letters, tone marks in the old style.
    small: String,
    /// A sentence or a line begins with it.
    first: bool,
    /// Only spaces part it from the word before.
    follows: bool,
    /// Its line has no small letter.
    loud: bool,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }

    fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }
}

fn words(text: &str) -> Vec<Word<'_>> {
    let starts: Vec<usize> = sentences(text)
        .into_iter()
        .filter_map(|range| {
            let inner = text[range.clone()].find(char::is_alphanumeric)?;
            Some(range.start + inner)
        })
        .collect();
    let is_part = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '\u{300}'..='\u{36F}')
    };
    let mut words: Vec<Word<'_>> = Vec::new();
    for (line_at, line) in pieces(text, |letter| matches!(letter, '\n' | '\r')) {
        let loud = !line.contains(char::is_lowercase);
        for (inner, word) in pieces(line, |letter| !is_part(letter)) {
            let at = line_at + inner;
            let gap = words.last().map_or("", |last| &text[last.end()..at]);
            words.push(Word {
                at,
                text: word,
                small: set_tone_style(&word.to_lowercase(), ToneStyle::Old).into_owned(),
                first: starts.binary_search(&at).is_ok(),
                follows: !gap.is_empty() && gap.chars().all(is_space),
                loud,
            });
        }
    }
    words
}

struct Page<'a> {
    text: &'a str,
    words: Vec<Word<'a>>,
    findings: Vec<Finding>,
}

impl Page<'_> {
    fn small(&self, at: usize) -> &str {
        self.words.get(at).map_or("", |word| word.small.as_str())
    }

    /// The word `back` places before `at`, when only spaces lie between.
    fn before(&self, at: usize, back: usize) -> &str {
        let tied = (0..back).all(|step| {
            at.checked_sub(step)
                .and_then(|at| self.words.get(at))
                .is_some_and(|w| w.follows)
        });
        at.checked_sub(back).filter(|_| tied).map_or("", |at| self.small(at))
    }

    /// The word behind `at`, when only spaces lie between.
    fn after(&self, at: usize) -> Option<&Word<'_>> {
        self.words.get(at + 1).filter(|word| word.follows)
    }

    /// Suggests another case for the first letter of a word.
    fn first_letter(&mut self, at: usize, rule: Rule, capital: bool) {
        let word = &self.words[at];
        if word.loud || word.is_capitalised() == capital {
            return;
        }
        // A sentence may begin with any word.
        if !capital && word.first {
            return;
        }
        let mut letters = word.text.chars();
        let Some(first) = letters.next() else { return };
        let first: String = match capital {
            true => capital_of(first).into(),
            false => first.to_lowercase().collect(),
        };
        let fix = format!("{first}{}", letters.as_str());
        self.findings.push(Finding::new(word.at..word.end(), rule, fix));
    }

    /// Phrases with a fixed case.
    fn phrases(&mut self) {
        for at in 0..self.words.len() {
            if let Some((rule, count, right)) = self.phrase(at) {
                let range = self.words[at].at..self.words[at + count - 1].end();
                self.findings.push(Finding::new(range, rule, right));
            }
        }
    }

    /// The longest phrase at `at` that is not in its right case.
    fn phrase(&self, at: usize) -> Option<(Rule, usize, String)> {
        let word = &self.words[at];
        if word.loud {
            return None;
        }
        let (rule, right) = phrase::starting_with(&word.small)
            .filter(|(_, right)| {
                right.split(' ').enumerate().all(|(step, right)| {
                    self.words.get(at + step).is_some_and(|word| {
                        word.small == right.to_lowercase() && (step == 0 || word.follows)
                    })
                })
            })
            .max_by_key(|(_, right)| right.len())?;
        let count = right.split(' ').count();
        if phrase::is_excepted(right, self.before(at, 1), self.small(at + count)) {
            return None;
        }
        let span = &self.text[word.at..self.words[at + count - 1].end()];
        let mut fixed = recased(span, right);
        if word.first && word.is_capitalised() {
            let mut letters = fixed.chars();
            fixed = letters.next().map(capital_of).into_iter().chain(letters).collect();
        }
        // "ỦY BAN NHÂN DÂN" within a line of small letters is meant to be loud.
        let loud = !span.contains(char::is_lowercase);
        (fixed != span && !loud).then_some((rule, count, fixed))
    }

    /// II.I: a small letter behind a word, a full stop and a space.
    fn sentence(&mut self, at: usize) {
        let Some(before) = at.checked_sub(1).map(|at| &self.words[at]) else { return };
        let word = &self.words[at];
        let gap = &self.text[before.end()..word.at];
        let parted = gap
            .strip_prefix(['.', '!', '?'])
            .is_some_and(|spaces| !spaces.is_empty() && spaces.chars().all(is_space));
        // "v.v. và", "TP. ", "1. ": only a plain word ends a sentence for sure.
        let plain = |word: &str| {
            word.chars().all(char::is_lowercase)
                && word.chars().count() > 1
                && is_syllable(word)
        };
        if parted
            && plain(before.text)
            && plain(word.text)
            && !is_abbreviation(before.text)
        {
            self.first_letter(at, Rule::CapitalSentence, true);
        }
    }

    /// V.7: "Điều 5", "Chương II", but "khoản 1", "điểm a".
    fn citation(&mut self, at: usize) {
        let Some(next) = self.after(at) else { return };
        let number = next.text.starts_with(|letter: char| letter.is_ascii_digit());
        let roman =
            next.text.chars().all(|letter| matches!(letter, 'I' | 'V' | 'X' | 'L'));
        let letter =
            next.text.chars().count() == 1 && next.text.starts_with(char::is_lowercase);
        let beyond = self.words.get(at + 2).filter(|word| word.follows);
        let beyond = beyond.map_or("", |word| word.small.as_str());
        let before = self.before(at, 1);
        let cited = CITING.contains(&before)
            || before.chars().next().is_some_and(|letter| letter.is_ascii_digit())
                && self.before(at, 2) == "khoản"
            || CITING.contains(&beyond) && beyond != "và";
        match self.small(at) {
            "điều" if number && cited => {
                self.first_letter(at, Rule::CapitalCitation, true);
            }
            "chương" | "phần" | "mục" if roman && cited => {
                self.first_letter(at, Rule::CapitalCitation, true);
            }
            "khoản" if number && !self.words[at].first => {
                self.first_letter(at, Rule::CapitalCitation, false);
            }
            "điểm" if letter && beyond == "khoản" => {
                self.first_letter(at, Rule::CapitalCitation, false);
            }
            _ => {}
        }
    }

    /// V.3: a post or degree right before a personal name.
    fn post(&mut self, at: usize) {
        let Some((rule, right)) = phrase::post_at(|step| {
            let word = self.words.get(at + step)?;
            (step == 0 || word.follows).then_some(word.small.as_str())
        }) else {
            return;
        };
        let count = right.split(' ').count();
        let last = at + count - 1;
        let named = self.after(last).is_some_and(|name| {
            FAMILIES.contains(&name.text)
                && self.after(last + 1).is_some_and(Word::is_capitalised)
        });
        // "phó chủ tịch Nguyễn Văn A": the longer post begins one word before.
        let inner = matches!(self.before(at, 1), "phó" | "tổng" | "nguyên");
        if !named || inner || self.words[at].loud {
            return;
        }
        let range = self.words[at].at..self.words[last].end();
        let span = &self.text[range.clone()];
        let fixed = recased(span, right);
        // More capitals than the decree asks for are not reproved here.
        let small = span.chars().next().is_some_and(char::is_lowercase);
        if fixed != span && small {
            self.findings.push(Finding::new(range, rule, fixed));
        }
    }

    /// III.1: "Quận 1" with a number, "tỉnh Hậu Giang" with a name.
    fn place(&mut self, at: usize) {
        let Some(next) = self.after(at) else { return };
        let number = next.text.chars().all(|letter| letter.is_ascii_digit());
        let name =
            next.is_capitalised() && next.text.chars().skip(1).all(char::is_lowercase);
        match self.small(at) {
            "quận" | "phường" if number => {
                self.first_letter(at, Rule::CapitalPlace, true);
            }
            "tỉnh" | "huyện" if name && next.text.chars().count() > 1 => {
                // "Tỉnh ủy" and "Tỉnh đoàn" go on in small letters; this one has a name.
                self.first_letter(at, Rule::CapitalPlace, false);
            }
            _ => {}
        }
    }

    /// V.8: "thứ Hai", where a day of the week is meant, and months with names.
    fn day(&mut self, at: usize) {
        let next = self.after(at + 1).map_or("", |word| word.small.as_str());
        let comma = self.words.get(at + 1).is_some_and(|word| {
            let rest = &self.text[word.end()..];
            rest.starts_with(", ngày")
                || rest.starts_with(" (ngày")
                || rest.starts_with(", 2")
        });
        let in_week =
            matches!(self.before(at, 1), "sáng" | "trưa" | "chiều" | "tối" | "đêm")
                || matches!(next, "tuần" | "hằng" | "hàng" | "đến")
                    && matches!(
                        self.small(at + 1),
                        "hai" | "ba" | "tư" | "năm" | "sáu" | "bảy"
                    )
                || comma;
        let tied = self.after(at).is_some();
        match (self.small(at), self.small(at + 1)) {
            ("thứ", "hai" | "ba" | "tư" | "năm" | "sáu" | "bảy") if tied && in_week =>
            {
                self.first_letter(at + 1, Rule::CapitalDay, true);
            }
            ("tháng", "giêng" | "chạp") if tied => {
                self.first_letter(at + 1, Rule::CapitalDay, true);
            }
            _ => {}
        }
    }
}

/// The letters of `span` in the case of `right`, word by word; both have the same words.
fn recased(span: &str, right: &str) -> String {
    let mut fixed = String::with_capacity(span.len());
    let mut from = 0;
    for ((at, word), right) in pieces(span, char::is_whitespace).zip(right.split(' ')) {
        fixed.push_str(&span[from..at]);
        let mut cases = right.chars().map(char::is_uppercase);
        for letter in word.chars() {
            match cases.next() {
                Some(true) => fixed.push(capital_of(letter)),
                _ => fixed.extend(letter.to_lowercase()),
            }
        }
        from = at + word.len();
    }
    fixed.push_str(&span[from..]);
    fixed
}

#[cfg(test)]
mod tests;
