//! Text without its marks: what search compares and what addresses are made of.
//!
//! The same fold is used for the index, for the query and in the scripts of the web
//! package; changing it means indexing again.

use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

/// Longest slug, in characters.
const LONGEST_SLUG: usize = 80;

/// Stands for an address nothing could be made for.
const NAMELESS_SLUG: &str = "bai";

/// Folds text for searching: no tone or vowel marks, `đ` as `d`, lower case.
///
/// Composed, decomposed and mixed spellings of a word fold to the same text.
/// Letters of other scripts lose their combining marks U+0300–036F only.
///
/// ```
/// # use vntext::fold;
/// assert_eq!(fold("Đường tỉnh 931B, Cần Thơ"), "duong tinh 931b, can tho");
/// ```
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    for letter in text.chars() {
        match known(letter) {
            Some('\0') => {}
            Some(one) => folded.push(one),
            // Marks of other scripts may have to change places: rare, and slow.
            None => return fold_any(text),
        }
    }
    folded
}

/// Every letter of Latin scripts, their marks, and the signs between words: none of
/// them acts on its neighbours, so that each folds for itself.
const LAST: usize = 0x20CF;

/// What the letters up to [`LAST`] fold to when that is one letter; U+0000 stands for
/// nothing.
static ONES: LazyLock<Vec<Option<char>>> = LazyLock::new(|| {
    let letters = (0..=LAST as u32).map(|code| {
        let letter = char::from_u32(code)?;
        let stands_alone = matches!(code, 1..0x370 | 0x1E00..0x1F00 | 0x2010..=0x20CF);
        let folded = fold_any(letter.encode_utf8(&mut [0; 4]));
        let mut rest = folded.chars();
        let first = rest.next().unwrap_or('\0');
        (stands_alone && rest.next().is_none()).then_some(first)
    });
    letters.collect()
});

fn known(letter: char) -> Option<char> {
    if letter.is_ascii() && letter != '\0' {
        return Some(letter.to_ascii_lowercase());
    }
    ONES.get(letter as usize).copied().flatten()
}

/// The same for any text, by the tables of Unicode.
fn fold_any(text: &str) -> String {
    text.chars()
        // Letter by letter: lower case that looks at neighbours (the Greek final
        // sigma) would fold a word and its beginning differently.
        .flat_map(char::to_lowercase)
        .nfd()
        .filter(|letter| !('\u{300}'..='\u{36F}').contains(letter))
        .flat_map(char::to_lowercase)
        .map(|letter| if letter == 'đ' { 'd' } else { letter })
        .collect()
}

/// Makes the part of an address that names a thing: `[a-z0-9-]`, at most 80
/// characters, cut between words, without double, leading or trailing dashes.
///
/// Never empty: text without any Latin letter or digit gives `bai`.
/// Not unique by itself; whoever gives addresses adds a number.
///
/// ```
/// # use vntext::slug;
/// assert_eq!(slug("Cần Thơ – Hậu Giang tiếp tục"), "can-tho-hau-giang-tiep-tuc");
/// ```
pub fn slug(text: &str) -> String {
    let folded = fold(text);
    let mut slug = String::new();
    for word in folded.split(|c: char| !c.is_ascii_alphanumeric()) {
        if word.is_empty() {
            continue;
        }
        if slug.is_empty() {
            slug.extend(word.chars().take(LONGEST_SLUG));
        } else if slug.len() + 1 + word.len() <= LONGEST_SLUG {
            slug.push('-');
            slug.push_str(word);
        } else {
            break;
        }
    }
    if slug.is_empty() { NAMELESS_SLUG.to_owned() } else { slug }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_and_case_do_not_matter_to_search() {
        for (text, expected) in [
            ("Cần Thơ", "can tho"),
            ("Ca\u{302}\u{300}n Tho\u{31B}", "can tho"),
            ("Câ\u{300}n Thơ", "can tho"),
            ("Đường Điện Biên Phủ", "duong dien bien phu"),
            ("NGHỊ QUYẾT", "nghi quyet"),
            ("hòa, hoà", "hoa, hoa"),
            ("ặ A\u{323}\u{306}", "a a"),
            ("3.270 – 61C", "3.270 – 61c"),
            ("", ""),
        ] {
            assert_eq!(fold(text), expected, "{text}");
        }
    }

    #[test]
    fn the_quick_way_folds_as_the_tables_do() {
        let letters = (0..=0x2FFF).filter_map(char::from_u32);
        for letter in letters.chain(['ﬁ', '각', '𝐀', '\u{10FFFF}']) {
            for text in [letter.to_string(), format!("ở{letter}\u{323}Đ{letter}")] {
                assert_eq!(fold(&text), fold_any(&text), "{letter:?}");
            }
        }
    }

    #[test]
    fn every_vietnamese_letter_folds_to_ascii() {
        let letters =
            "àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ";
        for letter in
            letters.chars().flat_map(|l| [l.to_string(), l.to_uppercase().to_string()])
        {
            assert!(fold(&letter).bytes().all(|b| b.is_ascii_lowercase()), "{letter}");
        }
    }

    #[test]
    fn addresses_are_plain_short_and_never_empty() {
        for (text, expected) in [
            (
                "Cần Thơ – Hậu Giang tiếp tục ký kết hợp tác – phát triển",
                "can-tho-hau-giang-tiep-tuc-ky-ket-hop-tac-phat-trien",
            ),
            ("  --Đường tỉnh 931B…  ", "duong-tinh-931b"),
            ("42/2022/NĐ-CP", "42-2022-nd-cp"),
            ("!?", "bai"),
            ("", "bai"),
            ("Новости", "bai"),
        ] {
            assert_eq!(slug(text), expected, "{text}");
        }
        assert_eq!(slug(&"dài ".repeat(40)), ["dai"; 20].join("-"));
        assert_eq!(slug(&"d".repeat(200)), "d".repeat(80));
    }
}
