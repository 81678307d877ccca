//! Pages to read and sign: a watermark across each, and numbers by which a remark on
//! the telephone finds its line.
//!
//! Line numbers follow the baseline grid, so one number names the line in every column.
//! A grid line without words has none.

use super::letters::{Fonts, Line};
use super::{Meta, info, numbered};
use document::Lang;
use typst::foundations::Smart;
use typst::layout::{Abs, Angle, Frame, FrameItem, GroupItem, Point, Size, Transform};
use typst::text::FontInstance;
use typst::visualize::{Color, Curve, Luma, Paint, ProcessColor};
use typst_layout::{Page, PagedDocument};

/// Size of a line number.
const NUMBER: f64 = 4.5;
/// Distance of line numbers from the edge of the page, in millimetres.
const INSET: f64 = 4.0;
/// How far the light edge of the watermark stands out, as a share of its size.
const EDGE: f64 = 0.012;
/// How much of the diagonal the watermark takes.
const REACH: f64 = 0.7;
/// How far a baseline may lie beside the grid, in points.
const SLACK: f64 = 0.6;

/// Where lines of text stand on every page, in points.
#[derive(Debug, Clone)]
pub(crate) struct Lines {
    /// First baseline of the grid, from the top edge.
    pub(crate) first: f64,
    /// From one baseline to the next.
    pub(crate) step: f64,
    /// Number of lines on a page.
    pub(crate) count: u32,
    /// Baselines of the words on each page.
    pub(crate) baselines: Vec<Vec<f64>>,
}

impl Lines {
    /// Lines of the grid that carry words, from 1, with their baselines.
    fn numbered(&self, page: usize) -> Vec<(u32, f64)> {
        let baselines = self.baselines.get(page).map_or(&[][..], Vec::as_slice);
        (0..self.count)
            .map(|line| (line + 1, self.first + f64::from(line) * self.step))
            .filter(|(_, y)| baselines.iter().any(|own| (own - y).abs() < SLACK))
            .collect()
    }
}

/// Writes watermark and line numbers over the pages.
pub(super) fn mark(
    document: &PagedDocument,
    meta: &Meta,
    lines: &Lines,
) -> PagedDocument {
    let words = match meta.lang {
        Lang::Vi => "Bản đọc duyệt",
        Lang::En => "Proof to read",
    };
    let letters = format!("{words}0123456789");
    let font = Fonts::of(document.pages()).best_for(&letters);
    let pages = document.pages().iter().enumerate().map(|(index, page)| {
        let mut page = Page { fill: Smart::Auto, ..numbered(page, index) };
        if let Some(font) = &font {
            let trim = page.frame.size();
            watermark(&mut page.frame, trim, font, words, meta.lang);
            for (number, y) in lines.numbered(index) {
                number_line(&mut page.frame, trim, font, number, y);
            }
        }
        page
    });
    let pages = pages.collect();
    PagedDocument::new(pages, info(meta))
}

/// Sets the words along the diagonal, from the foot to the head: behind the text, which
/// stays black, and once more over each picture.
fn watermark(
    frame: &mut Frame,
    trim: Size,
    font: &FontInstance,
    words: &str,
    lang: Lang,
) {
    let diagonal = trim.to_point().hypot();
    let line = |fill| Line { font, size: Abs::pt(200.0), fill, lang };
    let text = line(grey(0.35, 0.2)).set(words, diagonal * REACH);
    let (width, size) = (text.width(), text.size);
    let mut inner = Frame::soft(Size::new(width, size));
    // A light edge shows the words on dark photos and is nothing on white paper.
    let light = line(grey(1.0, 0.3)).set(words, diagonal * REACH);
    let edge = size * EDGE;
    for (x, y) in [(-edge, edge), (edge, -edge)] {
        inner.push(Point::new(x, size * 0.75 + y), FrameItem::Text(light.clone()));
    }
    inner.push(Point::with_y(size * 0.75), FrameItem::Text(text));
    let mut group = GroupItem::new(inner);
    let angle = Angle::rad(-(trim.y / trim.x).atan());
    group.transform = Transform::rotate_at(angle, width / 2.0, size / 2.0);
    let at = Point::new((trim.x - width) / 2.0, (trim.y - size) / 2.0);
    let mut seen = Vec::new();
    let page = (Point::zero(), trim.to_point());
    pictures(frame, Point::zero(), page, &mut seen);
    for (from, to) in seen {
        let mut inner = Frame::soft((to - from).to_size());
        inner.push(at - from, FrameItem::Group(group.clone()));
        let mut over = GroupItem::new(inner);
        over.clip = Some(Curve::rect((to - from).to_size()));
        frame.push(from, FrameItem::Group(over));
    }
    frame.prepend(at, FrameItem::Group(group));
}

/// Corners of the pictures as they are seen, within the rectangle `shown`.
fn pictures(
    frame: &Frame,
    origin: Point,
    shown: (Point, Point),
    seen: &mut Vec<(Point, Point)>,
) {
    let within = |from: Point, size: Size| {
        let to = from + size.to_point();
        (from.max(shown.0), to.min(shown.1))
    };
    for (at, item) in frame.items() {
        let at = origin + *at;
        match item {
            FrameItem::Group(group) => {
                // Pages are set upright: groups are only moved.
                let at = at + Point::new(group.transform.tx, group.transform.ty);
                let shown = match group.clip {
                    Some(_) => within(at, group.frame.size()),
                    None => shown,
                };
                pictures(&group.frame, at, shown, seen);
            }
            FrameItem::Image(_, size, _) => {
                let (from, to) = within(at, *size);
                if to.x > from.x && to.y > from.y {
                    seen.push((from, to));
                }
            }
            _ => {}
        }
    }
}

/// Sets a number in both margins of the page.
fn number_line(frame: &mut Frame, trim: Size, font: &FontInstance, number: u32, y: f64) {
    let line =
        Line { font, size: Abs::pt(NUMBER), fill: grey(0.45, 1.0), lang: Lang::Vi };
    let text = line.set(&number.to_string(), trim.x);
    let inset = Abs::mm(INSET);
    for x in [inset, trim.x - inset - text.width()] {
        frame.push(Point::new(x, Abs::pt(y)), FrameItem::Text(text.clone()));
    }
}

fn grey(lightness: f32, alpha: f32) -> Paint {
    Paint::Solid(Color::Process(ProcessColor::Luma(Luma::new(lightness, alpha))))
}
