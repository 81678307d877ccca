//! Bytes of captions into text.

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;
use vntext::Encoding;

/// Reads text whose encoding nobody stated: UTF-8 if it can be, else the Vietnamese
/// code page of Windows (1258), TCVN3, or the western page (1252, Latin-1 and quotes).
///
/// Code page 1258 writes tones as marks after their vowels; text is taken for it only
/// when every mark finds its vowel, since the western page has letters there. Among the
/// two Vietnamese encodings the one wins that makes more syllables, and either must make
/// syllables of most words with accents, or the text is western.
pub(crate) fn guess(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return tidy(text);
    }
    let windows = tidy(&WINDOWS_1258.decode_without_bom_handling(bytes).0);
    let whole = !windows.contains('\u{FFFD}') && marks_have_vowels(&windows);
    let windows = Some(windows).filter(|_| whole);
    let tcvn3 = tcvn3(bytes).map(|text| tidy(&text));
    let mut best: Option<(usize, String)> = None;
    for text in [windows, tcvn3].into_iter().flatten() {
        let (syllables, words) = accented(&text);
        let more = best.as_ref().is_none_or(|(most, _)| syllables > *most);
        if syllables * 3 >= words * 2 && syllables > 0 && more {
            best = Some((syllables, text));
        }
    }
    best.map_or_else(
        || tidy(&WINDOWS_1252.decode_without_bom_handling(bytes).0),
        |(_, text)| text,
    )
}

/// Reads text that is stated to be UTF-8; what is not becomes U+FFFD.
pub(crate) fn utf8(bytes: &[u8]) -> String {
    tidy(&String::from_utf8_lossy(bytes))
}

/// Reads UTF-16 up to the first zero, in the order given unless a mark says otherwise.
pub(crate) fn utf16(bytes: &[u8], big: bool) -> String {
    let (big, bytes) = match bytes {
        [0xFE, 0xFF, rest @ ..] => (true, rest),
        [0xFF, 0xFE, rest @ ..] => (false, rest),
        _ => (big, bytes),
    };
    let unit = |pair: &[u8; 2]| {
        if big { u16::from_be_bytes(*pair) } else { u16::from_le_bytes(*pair) }
    };
    let units: Vec<u16> =
        bytes.as_chunks::<2>().0.iter().map(unit).take_while(|unit| *unit != 0).collect();
    tidy(&String::from_utf16_lossy(&units))
}

/// Composes (NFC), drops control characters, makes every stretch of white space and
/// line ends one space, and trims.
pub(crate) fn tidy(text: &str) -> String {
    let mut tidy = String::with_capacity(text.len());
    for c in text.nfc() {
        if c.is_whitespace() && c != '\u{A0}' {
            if !tidy.ends_with(' ') {
                tidy.push(' ');
            }
        } else if !c.is_control() && c != '\u{FEFF}' {
            tidy.push(c);
        }
    }
    tidy.trim().to_owned()
}

/// Text in TCVN3; `None` where a byte has no letter there.
fn tcvn3(bytes: &[u8]) -> Option<String> {
    let decoded = vntext::decode_bytes(bytes, Encoding::Tcvn3);
    decoded.unmapped.is_empty().then_some(decoded.text)
}

/// Counts the words with letters beyond ASCII: those that are syllables of Vietnamese,
/// and all.
fn accented(text: &str) -> (usize, usize) {
    let words = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_ascii());
    words.fold((0, 0), |(syllables, words), word| {
        (syllables + usize::from(vntext::is_syllable(word)), words + 1)
    })
}

/// Whether every combining mark that found no letter to join follows one that can bear
/// a tone.
fn marks_have_vowels(text: &str) -> bool {
    const VOWELS: &str = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
    let before = std::iter::once(' ').chain(text.chars());
    text.chars()
        .zip(before)
        .all(|(c, before)| !is_combining_mark(c) || VOWELS.contains(before))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        assert_eq!(guess(bytes), expected);
    }

    #[test]
    fn utf8_is_composed_and_freed_of_line_ends() {
        check(
            "Qua\u{309}ng ca\u{309}nh\r\n Hô\u{323}i nghị\0".as_bytes(),
            "Quảng cảnh Hội nghị",
        );
    }

    #[test]
    fn windows_1258_is_recognised_by_its_tone_marks() {
        check(b"H\xF4\xF2i nghi\xF2", "Hội nghị");
        check(b"\xD0an Ph\xFD\xF5\xF2ng", "Đan Phượng");
    }

    #[test]
    fn marks_without_a_vowel_mean_the_western_page() {
        check(b"Per\xF2 \x93s\xEC\x94", "Però “sì”");
        check(b"Caf\xE9 fran\xE7ais \xE0 No\xEBl", "Café français à Noël");
        check(b"M\xFCnchen, Stra\xDFe", "München, Straße");
    }

    #[test]
    fn tcvn3_is_recognised_by_the_syllables_it_makes() {
        check(
            b"Quang c\xB6nh H\xE9i ngh\xDE t\xB9i C\xC7n Th\xAC",
            "Quang cảnh Hội nghị tại Cần Thơ",
        );
        check(b"\xA7an Ph\xAD\xEEng", "Đan Phượng");
        check(b"\xB6nh: TTXVN", "ảnh: TTXVN");
    }

    #[test]
    fn every_vietnamese_letter_is_told_from_the_other_encodings() {
        // A sentence with every tone, coded in each of the three.
        let sentence = "Những người nông dân Hậu Giang đã trồng hàng nghìn cây ăn trái, \
                        bưởi và khóm ở vùng đất phèn Long Mỹ";
        check(&vntext::encode(sentence, Encoding::Tcvn3).bytes, sentence);
        // In the code page of Windows, circumflex, breve and horn are part of the letter
        // and the tone follows.
        let marks: String = sentence
            .chars()
            .flat_map(|c| {
                let parts: Vec<char> = c.to_string().nfd().collect();
                let tone = parts
                    .iter()
                    .position(|p| "\u{300}\u{301}\u{303}\u{309}\u{323}".contains(*p));
                let mut kept = parts.clone();
                let tone = tone.map(|at| kept.remove(at));
                let base: String = kept.into_iter().nfc().collect();
                base.chars().chain(tone).collect::<Vec<_>>()
            })
            .collect();
        check(&WINDOWS_1258.encode(&marks).0, sentence);
    }

    #[test]
    fn utf16_ends_at_zero_and_follows_its_mark() {
        assert_eq!(utf16(b"H\0\xA3\x1E\0\0x\0", false), "Hả");
        assert_eq!(utf16(b"\xFE\xFF\0H\x1E\xA3", false), "Hả");
        assert_eq!(utf16(b"\0H\x1E", true), "H");
    }
}
