//! Characters that no font shows, before they reach the page.
//!
//! The PDF standards refuse a whole file for one missing glyph, so what cannot be shown
//! is replaced by something like it, and the officer is told.

use super::world::Workshop;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Replaces what cannot be shown, and remembers it.
pub(crate) struct Mender<'w> {
    world: &'w Workshop,
    families: [String; 2],
    known: RefCell<BTreeMap<char, bool>>,
    missing: RefCell<BTreeSet<char>>,
}

/// Letters in a row that may be wider than a leg of text.
const LONGEST: usize = 26;

/// The first word of a text that is too long to be trusted to a leg.
pub(crate) fn overlong(text: &str) -> Option<&str> {
    text.split(breaks)
        .find(|word| word.chars().filter(|c| !is_mark(*c)).count() > LONGEST)
}

/// Whether a line can end at this character anyway.
fn breaks(character: char) -> bool {
    character.is_whitespace()
        || matches!(character, '-' | '–' | '/' | '\u{ad}' | '\u{200b}')
}

/// Whether this is a mark on the letter before it.
fn is_mark(character: char) -> bool {
    matches!(character, '\u{300}'..='\u{36f}')
}

/// Stand-ins, tried in order. The private ones are Word's Symbol and Wingdings bullets.
const STAND_INS: &[(char, &str)] = &[
    ('\u{f0b7}', "•"),
    ('\u{f0a7}', "•"),
    ('\u{f0a8}', "•"),
    ('\u{f06e}', "•"),
    ('\u{f071}', "•"),
    ('\u{f076}', "•"),
    ('\u{f0d8}', "›"),
    ('\u{f0e0}', "→–"),
    ('\u{f0e8}', "→–"),
    ('\u{f0fc}', "✓√•"),
    ('\u{f02d}', "–"),
    ('●', "•"),
    ('■', "•"),
    ('▪', "•"),
    ('▶', "›"),
    ('►', "›"),
    ('➢', "›"),
    ('➤', "›"),
    ('★', "*"),
    ('☆', "*"),
    ('✓', "√•"),
    ('✔', "✓√•"),
    ('→', "›"),
    ('⇒', "→›"),
    ('\u{2010}', "-"),
    ('\u{2011}', "-"),
    ('\u{2012}', "–"),
    ('\u{2015}', "—"),
    ('′', "’'"),
    ('″', "”\""),
    ('⁄', "/"),
    ('∕', "/"),
    ('‐', "-"),
];

impl<'w> Mender<'w> {
    pub(crate) fn new(world: &'w Workshop, families: &[String; 2]) -> Self {
        Self {
            world,
            families: families.clone(),
            known: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    /// Text fit to be set: one space between words, every character showable.
    pub(crate) fn text(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                ' '
                | '\n'
                | '\t'
                | '\r'
                | '\u{a0}'
                | '\u{2000}'..='\u{200a}'
                | '\u{2028}'
                | '\u{2029}'
                | '\u{202f}'
                | '\u{205f}'
                | '\u{3000}' => {
                    if !out.ends_with(' ') {
                        out.push(' ');
                    }
                }
                other => self.character(other, &mut out),
            }
        }
        out
    }

    /// The same for running text, where a word too long for a leg may break.
    pub(crate) fn running(&self, text: &str) -> String {
        let text = self.text(text);
        let mut out = String::with_capacity(text.len());
        let mut run = 0;
        for character in text.chars() {
            run = if breaks(character) { 0 } else { run + 1 };
            if run > LONGEST && !is_mark(character) {
                // Nothing is seen of it where the line does not break.
                out.push('\u{200b}');
                run = 1;
            }
            out.push(character);
        }
        out
    }

    /// A line of preformatted text: its spaces stay.
    pub(crate) fn line(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        for character in text.chars() {
            match character {
                '\t' => out.push_str("    "),
                ' ' | '\u{a0}' => out.push(' '),
                other => self.character(other, &mut out),
            }
        }
        out
    }

    /// What had no glyph so far, in order.
    pub(crate) fn missing(&self) -> BTreeSet<char> {
        self.missing.borrow().clone()
    }

    /// What had no glyph so far; begins anew.
    pub(crate) fn take(&self) -> BTreeSet<char> {
        self.missing.take()
    }

    /// Remembers what had no glyph elsewhere.
    pub(crate) fn note(&self, missing: &BTreeSet<char>) {
        self.missing.borrow_mut().extend(missing);
    }

    fn character(&self, character: char, out: &mut String) {
        let invisible = character.is_control()
            || matches!(character,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
                | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e0fff}');
        if invisible {
            return;
        }
        let private = matches!(character,
            '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}');
        if character.is_ascii() || (!private && self.shows(character)) {
            out.push(character);
            return;
        }
        self.missing.borrow_mut().insert(character);
        let stand_in = STAND_INS
            .iter()
            .find(|(from, _)| *from == character)
            .and_then(|(_, to)| to.chars().find(|c| c.is_ascii() || self.shows(*c)));
        let blank = ['□', '◊'].into_iter().find(|c| self.shows(*c));
        out.push(stand_in.or(blank).unwrap_or('?'));
    }

    fn shows(&self, character: char) -> bool {
        *self.known.borrow_mut().entry(character).or_insert_with(|| {
            let families: Vec<&str> = self.families.iter().map(String::as_str).collect();
            self.world.shows(&families, character)
        })
    }
}
