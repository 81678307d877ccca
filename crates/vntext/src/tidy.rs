//! Small repairs of foreign text, and counting its words.

use std::borrow::Cow;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Composes text (NFC), the form everything is stored in.
pub fn nfc(text: &str) -> Cow<'_, str> {
    if is_nfc_quick(text.chars()) == IsNormalized::Yes {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.nfc().collect())
    }
}

/// Cleans the spaces of pasted text: no-break and other odd spaces become plain ones,
/// runs of them become one, none are left at the ends.
///
/// Words and line ends inside stay as they are; typing mistakes are the editor's.
///
/// ```
/// # use vntext::tidy;
/// assert_eq!(tidy("gia cầm;\u{a0} phối hợp \u{a0} "), "gia cầm; phối hợp");
/// ```
pub fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        if !is_space(letter) {
            tidy.push(letter);
        } else if !tidy.ends_with(' ') {
            tidy.push(' ');
        }
    }
    tidy
}

/// Counts the words as editors do: parts between spaces that hold a letter or digit.
///
/// ```
/// # use vntext::words;
/// assert_eq!(words("Cần Thơ – Hậu Giang, 2021"), 5);
/// ```
pub fn words(text: &str) -> usize {
    // In one pass: the indexes count tens of millions of letters.
    let (mut words, mut is_counted) = (0, false);
    for letter in text.chars() {
        if letter.is_whitespace() {
            is_counted = false;
        } else if !is_counted && letter.is_alphanumeric() {
            is_counted = true;
            words += 1;
        }
    }
    words
}

/// The pieces of a text between the characters that part them, each with its place; the
/// empty ones are left out.
pub(crate) fn pieces(
    text: &str,
    parts: impl Fn(char) -> bool,
) -> impl Iterator<Item = (usize, &str)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let start = from + text[from..].find(|letter| !parts(letter))?;
        let rest = &text[start..];
        from = start + rest.find(&parts).unwrap_or(rest.len());
        Some((start, &text[start..from]))
    })
}

/// Whether a character is a space within a line.
pub(crate) fn is_space(letter: char) -> bool {
    letter.is_whitespace()
        && !matches!(
            letter,
            '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decomposed_and_mixed_spellings_become_one() {
        for text in ["Cần Thơ", "Ca\u{302}\u{300}n Tho\u{31B}", "Câ\u{300}n Thơ"] {
            assert_eq!(nfc(text), "Cần Thơ");
        }
    }

    #[test]
    fn only_spaces_are_tidied() {
        for (text, expected) in [
            ("doanh nghiệp\u{a0} trong", "doanh nghiệp trong"),
            ("\u{a0}tỉnh –thành ,…\t", "tỉnh –thành ,…"),
            ("a \u{2009}\u{202f}\u{3000}b", "a b"),
            ("một  \n  hai", "một \n hai"),
            ("soft\u{ad}hyphen", "soft\u{ad}hyphen"),
            (" \u{a0} ", ""),
        ] {
            assert_eq!(tidy(text), expected, "{text:?}");
        }
    }

    #[test]
    fn lone_marks_are_no_words() {
        for (text, expected) in
            [("", 0), (" – … ", 0), ("12,5 %", 1), ("kinh tế - xã hội", 4)]
        {
            assert_eq!(words(text), expected, "{text}");
        }
    }
}
