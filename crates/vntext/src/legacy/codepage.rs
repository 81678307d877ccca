//! From characters back to bytes.
//!
//! Legacy text reaches us as characters, because some program read its bytes through
//! the code page of its Windows: 1252 in the West, 1258 in Viet Nam. Eighteen bytes give
//! other characters in the two, none of them the same, so that one table leads back from
//! both. Text layers of PDF files bring a few characters more.

/// The characters of bytes 80–9F in Windows-1252; bytes without one give the control
/// characters U+0080–9F, as the WHATWG Encoding Standard has it.
const WESTERN: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž',
    '\u{8F}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ',
    '\u{9D}', 'ž', 'Ÿ',
];

/// The bytes of Windows-1258 whose characters differ from Windows-1252.
const VIETNAMESE: [(u8, char); 14] = [
    (0xC3, 'Ă'),
    (0xCC, '\u{300}'),
    (0xD0, 'Đ'),
    (0xD2, '\u{309}'),
    (0xD5, 'Ơ'),
    (0xDD, 'Ư'),
    (0xDE, '\u{303}'),
    (0xE3, 'ă'),
    (0xEC, '\u{301}'),
    (0xF0, 'đ'),
    (0xF2, '\u{323}'),
    (0xF5, 'ơ'),
    (0xFD, 'ư'),
    (0xFE, '₫'),
];

/// Characters that text layers of PDF files and careless programs put for a byte: the
/// glyph names of the font decide there, and `hyphen` or `periodcentered` have several
/// characters.
const SLIPS: [(u8, char); 8] = [
    (0xAD, '\u{2212}'),
    (0xAD, '\u{2010}'),
    (0xAF, '\u{2C9}'),
    (0xB5, '\u{3BC}'),
    (0xB7, '\u{2219}'),
    (0xB7, '\u{22C5}'),
    (0xD0, '\u{189}'),
    (0xDF, '\u{3B2}'),
];

/// Reads a byte through Windows-1252.
pub(super) fn western(byte: u8) -> char {
    match byte {
        0x80..=0x9F => WESTERN[usize::from(byte - 0x80)],
        _ => char::from(byte),
    }
}

/// Reads a byte through Windows-1258.
pub(super) fn vietnamese(byte: u8) -> char {
    let own = VIETNAMESE.iter().find(|(known, _)| *known == byte);
    own.map_or_else(|| western(byte), |(_, letter)| *letter)
}

/// The byte a character was read from, through either code page.
pub(super) fn byte_of(letter: char) -> Option<u8> {
    if let Ok(byte @ (..0x80 | 0xA0..)) = u8::try_from(u32::from(letter)) {
        return Some(byte);
    }
    let western = WESTERN.iter().zip(0x80..).find(|(known, _)| **known == letter);
    let listed = || VIETNAMESE.iter().chain(&SLIPS).find(|(_, known)| *known == letter);
    western
        .map(|(_, byte)| byte)
        .or_else(|| listed().map(|(byte, _)| *byte))
        // U+0080–9F: the bytes that were read through ISO 8859-1.
        .or_else(|| u8::try_from(u32::from(letter)).ok())
}

/// The byte of Windows-1258 that gives this character.
pub(super) fn vietnamese_byte(letter: char) -> Option<u8> {
    let byte = byte_of(letter)?;
    (vietnamese(byte) == letter).then_some(byte)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_code_pages_lead_back() {
        for byte in 0..=255 {
            assert_eq!(byte_of(western(byte)), Some(byte));
            assert_eq!(byte_of(vietnamese(byte)), Some(byte));
        }
        assert_eq!(byte_of('\u{AD}'), Some(0xAD));
        assert_eq!(byte_of('\u{2212}'), Some(0xAD));
        assert_eq!(byte_of('ế'), None);
        assert_eq!(byte_of('Š'), Some(0x8A));
    }
}
