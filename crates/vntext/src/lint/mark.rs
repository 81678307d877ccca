//! Full stops, commas and dashes.

use super::page::{Page, ends_line};
use crate::finding::{Finding, Rule};
use crate::tidy::is_space;

pub(super) fn check(page: &Page<'_>, findings: &mut Vec<Finding>) {
    let mut at = 0;
    while at < page.len() {
        let mark = page.get(at).unwrap_or(' ');
        let end = page.run(at, |letter| letter == mark);
        if !page.in_address(at) {
            match mark {
                '.' => dots(page, at, end, findings),
                '…' => ellipsis(page, at, end, findings),
                ',' | ';' | ':' | '!' | '?' => repeated(page, at, end, mark, findings),
                '-' | '–' | '—' | '―' | '‒' | '‐' | '‑' | '−' => {
                    dash(page, at, end, mark, findings);
                }
                _ => {}
            }
        }
        at = end.max(at + 1);
    }
}

/// Full stops in a row. Longer rows are the blanks of a form.
fn dots(page: &Page<'_>, at: usize, end: usize, findings: &mut Vec<Finding>) {
    let range = page.bytes(at, end);
    let path = page.get(end) == Some('/') || page.before(at, 1) == Some('/');
    let blank = end - at > 3 && page.before(at, 1).is_some_and(char::is_numeric);
    match end - at {
        2 if !path && page.before(at, 1).is_some_and(char::is_alphanumeric) => {
            findings.push(Finding::new(range, Rule::MarkRepeated, "."));
        }
        3..=5 if !path && !blank && page.get(end) != Some('…') => {
            findings.push(Finding::new(range, Rule::MarkDots, "…"));
        }
        _ => {}
    }
}

/// Commas before an ellipsis, stops behind it.
fn ellipsis(page: &Page<'_>, at: usize, end: usize, findings: &mut Vec<Finding>) {
    if end - at == 1 && page.get(end) == Some('.') && page.get(end + 1) != Some('.') {
        let path = page.get(end + 1) == Some('/');
        if !path {
            findings.push(Finding::new(page.bytes(at, end + 1), Rule::MarkDots, "…"));
        }
        return;
    }
    let comma = page.run_back(at, |letter| is_space(letter) || letter == ',');
    let has_comma = page.slice(comma, at).contains(',');
    if has_comma && page.before(comma, 1).is_some_and(|b| b.is_alphanumeric() || b == ')')
    {
        findings.push(Finding::new(page.bytes(comma, end), Rule::MarkCommaDots, "…"));
    }
}

fn repeated(
    page: &Page<'_>,
    at: usize,
    end: usize,
    mark: char,
    findings: &mut Vec<Finding>,
) {
    // "::" is code, and rows of marks are somebody's drawing.
    if matches!(end - at, 2 | 3) && mark != ':' {
        findings.push(Finding::new(page.bytes(at, end), Rule::MarkRepeated, mark));
    }
}

fn dash(page: &Page<'_>, at: usize, end: usize, mark: char, findings: &mut Vec<Finding>) {
    let range = page.bytes(at, end);
    let (before, after) = (page.before(at, 1), page.get(end));
    let number = |letter: Option<char>| letter.is_some_and(char::is_numeric);
    let word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    if end - at == 2 && mark == '-' {
        // At the start of a line two hyphens are a list or a command.
        let apart = before.is_some_and(is_space) == after.is_some_and(is_space);
        if apart
            && (word(before) || before.is_some_and(is_space))
            && !page.starts_line(at)
        {
            findings.push(Finding::new(range, Rule::DashOdd, "–"));
        }
        return;
    }
    if end - at > 1 {
        return;
    }
    match mark {
        '—' | '―' => return findings.push(Finding::new(range, Rule::DashLong, "–")),
        '‒' => return findings.push(Finding::new(range, Rule::DashOdd, "–")),
        '‐' | '‑' => return findings.push(Finding::new(range, Rule::DashOdd, "-")),
        '−' if !number(after) => {
            return findings.push(Finding::new(range, Rule::DashOdd, "–"));
        }
        '−' => return,
        _ => {}
    }
    // "II- Đối tượng", "1.- Mục đích": the number of a paragraph.
    let head = page.run_back(at, |letter| letter.is_alphanumeric() || letter == '.');
    let numbered = page.starts_line(page.run_back(head, is_space)) && at - head <= 4;
    let starts = numbered || page.starts_line(page.run_back(at, is_space));
    let spaced = (before.is_some_and(is_space), after.is_some_and(is_space));
    match spaced {
        _ if starts || after.is_none_or(ends_line) => {}
        (true, true) if mark == '-' && between_numbers(page, at) => {
            findings.push(Finding::new(range, Rule::DashRange, "–"));
        }
        // " -5" is a number below zero, "A -B" is not.
        (true, false)
            if after.is_some_and(char::is_alphabetic)
                && page.get(end + 1).is_some_and(char::is_alphabetic) =>
        {
            findings.push(Finding::new(range, Rule::DashLopsided, format!("{mark} ")));
        }
        (false, true)
            if before.is_some_and(char::is_alphabetic)
                && page.get(page.run(end, is_space)).is_some_and(char::is_alphabetic) =>
        {
            findings.push(Finding::new(range, Rule::DashLopsided, format!(" {mark}")));
        }
        _ => {}
    }
}

/// Whether numbers stand on both sides of a spaced hyphen; those of telephones do not
/// count.
fn between_numbers(page: &Page<'_>, at: usize) -> bool {
    let digit =
        |letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | '%');
    let end = page.run_back(at, is_space);
    let start = page.run_back(end, digit);
    let next = page.run(at + 1, is_space);
    let after = page.run(next, digit);
    let (left, right) = (page.slice(start, end), page.slice(next, after));
    let clean = |number: &str| {
        number.starts_with(|d: char| d.is_ascii_digit() && d != '0')
            && number.ends_with(|d: char| d.is_ascii_digit() || d == '%')
    };
    let apart = |letter: Option<char>| {
        letter.is_none_or(|l| !l.is_alphanumeric() && !matches!(l, '/' | '-'))
    };
    clean(left)
        && clean(right.trim_end_matches(['.', ',']))
        && apart(page.before(start, 1))
        && apart(page.get(after))
}
