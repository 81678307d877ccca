//! VNI-Windows: a Latin letter, then a byte for its marks.
//!
//! "a" with the byte of `ù` is `á`, with that of `á` it is `ấ`, with that of `é` it is
//! `ắ`. `ơ` and `ư` are letters of their own (`ô`, `ö`) that take the plain tones. The
//! `i` and a few others stand alone. Both spellings of `ỵ` (`î` and `yï`) are read, and
//! marks of either case behind letters of either case, since both are met.

use crate::letter::{Tone, capital_of, join};

/// Letters that are one byte; the capital stands 0x20 below.
const ALONE: [(u8, char); 9] = [
    (0xF1, 'đ'),
    (0xF4, 'ơ'),
    (0xF6, 'ư'),
    (0xEC, 'ì'),
    (0xE6, 'ỉ'),
    (0xF3, 'ĩ'),
    (0xED, 'í'),
    (0xF2, 'ị'),
    (0xEE, 'ỵ'),
];

/// Tone bytes, from huyền to nặng, behind a plain vowel, one with a circumflex and an
/// `a` with a breve; the first of each row is the shape without a tone.
const PLAIN: [u8; 6] = [0x00, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF];
const CIRCUMFLEX: [u8; 6] = [0xE2, 0xE0, 0xE5, 0xE3, 0xE1, 0xE4];
const BREVE: [u8; 6] = [0xEA, 0xE8, 0xFA, 0xFC, 0xE9, 0xEB];

/// Reads the letter that `byte` and perhaps `next` make, and whether `next` belongs to
/// it. `None` when no Vietnamese letter begins here.
pub(super) fn read(byte: u8, next: Option<u8>) -> Option<(char, bool)> {
    let small = lower(byte);
    let capital = small != byte;
    let base = match small {
        0x00..0x80 => char::from(small),
        _ => ALONE.iter().find(|(known, _)| *known == small)?.1,
    };
    let marked = next.and_then(|mark| marked(base, lower(mark)));
    let letter = match marked {
        Some(letter) => letter,
        None if small.is_ascii() => return None,
        None => base,
    };
    let letter = if capital { capital_of(letter) } else { letter };
    Some((letter, marked.is_some()))
}

/// Writes a letter of the alphabet: one or two bytes.
pub(super) fn write(letter: char, capital: bool) -> Vec<u8> {
    let case = |byte: u8| match byte {
        b'a'..=b'z' | 0xE0..=0xFE if capital => byte - 0x20,
        _ => byte,
    };
    if let Some((byte, _)) = ALONE.iter().find(|(_, known)| *known == letter) {
        return vec![case(*byte)];
    }
    let (bare, tone) = crate::letter::split(letter);
    let (base, row) = match bare {
        'ă' => (b'a', BREVE),
        'â' => (b'a', CIRCUMFLEX),
        'ê' => (b'e', CIRCUMFLEX),
        'ô' => (b'o', CIRCUMFLEX),
        'ơ' => (0xF4, PLAIN),
        'ư' => (0xF6, PLAIN),
        // Vowels of ASCII: the only letters left.
        _ => (bare as u8, PLAIN),
    };
    let mark = row[tone as usize];
    let mut bytes = vec![case(base)];
    bytes.extend((mark != 0).then(|| case(mark)));
    bytes
}

/// The vowel `base` under the mark byte `mark`, if they make one.
fn marked(base: char, mark: u8) -> Option<char> {
    let tone = |row: [u8; 6]| {
        let at = row.iter().position(|known| *known == mark && mark != 0)?;
        Some(Tone::ALL[at])
    };
    let rows: &[(char, [u8; 6])] = match base {
        'a' => &[('a', PLAIN), ('â', CIRCUMFLEX), ('ă', BREVE)],
        'e' => &[('e', PLAIN), ('ê', CIRCUMFLEX)],
        'o' => &[('o', PLAIN), ('ô', CIRCUMFLEX)],
        'i' => &[('i', PLAIN)],
        'u' => &[('u', PLAIN)],
        'y' => &[('y', PLAIN)],
        'ơ' => &[('ơ', PLAIN)],
        'ư' => &[('ư', PLAIN)],
        _ => &[],
    };
    rows.iter().find_map(|(vowel, row)| Some(join(*vowel, tone(*row)?)))
}

/// The byte of the small letter or mark.
fn lower(byte: u8) -> u8 {
    match byte {
        b'A'..=b'Z' | 0xC0..=0xDE => byte + 0x20,
        _ => byte,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_one_and_two_bytes_are_read() {
        for (byte, next, expected) in [
            (b'a', Some(0xF9), Some(('á', true))),
            (b'A', Some(0xD9), Some(('Á', true))),
            (b'A', Some(0xF9), Some(('Á', true))),
            (b'a', Some(0xFA), Some(('ẳ', true))),
            (b'A', Some(0xDA), Some(('Ẳ', true))),
            (0xF4, Some(0xF8), Some(('ờ', true))),
            (0xF4, Some(b'n'), Some(('ơ', false))),
            (0xF2, None, Some(('ị', false))),
            (b'y', Some(0xEF), Some(('ỵ', true))),
            (0xEE, None, Some(('ỵ', false))),
            (0xD1, None, Some(('Đ', false))),
            (b'a', Some(b'b'), None),
            (b'b', Some(0xF9), None),
            (0xF9, None, None),
        ] {
            assert_eq!(read(byte, next), expected, "{byte:x} {next:x?}");
        }
    }
}
