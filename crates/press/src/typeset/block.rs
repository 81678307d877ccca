//! Blocks with an inner build: lists, quotations, tables, code.

use super::flow::{Beside, Flower};
use crate::error::PressError;
use document::{Block, Inline, body};
use typst::foundations::{Array, Content, IntoValue, NativeElement};
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
