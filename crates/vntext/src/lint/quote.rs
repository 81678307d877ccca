//! Quotation marks, paragraph by paragraph.

use super::page::Page;
use crate::finding::{Finding, Rule};
use crate::tidy::is_space;
use std::ops::Range;

pub(super) fn check(page: &Page<'_>, findings: &mut Vec<Finding>) {
    for line in page.lines() {
        straight(page, line.clone(), findings);
        let turned = curly(page, line.clone(), findings);
        if !turned {
            pairs(page, line, findings);
        }
    }
}

/// Straight apostrophes of English, within words and behind plurals: "don't", "farmers'".
pub(super) fn apostrophes(page: &Page<'_>, findings: &mut Vec<Finding>) {
    for at in 1..page.len() {
        let letter = |at: usize| page.get(at).is_some_and(char::is_alphabetic);
        let plural = matches!(page.get(at - 1), Some('s' | 'S'))
            && page.get(at + 1).is_none_or(is_space);
        if page.get(at) == Some('\'') && letter(at - 1) && (letter(at + 1) || plural) {
            findings.push(Finding::new(page.bytes(at, at + 1), Rule::QuoteStraight, "’"));
        }
    }
}

/// Straight marks, in pairs where the line has pairs.
fn straight(page: &Page<'_>, line: Range<usize>, findings: &mut Vec<Finding>) {
    let marks: Vec<usize> =
        line.clone().filter(|at| matches!(page.get(*at), Some('"' | '＂'))).collect();
    // Each mark opens or closes by what stands beside it; alternation decides the rest.
    let sides: Vec<Option<bool>> =
        marks.iter().map(|at| opens(page, &line, *at)).collect();
    let fits = marks.len().is_multiple_of(2)
        && sides.iter().enumerate().all(|(index, opens)| {
            opens.is_none_or(|opens| opens == index.is_multiple_of(2))
        });
    for (index, at) in marks.iter().enumerate() {
        let range = page.bytes(*at, at + 1);
        findings.push(match fits {
            true if index.is_multiple_of(2) => {
                Finding::new(range, Rule::QuoteStraight, "“")
            }
            true => Finding::new(range, Rule::QuoteStraight, "”"),
            false => Finding::bare(range, Rule::QuoteUnpaired),
        });
    }
}

/// Marks of other languages and marks that face the wrong way; whether any was found.
fn curly(page: &Page<'_>, line: Range<usize>, findings: &mut Vec<Finding>) -> bool {
    let before = findings.len();
    for at in line.clone() {
        let Some(mark) = page.get(at) else { continue };
        let side = || opens(page, &line, at);
        let (rule, right) = match mark {
            '«' | '„' | '‟' => (Rule::QuoteForeign, "“"),
            '»' => (Rule::QuoteForeign, "”"),
            '”' if side() == Some(true) => (Rule::QuoteTurned, "“"),
            '“' if side() == Some(false) => (Rule::QuoteTurned, "”"),
            _ => continue,
        };
        findings.push(Finding::new(page.bytes(at, at + 1), rule, right));
    }
    findings.len() > before
}

/// Curly marks without a partner. A quotation of several paragraphs opens in each.
fn pairs(page: &Page<'_>, line: Range<usize>, findings: &mut Vec<Finding>) {
    let mut open = None;
    for at in line {
        match page.get(at) {
            Some('“') => {
                if let Some(lost) = open.replace(at) {
                    findings.push(Finding::bare(
                        page.bytes(lost, lost + 1),
                        Rule::QuoteUnpaired,
                    ));
                }
            }
            Some('”') if open.take().is_none() => {
                findings.push(Finding::bare(page.bytes(at, at + 1), Rule::QuoteUnpaired));
            }
            _ => {}
        }
    }
    if let Some(lost) = open {
        findings.push(Finding::bare(page.bytes(lost, lost + 1), Rule::QuoteUnpaired));
    }
}

/// Whether the mark at `at` opens, by its neighbours; `None` when they do not tell.
fn opens(page: &Page<'_>, line: &Range<usize>, at: usize) -> Option<bool> {
    let inside = |at: usize| line.contains(&at).then(|| page.get(at)).flatten();
    let before = at.checked_sub(1).and_then(inside);
    let after = inside(at + 1);
    let left_open = before
        .is_none_or(|b| is_space(b) || matches!(b, '(' | '[' | '–' | '-' | '/' | '‘'));
    let right_open = after.is_none_or(|a| {
        is_space(a)
            || matches!(a, ')' | ']' | ',' | '.' | ';' | ':' | '!' | '?' | '…' | '–')
    });
    match (left_open, right_open) {
        (true, false) => Some(true),
        (false, true) => Some(false),
        _ => None,
    }
}
