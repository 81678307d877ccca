//! Blocks with an inner build: lists, quotations, tables, code.

use super::content::shows;
use super::flow::{Beside, Flower};
use crate::error::PressError;
use document::body::{Align, Table};
use document::{Block, Inline};
use typst::foundations::{Array, Content, IntoValue, NativeElement};
use typst::layout::{Alignment, HAlignment};
use typst::model::ParElem;
use typst::text::{LinebreakElem, TextElem};

impl<'e> Flower<'_, '_, 'e> {
    pub(super) fn list(
        &mut self,
        start: Option<u32>,
        items: &'e [Vec<Block>],
    ) -> Result<(), PressError> {
        let content = self.list_content(start, items)?;
        self.rows(&content, true)?;
        self.indent = true;
        Ok(())
    }

    pub(super) fn list_content(
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

    pub(super) fn table(&mut self, table: &'e Table) -> Result<(), PressError> {
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

    pub(super) fn table_content(
        &mut self,
        table: &'e Table,
    ) -> Result<Content, PressError> {
        let rows = || std::iter::once(&table.head).chain(&table.rows);
        let columns = rows().map(Vec::len).max().unwrap_or_default();
        let columns = columns.max(table.align.len()).max(1);
        for cell in rows().flatten() {
            self.pictures(cell);
        }
        let cells = |row: &[Vec<Inline>]| -> Result<Array, PressError> {
            (0..columns)
                .map(|column| {
                    let cell = row.get(column).map(Vec::as_slice).unwrap_or_default();
                    Ok(self.setter.inlines(cell)?.into_value())
                })
                .collect()
        };
        let blank = !table.head.iter().any(|cell| shows(cell));
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
