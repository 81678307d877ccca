//! A story's text as rows of one column, and what stands beside it as figures.

use super::content::Setter;
use super::headline::Manner;
use super::rows::{self, Items};
use crate::error::PressError;
use crate::plan::RowShape;
use document::body::{Align, Note, Table};
use document::{Block, Body, Figure, Inline};
use ecow::EcoString;
use std::num::NonZeroUsize;
use typst::foundations::{Array, Content, IntoValue, NativeElement, Smart};
use typst::introspection::Tag;
use typst::layout::{Abs, Alignment, Frame, FrameItem, HAlignment, Point};
use typst::model::{HeadingElem, ParElem};
use typst::syntax::Span;
use typst::text::{LinebreakElem, TextElem};
use typst::utils::hash128;
use typst::visualize::{FixedStroke, Geometry};

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
    Figures {
        figures: Vec<&'e Figure>,
        caption: &'e [Inline],
        gallery: bool,
    },
    /// Words set apart: a pull quote or a box, one column wide.
    Words(Frame),
}

/// Something beside the text, with the place it belongs to.
pub(crate) struct Aside<'e> {
    pub(crate) what: Beside<'e>,
    /// Row it belongs before.
    pub(crate) anchor: usize,
    /// Block of the body.
    pub(crate) block: usize,
}

/// A story's text, set in one column.
pub(crate) struct Flow<'e> {
    pub(crate) rows: Vec<Row>,
    pub(crate) asides: Vec<Aside<'e>>,
    /// Levels of headings that had to be closed up.
    pub(crate) skipped: Vec<u8>,
}

/// A box taller than this runs with the text.
const TALLEST_BOX: u32 = 26;

/// Sets the text of a body, column by column.
pub(crate) struct Flower<'s, 'w, 'e> {
    pub(crate) setter: &'s Setter<'s, 'w>,
    /// Width of the column.
    width: f64,
    /// Names the story.
    key: u128,
    /// Pieces laid out so far, so that each has a name of its own.
    count: usize,
    block: usize,
    /// Level of the last heading.
    level: usize,
    /// Highest level the author used.
    top: u8,
    indent: bool,
    tint: bool,
    inset: f64,
    flow: Flow<'e>,
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
        Ok(self.flow)
    }

    fn put(&mut self, block: &'e Block) -> Result<(), PressError> {
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
            Block::Html(_) => {}
            Block::Directive { blocks, .. } => {
                for block in blocks {
                    self.put(block)?;
                }
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, text: &'e [Inline]) -> Result<(), PressError> {
        for inline in text {
            if let Inline::Image(figure) = inline {
                self.figure(figure);
            }
        }
        if document::body::plain_text(text).trim().is_empty() && !has_words(text) {
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

    fn heading(&mut self, level: u8, text: &'e [Inline]) -> Result<(), PressError> {
        // A heading is its words: its name in the file's outline holds no joiners.
        let words = document::body::plain_text(text);
        let content = self.setter.words(words.trim());
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
            .pack();
        let style = if self.tint { "boxed" } else { "crosshead" };
        let content = self
            .setter
            .styles
            .call(style, [content.into_value(), self.setter.lang()])?;
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

    fn list(
        &mut self,
        start: Option<u32>,
        items: &'e [Vec<Block>],
    ) -> Result<(), PressError> {
        let content = self.list_content(start, items)?;
        self.rows(&content, true)?;
        self.indent = true;
        Ok(())
    }

    fn list_content(
        &mut self,
        start: Option<u32>,
        items: &'e [Vec<Block>],
    ) -> Result<Content, PressError> {
        let items: Array = items
            .iter()
            .map(|blocks| Ok(self.nested(blocks)?.into_value()))
            .collect::<Result<_, PressError>>()?;
        let lang = self.setter.lang();
        let items = items.into_value();
        match start {
            Some(start) => {
                let start = i64::from(start).into_value();
                self.setter.styles.call("numbers", [items, lang, start])
            }
            None if self.tint => self.setter.styles.call("boxed-bullets", [items, lang]),
            None => self.setter.styles.call("bullets", [items, lang]),
        }
    }

    /// Blocks inside an item or a quotation. What cannot stand there follows it.
    fn nested(&mut self, blocks: &'e [Block]) -> Result<Content, PressError> {
        let mut parts = Vec::new();
        for block in blocks {
            parts.push(match block {
                Block::Paragraph(text) => {
                    for inline in text {
                        if let Inline::Image(figure) = inline {
                            self.figure(figure);
                        }
                    }
                    self.setter.paragraph(text)?
                }
                Block::Heading { text, .. } => {
                    ParElem::new(self.setter.inlines(text)?.strong()).pack()
                }
                Block::List { start, items, .. } => self.list_content(*start, items)?,
                Block::Quote(inner)
                | Block::PullQuote(inner)
                | Block::Sidebar(inner)
                | Block::Directive { blocks: inner, .. } => self.nested(inner)?,
                Block::Code { text, .. } => self.code_content(text),
                Block::Table(table) => self.table_content(table)?,
                Block::Figure(figure) => {
                    self.figure(figure);
                    continue;
                }
                Block::Gallery { figures, caption } => {
                    let figures = figures.iter().collect();
                    self.aside(Beside::Figures { figures, caption, gallery: true });
                    continue;
                }
                Block::Rule | Block::Html(_) => continue,
            });
        }
        Ok(Content::sequence(parts))
    }

    fn quote(&mut self, blocks: &'e [Block]) -> Result<(), PressError> {
        let content = self.nested(blocks)?;
        let content = self
            .setter
            .styles
            .call("quotation", [content.into_value(), self.setter.lang()])?;
        self.rows(&content, true)?;
        self.indent = true;
        Ok(())
    }

    /// Large words under a rule; a second paragraph says who spoke.
    fn pull_quote(&mut self, blocks: &'e [Block]) -> Result<(), PressError> {
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
    fn sidebar(&mut self, blocks: &'e [Block]) -> Result<(), PressError> {
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
        let size = typst::layout::Size::new(Abs::pt(self.width), Abs::pt(height));
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

    fn figure(&mut self, figure: &'e Figure) {
        self.aside(Beside::Figures { figures: vec![figure], caption: &[], gallery: false });
    }

    fn aside(&mut self, what: Beside<'e>) {
        let anchor = self.flow.rows.len();
        self.flow.asides.push(Aside { what, anchor, block: self.block });
    }

    fn table(&mut self, table: &'e Table) -> Result<(), PressError> {
        let content = self.table_content(table)?;
        if !self.tint {
            self.glue();
        }
        let from = self.flow.rows.len();
        self.rows(&content, false)?;
        if let Some(head) = self.flow.rows.get_mut(from) {
            head.shape.stick = true;
        }
        if !self.tint {
            self.glue();
        }
        self.indent = false;
        Ok(())
    }

    fn table_content(&mut self, table: &'e Table) -> Result<Content, PressError> {
        let columns = table.align.len().max(table.head.len()).max(1);
        let cells = |row: &[Vec<Inline>]| -> Result<Array, PressError> {
            (0..columns)
                .map(|column| {
                    let cell = row.get(column).map(Vec::as_slice).unwrap_or_default();
                    Ok(self.setter.inlines(cell)?.into_value())
                })
                .collect()
        };
        let blank = table.head.iter().all(|cell| cell.is_empty());
        let head = if blank { Array::new() } else { cells(&table.head)? };
        let mut body = Array::new();
        for row in &table.rows {
            body.extend(cells(row)?);
        }
        let align: Array = (0..columns)
            .map(|column| {
                let h = match table.align.get(column).copied().unwrap_or_default() {
                    Align::Auto | Align::Left => HAlignment::Start,
                    Align::Centre => HAlignment::Center,
                    Align::Right => HAlignment::End,
                };
                Alignment::H(h).into_value()
            })
            .collect();
        let columns = columns as i64;
        self.setter.styles.call(
            "table",
            [
                head.into_value(),
                body.into_value(),
                columns.into_value(),
                align.into_value(),
                self.setter.lang(),
            ],
        )
    }

    fn code(&mut self, text: &str) -> Result<(), PressError> {
        let content = self.code_content(text);
        let content = self
            .setter
            .styles
            .call("code", [content.into_value(), self.setter.lang()])?;
        self.rows(&content, true)?;
        self.indent = false;
        Ok(())
    }

    fn code_content(&self, text: &str) -> Content {
        let mut parts = Vec::new();
        for line in text.trim_end_matches('\n').split('\n') {
            if !parts.is_empty() {
                parts.push(LinebreakElem::shared().clone());
            }
            parts.push(TextElem::packed(self.setter.mender.line(line)));
        }
        ParElem::new(Content::sequence(parts)).pack()
    }

    fn byline(&mut self, byline: &str) -> Result<(), PressError> {
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
    fn notes(&mut self, notes: &'e [Note]) -> Result<(), PressError> {
        let setter = self.setter;
        let grid = setter.styles.measures.grid;
        for (index, note) in notes.iter().enumerate() {
            let mut texts = Vec::new();
            collect_texts(&note.blocks, &mut texts);
            let mut parts = vec![TextElem::packed(EcoString::from(format!(
                "{} ",
                index + 1
            )))];
            for text in texts {
                parts.push(setter.inlines(text)?);
                parts.push(TextElem::packed(" "));
            }
            let content = ParElem::new(Content::sequence(parts)).pack();
            let content =
                setter.styles.call("note", [content.into_value(), setter.lang()])?;
            let key = self.next_key();
            let frame = setter.styles.lay(&content, self.width, key)?;
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
    fn rows(&mut self, content: &Content, keep: bool) -> Result<(), PressError> {
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

    fn push(&mut self, shape: RowShape, items: Items) {
        let part = RowPart::Body(self.block);
        self.flow.rows.push(Row { shape, items, part, tint: self.tint });
    }

    /// A blank line, unless there is one or nothing stands above.
    fn glue(&mut self) {
        if self.flow.rows.last().is_some_and(|row| !row.shape.glue) {
            let shape = RowShape { lines: 1, glue: true, stick: false };
            let tint = std::mem::replace(&mut self.tint, false);
            self.push(shape, Vec::new());
            self.tint = tint;
        }
    }

    fn next_key(&mut self) -> u128 {
        self.count += 1;
        hash128(&(self.key, self.block, self.count))
    }

    fn colour(&self, name: &str) -> typst::visualize::Paint {
        self.setter.styles.colour(name)
    }
}

/// Whether inline content shows anything although it has no plain words.
fn has_words(text: &[Inline]) -> bool {
    text.iter().any(|inline| matches!(inline, Inline::Code(_) | Inline::NoteRef(_)))
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

/// The paragraphs of blocks, however deep, in reading order.
fn collect_texts<'e>(blocks: &'e [Block], texts: &mut Vec<&'e [Inline]>) {
    for block in blocks {
        match block {
            Block::Paragraph(text) | Block::Heading { text, .. } => texts.push(text),
            Block::List { items, .. } => {
                for item in items {
                    collect_texts(item, texts);
                }
            }
            Block::Quote(inner)
            | Block::PullQuote(inner)
            | Block::Sidebar(inner)
            | Block::Directive { blocks: inner, .. } => collect_texts(inner, texts),
            Block::Table(table) => {
                for row in std::iter::once(&table.head).chain(&table.rows) {
                    texts.extend(row.iter().map(Vec::as_slice));
                }
            }
            _ => {}
        }
    }
}

/// Tags that say where something set elsewhere belongs in reading order.
pub(crate) fn marker(location: typst::introspection::Location) -> [FrameItem; 2] {
    use typst::introspection::TagFlags;
    use typst::layout::PlaceElem;
    let mut place = PlaceElem::new(Content::empty()).with_float(true).pack();
    place.set_location(location);
    let flags = TagFlags { introspectable: false, tagged: true };
    [
        FrameItem::Tag(Tag::Start(place, flags)),
        FrameItem::Tag(Tag::End(location, location.hash(), flags)),
    ]
}

