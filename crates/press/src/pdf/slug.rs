//! The slug: the line that tells a printer which sheet this is.
//!
//! It is set in a font that the pages themselves use, so that it adds no typeface
//! to the file, and glyph by glyph: a line of digits and precomposed Vietnamese
//! letters needs no shaping.

use super::{Meta, typst_lang};
use document::{Date, Lang};
use std::collections::BTreeMap;
use typst::layout::{Abs, Em, Frame, FrameItem, Point, Size};
use typst::syntax::Span;
use typst::text::{FontInstance, Glyph, TextItem};
use typst::visualize::{Cmyk, Color, Paint, ProcessColor};
use typst_layout::Page;

/// Usual size of the slug.
const SIZE: f64 = 6.5;
/// Distance from a crop or register mark, in millimetres.
const INSET: f64 = 4.0;
/// Distance of the baseline from the bleed, in millimetres.
const DROP: f64 = 4.5;

/// The slug of every sheet in one file.
pub(super) struct Slug<'m> {
    meta: &'m Meta,
    sheets: usize,
    font: Option<FontInstance>,
}

impl<'m> Slug<'m> {
    /// Chooses the font. Pages without any text get no slug: a font of our own
    /// would be a stranger in the file.
    pub(super) fn new(pages: &[Page], meta: &'m Meta) -> Self {
        let needed = left(meta, pages.len(), pages.len()) + &right(meta);
        let mut fonts = Fonts::default();
        for page in pages {
            fonts.collect(&page.frame);
        }
        Self { meta, sheets: pages.len(), font: fonts.best_for(&needed) }
    }

    /// Writes the slug below the bleed: the issue and its page on the left of the
    /// register mark, date and sizes on the right.
    pub(super) fn write(&self, frame: &mut Frame, trim: Size, bleed: Abs, index: usize) {
        let Some(font) = &self.font else { return };
        let inset = Abs::mm(INSET);
        let room = trim.x / 2.0 - 2.0 * inset;
        let baseline = trim.y + bleed + Abs::mm(DROP);
        for (x, words) in [
            (inset, left(self.meta, index + 1, self.sheets)),
            (trim.x / 2.0 + inset, right(self.meta)),
        ] {
            let text = set(font, &words, room, self.meta.lang);
            frame.push(Point::new(x, baseline), FrameItem::Text(text));
        }
    }
}

fn left(meta: &Meta, number: usize, sheets: usize) -> String {
    let page = match meta.lang {
        Lang::Vi => "Trang",
        Lang::En => "Page",
    };
    let issue = meta.issue_line.trim();
    let gap = if issue.is_empty() { "" } else { " · " };
    format!("{issue}{gap}{page} {number}/{sheets}")
}

fn right(meta: &Meta) -> String {
    let (width, height) = (meta.trim.width.get(), meta.trim.height.get());
    let (bleed, date) = (meta.bleed.get(), Date::slashed(meta.date));
    match meta.lang {
        Lang::Vi => format!("{date} · {width} × {height} mm, tràn lề {bleed} mm")
            .replace('.', ","),
        Lang::En => format!("{date} · {width} × {height} mm, bleed {bleed} mm"),
    }
}

/// Sets one line, smaller than usual when the room is short.
fn set(font: &FontInstance, words: &str, room: Abs, lang: Lang) -> TextItem {
    let mut text = String::new();
    let mut glyphs = Vec::new();
    let mut width = Em::zero();
    for letter in words.chars() {
        // A letter the font lacks is left out: `.notdef` may not be printed.
        let Some(id) = font.ttf().glyph_index(letter) else { continue };
        // A glyph's range is 16 bits wide; no real slug comes near.
        let Ok(start) = u16::try_from(text.len()) else { break };
        let Ok(end) = u16::try_from(text.len() + letter.len_utf8()) else { break };
        text.push(letter);
        let x_advance = font.x_advance(id.0).unwrap_or(Em::zero());
        width += x_advance;
        glyphs.push(Glyph {
            id: id.0,
            x_advance,
            x_offset: Em::zero(),
            y_advance: Em::zero(),
            y_offset: Em::zero(),
            range: start..end,
            span: (Span::detached(), 0),
        });
    }
    let usual = Abs::pt(SIZE);
    let wide = width.at(usual);
    let size = if wide > room { usual * (room / wide) } else { usual };
    TextItem {
        font: font.clone(),
        size,
        fill: black(),
        stroke: None,
        lang: typst_lang(lang),
        region: None,
        text: text.into(),
        glyphs,
    }
}

fn black() -> Paint {
    let key = Cmyk { c: 0.0, m: 0.0, y: 0.0, k: 1.0 };
    Paint::Solid(Color::Process(ProcessColor::Cmyk(key)))
}

/// The fonts of a document, each with the number of glyphs set in it.
#[derive(Default)]
struct Fonts {
    found: Vec<(FontInstance, usize)>,
    /// Where a font stands in `found`, by name and face: pages hold thousands of runs.
    index: BTreeMap<String, usize>,
}

impl Fonts {
    fn collect(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.collect(&group.frame),
                FrameItem::Text(text) => self.count(text),
                _ => {}
            }
        }
    }

    fn count(&mut self, text: &TextItem) {
        let name = text.font.font().post_script_name().unwrap_or_default();
        let at = *self.index.entry(name).or_insert(self.found.len());
        if at == self.found.len() {
            self.found.push((text.font.clone(), 0));
        }
        self.found[at].1 += text.glyphs.len();
    }

    /// The font that has the most of these letters; among equals the most used.
    fn best_for(self, letters: &str) -> Option<FontInstance> {
        let has = |font: &FontInstance| {
            letters
                .chars()
                .filter(|letter| font.ttf().glyph_index(*letter).is_some())
                .count()
        };
        // The first of equals wins: `max_by_key` alone would take the last.
        self.found
            .into_iter()
            .rev()
            .max_by_key(|(font, uses)| (has(font), *uses))
            .map(|(font, _)| font)
    }
}
