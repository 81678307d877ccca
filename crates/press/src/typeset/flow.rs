//! A story's text as rows, in every measure at once, and what stands beside it as figures.
//!
//! Content does not know how wide it will stand, so each block is made once and laid out
//! in each measure. What is decided by height is decided in the narrowest one, so that
//! the same things stand beside the text whatever its measure.

use super::content::{self, Setter, shows};
use super::margin::Margins;
use super::memo::Memo;
use super::rows::{self, Items};
use super::verse::is_verse;
use crate::error::PressError;
use crate::plan::RowShape;
use document::body;
use document::{Block, Body, Figure, Inline};
use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::Arc;
use typst::foundations::{Content, IntoValue, NativeElement, Smart};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::model::{HeadingElem, ParElem};
use typst::utils::hash128;

/// What a row is part of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum RowPart {
    /// Block of the body, counted from 0.
    Body(usize),
    /// The authors.
    Byline,
}

/// A row of text, set.
#[derive(Clone)]
pub(crate) struct Row {
    pub(crate) shape: RowShape,
    pub(crate) items: Arc<Items>,
    pub(crate) part: RowPart,
    /// Stands on the tint of a box.
    pub(crate) tint: bool,
}

/// What stands beside the text and moves to the head of a column.
pub(crate) enum Beside<'e> {
    /// Pictures with a caption they share.
    Figures { figures: Vec<&'e Figure>, caption: &'e [Inline], gallery: bool },
    /// Words set apart: a pull quote, figures or a table, by units.
    Words(BTreeMap<u32, Frame>),
    /// A box, by units.
    Box(BTreeMap<u32, Frame>),
}

/// Something beside the text, with the place it belongs to.
pub(crate) struct Aside<'e> {
    pub(crate) what: Beside<'e>,
    /// Row it belongs before, in each measure.
    pub(crate) anchors: Vec<usize>,
    /// Block of the body.
    pub(crate) block: usize,
    /// Wants the whole width of the story.
    pub(crate) band: bool,
}

/// Text in one measure.
pub(crate) struct Measure {
    /// Width in units.
    pub(crate) units: u32,
    /// Width of its lines, in points.
    pub(crate) width: f64,
    /// White on either side of them.
    pub(crate) margin: f64,
    pub(crate) rows: Vec<Row>,
}

impl Measure {
    pub(super) fn lines(&self) -> u32 {
        self.rows.iter().map(|row| row.shape.lines).sum()
    }
}

/// A story's text.
pub(crate) struct Flow<'e> {
    /// The text in each measure, the standard leg first.
    pub(crate) measures: Vec<Measure>,
    pub(crate) asides: Vec<Aside<'e>>,
    /// Levels of headings that had to be closed up.
    pub(crate) skipped: Vec<u8>,
    /// The blocks that are kept for the next time.
    pub(crate) kept: Vec<Arc<Set>>,
}

/// A block of running text, set.
pub(crate) struct Set {
    /// Its rows in each measure.
    rows: Vec<Vec<Row>>,
    /// Whether the next paragraph is indented.
    indent: bool,
    /// Characters that could not be shown.
    pub(crate) missing: BTreeSet<char>,
}

/// Sets the text of a body, block by block.
pub(crate) struct Flower<'s, 'w, 'e> {
    pub(crate) setter: &'s Setter<'s, 'w>,
    /// Names the story.
    pub(super) key: u128,
    /// Names the block by what it says, not by where it stands: what is written above
    /// it makes no new block of it.
    pub(super) place: u128,
    /// Pieces of the block laid out so far, so that each has a name of its own.
    pub(super) count: usize,
    pub(super) memo: Option<(&'s Memo<Set>, u64)>,
    pub(super) block: usize,
    /// Level of the last heading.
    pub(super) level: usize,
    /// Highest level the author used.
    pub(super) top: u8,
    pub(super) indent: bool,
    pub(super) tint: bool,
    pub(super) inset: f64,
    pub(super) margins: Margins,
    pub(super) flow: Flow<'e>,
}

impl<'s, 'w, 'e> Flower<'s, 'w, 'e> {
    /// Sets text in these measures, in units.
    pub(crate) fn new(
        setter: &'s Setter<'s, 'w>,
        measures: &[u32],
        key: u128,
        titled: bool,
    ) -> Self {
        let grid = setter.styles.measures.grid;
        let measure = |units: &u32| Measure {
            units: *units,
            width: grid.span(*units),
            margin: 0.0,
            rows: vec![],
        };
        let measures = measures.iter().map(measure).collect();
        Self {
            setter,
            key,
            place: 0,
            count: 0,
            memo: None,
            block: 0,
            level: usize::from(titled),
            top: 1,
            indent: false,
            tint: false,
            inset: 0.0,
            margins: Margins::default(),
            flow: Flow {
                measures,
                asides: Vec::new(),
                skipped: Vec::new(),
                kept: Vec::new(),
            },
        }
    }

    /// Takes running text that is known already from there, and keeps what is new.
    pub(crate) fn remembering(self, memo: &'s Memo<Set>, round: u64) -> Self {
        Self { memo: Some((memo, round)), ..self }
    }

    /// Sets the whole of a body, then the authors and the notes.
    pub(crate) fn body(
        mut self,
        body: &'e Body,
        byline: &str,
    ) -> Result<Flow<'e>, PressError> {
        self.top = highest(&body.blocks).unwrap_or(1);
        let mut seen: BTreeMap<u128, u32> = BTreeMap::new();
        for (index, block) in body.blocks.iter().enumerate() {
            self.block = index;
            let name = hash128(block);
            let times = seen.entry(name).or_default();
            *times += 1;
            (self.place, self.count) = (hash128(&(name, *times)), 0);
            let from = self.ends();
            self.remember(block)?;
            self.beside(block, &body.notes, &from)?;
        }
        self.settle_last();
        (self.place, self.count) = (0, 0);
        // Blank lines before nothing.
        for measure in &mut self.flow.measures {
            while measure.rows.last().is_some_and(|row| row.shape.glue) {
                measure.rows.pop();
            }
        }
        let says = self.flow.measures.iter().any(|measure| !measure.rows.is_empty());
        if !byline.is_empty() && (says || !self.flow.asides.is_empty()) {
            self.byline(byline)?;
        }
        self.notes(&body.notes)?;
        for measure in &mut self.flow.measures {
            if let Some(last) = measure.rows.last_mut() {
                last.shape.stick = false;
            }
        }
        let ends = self.ends();
        for aside in &mut self.flow.asides {
            for (anchor, end) in aside.anchors.iter_mut().zip(&ends) {
                *anchor = (*anchor).min(*end);
            }
        }
        Ok(self.flow)
    }

    /// The row that comes next, in each measure.
    pub(super) fn ends(&self) -> Vec<usize> {
        self.flow.measures.iter().map(|measure| measure.rows.len()).collect()
    }

    /// Changes the rows set since then.
    pub(super) fn since(&mut self, ends: &[usize], mut change: impl FnMut(&mut Row)) {
        for (measure, from) in self.flow.measures.iter_mut().zip(ends) {
            measure.rows[*from..].iter_mut().for_each(&mut change);
        }
    }

    /// The narrowest measure, by which heights are judged.
    pub(super) fn narrowest(&self) -> f64 {
        self.flow.measures.iter().map(|measure| measure.width).fold(f64::MAX, f64::min)
    }

    /// Pictures in a line stand beside the text.
    pub(super) fn pictures(&mut self, text: &'e [Inline]) {
        let mut figures = Vec::new();
        content::pictures(text, &mut |figure| figures.push(figure));
        for figure in figures {
            self.figure(figure);
        }
    }

    /// Sets a block, unless just this text was set before.
    fn remember(&mut self, block: &'e Block) -> Result<(), PressError> {
        // Other blocks look at what stands above them, or put something beside the text.
        let running =
            matches!(block, Block::List { .. } | Block::Quote(_) | Block::Code { .. })
                || matches!(block, Block::Paragraph(text) if !is_verse(text));
        let Some((memo, round)) = self.memo.filter(|_| running) else {
            return self.put(block);
        };
        let setter = self.setter;
        let name = hash128(&(
            (setter.styles.key, setter.lang.as_str(), &setter.notes),
            (self.key, self.place, self.indent),
        ));
        let set = match memo.get(name, round) {
            Some(set) => set,
            None => {
                let (asides, from) = (self.flow.asides.len(), self.ends());
                let before = setter.mender.take();
                let put = self.put(block);
                let missing = setter.mender.missing();
                setter.mender.note(&before);
                put?;
                if self.flow.asides.len() > asides {
                    return Ok(());
                }
                let rows = self.flow.measures.iter_mut().zip(&from);
                let rows = rows.map(|(measure, from)| measure.rows.split_off(*from));
                let rows = rows.collect();
                memo.put(name, round, Set { rows, indent: self.indent, missing })
            }
        };
        let part = RowPart::Body(self.block);
        for (measure, rows) in self.flow.measures.iter_mut().zip(&set.rows) {
            measure.rows.extend(rows.iter().map(|row| Row { part, ..row.clone() }));
        }
        self.indent = set.indent;
        self.flow.kept.push(set);
        Ok(())
    }

    pub(super) fn put(&mut self, block: &'e Block) -> Result<(), PressError> {
        if body::is_verse(block) {
            let from = self.ends();
            self.put_any(block)?;
            self.since(&from, |row| row.shape.cut = false);
            return Ok(());
        }
        self.put_any(block)
    }

    fn put_any(&mut self, block: &'e Block) -> Result<(), PressError> {
        match block {
            Block::Paragraph(text) if is_verse(text) && !self.tint => self.verse(text)?,
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
        let content = self.setter.heads(text)?;
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
        let headed = |content| {
            HeadingElem::new(content)
                .with_level(Smart::Custom(level))
                .with_bookmarked(Smart::Custom(false))
                .pack()
        };
        let hanging = headed(self.setter.margin_head(text)?);
        let content = headed(content);
        let style = if self.tint { "boxed" } else { "crosshead" };
        let content =
            self.setter.styles.call(style, [content.into_value(), self.setter.lang()])?;
        if !self.tint {
            self.glue();
        }
        let from = self.ends();
        self.rows(&content, false)?;
        self.since(&from, |row| row.shape.stick = true);
        self.hang(hanging, &from)?;
        self.indent = false;
        Ok(())
    }

    pub(super) fn byline(&mut self, byline: &str) -> Result<(), PressError> {
        let content = ParElem::new(self.setter.words(byline)).pack();
        let content = self
            .setter
            .styles
            .call("byline", [content.into_value(), self.setter.lang()])?;
        // The authors never stand alone at the head of a leg.
        for measure in &mut self.flow.measures {
            if let Some(last) = measure.rows.last_mut() {
                last.shape.stick = true;
            }
        }
        let from = self.ends();
        self.rows(&content, true)?;
        self.since(&from, |row| {
            row.part = RowPart::Byline;
            row.shape.cut = false;
        });
        Ok(())
    }

    /// Lays content out in each measure and cuts it into rows. `keep` holds two lines
    /// together at either end, and says that this is running text.
    pub(super) fn rows(
        &mut self,
        content: &Content,
        keep: bool,
    ) -> Result<(), PressError> {
        self.rows_of(keep, |_, _| Ok(content.clone()))
    }

    /// The same for content that is made for the room it has, in points.
    pub(super) fn rows_of(
        &mut self,
        keep: bool,
        content: impl Fn(&Self, f64) -> Result<Content, PressError>,
    ) -> Result<(), PressError> {
        let key = self.next_key();
        let grid = self.setter.styles.measures.grid;
        let (part, tint) = (RowPart::Body(self.block), self.tint);
        let room = |measure: &Measure| measure.width - 2.0 * self.inset;
        let rooms: Vec<f64> = self.flow.measures.iter().map(room).collect();
        let contents = rooms.iter().map(|width| content(self, *width));
        let contents = contents.collect::<Result<Vec<_>, _>>()?;
        let frames = self.setter.styles.lay_each(&contents, &rooms, key)?;
        for (at, frame) in frames.into_iter().enumerate() {
            let mut slices = rows::slice(&frame, grid.baseline);
            let visible = |items: &Items| {
                items.iter().any(|(_, item)| !matches!(item, FrameItem::Tag(_)))
            };
            if !slices.iter().any(|slice| visible(&slice.items)) {
                // Nothing to see: no row, but no open tag either.
                continue;
            }
            let count = slices.len();
            let last = slices.last().is_some_and(|slice| slice.items.is_empty());
            if last && count > 1 {
                slices.pop();
            }
            let count = slices.len();
            for (index, slice) in slices.into_iter().enumerate() {
                let widow = index + 2 == count || (index == 0 && count > 1);
                let shape = RowShape {
                    lines: slice.lines,
                    glue: false,
                    stick: keep && widow,
                    words: rows::words(&slice.items),
                    cut: keep,
                };
                let margin = self.flow.measures[at].margin;
                let right = Point::with_x(Abs::pt(self.inset + margin));
                let items = slice.items.into_iter();
                let items: Items = items.map(|(at, item)| (at + right, item)).collect();
                self.flow.measures[at].rows.push(Row {
                    shape,
                    items: Arc::new(items),
                    part,
                    tint,
                });
            }
        }
        Ok(())
    }

    /// A blank line, unless there is one or nothing stands above.
    pub(super) fn glue(&mut self) {
        (0..self.flow.measures.len()).for_each(|at| self.glue_in(at));
    }

    /// The same in one measure.
    pub(super) fn glue_in(&mut self, at: usize) {
        let part = RowPart::Body(self.block);
        let rows = &mut self.flow.measures[at].rows;
        if rows.last().is_some_and(|row| !row.shape.glue) {
            let shape = RowShape { lines: 1, glue: true, ..RowShape::default() };
            rows.push(Row { shape, items: Arc::default(), part, tint: false });
        }
    }

    pub(super) fn next_key(&mut self) -> u128 {
        self.count += 1;
        hash128(&(self.key, self.place, self.count))
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
