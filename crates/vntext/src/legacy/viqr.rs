//! VIQR (RFC 1456): Vietnamese in ASCII, "Vie^.t Nam".
//!
//! A vowel, its shape (`^` `(` `+`), its tone (`` ` `` `'` `?` `~` `.`); `dd` is `đ`; a
//! backslash takes the meaning off what follows. The standard lets a full stop right
//! behind a vowel be the tone nặng: writers put a backslash before a stop that is one.

use crate::letter::{Tone, join, split};

const TONES: [(char, Tone); 5] = [
    ('`', Tone::Huyen),
    ('?', Tone::Hoi),
    ('~', Tone::Nga),
    ('\'', Tone::Sac),
    ('.', Tone::Nang),
];

/// The shapes a vowel may take.
const SHAPES: [(char, char, char); 12] = [
    ('a', '^', 'â'),
    ('a', '(', 'ă'),
    ('e', '^', 'ê'),
    ('o', '^', 'ô'),
    ('o', '+', 'ơ'),
    ('u', '+', 'ư'),
    ('A', '^', 'Â'),
    ('A', '(', 'Ă'),
    ('E', '^', 'Ê'),
    ('O', '^', 'Ô'),
    ('O', '+', 'Ơ'),
    ('U', '+', 'Ư'),
];

/// Reads a whole text.
pub(super) fn read(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        if letter == '\\' {
            read.extend(letters.next());
        } else if matches!(letter, 'd' | 'D')
            && letters.next_if(|next| matches!(next, 'd' | 'D')).is_some()
        {
            read.push(if letter == 'd' { 'đ' } else { 'Đ' });
        } else {
            let shaped = letters.peek().and_then(|mark| shape(letter, *mark));
            if shaped.is_some() {
                letters.next();
            }
            let vowel = shaped.unwrap_or(letter);
            let tone = letters.peek().and_then(|mark| tone(vowel, *mark));
            if tone.is_some() {
                letters.next();
            }
            read.push(tone.unwrap_or(vowel));
        }
    }
    read
}

/// Writes a whole text; letters of other alphabets stay as they are.
pub(super) fn write(text: &str) -> String {
    let mut written = String::with_capacity(text.len() * 2);
    let mut before = ' ';
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        // "dđ" would read "đd".
        let into_next = matches!(letter, 'd' | 'D')
            && letters.peek().is_some_and(|next| matches!(next, 'đ' | 'Đ'));
        let means_more = letter == '\\'
            || into_next
            || shape(before, letter).is_some()
            || tone(before, letter).is_some()
            || matches!((before, letter), ('d' | 'D', 'd' | 'D'));
        if means_more {
            written.push('\\');
        }
        let (bare, mark) = split(letter);
        match bare {
            'đ' => written.push_str("dd"),
            'Đ' => written.push_str("DD"),
            _ => match SHAPES.iter().find(|(_, _, shaped)| *shaped == bare) {
                Some((vowel, shape, _)) => written.extend([*vowel, *shape]),
                None => written.push(bare),
            },
        }
        written.extend(TONES.iter().find(|(_, tone)| *tone == mark).map(|(m, _)| *m));
        // Behind a backslash nothing is composed any more.
        before = if letter == '\\' || means_more { ' ' } else { letter };
    }
    written
}

fn shape(vowel: char, mark: char) -> Option<char> {
    let known = SHAPES.iter().find(|(v, m, _)| *v == vowel && *m == mark);
    known.map(|(_, _, shaped)| *shaped)
}

fn tone(vowel: char, mark: char) -> Option<char> {
    let (_, tone) = TONES.iter().find(|(known, _)| *known == mark)?;
    let toned = join(vowel, *tone);
    (toned != vowel).then_some(toned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(viqr: &str, text: &str) {
        assert_eq!(read(viqr), text);
        assert_eq!(read(&write(text)), text);
    }

    #[test]
    fn the_standard_is_read_and_written() {
        check("Ddu+o+`ng ti?nh 931B, Ca^`n Tho+", "Đường tỉnh 931B, Cần Thơ");
        check("Vie^.t Nam", "Việt Nam");
        check("ai ddo'\\?", "ai đó?");
        check("chua\\. O^ng", "chua. Ông");
        check("C:\\\\", "C:\\");
        check("Ha(`ng na(m", "Hằng năm");
        check("a'.", "á.");
        assert_eq!(write("Đó là ta. Còn ai?"), "DDo' la` ta\\. Co`n ai\\?");
        for text in
            ["dd", "ddd", "Dd", "a^", "ô'", "ư+", "a\\'", "o\\+`", "u?.", "ade'", "dđ"]
        {
            assert_eq!(read(&write(text)), text, "{}", write(text));
        }
    }
}
