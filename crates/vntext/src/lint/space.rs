//! Spaces: too many, too few, of the wrong kind.

use super::page::{Page, ends_line};
use crate::finding::{Finding, Rule};
use crate::syllable::is_syllable;
use crate::tidy::is_space;

pub(super) fn check(page: &Page<'_>, findings: &mut Vec<Finding>) {
    let mut at = 0;
    while at < page.len() {
        let end = page.run(at, is_space);
        if end > at {
            run_of_spaces(page, at, end, findings);
            at = end;
        } else {
            if !page.in_address(at) {
                missing_after(page, at, findings);
                missing_before(page, at, findings);
            }
            at += 1;
        }
    }
}

/// A run of spaces: one finding, by the strongest rule it goes against.
fn run_of_spaces(page: &Page<'_>, from: usize, to: usize, findings: &mut Vec<Finding>) {
    let range = page.bytes(from, to);
    let (before, after) = (page.before(from, 1), page.get(to));
    let rule = if page.starts_line(from) || page.ends_line(to) {
        Rule::SpaceEdge
    } else if belongs_before(page, from, to) {
        Rule::SpaceBefore
    } else if before.is_some_and(|mark| matches!(mark, '(' | '[' | '“'))
        && after.is_some_and(|next| !ends_line(next))
    {
        Rule::SpaceInside
    } else if to - from > 1 {
        findings.push(Finding::new(range, Rule::SpaceDouble, " "));
        return;
    } else if page.get(from) != Some(' ') {
        findings.push(Finding::new(range, Rule::SpaceOdd, " "));
        return;
    } else {
        return;
    };
    findings.push(Finding::new(range, rule, ""));
}

/// Whether what follows the spaces `from..to` belongs to the word before them.
fn belongs_before(page: &Page<'_>, from: usize, to: usize) -> bool {
    let Some(mark) = page.get(to) else { return false };
    let beside = page.before(from, 1).is_some_and(|before| {
        before.is_alphanumeric() || matches!(before, ')' | ']' | '”' | '"' | '%' | '’')
    });
    // What stands behind the mark: ".NET", "?x=1" and ":)" are words of their own.
    let closes = page.ends_line(to + 1)
        || page.get(to + 1).is_some_and(|next| {
            is_space(next) || matches!(next, '”' | '"' | ')' | ']' | ',' | ';' | '…')
        });
    match mark {
        ',' | ';' | '?' | '!' => beside && (closes || mark == ',' || mark == ';'),
        ':' => beside && closes && page.get(to + 1) != Some(')'),
        '.' => beside && closes,
        // "từ A đến …" may stand apart: an ellipsis alone for what is left out.
        '…' => beside && page.ends_line(to + 1),
        ')' | ']' | '”' => {
            beside
                || page
                    .before(from, 1)
                    .is_some_and(|m| matches!(m, '.' | '…' | '!' | '?' | ','))
        }
        _ => false,
    }
}

/// A mark with a word right behind it.
fn missing_after(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    let (Some(mark), Some(next)) = (page.get(at), page.get(at + 1)) else { return };
    let before = page.before(at, 1);
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphabetic);
    let is_number = |letter: Option<char>| letter.is_some_and(char::is_numeric);
    let behind_word =
        before.is_some_and(|b| b.is_alphanumeric() || matches!(b, ')' | ']' | '”' | '%'));
    let starts = next.is_alphabetic() || next == '“' || next == '(';
    let missing = match mark {
        // "a,b,c": the points of a law.
        ',' if is_word(before) && is_lone(page, at - 1) && is_lone(page, at + 1) => false,
        ',' => {
            behind_word && (starts || is_word(before) && next.is_numeric())
                || before == Some('”') && next.is_alphanumeric()
        }
        ';' => behind_word && (starts || next.is_numeric()) && !ends_entity(page, at),
        ':' => {
            (is_word(before) || matches!(before, Some(')' | '”')))
                && (starts || next.is_numeric() && is_syllable_before(page, at))
        }
        '?' | '!' => behind_word && starts && next != '(',
        '…' => (is_word(before) || is_number(before)) && next.is_alphabetic(),
        '.' => next.is_uppercase() && ends_sentence(page, at),
        ')' => behind_word && next == '(',
        _ => false,
    };
    if missing {
        let byte = page.byte(at + 1);
        findings.push(Finding::new(byte..byte, Rule::SpaceMissing, " "));
    }
}

/// An opening mark right behind a word: "ông“Lê", "Thơ(Hậu Giang)".
fn missing_before(page: &Page<'_>, at: usize, findings: &mut Vec<Finding>) {
    let word = page.before(at, 1).is_some_and(char::is_lowercase);
    let next = page.get(at + 1).is_some_and(char::is_alphabetic)
        && page.get(at + 2).is_some_and(char::is_alphabetic);
    let opens = match page.get(at) {
        Some('“') => word && next,
        Some('(') => word && next && is_syllable_before(page, at),
        _ => false,
    };
    if opens {
        let byte = page.byte(at);
        findings.push(Finding::new(byte..byte, Rule::SpaceMissing, " "));
    }
}

/// Whether the word before `at` is a syllable of at least two letters.
fn is_syllable_before(page: &Page<'_>, at: usize) -> bool {
    let start = page.run_back(at, char::is_alphanumeric);
    at - start >= 2 && is_syllable(page.slice(start, at))
}

/// Whether the letter at `at` is a word of its own.
fn is_lone(page: &Page<'_>, at: usize) -> bool {
    page.run(at, char::is_alphanumeric) == at + 1
        && page.run_back(at, char::is_alphanumeric) == at
}

/// "hợp tác.Tạo": a syllable in small letters, then a capitalised word.
fn ends_sentence(page: &Page<'_>, at: usize) -> bool {
    page.before(at, 1).is_some_and(char::is_lowercase)
        && is_syllable_before(page, at)
        && page.get(at + 2).is_some_and(char::is_lowercase)
        && !crate::sentence::is_abbreviation(page.slice(
            page.run_back(at, |letter| letter.is_alphanumeric() || letter == '.'),
            at,
        ))
}

/// "&amp;": the semicolon of an entity somebody pasted.
fn ends_entity(page: &Page<'_>, at: usize) -> bool {
    let start =
        page.run_back(at, |letter| letter.is_ascii_alphanumeric() || letter == '#');
    page.before(start, 1) == Some('&')
}
