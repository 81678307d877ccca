//! Text without its marks: what search compares and what addresses are made of.
//!
//! The same fold is used for the index, for the query and in the scripts of the web
//! package; changing it means indexing again.

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
