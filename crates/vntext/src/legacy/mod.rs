//! Vietnamese from before Unicode.
//!
//! For twenty years Vietnamese was typed in encodings that only certain fonts could
//! show: TCVN3 under `.VnTime`, VNI under `VNI-Times`, and others. Such text opens today
//! as "Céng hoµ x· héi" or "Coäng hoøa xaõ hoäi". This module reads and writes those
//! encodings ([`decode`], [`encode`]) and tells which one a text is in ([`detect`],
//! [`detect_runs`]). It never converts by itself: what it finds is an [`Offer`], with the
//! converted text, how sure it is and what could not be read; a person accepts it, and
//! the original is kept by whoever asks.
//!
//! It leaves the bytes of files to the importer, and with them the traps that lie there:
//! a soft hyphen is the letter `ư` in TCVN3, so none may be dropped before decoding.
//!
//! Sources: TCVN 5712:1993; RFC 1456 (VISCII, VIQR); the code page of Windows-1258; the
//! tables of VNI and VPS as their fonts have them.
//!
//! Invariants:
//! - Text that is Vietnamese in Unicode already is never offered another reading.
//! - Every letter of the alphabet goes through every encoding and back; only TCVN3 has
//!   no capitals with tones.
//! - No text makes anything here fail.

mod codepage;
mod detect;
mod font;
mod score;
mod table;
mod viqr;
mod vni;

pub use detect::{Evidence, Offer, Run, detect, detect_runs};
pub use font::{LegacyFont, legacy_font};

use crate::letter::{self, Tone};
use crate::tidy::nfc;
use table::Table;
use unicode_normalization::UnicodeNormalization;

/// A way Vietnamese was, or is, written as bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Encoding {
    /// TCVN 5712:1993 VN3, also called ABC; the fonts named `.Vn…`.
    Tcvn3,
    /// VNI-Windows; the fonts named `VNI-…`.
    Vni,
    /// VISCII 1.1 (RFC 1456).
    Viscii,
    /// VPS.
    Vps,
    /// The Vietnamese code page of Windows: letters, then combining tones.
    Windows1258,
    /// VIQR (RFC 1456): ASCII with marks behind the letters.
    Viqr,
    /// UTF-8 whose bytes some program took for single letters: `Cáº§n ThÆ¡`.
    Utf8,
}

impl Encoding {
    /// All of them, the most common first.
    pub const ALL: [Self; 7] = [
        Self::Tcvn3,
        Self::Vni,
        Self::Windows1258,
        Self::Utf8,
        Self::Viscii,
        Self::Vps,
        Self::Viqr,
    ];

    /// The name people know it by.
    pub fn name(self) -> &'static str {
        match self {
            Self::Tcvn3 => "TCVN3 (ABC)",
            Self::Vni => "VNI-Windows",
            Self::Viscii => "VISCII",
            Self::Vps => "VPS",
            Self::Windows1258 => "Windows-1258",
            Self::Viqr => "VIQR",
            Self::Utf8 => "UTF-8",
        }
    }

    /// A short name for settings and reports: `tcvn3`. Never reused.
    pub fn code(self) -> &'static str {
        match self {
            Self::Tcvn3 => "tcvn3",
            Self::Vni => "vni",
            Self::Viscii => "viscii",
            Self::Vps => "vps",
            Self::Windows1258 => "windows-1258",
            Self::Viqr => "viqr",
            Self::Utf8 => "utf-8",
        }
    }

    fn table(self) -> Option<&'static Table> {
        match self {
            Self::Tcvn3 => Some(&table::TCVN3),
            Self::Viscii => Some(&table::VISCII),
            Self::Vps => Some(&table::VPS),
            _ => None,
        }
    }
}

/// A letter that an encoding has no place for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Unmapped {
    /// Where it stands in the text that was given, in bytes.
    pub at: usize,
    /// The letter. It was kept as it is.
    pub letter: char,
}

/// Text read from an encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decoded {
    /// The text in NFC.
    pub text: String,
    /// Letters that could not be read and were kept, in the order of the text.
    pub unmapped: Vec<Unmapped>,
}

/// Text written in an encoding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Encoded {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// Letters that were written as `?`, or small instead of large (TCVN3).
    pub unmapped: Vec<Unmapped>,
}

/// Reads text whose bytes went through Windows-1252, Windows-1258 or ISO 8859-1, as
/// every program shows it that does not know `encoding`.
///
/// What the encoding does not define is kept: ASCII, quotation marks and dashes, and
/// letters of other alphabets, which are reported. Capitals are not restored in TCVN3;
/// [`legacy_font`] tells where a font made them.
///
/// ```
/// # use vntext::{Encoding, decode};
/// assert_eq!(decode("Céng hoµ x· héi chñ nghÜa", Encoding::Tcvn3).text, "Cộng hoà xã hội chủ nghĩa");
/// assert_eq!(decode("Coäng hoøa xaõ hoäi", Encoding::Vni).text, "Cộng hòa xã hội");
/// assert_eq!(decode("Ddo^.c la^.p", Encoding::Viqr).text, "Độc lập");
/// ```
pub fn decode(text: &str, encoding: Encoding) -> Decoded {
    match encoding {
        Encoding::Viqr => {
            Decoded { text: nfc(&viqr::read(text)).into_owned(), unmapped: Vec::new() }
        }
        Encoding::Utf8 => utf_8(text),
        Encoding::Vni => letters(text, vni::read),
        Encoding::Windows1258 => letters(text, |byte, _| {
            // Bytes the code page does not define.
            let known =
                !matches!(byte, 0x8A | 0x8D | 0x8E | 0x8F | 0x90 | 0x9A | 0x9D | 0x9E);
            (byte >= 0x80 && known).then(|| (codepage::vietnamese(byte), false))
        }),
        Encoding::Tcvn3 | Encoding::Viscii | Encoding::Vps => {
            let table = encoding.table();
            letters(text, |byte, _| Some((table?.letter(byte)?, false)))
        }
    }
}

/// Reads bytes in `encoding`.
///
/// ```
/// # use vntext::{Encoding, decode_bytes};
/// assert_eq!(decode_bytes(b"H\xcbu Giang", Encoding::Tcvn3).text, "Hậu Giang");
/// ```
pub fn decode_bytes(bytes: &[u8], encoding: Encoding) -> Decoded {
    let read: String = bytes.iter().map(|byte| codepage::western(*byte)).collect();
    decode(&read, encoding)
}

/// Writes text in `encoding`, for old programs and for tests.
///
/// Quotation marks, dashes and the letters of Windows-1252 keep their byte where the
/// encoding has no other use for it.
///
/// ```
/// # use vntext::{Encoding, encode};
/// assert_eq!(encode("Hậu Giang", Encoding::Tcvn3).bytes, b"H\xcbu Giang");
/// ```
pub fn encode(text: &str, encoding: Encoding) -> Encoded {
    match encoding {
        Encoding::Utf8 => {
            Encoded { bytes: text.as_bytes().to_vec(), unmapped: Vec::new() }
        }
        Encoding::Viqr => write(&viqr::write(&nfc(text)), |_| None, |_| false),
        Encoding::Vni => write(
            &nfc(text),
            |letter| {
                let (at, capital) = letter::place(letter)?;
                (!letter.is_ascii()).then(|| vni::write(letter::SMALL[at], capital))
            },
            |byte| vni::read(byte, None).is_some(),
        ),
        Encoding::Windows1258 => write(&nfc(text), windows_1258, |byte| {
            codepage::vietnamese(byte) != codepage::western(byte)
        }),
        Encoding::Tcvn3 | Encoding::Viscii | Encoding::Vps => {
            let table = encoding.table();
            write(
                &nfc(text),
                |letter| Some(vec![table?.byte(letter::place(letter)?)?]),
                |byte| table.is_some_and(|table| table.letter(byte).is_some()),
            )
        }
    }
}

/// Reads letter by letter; `read` gets a byte and the one behind it.
fn letters(text: &str, read: impl Fn(u8, Option<u8>) -> Option<(char, bool)>) -> Decoded {
    let mut written = String::with_capacity(text.len());
    let mut unmapped = Vec::new();
    let mut rest = text.char_indices().flat_map(taken_apart).peekable();
    while let Some((at, letter)) = rest.next() {
        let next = rest.peek().and_then(|(_, next)| codepage::byte_of(*next));
        match codepage::byte_of(letter).and_then(|byte| read(byte, next)) {
            Some((letter, takes_next)) => {
                written.push(letter);
                if takes_next {
                    rest.next();
                }
            }
            None => {
                let stray = letter.is_alphabetic() || letter.is_control();
                let blank = matches!(letter, '\t' | '\n' | '\r' | '\u{b}' | '\u{c}');
                if !letter.is_ascii() && stray || letter.is_control() && !blank {
                    // Of a letter taken apart the whole is told, as it stands there.
                    let letter = text[at..].chars().next().unwrap_or(letter);
                    unmapped.push(Unmapped { at, letter });
                }
                written.push(letter);
            }
        }
    }
    Decoded { text: nfc(&written).into_owned(), unmapped }
}

/// Windows-1258 has marks of its own, which composing ties to the letter before: "vì" in
/// VNI is read as `v` under an acute. Letters no Vietnamese word has are taken apart again.
///
/// Where the letter is one that Windows-1258 also has whole, the byte is lost; so text
/// should come as it was read.
fn taken_apart((at, letter): (usize, char)) -> impl Iterator<Item = (usize, char)> {
    let foreign = !letter.is_ascii()
        && codepage::byte_of(letter).is_none()
        && letter::place(letter).is_none();
    let mut parts = std::iter::once(letter).nfd().filter(move |_| foreign);
    let parts = match (parts.next(), parts.next(), parts.next()) {
        (Some(base), Some(mark), None)
            if [base, mark].iter().all(|part| codepage::byte_of(*part).is_some()) =>
        {
            [Some(base), Some(mark)]
        }
        _ => [Some(letter), None],
    };
    parts.into_iter().flatten().map(move |letter| (at, letter))
}

/// Puts bytes that were read one by one together again.
fn utf_8(text: &str) -> Decoded {
    let mut written = String::with_capacity(text.len());
    let mut unmapped = Vec::new();
    let mut bytes = Vec::new();
    let flush = |bytes: &mut Vec<u8>, written: &mut String| {
        written.push_str(&String::from_utf8_lossy(bytes));
        bytes.clear();
    };
    for (at, letter) in text.char_indices() {
        match codepage::byte_of(letter) {
            Some(byte) => bytes.push(byte),
            None => {
                flush(&mut bytes, &mut written);
                written.push(letter);
                unmapped.push(Unmapped { at, letter });
            }
        }
    }
    flush(&mut bytes, &mut written);
    Decoded { text: nfc(&written).into_owned(), unmapped }
}

/// Writes letter by letter: `own` gives the bytes of a letter; a byte that is `taken`
/// cannot stand for the character Windows-1252 has there.
fn write(
    text: &str,
    own: impl Fn(char) -> Option<Vec<u8>>,
    taken: impl Fn(u8) -> bool,
) -> Encoded {
    let mut encoded =
        Encoded { bytes: Vec::with_capacity(text.len()), unmapped: Vec::new() };
    for (at, letter) in text.char_indices() {
        let western = || {
            let byte = codepage::byte_of(letter)?;
            (codepage::western(byte) == letter && (byte.is_ascii() || !taken(byte)))
                .then(|| vec![byte])
        };
        if let Some(bytes) = own(letter).or_else(western) {
            encoded.bytes.extend(bytes);
            continue;
        }
        encoded.unmapped.push(Unmapped { at, letter });
        let small = letter.to_lowercase().next().and_then(&own);
        encoded.bytes.extend(small.unwrap_or_else(|| vec![b'?']));
    }
    encoded
}

/// A letter in Windows-1258: whole if it has a byte, else a vowel and a tone.
fn windows_1258(letter: char) -> Option<Vec<u8>> {
    if let Some(byte) = codepage::vietnamese_byte(letter) {
        return Some(vec![byte]);
    }
    let (bare, tone) = letter::split(letter);
    let mark = match tone {
        Tone::Ngang => return None,
        Tone::Huyen => 0xCC,
        Tone::Hoi => 0xD2,
        Tone::Nga => 0xDE,
        Tone::Sac => 0xEC,
        Tone::Nang => 0xF2,
    };
    Some(vec![codepage::vietnamese_byte(bare)?, mark])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(read: &str, encoding: Encoding, expected: &str, unmapped: &str) {
        let decoded = decode(read, encoding);
        assert_eq!(decoded.text, expected);
        let lost: String =
            decoded.unmapped.iter().map(|unmapped| unmapped.letter).collect();
        assert_eq!(lost, unmapped);
    }

    #[test]
    fn text_read_through_either_code_page_is_recovered() {
        check(
            "C¸n bé, c«ng chøc ®\u{AD}îc h\u{AD}ëng",
            Encoding::Tcvn3,
            "Cán bộ, công chức được hưởng",
            "",
        );
        check("NghÞ quyÕt", Encoding::Tcvn3, "Nghị quyết", "");
        check("Ngh\u{303} quy\u{1A0}t", Encoding::Tcvn3, "Nghị quyết", "");
        check("Ñöôøng tænh", Encoding::Vni, "Đường tỉnh", "");
        check(
            "Ñöôøng tænh 931B – “Caàn Thô”",
            Encoding::Vni,
            "Đường tỉnh 931B – “Cần Thơ”",
            "",
        );
        check("Cáº§n ThÆ¡", Encoding::Utf8, "Cần Thơ", "");
        check("Hâ\u{323}u Giang", Encoding::Windows1258, "Hậu Giang", "");
        check("Hâòu Giang", Encoding::Windows1258, "Hậu Giang", "");
        // Read through Windows-1258 and composed: ḿ, ḅ.
        check("m\u{301} \u{1E3F}", Encoding::Vni, "mì mì", "");
        check("b\u{323} \u{1E05}", Encoding::Vni, "bị bị", "");
    }

    #[test]
    fn what_pdf_files_do_to_letters_is_undone() {
        check("®\u{2212}îc", Encoding::Tcvn3, "được", "");
        check("x\u{2219}", Encoding::Tcvn3, "xã", "");
        check("ho\u{3BC}", Encoding::Tcvn3, "hoà", "");
    }

    #[test]
    fn letters_without_a_place_are_kept_and_told() {
        check("Hậu Новости", Encoding::Tcvn3, "Hậu Новости", "ậНовости");
        check("a\u{1}b", Encoding::Tcvn3, "a\u{1}b", "\u{1}");
        let decoded = decode("ab ế", Encoding::Vni);
        assert_eq!(decoded.unmapped, [Unmapped { at: 3, letter: 'ế' }]);
    }

    #[test]
    fn capitals_without_a_code_are_written_small_and_told() {
        let encoded = encode("NGHỊ ĐỊNH", Encoding::Tcvn3);
        assert_eq!(decode_bytes(&encoded.bytes, Encoding::Tcvn3).text, "NGHị ĐịNH");
        assert_eq!(encoded.unmapped.len(), 2);
        let encoded = encode("東 é", Encoding::Viscii);
        assert_eq!(encoded.bytes, b"? \xe9");
    }
}
