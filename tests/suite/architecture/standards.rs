//! The pages on standards name the test that holds each clause: those tests exist.

use super::{none, sources};
use std::collections::BTreeSet;

/// What stands in backquotes on a page and reads like a test: small letters, and
/// underscores between words.
pub(super) fn named(page: &str) -> BTreeSet<&str> {
    let quoted = page.split('`').skip(1).step_by(2);
    let is_test = |name: &&str| {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        name.matches('_').count() >= 1 && name.chars().all(plain)
    };
    quoted.filter(is_test).collect()
}

/// Names on the pages that no function of a test has.
pub(super) fn missing(pages: &[(&str, &str)], tests: &[&str]) -> Vec<String> {
    let mut missing = Vec::new();
    for (path, page) in pages {
        for name in named(page) {
            let declared = format!("fn {name}()");
            if !tests.iter().any(|text| text.contains(&declared)) {
                missing.push(format!("{path} names {name}, which is no test"));
            }
        }
    }
    missing
}

/// Rows of a table whose last cell says nothing: each clause is held by a test, looked
/// at by hand, left to somebody, or said to be unproved.
pub(super) fn unsaid(path: &str, page: &str) -> Vec<String> {
    let rows = page.lines().filter(|line| line.starts_with('|'));
    rows.filter(|row| {
        row.trim_end_matches('|').rsplit('|').next().unwrap().trim().is_empty()
    })
    .map(|row| format!("{path}: {row}"))
    .collect()
}

#[test]
fn tests_named_by_the_standards_pages_exist() {
    let pages = sources(&["crates/press/src/standards"], &["md"]);
    assert_eq!(pages.len(), 4, "PDF/X-4, PDF/UA-1, PDF/A-2a, WCAG 2.2 AA");
    let tests = sources(&["crates", "tests"], &["rs"]);
    let texts: Vec<&str> = tests.iter().map(|source| source.text.as_str()).collect();
    let pages: Vec<(&str, &str)> =
        pages.iter().map(|page| (page.path.as_str(), page.text.as_str())).collect();
    let named: usize = pages.iter().map(|(_, page)| named(page).len()).sum();
    assert!(named >= 40, "the pages name {named} tests");
    none(&missing(&pages, &texts));
    none(&pages.iter().flat_map(|(path, page)| unsaid(path, page)).collect::<Vec<_>>());
}

#[test]
fn a_test_that_is_gone_is_missed() {
    let page = "| 7.1 | tags | `file_is_tagged` | `outloud` |";
    assert_eq!(missing(&[("a.md", page)], &["fn file_is_tagged() {"]), [""; 0]);
    assert_eq!(missing(&[("a.md", page)], &["fn file_was_tagged() {"]).len(), 1);
    assert_eq!(unsaid("a.md", "| 7.1 | tags | |").len(), 1);
}
