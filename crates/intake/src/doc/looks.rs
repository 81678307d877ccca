//! How the text of an old Word document looks (\[MS-DOC\] 2.8.25, 2.9.34, 2.9.174): pages of
//! 512 bytes say for every stretch of bytes in what the looks of its letters and
//! paragraphs differ from their style.
//!
//! What is missing or makes no sense leaves the text as plain as it would be without.

use super::bytes::{part, u16_at, u32_at};
use super::lists::Lists;
use super::sprm::Letters;
use super::styles::{self, Style};
use crate::manuscript::Para;
use std::rc::Rc;

/// Where the pages of letters and of paragraphs are told of.
const LETTERS: usize = 0xFA;
const PARAGRAPHS: usize = 0x102;

/// Size of a page.
const PAGE: usize = 512;

/// A stretch of the file and what is said of it.
struct Stretch<'a> {
    begin: usize,
    end: usize,
    said: &'a [u8],
}

/// The looks of a document.
pub(super) struct Looks<'a> {
    letters: Vec<Stretch<'a>>,
    paragraphs: Vec<Stretch<'a>>,
    styles: Vec<Style>,
    fonts: Vec<Rc<str>>,
    lists: Lists,
    /// What was found last: letters that follow one another look alike.
    last: Option<(usize, usize, Letters)>,
}

impl<'a> Looks<'a> {
    pub(super) fn read(main: &'a [u8], table: &[u8]) -> Self {
        let fonts = styles::fonts(main, table);
        Self {
            letters: stretches(main, table, LETTERS, letters_at),
            paragraphs: stretches(main, table, PARAGRAPHS, paragraph_at),
            styles: styles::styles(main, table, &fonts),
            lists: Lists::read(main, table),
            fonts,
            last: None,
        }
    }

    /// How the letter looks that stands in the file at `at`.
    pub(super) fn letters(&mut self, at: usize) -> &Letters {
        let known = self
            .last
            .as_ref()
            .is_some_and(|(begin, end, _)| (*begin..*end).contains(&at));
        if !known {
            let (style, begin, end) = self.style(at);
            let own = find(&self.letters, at);
            let said = own.map_or(&[][..], |own| own.said);
            let letters = style.letters(said, &self.fonts);
            let begin = own.map_or(at, |own| own.begin).max(begin);
            let end = own.map_or(at + 1, |own| own.end).min(end);
            self.last = Some((begin, end, letters));
        }
        &self.last.as_ref().expect("found above").2
    }

    /// Gives a paragraph the looks of the one that stands in the file at `at`.
    pub(super) fn dress(&self, para: &mut Para, at: usize) {
        let (style, ..) = self.style(at);
        para.role = style.role;
        para.placed = style.lines.placed;
        para.list = self.lists.item(&style.lines);
    }

    /// The style of the paragraph at `at` with what it says of itself, and where the
    /// paragraph begins and ends.
    fn style(&self, at: usize) -> (Style, usize, usize) {
        let plain = || self.styles.first().cloned().unwrap_or_default();
        let Some(own) = find(&self.paragraphs, at) else { return (plain(), at, at + 1) };
        let style = u16_at(own.said, 0).and_then(|of| self.styles.get(usize::from(of)));
        let said = own.said.get(2..).unwrap_or_default();
        (style.map_or_else(plain, |style| style.with(said)), own.begin, own.end)
    }
}

fn find<'s, 'a>(stretches: &'s [Stretch<'a>], at: usize) -> Option<&'s Stretch<'a>> {
    let behind = stretches.partition_point(|own| own.begin <= at);
    stretches.get(behind.checked_sub(1)?).filter(|own| at < own.end)
}

/// All stretches of one kind, in the order of the file; `said` finds what a page says of
/// its stretch of that number, of so many.
fn stretches<'a>(
    main: &'a [u8],
    table: &[u8],
    place: usize,
    said: impl Fn(&'a [u8], usize, usize) -> Option<&'a [u8]>,
) -> Vec<Stretch<'a>> {
    let Some(pages) = part(main, table, place) else { return vec![] };
    let count = pages.len().saturating_sub(4) / 8;
    let mut found = Vec::new();
    for at in 0..count {
        let number = u32_at(pages, (count + 1) * 4 + at * 4).unwrap_or(usize::MAX);
        let page = (number & 0x003F_FFFF) * PAGE;
        let Some(page) = main.get(page..page + PAGE) else { continue };
        let many = usize::from(page[PAGE - 1]);
        for at in 0..many {
            let (begin, end) = (u32_at(page, at * 4), u32_at(page, at * 4 + 4));
            if let (Some(begin), Some(end)) = (begin, end) {
                let said = said(page, at, many).unwrap_or_default();
                found.push(Stretch { begin, end, said });
            }
        }
    }
    found.sort_by_key(|own| own.begin);
    found
}

fn letters_at(page: &[u8], at: usize, many: usize) -> Option<&[u8]> {
    let place = usize::from(*page.get((many + 1) * 4 + at)?) * 2;
    if place == 0 {
        return None;
    }
    let length = usize::from(*page.get(place)?);
    page.get(place + 1..place + 1 + length)
}

/// The number of the style and what differs from it.
fn paragraph_at(page: &[u8], at: usize, many: usize) -> Option<&[u8]> {
    let place = usize::from(*page.get((many + 1) * 4 + at * 13)?) * 2;
    if place == 0 {
        return None;
    }
    let (begin, length) = match usize::from(*page.get(place)?) {
        0 => (place + 2, usize::from(*page.get(place + 1)?) * 2),
        words => (place + 1, words * 2 - 1),
    };
    page.get(begin..begin + length)
}
