//! Bytes to text.
//!
//! UTF-8 is proved by decoding, UTF-16 by its byte order mark. Bytes that are neither
//! are tried as windows-1258, the Vietnamese code page of Windows, and believed only
//! when the result reads like Vietnamese. Fonts with their own tables (TCVN3, VNI) are
//! not guessed here: such bytes are refused rather than garbled.

use crate::Unreadable;
use crate::draft::Report;

/// Least share of accented words that must be Vietnamese syllables.
const LEGAL_SHARE: f64 = 0.85;

/// Fewest accented words that prove anything.
const FEWEST_WORDS: usize = 3;

/// Decodes a file into NFC text with `\n` line ends and no control characters but tabs.
pub(crate) fn text(bytes: &[u8], report: &mut Report) -> Result<String, Unreadable> {
    let decoded = decode(bytes, report).ok_or(Unreadable::NotText)?;
    if decoded.contains('\0') {
        return Err(Unreadable::NotText);
    }
    let composed = vntext::nfc(&decoded);
    if composed != decoded {
        report.changed("file", "unicode.composed", "");
    }
    Ok(composed.replace("\r\n", "\n").chars().map(plain).collect())
}

fn decode(bytes: &[u8], report: &mut Report) -> Option<String> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf_8(rest),
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes, report),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes, report),
        _ => utf_8(bytes).or_else(|| windows_1258(bytes, report)),
    }
}

fn utf_8(bytes: &[u8]) -> Option<String> {
    std::str::from_utf8(bytes).ok().map(str::to_owned)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16, report: &mut Report) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let text: Result<String, _> =
        char::decode_utf16(units.iter().map(|pair| unit(*pair))).collect();
    let text = text.ok().filter(|_| rest.is_empty())?;
    report.changed("file", "encoding.utf_16", "");
    Some(text)
}

fn windows_1258(bytes: &[u8], report: &mut Report) -> Option<String> {
    let text = encoding_rs::WINDOWS_1258
        .decode_without_bom_handling_and_without_replacement(bytes)?;
    let text = vntext::nfc(&text);
    reads_like_vietnamese(&text).then(|| {
        report.changed("file", "encoding.windows_1258", "");
        text.into_owned()
    })
}

fn reads_like_vietnamese(text: &str) -> bool {
    let accented: Vec<&str> = text
        .split(|c: char| !c.is_alphanumeric() && !('\u{300}'..='\u{36F}').contains(&c))
        .filter(|word| !word.is_ascii())
        .collect();
    let legal = accented.iter().filter(|word| vntext::is_syllable(word)).count();
    let controls = text.contains(|c: char| c.is_control() && !c.is_whitespace());
    // Both counts are far below 2^52: a file is at most 20 MB.
    let share = legal as f64 / accented.len().max(1) as f64;
    !controls && accented.len() >= FEWEST_WORDS && share >= LEGAL_SHARE
}

/// Control characters part words and lines but hold none.
fn plain(letter: char) -> char {
    match letter {
        '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => '\n',
        '\n' | '\t' => letter,
        _ if letter.is_control() => ' ',
        _ => letter,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: Option<&str>) {
        let text = text(bytes, &mut Report::default());
        assert_eq!(text.ok().as_deref(), expected, "{bytes:x?}");
    }

    fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(bytes).collect()
    }

    #[test]
    fn unicode_is_read_with_and_without_a_mark() {
        check("Cần Thơ\r\nHậu\rGiang".as_bytes(), Some("Cần Thơ\nHậu\nGiang"));
        check("\u{feff}Cần Thơ".as_bytes(), Some("Cần Thơ"));
        check("Ca\u{302}\u{300}n Tho\u{31b}".as_bytes(), Some("Cần Thơ"));
        check(&utf_16("Cần Thơ 🌾", u16::to_le_bytes), Some("Cần Thơ 🌾"));
        check(&utf_16("Cần Thơ 🌾", u16::to_be_bytes), Some("Cần Thơ 🌾"));
        check("a\u{1}b\u{c}c".as_bytes(), Some("a b\nc"));
    }

    #[test]
    fn the_vietnamese_code_page_is_read() {
        // "Sự kiện nổi bật của tỉnh Hậu Giang" as Windows writes it.
        let bytes = b"S\xfd\xf2 ki\xea\xf2n n\xf4\xd2i b\xe2\xf2t cu\xd2a ti\xd2nh H\xe2\xf2u Giang";
        check(bytes, Some("Sự kiện nổi bật của tỉnh Hậu Giang"));
    }

    #[test]
    fn other_bytes_are_refused() {
        check(b"\xff\xd8\xff\xe0\x00\x10JFIF", None);
        check(b"l'\xe9l\xe8ve a \xe9t\xe9 re\xe7u \xe0 l'\xe9cole", None);
        check(b"\xff\xfea", None);
        check(b"a\0b", None);
        check(b"C\xa6n Th\xac, H\xcbu Giang ti\xd5p t\xf4c k\xfd k\xd5t", None);
    }
}
