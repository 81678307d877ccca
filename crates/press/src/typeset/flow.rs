//! A story's text as rows of one column, and what stands beside it as figures.

use super::content::{self, Setter, shows};
use super::rows::{self, Items};
use crate::error::PressError;
use crate::plan::RowShape;
use document::body::{self, Note};
use document::{Block, Body, Figure, Inline};
use ecow::EcoString;
use std::num::NonZeroUsize;
use typst::foundations::{Content, IntoValue, NativeElement, Smart};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::{HeadingElem, ParElem};
use typst::syntax::Span;
use typst::text::TextElem;
use typst::utils::hash128;
use typst::visualize::{FixedStroke, Geometry};

/// A note of more lines than these runs like text.
const TALLEST_NOTE: u32 = 14;

/// What a row is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum RowPart {
    /// Block of the body, counted from 0.
    Body(usize),
    /// The authors.
    Byline,
}

/// A row of text, set.
pub(crate) struct Row {
    pub(crate) shape: RowShape,
    pub(crate) items: Items,
    pub(crate) part: RowPart,
    /// Stands on the tint of a box.
    pub(crate) tint: bool,
}

/// What stands beside the text and moves to the head of a column.
pub(crate) enum Beside<'e> {
    /// Pictures with a caption they share.
    Figures { figures: Vec<&'e Figure>, caption: &'e [Inline], gallery: bool },
    /// Words set apart: a pull quote, a box or a table, over 1, 2, … columns.
    Words(Vec<Frame>),
}

/// Something beside the text, with the place it belongs to.
pub(crate) struct Aside<'e> {
    pub(crate) what: Beside<'e>,
    /// Row it belongs before.
    pub(crate) anchor: usize,
    /// Block of the body.
    pub(crate) block: usize,
    /// Wants the whole width of the story.
    pub(crate) band: bool,
}

/// A story's text, set in one column.
pub(crate) struct Flow<'e> {
    pub(crate) rows: Vec<Row>,
    pub(crate) asides: Vec<Aside<'e>>,
    /// Levels of headings that had to be closed up.
    pub(crate) skipped: Vec<u8>,
}

/// Sets the text of a body, column by column.
pub(crate) struct Flower<'s, 'w, 'e> {
    pub(crate) setter: &'s Setter<'s, 'w>,
    /// Width of the column.
    pub(super) width: f64,
    /// Names the story.
    pub(super) key: u128,
    /// Pieces laid out so far, so that each has a name of its own.
    pub(super) count: usize,
    pub(super) block: usize,
    /// Level of the last heading.
    pub(super) level: usize,
    /// Highest level the author used.
    pub(super) top: u8,
    pub(super) indent: bool,
    pub(super) tint: bool,
    pub(super) inset: f64,
    pub(super) flow: Flow<'e>,
}

impl<'s, 'w, 'e> Flower<'s, 'w, 'e> {
    pub(crate) fn new(
        setter: &'s Setter<'s, 'w>,
        width: f64,
        key: u128,
        titled: bool,
    ) -> Self {
        Self {
            setter,
            width,
            key,
            count: 0,
            block: 0,
            level: usize::from(titled),
            top: 1,
            indent: false,
            tint: false,
            inset: 0.0,
            flow: Flow { rows: Vec::new(), asides: Vec::new(), skipped: Vec::new() },
        }
    }

    /// Sets the whole of a body, then the authors and the notes.
    pub(crate) fn body(
        mut self,
        body: &'e Body,
        byline: &str,
    ) -> Result<Flow<'e>, PressError> {
        self.top = highest(&body.blocks).unwrap_or(1);
        for (index, block) in body.blocks.iter().enumerate() {
            self.block = index;
            self.put(block)?;
        }
        // Blank lines before nothing.
        while self.flow.rows.last().is_some_and(|row| row.shape.glue) {
            self.flow.rows.pop();
        }
        if !byline.is_empty() {
            self.byline(byline)?;
        }
        self.notes(&body.notes)?;
        if let Some(last) = self.flow.rows.last_mut() {
            last.shape.stick = false;
        }
        self.anchor(self.flow.rows.len());
        Ok(self.flow)
    }

    /// What belongs after `row`, where rows were taken away again, belongs there.
    pub(super) fn anchor(&mut self, row: usize) {
        for aside in &mut self.flow.asides {
            aside.anchor = aside.anchor.min(row);
        }
    }

    /// Pictures in a line stand beside the text.
    pub(super) fn pictures(&mut self, text: &'e [Inline]) {
        let mut figures = Vec::new();
        content::pictures(text, &mut |figure| figures.push(figure));
        for figure in figures {
            self.figure(figure);
        }
    }

    pub(super) fn put(&mut self, block: &'e Block) -> Result<(), PressError> {
        match block {
            Block::Paragraph(text) => self.paragraph(text)?,
            Block::Heading { level, text } => self.heading(*level, text)?,
            Block::List { start, items, .. } => self.list(*start, items)?,
            Block::Quote(blocks) => self.quote(blocks)?,
            Block::PullQuote(blocks) => self.pull_quote(blocks)?,
            Block::Sidebar(blocks) => self.sidebar(blocks)?,
            Block::Figure(figure) => self.figure(figure),
            Block::Gallery { figures, caption } => {
                let figures = figures.iter().collect();
                self.aside(Beside::Figures { figures, caption, gallery: true });
            }
            Block::Table(table) => self.table(table)?,
            Block::Code { text, .. } => self.code(text)?,
            Block::Rule => {
                let lang = self.setter.lang();
                let content = self.setter.styles.call("stars", [lang])?;
                self.rows(&content, false)?;
                self.indent = false;
            }
            Block::Html(html) => self.words_of(html)?,
            Block::Directive { blocks, .. } => {
                for block in blocks {
                    self.put(block)?;
                }
            }
        }
        Ok(())
    }

    pub(super) fn paragraph(&mut self, text: &'e [Inline]) -> Result<(), PressError> {
        self.pictures(text);
        self.running(text)
    }

    /// The words of raw HTML, as the paragraph they are to a reader.
    fn words_of(&mut self, html: &str) -> Result<(), PressError> {
        self.running(&[Inline::Text(body::html_words(html))])
    }

    fn running(&mut self, text: &[Inline]) -> Result<(), PressError> {
        if !shows(text) {
            return Ok(());
        }
        let content = self.setter.paragraph(text)?;
        let style = if self.tint { "boxed" } else { "paragraph" };
        let mut arguments = vec![content.into_value(), self.setter.lang()];
        if !self.tint {
            arguments.push(self.indent.into_value());
        }
        let content = self.setter.styles.call(style, arguments)?;
        self.rows(&content, true)?;
        self.indent = true;
        Ok(())
    }

    pub(super) fn heading(
        &mut self,
        level: u8,
        text: &'e [Inline],
    ) -> Result<(), PressError> {
        self.pictures(text);
        let content = self.setter.loose(text)?;
        if content.plain_text().trim().is_empty() {
            return Ok(());
        }
        let wanted = usize::from(level.saturating_sub(self.top)) + 2;
        let level_now = wanted.min(self.level + 1);
        if wanted > level_now && self.level > 0 {
            self.flow.skipped.push(level);
        }
        self.level = level_now;
        let level = NonZeroUsize::new(level_now).unwrap_or(NonZeroUsize::MIN);
        let content = HeadingElem::new(content)
            .with_level(Smart::Custom(level))
            .with_bookmarked(Smart::Custom(false))
            .pack();
        let style = if self.tint { "boxed" } else { "crosshead" };
        let content =
            self.setter.styles.call(style, [content.into_value(), self.setter.lang()])?;
        if !self.tint {
            self.glue();
        }
        let from = self.flow.rows.len();
        self.rows(&content, false)?;
        for row in &mut self.flow.rows[from..] {
            row.shape.stick = true;
        }
        self.indent = false;
        Ok(())
    }

    pub(super) fn byline(&mut self, byline: &str) -> Result<(), PressError> {
        let content = ParElem::new(self.setter.words(byline)).pack();
        let content = self
            .setter
            .styles
            .call("byline", [content.into_value(), self.setter.lang()])?;
        // The authors never stand alone at the head of a column.
        if let Some(last) = self.flow.rows.last_mut() {
            last.shape.stick = true;
        }
        let from = self.flow.rows.len();
        self.rows(&content, true)?;
        for row in &mut self.flow.rows[from..] {
            row.part = RowPart::Byline;
        }
        Ok(())
    }

    /// Footnotes, small, at the end of the story.
    pub(super) fn notes(&mut self, notes: &'e [Note]) -> Result<(), PressError> {
        let setter = self.setter;
        let grid = setter.styles.measures.grid;
        for (index, note) in notes.iter().enumerate() {
            let mut first =
                vec![TextElem::packed(EcoString::from(format!("{} ", index + 1)))];
            let rest = match note.blocks.split_first() {
                Some((Block::Paragraph(text), rest)) => {
                    self.pictures(text);
                    first.push(setter.inlines(text)?);
                    rest
                }
                _ => note.blocks.as_slice(),
            };
            let first = ParElem::new(Content::sequence(first)).pack();
            let content = Content::sequence([first, self.nested(rest)?]);
            let style = |name| {
                let arguments = [content.clone().into_value(), setter.lang()];
                setter.styles.call(name, arguments)
            };
            let key = self.next_key();
            let frame = setter.styles.lay(&style("note")?, self.width, key)?;
            if grid.lines_of(frame.height().to_pt()) > TALLEST_NOTE {
                // A note of many lines breaks over columns like any text.
                self.glue();
                self.rows(&style("boxed")?, true)?;
                continue;
            }
            let mut items = rows::flatten(&frame);
            if index == 0 {
                self.glue();
                let hair = self.colour("hair");
                let line = Geometry::Line(Point::with_x(Abs::pt(self.width / 4.0)))
                    .stroked(FixedStroke::from_pair(hair, Abs::pt(0.35)));
                let up = Point::with_y(Abs::pt(-grid.baseline * 0.4));
                items.push((up, FrameItem::Shape(line, Span::detached())));
            }
            let lines = grid.lines_of(frame.height().to_pt());
            let shape = RowShape { lines, glue: false, stick: false };
            self.push(shape, items);
        }
        Ok(())
    }

    /// Lays content out in the column and cuts it into rows. `keep` holds two lines
    /// together at either end.
    pub(super) fn rows(
        &mut self,
        content: &Content,
        keep: bool,
    ) -> Result<(), PressError> {
        let key = self.next_key();
        let grid = self.setter.styles.measures.grid;
        let width = self.width - 2.0 * self.inset;
        let frame = self.setter.styles.lay(content, width, key)?;
        let mut slices = rows::slice(&frame, grid.baseline);
        let visible = |items: &Items| {
            items.iter().any(|(_, item)| !matches!(item, FrameItem::Tag(_)))
        };
        if !slices.iter().any(|slice| visible(&slice.items)) {
            // Nothing to see: no row, but no open tag either.
            return Ok(());
        }
        let count = slices.len();
        let last = slices.last().is_some_and(|slice| slice.items.is_empty());
        if last && count > 1 {
            slices.pop();
        }
        let count = slices.len();
        for (index, slice) in slices.into_iter().enumerate() {
            let widow = index + 2 == count || (index == 0 && count > 1);
            let shape =
                RowShape { lines: slice.lines, glue: false, stick: keep && widow };
            let right = Point::with_x(Abs::pt(self.inset));
            let items =
                slice.items.into_iter().map(|(at, item)| (at + right, item)).collect();
            self.push(shape, items);
        }
        Ok(())
    }

    pub(super) fn push(&mut self, shape: RowShape, items: Items) {
        let part = RowPart::Body(self.block);
        self.flow.rows.push(Row { shape, items, part, tint: self.tint });
    }

    /// A blank line, unless there is one or nothing stands above.
    pub(super) fn glue(&mut self) {
        if self.flow.rows.last().is_some_and(|row| !row.shape.glue) {
            let shape = RowShape { lines: 1, glue: true, stick: false };
            let tint = std::mem::replace(&mut self.tint, false);
            self.push(shape, Vec::new());
            self.tint = tint;
        }
    }

    pub(super) fn next_key(&mut self) -> u128 {
        self.count += 1;
        hash128(&(self.key, self.block, self.count))
    }

    pub(super) fn colour(&self, name: &str) -> typst::visualize::Paint {
        self.setter.styles.colour(name)
    }
}

/// The highest level of heading anywhere in the text.
fn highest(blocks: &[Block]) -> Option<u8> {
    blocks
        .iter()
        .filter_map(|block| match block {
            Block::Heading { level, .. } => Some(*level),
            Block::Sidebar(inner) | Block::Directive { blocks: inner, .. } => {
                highest(inner)
            }
            _ => None,
        })
        .min()
}
