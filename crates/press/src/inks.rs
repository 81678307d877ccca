//! What the pages' colours and lines will look like in print: letters too pale to read,
//! more ink than paper can take, black letters mixed from several inks, lines too thin
//! to hold.
//!
//! The pages at hand are those for the screen; what a colour becomes on the press is
//! looked up in the design. Pictures are not looked at: they are separated within the
//! limits of their profile.
//!
//! Invariant: each fault is told once a colour, on the first page that shows it.

use crate::design::{Colour, Design, parse_rgb};
use crate::palette::{self, MOST_INK};
use crate::sheets::Sheets;
use document::{Remark, Severity};
use std::collections::BTreeMap;
use typst::layout::{Frame, FrameItem, Point, Rect, Transform};
use typst::visualize::{FixedStroke, Geometry, Paint};

/// From so much black on a letter counts as black.
const BLACK: f64 = 80.0;
/// Thinner lines break up in print, in points.
const HAIRLINE: f64 = 0.25;
/// Letters of this size count as large, in points.
const LARGE: f64 = 18.0;
/// Letters larger than this may be mixed: a misprint of a hair does not blur them.
const DISPLAY: f64 = 24.0;

impl Sheets {
    /// What the colours and lines of these pages give to remark, in this design.
    pub fn faults_in_print(&self, design: &Design) -> Vec<Remark> {
        let mut look = Look { design, page: 0, found: BTreeMap::new() };
        for (index, page) in self.document.pages().iter().enumerate() {
            look.page = index as u32 + 1;
            let mut grounds = Vec::new();
            look.frame(&page.frame, Transform::identity(), &mut grounds);
        }
        look.found.into_values().collect()
    }
}

/// A filled area: left, top, right, bottom, and its colour; `None` is a picture.
type Ground = ([f64; 4], Option<[u8; 3]>);

struct Look<'d> {
    design: &'d Design,
    page: u32,
    /// By code and colour.
    found: BTreeMap<(&'static str, String), Remark>,
}

impl Look<'_> {
    fn frame(&mut self, frame: &Frame, at: Transform, grounds: &mut Vec<Ground>) {
        for (point, item) in frame.items() {
            let moved = at.pre_concat(Transform::translate(point.x, point.y));
            match item {
                FrameItem::Group(group) => {
                    let inner = moved.pre_concat(group.transform);
                    self.frame(&group.frame, inner, grounds);
                }
                FrameItem::Text(text) => {
                    let size = text.size.to_pt() * scale(moved);
                    let Some(rgb) = solid(&text.fill) else { continue };
                    self.letters(rgb, size);
                    let words = Point::new(text.width() / 2.0, -text.size / 3.0);
                    let middle = words.transform(moved);
                    // An ornament is not read.
                    if text.text.contains(char::is_alphanumeric) {
                        self.contrast(rgb, size, middle, grounds);
                    }
                }
                FrameItem::Shape(shape, _) => {
                    if let Some(rgb) = shape.fill.as_ref().and_then(solid) {
                        self.area(rgb);
                        let drawn = match &shape.geometry {
                            Geometry::Rect(size) => {
                                let (x, y) = (size.x.to_pt().abs(), size.y.to_pt().abs());
                                self.line(x.min(y) * scale(moved), rgb);
                                Rect::from_pos_size(Point::zero(), *size)
                            }
                            // Boxes with round corners are these.
                            Geometry::Curve(curve) => curve.bbox(None),
                            Geometry::Line(_) => continue,
                        };
                        grounds.push((extent(moved, drawn.min, drawn.max), Some(rgb)));
                    }
                    if let Some(FixedStroke { paint, thickness, .. }) = &shape.stroke
                        && let Some(rgb) = solid(paint)
                    {
                        self.area(rgb);
                        self.line(thickness.to_pt() * scale(moved), rgb);
                    }
                }
                FrameItem::Image(_, size, _) => {
                    let corner = Point::new(size.x, size.y);
                    grounds.push((extent(moved, Point::zero(), corner), None));
                }
                _ => {}
            }
        }
    }

    /// The design's colour of this look, with its name.
    fn token(&self, rgb: [u8; 3]) -> Option<(&str, &Colour)> {
        let mut tokens = self.design.tokens.colours.iter();
        let found = tokens.find(|(_, colour)| parse_rgb(&colour.rgb) == Some(rgb))?;
        Some((found.0.as_str(), found.1))
    }

    fn tell(&mut self, colour: &str, remark: Remark) {
        let remark = remark.page(self.page).with("colour", colour);
        self.found.entry((remark.code, colour.to_owned())).or_insert(remark);
    }

    fn area(&mut self, rgb: [u8; 3]) {
        let Some((name, colour)) = self.token(rgb) else { return };
        let (name, ink) = (name.to_owned(), colour.cmyk.iter().sum::<f64>());
        if ink > MOST_INK {
            let heavy = Remark::new("design.too_much_ink", Severity::Must);
            self.tell(&name, heavy.with("ink", ink.round().to_string()));
        }
    }

    fn letters(&mut self, rgb: [u8; 3], size: f64) {
        self.area(rgb);
        let Some((name, colour)) = self.token(rgb) else { return };
        let [c, m, y, k] = colour.cmyk;
        let name = name.to_owned();
        if k >= BLACK && c + m + y > 0.0 && size <= DISPLAY {
            self.tell(&name, Remark::new("design.rich_black", Severity::Should));
        }
    }

    fn line(&mut self, thickness: f64, rgb: [u8; 3]) {
        if thickness > 0.0 && thickness < HAIRLINE - 0.005 {
            let name = self.token(rgb).map_or("", |(name, _)| name).to_owned();
            let thin = Remark::new("design.hairline", Severity::Should);
            self.tell(&name, thin.with("thickness", format!("{thickness:.2}")));
        }
    }

    fn contrast(&mut self, rgb: [u8; 3], size: f64, at: Point, grounds: &[Ground]) {
        let (x, y) = (at.x.to_pt(), at.y.to_pt());
        let covers = |[left, top, right, bottom]: [f64; 4]| {
            (left..=right).contains(&x) && (top..=bottom).contains(&y)
        };
        let ground = grounds.iter().rev().find(|(extent, _)| covers(*extent));
        let paper = self.design.tokens.colours.get("paper");
        let paper = paper.and_then(|paper| parse_rgb(&paper.rgb)).unwrap_or([255; 3]);
        let ground = match ground {
            // Over a picture nothing is known.
            Some((_, None)) => return,
            Some((_, Some(ground))) => *ground,
            None => paper,
        };
        let ratio = palette::contrast(rgb, ground);
        let least = if size >= LARGE { palette::LARGE } else { palette::TEXT };
        if ratio < least {
            let name = self.token(rgb).map_or("", |(name, _)| name).to_owned();
            let pale = Remark::new("design.low_contrast", Severity::Should);
            let pale = pale.with("ratio", format!("{ratio:.1}"));
            self.tell(&name, pale.with("least", least.to_string()));
        }
    }
}

/// The colour of a paint that is one.
fn solid(paint: &Paint) -> Option<[u8; 3]> {
    let Paint::Solid(colour) = paint else { return None };
    // What is seen through is mixed with what is not known here.
    if colour.alpha().is_some_and(|alpha| alpha < 1.0) {
        return None;
    }
    let rgb = colour.to_rgb();
    Some([rgb.red, rgb.green, rgb.blue].map(|part| (part * 255.0).round() as u8))
}

/// How much a transform enlarges.
fn scale(by: Transform) -> f64 {
    (by.sx.get() * by.sy.get() - by.kx.get() * by.ky.get()).abs().sqrt()
}

fn extent(by: Transform, from: Point, to: Point) -> [f64; 4] {
    let [a, b] = [from.transform(by), to.transform(by)];
    let (ax, ay, bx, by) = (a.x.to_pt(), a.y.to_pt(), b.x.to_pt(), b.y.to_pt());
    [ax.min(bx), ay.min(by), ax.max(bx), ay.max(by)]
}
