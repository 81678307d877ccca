//! Bytes to text.
//!
//! UTF-8 is proved by decoding, UTF-16 by its byte order mark. Bytes that are neither are
//! read as windows-1252 and shown to `vntext`, which knows Vietnamese in all encodings from
//! before Unicode. The code page of Vietnamese Windows is read at once: it is what such a
//! file is in. Encodings that lived in fonts (TCVN3, VNI) are offered for conversion, since
//! their text was seen as it stands. Bytes that are no Vietnamese at all are refused rather
//! than garbled.

use crate::Unreadable;
use crate::convert;
use crate::draft::{Offer, Report};
use vntext::Encoding;

/// Decodes a file into NFC text with `\n` line ends and no control characters but tabs;
/// text in old encodings is converted when `accepted`, and offered in any case.
pub(crate) fn text(
    bytes: &[u8],
    accepted: bool,
    report: &mut Report,
) -> Result<(String, Vec<Offer>), Unreadable> {
    let decoded = decode(bytes, report).ok_or(Unreadable::NotText)?;
    if decoded.contains('\0') {
        return Err(Unreadable::NotText);
    }
    // Before composing: a mark in Windows-1258 may be a letter in another encoding.
    let (decoded, offers) = convert::plain(decoded, accepted, report);
    let composed = vntext::nfc(&decoded);
    if composed != decoded {
        report.changed("file", "unicode.composed", "");
    }
    let text = composed.replace("\r\n", "\n").chars().map(plain).collect();
    Ok((text, offers))
}

/// Decodes an HTML page: by its byte order mark, as UTF-8, or as the page itself says.
pub(crate) fn page(bytes: &[u8]) -> String {
    if let Some(text) = decode(bytes, &mut Report::default()) {
        return text;
    }
    let start = bytes.get(..bytes.len().min(2048)).unwrap_or(bytes);
    let start = String::from_utf8_lossy(start).to_ascii_lowercase();
    let label = start.split("charset=").nth(1).map(|rest| {
        rest.trim_start_matches(['"', '\'']).split(['"', '\'', ' ', ';', '>', '/']).next()
    });
    let label = label.flatten().unwrap_or("windows-1252");
    let encoding = encoding_rs::Encoding::for_label(label.as_bytes());
    let (text, _, _) = encoding.unwrap_or(encoding_rs::WINDOWS_1252).decode(bytes);
    text.into_owned()
}

fn decode(bytes: &[u8], report: &mut Report) -> Option<String> {
    match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf_8(rest),
        [0xFF, 0xFE, rest @ ..] => utf_16(rest, u16::from_le_bytes, report),
        [0xFE, 0xFF, rest @ ..] => utf_16(rest, u16::from_be_bytes, report),
        _ => utf_8(bytes).or_else(|| legacy(bytes, report)),
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

/// Bytes as windows-1252 shows them, if they are Vietnamese in some encoding.
fn legacy(bytes: &[u8], report: &mut Report) -> Option<String> {
    let shown = encoding_rs::WINDOWS_1252
        .decode_without_bom_handling_and_without_replacement(bytes)?;
    if shown.contains(|c: char| c.is_control() && !c.is_whitespace()) {
        return None;
    }
    let offer = vntext::detect(&shown, None)?;
    if offer.encoding != Encoding::Windows1258 {
        report.changed("file", "encoding.one_byte", "");
        return Some(shown.into_owned());
    }
    report.changed("file", "encoding.windows_1258", "");
    Some(offer.text)
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
        let text = text(bytes, true, &mut Report::default());
        let text = text.ok().map(|(text, _)| text);
        assert_eq!(text.as_deref(), expected, "{bytes:x?}");
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
    }

    #[test]
    fn bytes_of_old_fonts_are_read_and_offered() {
        let bytes =
            b"C\xc7n Th\xac, H\xcbu Giang ti\xd5p t\xf4c k\xfd k\xd5t ch\xad\xac\xb6ng";
        let read = |accepted| {
            let mut report = Report::default();
            super::text(bytes, accepted, &mut report).expect("it is Vietnamese")
        };
        let (text, offers) = read(false);
        assert!(text.starts_with("CÇn Th¬, HËu Giang tiÕp tôc"), "{text}");
        assert_eq!(offers[0].encoding, Encoding::Tcvn3);
        assert!(offers[0].after.starts_with("Cần Thơ, Hậu Giang"), "{:?}", offers[0]);
        assert_eq!(offers[0].before, text);
        assert!(read(true).0.starts_with("Cần Thơ, Hậu Giang tiếp tục ký kết"));
    }

    #[test]
    fn text_in_unicode_is_never_offered_another_reading() {
        let text = "Chiều 26-2, Cần Thơ và Hậu Giang ký kết hợp tác — café, naïve.";
        let read = super::text(text.as_bytes(), true, &mut Report::default());
        assert_eq!(read, Ok((text.to_owned(), Vec::new())));
    }
}
