//! Footnotes, small, at the end of the story.

use super::flow::{Flower, Row, RowPart};
use super::rows;
use crate::error::PressError;
use crate::plan::RowShape;
use document::Block;
use document::body::Note;
use ecow::EcoString;
use std::sync::Arc;
use typst::foundations::{Content, IntoValue, NativeElement};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::ParElem;
use typst::syntax::Span;
use typst::text::TextElem;
use typst::visualize::{FixedStroke, Geometry};

/// A note of more lines than these runs like text.
const TALLEST: u32 = 14;

impl<'e> Flower<'_, '_, 'e> {
    /// Notes at the end, but for those that stand beside the text.
    pub(super) fn notes(&mut self, notes: &'e [Note]) -> Result<(), PressError> {
        let setter = self.setter;
        let grid = setter.styles.measures.grid;
        let mut begun = vec![false; self.flow.measures.len()];
        for (index, note) in notes.iter().enumerate() {
            let content = self.note(index, note)?;
            let style = |name| {
                let arguments = [content.clone().into_value(), setter.lang()];
                setter.styles.call(name, arguments)
            };
            let small = style("note")?;
            let key = self.next_key();
            let mut frames = Vec::new();
            for measure in &self.flow.measures {
                frames.push(setter.styles.lay(&small, measure.width, key)?);
            }
            let high = |frame: &Frame| grid.lines_of(frame.height().to_pt());
            if frames.iter().any(|frame| high(frame) > TALLEST) {
                // A note of many lines breaks over legs like any text.
                self.glue();
                let from = self.ends();
                self.rows(&style("boxed")?, true)?;
                self.since(&from, |row| row.shape.cut = false);
                begun.fill(true);
                continue;
            }
            let hair = FixedStroke::from_pair(self.colour("hair"), Abs::pt(0.35));
            let (part, tint) = (RowPart::Body(self.block), self.tint);
            for (at, frame) in frames.iter().enumerate() {
                if self.says_beside(at, index) {
                    continue;
                }
                let first = !std::mem::replace(&mut begun[at], true);
                if first {
                    self.glue_in(at);
                }
                let measure = &mut self.flow.measures[at];
                let right = Point::with_x(Abs::pt(measure.margin));
                let mut items = rows::flatten(frame);
                if first {
                    let across = Point::with_x(Abs::pt(measure.width / 4.0));
                    let line = Geometry::Line(across).stroked(hair.clone());
                    let up = Point::with_y(Abs::pt(-grid.baseline * 0.4));
                    items.push((up, FrameItem::Shape(line, Span::detached())));
                }
                items.iter_mut().for_each(|(place, _)| *place += right);
                let words = rows::words(&items);
                let shape = RowShape { lines: high(frame), words, ..RowShape::default() };
                measure.rows.push(Row { shape, items: Arc::new(items), part, tint });
            }
        }
        Ok(())
    }

    /// A note with its number.
    pub(super) fn note(
        &mut self,
        index: usize,
        note: &'e Note,
    ) -> Result<Content, PressError> {
        let setter = self.setter;
        let number = TextElem::packed(EcoString::from((index + 1).to_string()));
        let mut first = vec![setter.styles.call("note-number", [number.into_value()])?];
        let rest = match note.blocks.split_first() {
            Some((Block::Paragraph(text), rest)) => {
                self.pictures(text);
                first.push(setter.inlines(text)?);
                rest
            }
            _ => note.blocks.as_slice(),
        };
        let first = ParElem::new(Content::sequence(first)).pack();
        Ok(Content::sequence([first, self.nested(rest)?]))
    }
}
