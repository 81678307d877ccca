//! A text as the checks look at it: characters with their neighbours.

use crate::tidy::{is_space, pieces};
use std::ops::Range;

/// How far back a run of characters is followed.
const NEIGHBOURHOOD: usize = 64;

/// A text, its characters and the addresses in it.
pub(super) struct Page<'a> {
    pub(super) text: &'a str,
    letters: Vec<(usize, char)>,
    addresses: Vec<Range<usize>>,
}

impl<'a> Page<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        let addresses = pieces(text, char::is_whitespace)
            .filter(|(_, word)| is_address(word))
            .map(|(at, word)| at..at + word.len())
            .collect();
        Self { text, letters: text.char_indices().collect(), addresses }
    }

    /// How many characters there are.
    pub(super) fn len(&self) -> usize {
        self.letters.len()
    }

    /// The character at `at`, counted in characters.
    pub(super) fn get(&self, at: usize) -> Option<char> {
        self.letters.get(at).map(|(_, letter)| *letter)
    }

    /// The character `back` places before `at`.
    pub(super) fn before(&self, at: usize, back: usize) -> Option<char> {
        self.get(at.checked_sub(back)?)
    }

    /// Where the character at `at` begins, in bytes; the end of the text beyond the last.
    pub(super) fn byte(&self, at: usize) -> usize {
        self.letters.get(at).map_or(self.text.len(), |(byte, _)| *byte)
    }

    /// The bytes of the characters `from..to`.
    pub(super) fn bytes(&self, from: usize, to: usize) -> Range<usize> {
        self.byte(from)..self.byte(to)
    }

    /// The text of the characters `from..to`.
    pub(super) fn slice(&self, from: usize, to: usize) -> &'a str {
        &self.text[self.bytes(from, to)]
    }

    /// The end of the run of characters from `at` on that pass `test`.
    pub(super) fn run(&self, at: usize, test: impl Fn(char) -> bool) -> usize {
        (at..self.len())
            .find(|here| !self.get(*here).is_some_and(&test))
            .unwrap_or(self.len())
    }

    /// The start of the run of characters before `at` that pass `test`, looked for in the
    /// neighbourhood of a word: a text of one endless word must not take for ever.
    pub(super) fn run_back(&self, at: usize, test: impl Fn(char) -> bool) -> usize {
        let near = at.saturating_sub(NEIGHBOURHOOD);
        (near..at)
            .rev()
            .find(|here| !self.get(*here).is_some_and(&test))
            .map_or(near, |before| before + 1)
    }

    /// Whether the character at `at` is part of an address of the web or of mail.
    pub(super) fn in_address(&self, at: usize) -> bool {
        let byte = self.byte(at);
        let next = self.addresses.partition_point(|address| address.end <= byte);
        self.addresses.get(next).is_some_and(|address| address.contains(&byte))
    }

    /// Whether a line begins at `at`.
    pub(super) fn starts_line(&self, at: usize) -> bool {
        at == 0 || self.before(at, 1).is_some_and(ends_line)
    }

    /// Whether a line ends before `at`.
    pub(super) fn ends_line(&self, at: usize) -> bool {
        self.get(at).is_none_or(ends_line)
    }

    /// The lines, as ranges of characters without their ends.
    pub(super) fn lines(&self) -> Vec<Range<usize>> {
        let mut lines = Vec::new();
        let mut from = 0;
        for at in 0..=self.len() {
            if self.ends_line(at) {
                lines.push(from..at);
                from = at + 1;
            }
        }
        lines
    }
}

/// Whether a character ends a line.
pub(super) fn ends_line(letter: char) -> bool {
    letter.is_whitespace() && !is_space(letter)
}

/// Whether a word between spaces is an address: "www.haugiang.gov.vn", "ai@noi.vn".
pub(crate) fn is_address(word: &str) -> bool {
    let word = word.trim_matches(|letter: char| !letter.is_alphanumeric());
    let small = word.to_lowercase();
    let mail = word.split_once('@').is_some_and(|(user, host)| {
        !user.is_empty() && host.contains('.') && !host.contains('@')
    });
    let host = || {
        let host = small.split(['/', '?', '#', ':']).next().unwrap_or("");
        let ending = host.rsplit('.').next().unwrap_or("");
        host.contains('.')
            && host.is_ascii()
            && matches!(
                ending,
                "vn" | "com" | "net" | "org" | "gov" | "edu" | "info" | "io"
            )
            && host.split('.').all(|part| !part.is_empty())
    };
    small.contains("://") || small.starts_with("www.") || mail || host()
}
