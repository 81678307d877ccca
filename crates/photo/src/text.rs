//! Bytes of captions into text.

use encoding_rs::{WINDOWS_1252, WINDOWS_1258};
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Reads text whose encoding nobody stated: UTF-8 if it can be, else the Vietnamese
/// code page of Windows (1258), else the western one (1252, Latin-1 and quotes).
///
/// Code page 1258 writes tones as marks after their vowels; text is taken for it only
/// when every mark finds its vowel, since the western page has letters there.
pub(crate) fn guess(bytes: &[u8]) -> String {
    if let Ok(text) = std::str::from_utf8(bytes) {
        return tidy(text);
    }
    let vietnamese = WINDOWS_1258.decode_without_bom_handling(bytes).0;
    if !vietnamese.contains('\u{FFFD}') && marks_have_vowels(&vietnamese) {
        return tidy(&vietnamese);
    }
    tidy(&WINDOWS_1252.decode_without_bom_handling(bytes).0)
}

/// Whether every combining mark follows a letter that can bear a tone.
fn marks_have_vowels(text: &str) -> bool {
    const VOWELS: &str = "aăâeêioôơuưyAĂÂEÊIOÔƠUƯY";
    let before = std::iter::once(' ').chain(text.chars());
    text.chars()
        .zip(before)
        .all(|(c, before)| !is_combining_mark(c) || VOWELS.contains(before))
}

/// Reads text that is stated to be UTF-8; what is not becomes U+FFFD.
pub(crate) fn utf8(bytes: &[u8]) -> String {
    tidy(&String::from_utf8_lossy(bytes))
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

#[cfg(test)]
mod tests {
    use super::guess;

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
    }
}
