//! What stands around a page on the printer's sheet: bleed, marks and slug.
//!
//! Everything is drawn on the page itself before the export, so that the marks go
//! through the same colour and font handling as the page. Paper outside the trim
//! counts as the page's bleed for the exporter; `finish` writes the true one.
//!
//! Invariants:
//! - Marks and slug lie outside the bleed, the page's own ink inside it.
//! - Marks print on every plate, the slug on the black one.

use super::{Meta, slug::Slug};
use document::Mm;
use std::sync::Arc;
use typst::layout::{Abs, Frame, FrameItem, GroupItem, Point, Ratio, Sides, Size};
use typst::syntax::Span;
use typst::visualize::{
    Cmyk, Color, Curve, FixedStroke, Geometry, Paint, ProcessColor, Shape, SpotColor,
    SpotColorant, SpotColorantName,
};
use typst_layout::Page;

/// Empty paper between the bleed and any mark, in millimetres.
const GAP: f64 = 1.0;
/// Length of a crop mark, in millimetres.
const LENGTH: f64 = 5.0;
/// Radius of the ring in a register mark, in millimetres.
const RADIUS: f64 = 1.5;
/// Thickness of every mark, in points.
const HAIRLINE: f64 = 0.25;

/// Paper around the trim that the file shows: bleed, gap, marks, gap.
fn margin(bleed: Mm) -> Abs {
    Abs::mm(bleed.get() + GAP + LENGTH + GAP)
}

/// Cuts a page at its bleed and puts marks and slug around it.
pub(super) fn dress(page: &Page, index: usize, slug: &Slug, meta: &Meta) -> Page {
    let trim = page.frame.size();
    let bleed = Abs::mm(meta.bleed.get());
    let mut frame = Frame::hard(trim);
    frame.push(Point::splat(-bleed), bled(page, bleed));
    crop_marks(&mut frame, trim, bleed);
    register_marks(&mut frame, trim, bleed);
    slug.write(&mut frame, trim, bleed, index);
    Page {
        frame,
        bleed: Sides::splat(margin(meta.bleed)),
        fill: typst::foundations::Smart::Custom(None),
        ..page.clone()
    }
}

/// The page and its ground, cut where the bleed ends.
fn bled(page: &Page, bleed: Abs) -> FrameItem {
    let size = page.frame.size() + Size::splat(2.0 * bleed);
    let mut sheet = Frame::hard(size);
    if let Some(fill) = page.fill_or_transparent() {
        let ground = Geometry::Rect(size).filled(fill);
        sheet.push(Point::zero(), FrameItem::Shape(ground, Span::detached()));
    }
    let own = GroupItem::new(page.frame.clone());
    sheet.push(Point::splat(bleed), FrameItem::Group(own));
    let mut group = GroupItem::new(sheet);
    group.clip = Some(Curve::rect(size));
    FrameItem::Group(group)
}

/// Two strokes at each corner, in line with the cuts.
fn crop_marks(frame: &mut Frame, trim: Size, bleed: Abs) {
    let (near, length) = (bleed + Abs::mm(GAP), Abs::mm(LENGTH));
    for x in [Abs::zero(), trim.x] {
        line(frame, Point::new(x, -near - length), Point::with_y(length));
        line(frame, Point::new(x, trim.y + near), Point::with_y(length));
    }
    for y in [Abs::zero(), trim.y] {
        line(frame, Point::new(-near - length, y), Point::with_x(length));
        line(frame, Point::new(trim.x + near, y), Point::with_x(length));
    }
}

/// A crossed ring in the middle of each side, by which plates are aligned.
fn register_marks(frame: &mut Frame, trim: Size, bleed: Abs) {
    let away = bleed + Abs::mm(GAP + LENGTH / 2.0);
    let (arm, radius) = (Abs::mm(LENGTH / 2.0), Abs::mm(RADIUS));
    for centre in [
        Point::new(trim.x / 2.0, -away),
        Point::new(trim.x / 2.0, trim.y + away),
        Point::new(-away, trim.y / 2.0),
        Point::new(trim.x + away, trim.y / 2.0),
    ] {
        line(frame, centre - Point::with_x(arm), Point::with_x(2.0 * arm));
        line(frame, centre - Point::with_y(arm), Point::with_y(2.0 * arm));
        let ring = Geometry::Curve(Curve::ellipse(Size::splat(2.0 * radius)));
        draw(frame, centre - Point::splat(radius), ring.stroked(hairline()));
    }
}

fn line(frame: &mut Frame, from: Point, along: Point) {
    draw(frame, from, Geometry::Line(along).stroked(hairline()));
}

fn draw(frame: &mut Frame, at: Point, shape: Shape) {
    frame.push(at, FrameItem::Shape(shape, Span::detached()));
}

fn hairline() -> FixedStroke {
    FixedStroke::from_pair(every_plate(), Abs::pt(HAIRLINE))
}

/// The colour `/Separation /All`: full ink on each plate, spot plates included.
fn every_plate() -> Paint {
    let four = ProcessColor::Cmyk(Cmyk { c: 1.0, m: 1.0, y: 1.0, k: 1.0 });
    let colorant = SpotColorant { name: Some(SpotColorantName::All), fallback: four };
    Paint::Solid(Color::Spot(SpotColor::new(Arc::new(colorant), Ratio::one())))
}
