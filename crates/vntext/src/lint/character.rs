//! Characters that should not be there, or not in this form.

use super::page::Page;
use crate::finding::{Finding, Rule};
use crate::tidy::nfc;

/// Letters of other alphabets and the Latin ones they look like.
const LOOKALIKES: [(char, char); 41] = [
    ('а', 'a'),
    ('е', 'e'),
    ('о', 'o'),
    ('р', 'p'),
    ('с', 'c'),
    ('у', 'y'),
    ('х', 'x'),
    ('і', 'i'),
    ('ѕ', 's'),
    ('ј', 'j'),
    ('А', 'A'),
    ('В', 'B'),
    ('Е', 'E'),
    ('К', 'K'),
    ('М', 'M'),
    ('Н', 'H'),
    ('О', 'O'),
    ('Р', 'P'),
    ('С', 'C'),
    ('Т', 'T'),
    ('У', 'Y'),
    ('Х', 'X'),
    ('І', 'I'),
    ('Α', 'A'),
    ('Β', 'B'),
    ('Ε', 'E'),
    ('Ζ', 'Z'),
    ('Η', 'H'),
    ('Ι', 'I'),
    ('Κ', 'K'),
    ('Μ', 'M'),
    ('Ν', 'N'),
    ('Ο', 'O'),
    ('Ρ', 'P'),
    ('Τ', 'T'),
    ('Υ', 'Y'),
    ('Χ', 'X'),
    ('ο', 'o'),
    ('ν', 'v'),
    ('α', 'a'),
    ('ı', 'i'),
];

pub(super) fn check(page: &Page<'_>, findings: &mut Vec<Finding>) {
    for at in 0..page.len() {
        let Some(letter) = page.get(at) else { continue };
        let here = page.bytes(at, at + 1);
        if letter.is_ascii_graphic() || letter == ' ' {
            continue;
        }
        if is_invisible(letter) && !joins_emoji(page, at) {
            findings.push(Finding::new(here, Rule::CharInvisible, ""));
        } else if letter.is_control() && !letter.is_whitespace() {
            findings.push(Finding::new(here, Rule::CharControl, " "));
        } else if letter == '\u{FFFD}' || matches!(letter, '\u{E000}'..='\u{F8FF}') {
            findings.push(Finding::bare(here, Rule::CharLost));
        } else if let Some(latin) = lookalike(page, at, letter) {
            findings.push(Finding::new(here, Rule::LetterHomoglyph, latin));
        }
    }
    decomposed(page, findings);
}

/// Letters whose marks are loose: each with all its marks at once.
fn decomposed(page: &Page<'_>, findings: &mut Vec<Finding>) {
    let mut at = 0;
    while at < page.len() {
        let end = page.run(at + 1, is_mark).max(at + 1);
        let letter = page.slice(at, end);
        if !letter.is_ascii() {
            let composed = nfc(letter);
            if composed != letter {
                let range = page.bytes(at, end);
                findings.push(Finding::new(range, Rule::LetterDecomposed, composed));
            }
        }
        at = end;
    }
}

fn is_mark(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36F}')
}

fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}'
            | '\u{2060}'..='\u{2064}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}'
    )
}

/// A joiner inside a picture made of several.
fn joins_emoji(page: &Page<'_>, at: usize) -> bool {
    let is_emoji = |letter: Option<char>| {
        letter.is_some_and(|letter| {
            matches!(letter, '\u{2600}'..='\u{27BF}' | '\u{FE0F}' | '\u{1F000}'..='\u{1FAFF}')
        })
    };
    page.get(at) == Some('\u{200D}')
        && is_emoji(page.before(at, 1))
        && is_emoji(page.get(at + 1))
}

/// The Latin letter meant, when the word around is Latin.
fn lookalike(page: &Page<'_>, at: usize, letter: char) -> Option<char> {
    match letter {
        'Ð' | 'Ɖ' => return Some('Đ'),
        'ð' => return Some('đ'),
        _ => {}
    }
    let (_, latin) = LOOKALIKES.iter().find(|(other, _)| *other == letter)?;
    let is_latin = |letter: char| {
        letter.is_ascii_alphabetic() || crate::letter::place(letter).is_some()
    };
    let start = page.run_back(at, char::is_alphabetic);
    // The word around, as far as words go.
    (start..at + 16)
        .map_while(|here| page.get(here).filter(|l| here < at || l.is_alphabetic()))
        .any(is_latin)
        .then_some(*latin)
}
