//! Two pages side by side on the office copier's paper, to fold into a booklet.
//!
//! Sheets are printed on both sides, turned on the short edge, laid on each other,
//! folded once and stapled in the fold. Pages come in signature order: the outermost
//! sheet first, its outside before its inside.
//!
//! Invariants:
//! - Every page stands exactly once, at one scale for the whole file, never enlarged.
//! - Blank pages make up a multiple of four and stand at the end.

use super::{Meta, info, numbered};
use crate::Booklet;
use typst::foundations::{Content, Smart};
use typst::layout::{
    Abs, Frame, FrameItem, GroupItem, Point, Ratio, Sides, Size, Transform,
};
use typst::syntax::Span;
use typst::visualize::{Color, FixedStroke, Geometry, Paint};
use typst_layout::{Page, PagedDocument};

/// Empty space between the cut and a mark, in millimetres.
const GAP: f64 = 1.5;
/// Length of a mark, in millimetres.
const LENGTH: f64 = 4.0;
/// Thickness of a mark, in points.
const HAIRLINE: f64 = 0.25;

/// The numbers of the pages on each side of each sheet, left and right, from 1.
///
/// Numbers beyond `pages` are blank.
pub(super) fn signature(pages: usize) -> Vec<[usize; 2]> {
    let all = pages.next_multiple_of(4);
    (0..all / 4)
        .flat_map(|sheet| {
            let (first, last) = (2 * sheet + 1, all - 2 * sheet);
            [[last, first], [first + 1, last - 1]]
        })
        .collect()
}

/// Lays the pages out two by two.
pub(super) fn impose(
    document: &PagedDocument,
    meta: &Meta,
    booklet: Booklet,
) -> PagedDocument {
    let pages = document.pages();
    let sides = signature(pages.len());
    let paper = booklet.paper.size();
    let paper = Size::new(Abs::mm(paper.height.get()), Abs::mm(paper.width.get()));
    let trim = Size::new(Abs::mm(meta.trim.width.get()), Abs::mm(meta.trim.height.get()));
    let scale = (paper.x / (trim.x * 2.0)).min(paper.y / trim.y).min(1.0);
    let shown = Size::new(trim.x * scale, trim.y * scale);
    let sheets = sides.len() / 2;
    let spreads = sides.iter().enumerate().map(|(index, numbers)| {
        let mut frame = Frame::hard(paper);
        let top = (paper.y - shown.y) / 2.0;
        // Folded, inner sheets stick out: they move towards the fold.
        let nested = (index / 2) as f64 / sheets.saturating_sub(1).max(1) as f64;
        let creep = Abs::mm(booklet.creep.map_or(0.0, |creep| creep.get()) * nested);
        let fold = paper.x / 2.0;
        for (number, x) in numbers.iter().zip([fold - shown.x + creep, fold - creep]) {
            let Some(page) = pages.get(number - 1) else { continue };
            let page = numbered(page, number - 1);
            let mut group = GroupItem::new(page.frame);
            group.clip = Some(typst::visualize::Curve::rect(trim));
            group.transform = Transform::scale(Ratio::new(scale), Ratio::new(scale));
            frame.push(Point::new(x, top), FrameItem::Group(group));
        }
        marks(&mut frame, paper, shown);
        let side = index as u64 + 1;
        Page {
            frame,
            bleed: Sides::splat(Abs::zero()),
            fill: Smart::Custom(None),
            numbering: None,
            supplement: Content::empty(),
            number: side,
        }
    });
    let spreads = spreads.collect();
    PagedDocument::new(spreads, info(meta))
}

/// Where to fold and, on paper that is larger, where to cut: strokes beside the pages.
fn marks(frame: &mut Frame, paper: Size, shown: Size) {
    let (near, length) = (Abs::mm(GAP), Abs::mm(LENGTH));
    let [left, right] = [-1.0, 1.0].map(|side| paper.x / 2.0 + shown.x * side);
    let (top, bottom) = ((paper.y - shown.y) / 2.0, (paper.y + shown.y) / 2.0);
    let room = near + length;
    if top >= room {
        for x in [left, paper.x / 2.0, right] {
            line(frame, Point::new(x, top - room), Point::with_y(length));
            line(frame, Point::new(x, bottom + near), Point::with_y(length));
        }
    }
    if left >= room {
        for y in [top, bottom] {
            line(frame, Point::new(left - room, y), Point::with_x(length));
            line(frame, Point::new(right + near, y), Point::with_x(length));
        }
    }
}

fn line(frame: &mut Frame, from: Point, along: Point) {
    let stroke = FixedStroke::from_pair(Paint::Solid(Color::BLACK), Abs::pt(HAIRLINE));
    let shape = Geometry::Line(along).stroked(stroke);
    frame.push(from, FrameItem::Shape(shape, Span::detached()));
}
