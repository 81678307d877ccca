//! Blocks with an inner build: lists, quotations, tables, code.

use super::flow::{Beside, Flower, Row};
use super::years::years;
use crate::error::PressError;
use document::{Block, Inline, body};
use typst::foundations::{Array, Content, IntoValue, NativeElement};
use typst::layout::FrameItem;
use typst::model::ParElem;
use typst::text::{LinebreakElem, TextElem};

/// Marks of items begin at most so far from the edge, in points.
const EDGE: f64 = 1.0;
/// Lines of an item that is never torn between two legs.
const WHOLE: usize = 3;

/// Keeps the rows of low items together, and two at either end of the others. Only an
/// item's first row begins at the edge.
fn hold_items(rows: &mut [Row], margin: f64) {
    let begins = |row: &Row| {
        let texts =
            row.items.iter().filter(|(_, item)| matches!(item, FrameItem::Text(_)));
        texts.map(|(at, _)| at.x.to_pt()).fold(f64::MAX, f64::min) < margin + EDGE
    };
    for item in rows.chunk_by_mut(|_, next| !begins(next)) {
        let count = item.len();
        for (index, row) in item.iter_mut().enumerate() {
            let inside = index + 1 < count;
            let end = index == 0 || index + 2 == count;
            row.shape.stick |= inside && (count <= WHOLE || end);
        }
    }
}

impl<'e> Flower<'_, '_, 'e> {
    pub(super) fn list(
        &mut self,
        start: Option<u32>,
        items: &'e [Vec<Block>],
    ) -> Result<(), PressError> {
        let content = self.list_content(start, items)?;
        let from = self.ends();
        self.rows(&content, true)?;
        for (measure, from) in self.flow.measures.iter_mut().zip(from) {
            hold_items(&mut measure.rows[from..], measure.margin);
        }
        self.indent = true;
        Ok(())
    }

    pub(super) fn list_content(
        &mut self,
        start: Option<u32>,
        items: &'e [Vec<Block>],
    ) -> Result<Content, PressError> {
        if let Some(dated) = start.is_none().then(|| years(items)).flatten() {
            return self.dated(&dated);
        }
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

    /// A list of years.
    fn dated(&self, items: &[(u32, Vec<Inline>)]) -> Result<Content, PressError> {
        let years: Array =
            items.iter().map(|(year, _)| i64::from(*year).into_value()).collect();
        let words =
            items.iter().map(|(_, words)| Ok(self.setter.paragraph(words)?.into_value()));
        let words: Array = words.collect::<Result<_, PressError>>()?;
        let style = if self.tint { "boxed-years" } else { "years" };
        let arguments = [years.into_value(), words.into_value(), self.setter.lang()];
        self.setter.styles.call(style, arguments)
    }

    /// Blocks inside an item or a quotation. What cannot stand there follows it.
    pub(super) fn nested(&mut self, blocks: &'e [Block]) -> Result<Content, PressError> {
        let mut parts = Vec::new();
        for block in blocks {
            parts.push(match block {
                Block::Paragraph(text) => {
                    self.pictures(text);
                    self.setter.paragraph(text)?
                }
                Block::Heading { text, .. } => {
                    self.pictures(text);
                    ParElem::new(self.setter.inlines(text)?.strong()).pack()
                }
                Block::List { start, items, .. } => self.list_content(*start, items)?,
                Block::Quote(inner)
                | Block::PullQuote(inner)
                | Block::Sidebar(inner)
                | Block::Directive { blocks: inner, .. } => self.nested(inner)?,
                Block::Code { text, .. } => self.code_content(text),
                Block::Table(table) => {
                    // Items and quotations are a little narrower than the leg.
                    self.table_within(table, self.narrowest() * 0.86)?
                }
                Block::Figure(figure) => {
                    self.figure(figure);
                    continue;
                }
                Block::Gallery { figures, caption } => {
                    let figures = figures.iter().collect();
                    self.aside(Beside::Figures { figures, caption, gallery: true });
                    continue;
                }
                Block::Html(html) => match body::html_words(html) {
                    words if words.is_empty() => continue,
                    words => self.setter.paragraph(&[Inline::Text(words)])?,
                },
                Block::Rule => continue,
            });
        }
        Ok(Content::sequence(parts))
    }

    pub(super) fn quote(&mut self, blocks: &'e [Block]) -> Result<(), PressError> {
        let content = self.nested(blocks)?;
        let content = self
            .setter
            .styles
            .call("quotation", [content.into_value(), self.setter.lang()])?;
        self.rows(&content, true)?;
        self.indent = true;
        Ok(())
    }

    pub(super) fn code(&mut self, text: &str) -> Result<(), PressError> {
        let content = self.code_content(text);
        let content = self
            .setter
            .styles
            .call("code", [content.into_value(), self.setter.lang()])?;
        self.rows(&content, true)?;
        self.indent = false;
        Ok(())
    }

    pub(super) fn code_content(&self, text: &str) -> Content {
        let mut parts = Vec::new();
        for line in text.trim_end_matches('\n').split('\n') {
            if !parts.is_empty() {
                parts.push(LinebreakElem::shared().clone());
            }
            parts.push(TextElem::packed(self.setter.mender.line(line)));
        }
        ParElem::new(Content::sequence(parts)).pack()
    }
}
