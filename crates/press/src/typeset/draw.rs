//! Rules, panels and frames, drawn straight onto a page.

use typst::layout::{Abs, Frame, FrameItem, Point, Size};
use typst::syntax::Span;
use typst::visualize::{Curve, FixedStroke, Geometry, Paint};

/// How far a quarter of a circle's handles stand from its ends, of its radius.
const ROUND: f64 = 0.5523;

/// A line from `from`, as long as `by` says.
pub(super) fn line(
    frame: &mut Frame,
    (x, y): (f64, f64),
    (dx, dy): (f64, f64),
    colour: Paint,
    thickness: f64,
) {
    if thickness <= 0.0 {
        return;
    }
    let stroke = FixedStroke::from_pair(colour, Abs::pt(thickness));
    let shape = Geometry::Line(Point::new(Abs::pt(dx), Abs::pt(dy))).stroked(stroke);
    let at = Point::new(Abs::pt(x), Abs::pt(y));
    frame.push(at, FrameItem::Shape(shape, Span::detached()));
}

/// A filled rectangle with corners of this radius.
pub(super) fn panel(
    frame: &mut Frame,
    (x, y): (f64, f64),
    (dx, dy): (f64, f64),
    radius: f64,
    colour: Paint,
) {
    let shape = outline((dx, dy), radius).filled(colour);
    let at = Point::new(Abs::pt(x), Abs::pt(y));
    frame.push(at, FrameItem::Shape(shape, Span::detached()));
}

/// A rectangle drawn as a line.
pub(super) fn border(
    frame: &mut Frame,
    (x, y): (f64, f64),
    (dx, dy): (f64, f64),
    radius: f64,
    (colour, thickness): (Paint, f64),
) {
    let stroke = FixedStroke::from_pair(colour, Abs::pt(thickness));
    let shape = outline((dx, dy), radius).stroked(stroke);
    let at = Point::new(Abs::pt(x), Abs::pt(y));
    frame.push(at, FrameItem::Shape(shape, Span::detached()));
}

fn outline((dx, dy): (f64, f64), radius: f64) -> Geometry {
    let radius = radius.min(dx / 2.0).min(dy / 2.0);
    if radius <= 0.0 {
        return Geometry::Rect(Size::new(Abs::pt(dx), Abs::pt(dy)));
    }
    let point = |x: f64, y: f64| Point::new(Abs::pt(x), Abs::pt(y));
    let (r, h) = (radius, radius * (1.0 - ROUND));
    let mut curve = Curve::new();
    curve.move_(point(r, 0.0));
    curve.line(point(dx - r, 0.0));
    curve.cubic(point(dx - h, 0.0), point(dx, h), point(dx, r));
    curve.line(point(dx, dy - r));
    curve.cubic(point(dx, dy - h), point(dx - h, dy), point(dx - r, dy));
    curve.line(point(r, dy));
    curve.cubic(point(h, dy), point(0.0, dy - h), point(0.0, dy - r));
    curve.line(point(0.0, r));
    curve.cubic(point(0.0, h), point(h, 0.0), point(r, 0.0));
    curve.close();
    Geometry::Curve(curve)
}
