//! Text as the indexes are given it: words in lower case, parted by single spaces.
//!
//! The indexes part words at ASCII signs and know nothing of Unicode; what a word is, is
//! decided here, for articles and for queries alike. Changing it means indexing again.

use std::sync::LazyLock;

/// Words without the signs between them, in lower case.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match LETTERS.get(letter as usize) {
            Some(Some(one)) => plain.push(*one),
            Some(None) if is_of_word(letter) => plain.extend(letter.to_lowercase()),
            None if is_of_word(letter) => plain.extend(letter.to_lowercase()),
            _ if plain.ends_with(' ') || plain.is_empty() => {}
            _ => plain.push(' '),
        }
    }
    plain
}

/// The letters of Latin scripts and the signs between words.
const LAST: u32 = 0x20CF;

/// What the letters up to [`LAST`] are in lower case, when that is one letter.
static LETTERS: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
    let lower = |code| {
        let letter = char::from_u32(code).filter(|letter| is_of_word(*letter))?;
        let mut lower = letter.to_lowercase();
        lower.next().filter(|_| lower.next().is_none())
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
    }

    #[test]
    fn marks_stay_on_their_letters() {
        check("Ca\u{302}\u{300}n THƠ", "ca\u{302}\u{300}n thơ");
        check("İstanbul ΣΑΣ 東京", "i\u{307}stanbul σασ 東京");
    }
}
