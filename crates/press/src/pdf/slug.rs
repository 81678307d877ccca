//! The slug: the line that tells a printer which sheet this is.
//!
//! It is set in a font that the pages themselves use, so that it adds no typeface
//! to the file.

use super::Meta;
use super::letters::{Fonts, Line};
use document::{Date, Lang};
use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::text::FontInstance;
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
        let font = Fonts::of(pages).best_for(&needed);
        Self { meta, sheets: pages.len(), font }
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
            let usual = Abs::pt(SIZE);
            let line = Line { font, size: usual, fill: black(), lang: self.meta.lang };
            let text = line.set(&words, room);
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

fn black() -> Paint {
    let key = Cmyk { c: 0.0, m: 0.0, y: 0.0, k: 1.0 };
    Paint::Solid(Color::Process(ProcessColor::Cmyk(key)))
}
