//! English words that are misspelt.
//!
//! The dictionary is made from SCOWL, the word lists of Kevin Atkinson: the British list
//! of its size 60 and what the American one has beside it, so that either spelling is
//! right. Its terms are in `dictionaries/en.license`; they ask for no more than to be
//! named.
//!
//! It keeps silent in doubt, as the checks of Vietnamese do: names, abbreviations,
//! numbers, addresses and words with marks are spared.

use spellbook::Dictionary;
use std::sync::LazyLock;
use vntext::{Finding, KnownWords, Rule};

/// Read when the first English text is looked at: most bulletins have none.
static ENGLISH: LazyLock<Dictionary> = LazyLock::new(|| {
    Dictionary::new(
        include_str!("../../dictionaries/en.aff"),
        include_str!("../../dictionaries/en.dic"),
    )
    .expect("a test reads the dictionary")
});

/// Most suggestions given for a word.
const MOST_FIXES: usize = 3;

/// Longest word that is looked at, in letters; suggesting for longer ones takes long.
const LONGEST: usize = 30;

/// Finds English words that no dictionary has, with what may have been meant, best first.
///
/// ```
/// # use document::misspelt;
/// # use vntext::KnownWords;
/// let text = "The comittee praised the colour of Phượng's khóm.";
/// let findings = misspelt(text, &KnownWords::default());
/// assert_eq!(findings.len(), 1);
/// assert_eq!(findings[0].fixes[0], "committee");
/// assert!(misspelt(text, &KnownWords::new(["comittee"])).is_empty());
/// ```
pub fn misspelt(text: &str, known: &KnownWords) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut at = 0;
    for token in text.split(char::is_whitespace) {
        let start = at;
        at += token.len();
        at += text[at..].chars().next().map_or(0, char::len_utf8);
        if is_spared(token) {
            continue;
        }
        for (inside, word) in words(token) {
            let plain = word.replace('’', "'");
            let is_first = begins(&text[..start + inside]);
            if is_named(word, is_first) || known.has(word) || ENGLISH.check(&plain) {
                continue;
            }
            let fixes = suggested(&plain);
            let range = start + inside..start + inside + word.len();
            findings.push(Finding { range, rule: Rule::SpellEnglish, fixes });
        }
    }
    findings
}

/// What may have been meant, best first, with the capital of the word.
fn suggested(word: &str) -> Vec<String> {
    let mut fixes = Vec::new();
    ENGLISH.suggest(&word.to_lowercase(), &mut fixes);
    fixes.truncate(MOST_FIXES);
    let capital = word.starts_with(char::is_uppercase);
    for fix in &mut fixes {
        *fix = fix.replace('\'', "’");
        if capital && let Some(first) = fix.chars().next() {
            fix.replace_range(..first.len_utf8(), &first.to_uppercase().to_string());
        }
    }
    fixes
}

/// Addresses, names of files, numbers and codes.
fn is_spared(token: &str) -> bool {
    token.contains(['@', '/', '\\', '_', '#', '&', '='])
        || token.contains(char::is_numeric)
        || token.trim_end_matches(['.', ',', ';', ':', ')', '”', '"']).contains('.')
}

/// The words of a token, with their apostrophes, without those around them; each with
/// its place.
fn words(token: &str) -> impl Iterator<Item = (usize, &str)> {
    let apostrophe = |letter: char| matches!(letter, '\'' | '’');
    token
        .split(move |letter: char| !letter.is_alphabetic() && !apostrophe(letter))
        .map(move |word| word.trim_matches(apostrophe))
        .filter(|word| word.chars().nth(1).is_some())
        .map(|word| (word.as_ptr().addr() - token.as_ptr().addr(), word))
}

/// Whether a sentence begins behind this text.
fn begins(before: &str) -> bool {
    let open = |letter: char| matches!(letter, '“' | '"' | '‘' | '(' | '\'');
    let before = before.trim_end_matches(open).trim_end_matches(' ');
    before.is_empty() || before.ends_with(['.', '!', '?', '…', ':', '\n', '–', '—'])
}

/// Names and abbreviations; words with letters that English does not have.
fn is_named(word: &str, is_first: bool) -> bool {
    let mut letters = word.chars();
    let capital = letters.next().is_some_and(char::is_uppercase);
    let inner = letters.clone().any(char::is_uppercase);
    !word.chars().all(|letter| letter.is_ascii() || letter == '’')
        || inner
        || capital && !is_first
        || word.chars().count() > LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &[(&str, &str)]) {
        let found: Vec<(&str, String)> = misspelt(text, &KnownWords::default())
            .into_iter()
            .map(|own| {
                let first = own.fixes.first().cloned().unwrap_or_default();
                (&text[own.range], first)
            })
            .collect();
        let found: Vec<(&str, &str)> =
            found.iter().map(|(word, fix)| (*word, fix.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn misspelt_words_are_found_with_what_was_meant() {
        check(
            "They recieve teh goverment’s help seperately.",
            &[
                ("recieve", "receive"),
                ("teh", "the"),
                ("goverment’s", "government’s"),
                ("seperately", "separately"),
            ],
        );
        check("Definately not.", &[("Definately", "Definitely")]);
        check("“Thier work?”", &[("Thier", "Their")]);
    }

    #[test]
    fn both_spellings_of_english_are_right() {
        check("The colour, or color, of the centre: organised and organized.", &[]);
        check("He doesn’t, they don't, it’s the farmers’ co-operative.", &[]);
    }

    #[test]
    fn names_numbers_and_addresses_are_spared() {
        check("Mr Nguyen met Trang of UNESCO in Haugiang on 26-2-2021.", &[]);
        check("See https://haugiang.gov.vn/tintuc or write to bantin@haugiang.vn.", &[]);
        check("A café in Cần Thơ sells bánh xèo; file anh_dep.jpg, SQF 1000CM.", &[]);
    }
}
