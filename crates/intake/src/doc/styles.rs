//! Styles and fonts of an old Word document (\[MS-DOC\] 2.4.6.5, 2.9.286, 2.9.135).

use super::bytes::{part, u16_at, words};
use super::sprm::{Letters, Lines};
use crate::manuscript::{Look, Role, role_named};
use std::rc::Rc;

/// Where the style sheet and the table of fonts are told of.
const STYLES: usize = 0xA2;
const FONTS: usize = 0x112;

/// Longest chain of styles based on one another.
const LONGEST_CHAIN: usize = 20;

/// No style, and the style of nothing.
const NONE: u16 = 0x0FFF;

/// Size where nothing is said, in half points.
const PLAIN_SIZE: u16 = 20;

/// What a paragraph style says.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) role: Role,
    pub(super) letters: Letters,
    pub(super) lines: Lines,
}

/// A style as the sheet has it.
#[derive(Default)]
struct Entry<'a> {
    name: String,
    base: u16,
    lines: &'a [u8],
    letters: &'a [u8],
}

/// The styles by their number, each with what it inherits.
pub(super) fn styles(main: &[u8], table: &[u8], fonts: &[Rc<str>]) -> Vec<Style> {
    let mut plain = Style::default();
    plain.letters.look.half_points = PLAIN_SIZE;
    let Some(sheet) = part(main, table, STYLES) else { return vec![plain] };
    let Some((entries, font)) = entries(sheet) else { return vec![plain] };
    plain.letters.look.font = fonts.get(usize::from(font)).cloned();
    let chain = |mut at: u16| {
        let mut chain = Vec::new();
        while let Some(entry) = entries.get(usize::from(at))
            && chain.len() < LONGEST_CHAIN
        {
            chain.push(entry);
            at = entry.base;
        }
        chain
    };
    let style = |at: usize| {
        let mut style = plain.clone();
        for entry in chain(at as u16).into_iter().rev() {
            let inherited = style.letters.look.clone();
            style.letters.apply(entry.letters, &inherited, fonts);
            style.lines.apply(entry.lines);
            let role = role_named(&entry.name);
            if role != Role::Plain {
                style.role = role;
            }
        }
        style
    };
    (0..entries.len()).map(style).collect()
}

/// The entries of the sheet, and the number of the font of plain text.
fn entries(sheet: &[u8]) -> Option<(Vec<Entry<'_>>, u16)> {
    let length = usize::from(u16_at(sheet, 0)?);
    let head = sheet.get(2..2 + length)?;
    let fixed = usize::from(u16_at(head, 2)?);
    let font = u16_at(head, 12).unwrap_or(0);
    let mut rest = sheet.get(2 + length..)?;
    let mut entries = Vec::new();
    while let Some(length) = u16_at(rest, 0) {
        let Some((own, left)) = rest[2..].split_at_checked(usize::from(length)) else {
            break;
        };
        entries.push(entry(own, fixed).unwrap_or_default());
        rest = left;
    }
    Some((entries, font))
}

fn entry(own: &[u8], fixed: usize) -> Option<Entry<'_>> {
    let kind = u16_at(own, 2)?;
    let groups = u16_at(own, 4)? & 15;
    // Numbers are language-neutral, names need not be.
    let number = u16_at(own, 0)? & 0x0FFF;
    let length = usize::from(u16_at(own, fixed)?) * 2;
    let name = words(own.get(fixed + 2..fixed + 2 + length)?);
    let name = match number {
        1..=9 => format!("heading {number}"),
        34 => "caption".to_owned(),
        62 => "title".to_owned(),
        74 => "subtitle".to_owned(),
        _ => name,
    };
    let mut rest = own.get(fixed + 4 + length..)?;
    let mut group = || -> Option<&[u8]> {
        let length = usize::from(u16_at(rest, 0)?);
        let group = rest.get(2..2 + length)?;
        // Each begins at an even place.
        rest = rest.get(2 + length + length % 2..).unwrap_or_default();
        Some(group)
    };
    let (lines, letters): (&[u8], &[u8]) = match kind & 15 {
        // A paragraph's own begin with the number of the style.
        1 if groups >= 2 => (group()?.get(2..)?, group()?),
        2 => (&[], group()?),
        _ => (&[], &[]),
    };
    Some(Entry { name, base: (kind >> 4).min(NONE), lines, letters })
}

/// The names of the fonts by their number.
pub(super) fn fonts(main: &[u8], table: &[u8]) -> Vec<Rc<str>> {
    /// Bytes of an entry before the name.
    const BEFORE_NAME: usize = 39;
    let mut fonts = Vec::new();
    let Some([_, _, _, _, rest @ ..]) = part(main, table, FONTS) else { return fonts };
    let mut rest = rest;
    while let Some((length, own)) = rest.split_first()
        && let Some((own, left)) = own.split_at_checked(usize::from(*length))
    {
        let name = words(own.get(BEFORE_NAME..).unwrap_or_default());
        fonts.push(name.split('\0').next().unwrap_or_default().into());
        rest = left;
    }
    fonts
}

impl Style {
    /// Takes over what a paragraph says of itself.
    pub(super) fn with(&self, lines: &[u8]) -> Self {
        let mut style = self.clone();
        style.lines.apply(lines);
        if style.role == Role::Plain
            && let Some(level) = style.lines.outline
        {
            style.role = Role::Heading(level + 1);
        }
        style
    }

    /// How words look that say this of themselves.
    pub(super) fn letters(&self, group: &[u8], fonts: &[Rc<str>]) -> Letters {
        let mut letters = self.letters.clone();
        let own: Look = self.letters.look.clone();
        letters.apply(group, &own, fonts);
        letters
    }
}
