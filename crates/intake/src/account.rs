//! The proof that reading lost no word.
//!
//! Markdown has parts that mean something without being text: reference definitions,
//! words after a code fence, cells beyond a table's width. Whatever the reason, words
//! of the source that reached neither the draft nor the report are found here, by
//! counting, and reported.

use std::collections::BTreeMap;

/// Words of each kind, counted.
#[derive(Default)]
pub(crate) struct Account(BTreeMap<String, usize>);

impl Account {
    /// Enters text that was kept or reported.
    pub(crate) fn enter(&mut self, text: &str) {
        for word in words(text) {
            *self.0.entry(word.to_owned()).or_default() += 1;
        }
    }

    /// The words of a Markdown `source` that were never entered, line by line.
    pub(crate) fn missing(self, source: &str) -> Vec<String> {
        let lines: Vec<String> = source.lines().map(without_marks).collect();
        self.missing_as_is(&lines.join("\n"))
    }

    /// The same where every word of `source` is text.
    pub(crate) fn missing_as_is(mut self, source: &str) -> Vec<String> {
        let mut missing = Vec::new();
        for line in source.lines() {
            let lost: Vec<&str> = words(line).filter(|word| !self.settle(word)).collect();
            if !lost.is_empty() {
                missing.push(lost.join(" "));
            }
        }
        missing
    }

    fn settle(&mut self, word: &str) -> bool {
        match self.0.get_mut(word) {
            Some(count) if *count > 0 => {
                *count -= 1;
                true
            }
            _ => false,
        }
    }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Takes away what marks the text without being part of it: numbers of list items,
/// names of directives, entities and tags that stand for marks.
fn without_marks(line: &str) -> String {
    let start = line.trim_start_matches([' ', '\t', '>', '-', '*', '+']);
    if let Some(rest) = start.strip_prefix(":::") {
        let name = rest.trim_start_matches(':').trim();
        if ["figure", "gallery", "pullquote", "sidebar"].contains(&name) {
            return String::new();
        }
    }
    let number = start.trim_start_matches(|c: char| c.is_ascii_digit());
    let line = match number.strip_prefix(['.', ')']) {
        Some(rest) if number.len() < start.len() => rest,
        _ => line,
    };
    let mut out = String::with_capacity(line.len());
    let mut rest = line;
    while let Some(at) = rest.find(['<', '&']) {
        out.push_str(&rest[..at]);
        let length = mark(&rest[at..]).unwrap_or(1);
        out.push(' ');
        rest = &rest[at + length..];
    }
    out + rest
}

/// Longest tag or entity looked for, in bytes.
const LONGEST_MARK: usize = 40;

/// The length of the tag or entity that `text` begins with.
fn mark(text: &str) -> Option<usize> {
    let end = |mark: u8| text.bytes().take(LONGEST_MARK).position(|byte| byte == mark);
    if text.starts_with('&') {
        let end = end(b';')?;
        let name = &text[1..end];
        let plain = |c: char| c.is_ascii_alphanumeric() || c == '#';
        return (!name.is_empty() && name.chars().all(plain)).then_some(end + 1);
    }
    let end = end(b'>')?;
    let name = text[1..end].trim_matches(['/', ' ']);
    let known = ["b", "strong", "i", "em", "s", "del", "sup", "sub", "br"];
    known.iter().any(|tag| tag.eq_ignore_ascii_case(name)).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, kept: &str, missing: &[&str]) {
        let mut account = Account::default();
        account.enter(kept);
        assert_eq!(account.missing(source), missing, "{source}");
    }

    #[test]
    fn words_are_counted_not_only_found() {
        check("một hai một", "một hai", &["một"]);
        check("một\nhai ba", "một", &["hai ba"]);
    }

    #[test]
    fn marks_are_no_words() {
        check("1. một\n2) hai", "một hai", &[]);
        check("A &amp; B<br>C <b>D</b>", "A B C D", &[]);
        check(":::figure\nảnh\n:::", "ảnh", &[]);
        check("2021 là năm & a < b", "2021 là năm a b", &[]);
    }
}
