//! What stands apart from the text: pull quotes, boxes, figures.

use super::content::shows;
use super::flow::{Aside, Beside, Flower};
use super::headline::Manner;
use super::phrase::Phrase;
use super::rows::{self, Items};
use crate::error::PressError;
use document::{Block, Figure, Inline};
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
        let asides = self.flow.asides.len();
        let (large, rest) = first_words(blocks);
        let mut frames = Vec::new();
        if let Some(text) = large {
            self.pictures(text);
            let manner = Manner {
                style: "pull",
                size: setter.styles.measures.size("pull"),
                weight: None,
                level: None,
                most: 9,
                link: None,
            };
            let key = self.next_key();
            let words = Phrase::of(setter, text);
            frames.push(setter.headline(&words, manner, self.width, key)?);
        }
        for blocks in rest {
            let content = self.nested(blocks)?;
            let content = setter
                .styles
                .call("pull-source", [content.into_value(), setter.lang()])?;
            let key = self.next_key();
            frames.push(setter.styles.lay(&content, self.width, key)?);
        }
        frames.retain(|frame| frame.height().to_pt() > 0.0);
        for frame in &frames {
            let height = frame.height().to_pt();
            let moved = rows::flatten(frame)
                .into_iter()
                .map(|(at, item)| (at + Point::with_y(Abs::pt(y)), item));
            items.extend(moved);
            y += height;
            // What follows stands on the grid again.
            y = f64::from(grid.lines_of(y)) * grid.baseline;
        }
        if frames.is_empty() {
            return Ok(());
        }
        if grid.lines_of(y) > TALLEST_BOX {
            // Too many words to stand apart: they run with the text.
            self.flow.asides.truncate(asides);
            return self.quote(blocks);
        }
        self.aside(Beside::Words(vec![rows::frame(items, self.width, y)]));
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
            self.anchor(from);
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
        self.anchor(from);
        let height = height + grid.hang;
        self.aside(Beside::Words(vec![rows::frame(items, self.width, height)]));
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
        self.flow.asides.push(Aside { what, anchor, block: self.block, band: false });
    }
}

/// The words to be set large, and the blocks that come after them.
fn first_words(blocks: &[Block]) -> (Option<&[Inline]>, Vec<&[Block]>) {
    match blocks.split_first() {
        Some((Block::Paragraph(text) | Block::Heading { text, .. }, rest))
            if shows(text) =>
        {
            (Some(text), vec![rest])
        }
        Some((
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. },
            rest,
        )) => {
            let (large, mut after) = first_words(inner);
            after.push(rest);
            (large, after)
        }
        _ => (None, vec![blocks]),
    }
}
