//! Text as the indexes are given it: words in lower case, parted by single spaces.
//!
//! The indexes part words at ASCII signs and know nothing of Unicode; what a word is, is
//! decided here, for articles and for queries alike. Changing it means indexing again.

use std::sync::LazyLock;

/// Words without the signs between them, in lower case.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    // Most of a text is plain already: what is, is copied in one piece.
    let mut copied = 0;
    let mut after_space = true;
    for (at, letter) in text.char_indices() {
        let lower = match LETTERS.get(letter as usize) {
            Some(lower) => *lower,
            None if is_of_word(letter) => Lower::Many,
            None => Lower::No,
        };
        let is_space = lower == Lower::No;
        match lower {
            Lower::Same => {}
            Lower::No if letter == ' ' && !after_space => {}
            _ => {
                plain.push_str(&text[copied..at]);
                copied = at + letter.len_utf8();
                match lower {
                    Lower::One(one) => plain.push(one),
                    Lower::Many => plain.extend(letter.to_lowercase()),
                    _ if !after_space => plain.push(' '),
                    _ => {}
                }
            }
        }
        after_space = is_space;
    }
    plain.push_str(&text[copied..]);
    plain
}

/// What a letter is in lower case.
#[derive(Clone, Copy, PartialEq)]
enum Lower {
    /// A sign between words.
    No,
    Same,
    One(char),
    Many,
}

/// The letters of Latin scripts and the signs between words.
const LAST: u32 = 0x20CF;

/// What the letters up to [`LAST`] are in lower case.
static LETTERS: LazyLock<Vec<Lower>> = LazyLock::new(|| {
    let lower = |code| {
        let Some(letter) = char::from_u32(code).filter(|letter| is_of_word(*letter))
        else {
            return Lower::No;
        };
        let mut lower = letter.to_lowercase();
        match (lower.next(), lower.next()) {
            (Some(same), None) if same == letter => Lower::Same,
            (Some(one), None) => Lower::One(one),
            _ => Lower::Many,
        }
    };
    (0..=LAST).map(lower).collect()
});

/// Whether a word goes on with it: letters, digits and the marks on them.
fn is_of_word(letter: char) -> bool {
    letter.is_alphanumeric() || ('\u{300}'..='\u{36F}').contains(&letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(plain(text).trim_end(), expected);
    }

    #[test]
    fn signs_part_words_and_are_gone() {
        check("“Đường tỉnh 931B”, Cần-Thơ…\n\nẢnh: A", "đường tỉnh 931b cần thơ ảnh a");
        check("  ", "");
        check("27/2/2021 – 5°C, 30%", "27 2 2021 5 c 30");
        check("a  b - c", "a b c");
        check("– a\tB", "a b");
    }

    #[test]
    fn marks_stay_on_their_letters() {
        check("Ca\u{302}\u{300}n THƠ", "ca\u{302}\u{300}n thơ");
        check("İstanbul ΣΑΣ 東京", "i\u{307}stanbul σασ 東京");
    }
}
