//! Spelling, syllable by syllable.
//!
//! Vietnamese is written in syllables that follow a rule, so that most slips of the keys
//! show without a dictionary: "nghành", "qủa", "thuờng". Slips that make another good
//! syllable do not; the frequent ones stand in a list of word pairs ([`confused`]), each
//! with its reason as its rule.
//!
//! It keeps silent in doubt. Names, abbreviations, numbers, addresses, hyphenated loans
//! and foreign words are spared; so is every word on the list of the publication.
//!
//! Invariant: a text of well-spelt syllables without listed pairs has no finding.

mod confused;
mod suggest;

use crate::finding::{Finding, Rule};
use crate::letter::{is_vowel, place, split};
use crate::lint::is_address;
use crate::syllable::{Syllable, respell};
use crate::tidy::{is_space, nfc, pieces};
use crate::tone::ToneStyle;
use std::collections::BTreeSet;

/// Loans written in one word that are good usage.
const LOANS: [&str; 27] = [
    "ôtô",
    "môtô",
    "sôcôla",
    "xêmina",
    "cácbon",
    "vắcxin",
    "vácxin",
    "vécni",
    "ápphích",
    "búpbê",
    "ôxy",
    "ôxi",
    "hyđrô",
    "hiđrô",
    "nitơ",
    "axít",
    "prôtêin",
    "vônfram",
    "côngtenơ",
    "côngtennơ",
    "ampe",
    "rơmoóc",
    "xìtrum",
    "đôla",
    "êtylen",
    "mêtan",
    "nghe",
];

/// Words a publication writes its own way: names, terms, abbreviations.
///
/// ```
/// # use vntext::{KnownWords, spelling};
/// assert_eq!(spelling("món bánh xèoo", &KnownWords::default()).len(), 1);
/// assert!(spelling("món bánh xèoo", &KnownWords::new(["xèoo"])).is_empty());
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct KnownWords(BTreeSet<String>);

impl KnownWords {
    /// Takes words and word pairs, in any case and Unicode form.
    pub fn new<'a>(words: impl IntoIterator<Item = &'a str>) -> Self {
        Self(words.into_iter().map(|word| nfc(word.trim()).to_lowercase()).collect())
    }

    /// Takes a list of words parted by semicolons or line ends.
    pub fn listed(list: &str) -> Self {
        Self::new(list.split([';', '\n']).filter(|word| !word.trim().is_empty()))
    }

    /// Whether a word is on the list, in any case and Unicode form.
    pub fn has(&self, word: &str) -> bool {
        !self.0.is_empty() && self.0.contains(&nfc(word).to_lowercase())
    }
}

/// Finds words that are misspelt, with what may have been meant, best first.
///
/// ```
/// # use vntext::{KnownWords, Rule, spelling};
/// let findings = spelling("Nghành thủy sản đạt kết qủa cao, xử dụng vốn tốt", &KnownWords::default());
/// let found: Vec<(Rule, &str)> =
///     findings.iter().map(|finding| (finding.rule, finding.fixes[0].as_str())).collect();
/// assert_eq!(
///     found,
///     [
///         (Rule::SpellSyllable, "Ngành"),
///         (Rule::SpellMark, "quả"),
///         (Rule::SpellSX, "sử dụng"),
///     ],
/// );
/// ```
pub fn spelling(text: &str, known: &KnownWords) -> Vec<Finding> {
    let words = words(text);
    let mut findings = Vec::new();
    for at in 0..words.len() {
        if !words[at].spared && !known.has(words[at].text) {
            findings.extend(check(&words, at));
        }
    }
    for finding in confused::check(text, &words) {
        if !known.has(&text[finding.range.clone()]) {
            findings.push(finding);
        }
    }
    findings.sort_by_key(|finding| (finding.range.start, finding.range.end));
    findings
}

/// A word of the text.
struct Word<'a> {
    at: usize,
    text: &'a str,
    /// Part of an address, of a hyphenated loan or of a number: "931B", "ki-lô-mét".
    spared: bool,
    /// A sentence begins with it.
    first: bool,
    /// Only spaces part it from the word before.
    follows: bool,
}

impl Word<'_> {
    fn end(&self) -> usize {
        self.at + self.text.len()
    }
}

/// The words of a text: letters with their loose marks.
fn words(text: &str) -> Vec<Word<'_>> {
    let is_part = |letter: char| {
        letter.is_alphanumeric() || matches!(letter, '\u{300}'..='\u{36F}')
    };
    let mut words: Vec<Word<'_>> = Vec::new();
    for (start, token) in pieces(text, char::is_whitespace) {
        let address = is_address(token);
        for (inner, word) in pieces(token, |letter| !is_part(letter)) {
            let at = start + inner;
            let before = text[..at].chars().next_back();
            let after = text[at + word.len()..].chars().next();
            let tied = |mark: Option<char>| {
                mark.is_some_and(|mark| {
                    matches!(
                        mark,
                        '-' | '_' | '\'' | '’' | '.' | '/' | '&' | '@' | '#' | '\\'
                    )
                })
            };
            // A stop behind a word ends it; a letter behind the stop ties them.
            let tied_after = tied(after)
                && token[inner + word.len()..].chars().nth(1).is_some_and(is_part);
            let tied_before =
                tied(before) && token[..inner].chars().rev().nth(1).is_some_and(is_part);
            let gap = words.last().map_or("", |last| &text[last.end()..at]);
            let first = words.is_empty()
                || gap.contains(['.', '!', '?', '…', ':', '\n', '\r', '“', '"']);
            words.push(Word {
                at,
                text: word,
                spared: address
                    || tied_before
                    || tied_after
                    || word.contains(char::is_numeric),
                first,
                follows: !gap.is_empty() && gap.chars().all(is_space),
            });
        }
    }
    words
}

fn check(words: &[Word<'_>], at: usize) -> Option<Finding> {
    let word = &words[at];
    let composed = nfc(word.text);
    let small = composed.to_lowercase();
    if is_foreign(&small) || LOANS.contains(&small.as_str()) {
        return None;
    }
    let range = word.at..word.end();
    if small.is_ascii() {
        let fixes = suggest::unswapped(&composed);
        let lower = composed == small;
        return (lower && !fixes.is_empty()).then_some(Finding {
            range,
            rule: Rule::SpellSyllable,
            fixes,
        });
    }
    let syllable = Syllable::parse(&composed);
    if let Some(syllable) = syllable {
        let right = [ToneStyle::Old, ToneStyle::New]
            .map(|style| respell(&composed, syllable, style));
        if syllable.is_well_spelt() {
            return (!right.contains(&composed.into_owned())).then(|| {
                let [old, _] = right;
                Finding::new(range, Rule::SpellMark, old)
            });
        }
    }
    if is_name(words, at, &composed) {
        return None;
    }
    let fixes = suggest::meant(&composed, syllable);
    // "résumé": nothing is near, and no letter is Vietnamese alone.
    let western = |letter: char| u32::from(letter) < 0x100;
    if fixes.is_empty() && composed.chars().all(western) {
        return None;
    }
    Some(Finding { range, rule: Rule::SpellSyllable, fixes })
}

/// Longest word that is looked at: three long syllables written together.
const LONGEST: usize = 21;

/// Too long, letters of other alphabets, letters Vietnamese does not have, or no vowel at all.
fn is_foreign(word: &str) -> bool {
    word.chars().nth(LONGEST).is_some()
        || word.contains(['f', 'j', 'w', 'z'])
        || word.chars().any(|letter| !letter.is_ascii() && place(letter).is_none())
        || !word.chars().any(|letter| is_vowel(split(letter).0))
}

/// A capitalised word within a sentence, or an abbreviation.
fn is_name(words: &[Word<'_>], at: usize, word: &str) -> bool {
    let mut letters = word.chars();
    if !letters.next().is_some_and(char::is_uppercase) {
        return false;
    }
    if letters.clone().next().is_some() && letters.all(char::is_uppercase) {
        // Headlines in capitals are checked, "HĐND" and "GTVT" are not.
        return !word.chars().any(|letter| {
            !matches!(split(letter), ('A'..='Z' | 'Đ', crate::letter::Tone::Ngang))
        });
    }
    let next_is_name = words
        .get(at + 1)
        .is_some_and(|next| next.follows && next.text.starts_with(char::is_uppercase));
    !words[at].first || next_is_name
}

#[cfg(test)]
mod tests;
