//! What stands apart from the text: pull quotes, boxes, figures.

use super::block::collect_texts;
use super::flow::{Aside, Beside, Flower};
use super::headline::Manner;
use super::rows::{self, Items};
use crate::error::PressError;
use document::{Block, Figure};
use typst::foundations::IntoValue;
use typst::layout::{Abs, FrameItem, Point, Size};
use typst::syntax::Span;
use typst::visualize::{FixedStroke, Geometry};

/// A box taller than this runs with the text.
const TALLEST_BOX: u32 = 26;

impl<'e> Flower<'_, '_, 'e> {
    /// Large words under a rule; a second paragraph says who spoke.
    pub(super) fn pull_quote(&mut self, blocks: &'e [Block]) -> Result<(), PressError> {
        let setter = self.setter;
        let grid = setter.styles.measures.grid;
        let mut items: Items = Vec::new();
        let ink = self.colour("accent");
        let line = Geometry::Line(Point::with_x(Abs::pt(self.width)))
            .stroked(FixedStroke::from_pair(ink, Abs::pt(1.0)));
        let at = Point::with_y(Abs::pt(grid.hang));
        items.push((at, FrameItem::Shape(line, Span::detached())));
        let mut y = grid.baseline * 0.75;
        let mut texts = Vec::new();
        collect_texts(blocks, &mut texts);
        for (index, text) in texts.iter().enumerate() {
            let key = self.next_key();
            let frame = if index == 0 {
                let manner = Manner {
                    style: "pull",
                    size: setter.styles.measures.size("pull"),
                    weight: None,
                    level: None,
                    most: 9,
                };
                let words = document::body::plain_text(text);
                setter.headline(&words, manner, self.width, key)?
            } else {
                let content = setter.paragraph(text)?;
                let content = setter
                    .styles
                    .call("pull-source", [content.into_value(), setter.lang()])?;
                setter.styles.lay(&content, self.width, key)?
            };
            let height = frame.height().to_pt();
            let moved = rows::flatten(&frame)
                .into_iter()
                .map(|(at, item)| (at + Point::with_y(Abs::pt(y)), item));
            items.extend(moved);
            y += height;
            // What follows stands on the grid again.
            y = f64::from(grid.lines_of(y)) * grid.baseline;
        }
        if texts.is_empty() {
            return Ok(());
        }
        self.aside(Beside::Words(rows::frame(items, self.width, y)));
        Ok(())
    }

    /// A tinted box. Low ones stand beside the text, high ones run with it.
    pub(super) fn sidebar(&mut self, blocks: &'e [Block]) -> Result<(), PressError> {
        if self.tint {
            for block in blocks {
                self.put(block)?;
            }
            return Ok(());
        }
        let grid = self.setter.styles.measures.grid;
        let from = self.flow.rows.len();
        self.glue();
        let first = self.flow.rows.len();
        (self.tint, self.inset) = (true, grid.baseline * 0.7);
        let indent = std::mem::replace(&mut self.indent, false);
        for block in blocks {
            self.put(block)?;
        }
        (self.tint, self.inset) = (false, 0.0);
        self.indent = indent;
        let lines: u32 = self.flow.rows[first..].iter().map(|row| row.shape.lines).sum();
        if lines == 0 {
            self.flow.rows.truncate(from);
            return Ok(());
        }
        if lines > TALLEST_BOX {
            self.glue();
            return Ok(());
        }
        let pad = grid.baseline * 0.5;
        let height = f64::from(lines) * grid.baseline + 2.0 * pad;
        let mut items: Items = Vec::new();
        let size = Size::new(Abs::pt(self.width), Abs::pt(height));
        let tint = Geometry::Rect(size).filled(self.colour("tint"));
        let top = Point::with_y(Abs::pt(grid.hang));
        items.push((top, FrameItem::Shape(tint, Span::detached())));
        let mut y = pad + grid.hang * 0.6;
        for row in self.flow.rows.drain(first..) {
            let down = Point::with_y(Abs::pt(y));
            items.extend(row.items.into_iter().map(|(at, item)| (at + down, item)));
            y += f64::from(row.shape.lines) * grid.baseline;
        }
        self.flow.rows.truncate(from);
        let height = height + grid.hang;
        self.aside(Beside::Words(rows::frame(items, self.width, height)));
        Ok(())
    }

    pub(super) fn figure(&mut self, figure: &'e Figure) {
        self.aside(Beside::Figures {
            figures: vec![figure],
            caption: &[],
            gallery: false,
        });
    }

    pub(super) fn aside(&mut self, what: Beside<'e>) {
        let anchor = self.flow.rows.len();
        self.flow.asides.push(Aside { what, anchor, block: self.block });
    }
}
