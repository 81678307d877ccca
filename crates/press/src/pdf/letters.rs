//! Words that a profile adds around or over the pages: slug, watermark, line numbers.
//!
//! They are set in a font that the pages themselves use, so that they add no typeface
//! to the file, and glyph by glyph: digits and precomposed Vietnamese letters need no
//! shaping.

use super::typst_lang;
use document::Lang;
use std::collections::BTreeMap;
use typst::layout::{Abs, Em, Frame, FrameItem};
use typst::syntax::Span;
use typst::text::{FontInstance, Glyph, TextItem};
use typst::visualize::Paint;
use typst_layout::Page;

/// How one line of marks around the pages is set.
pub(super) struct Line<'f> {
    pub(super) font: &'f FontInstance,
    /// Usual size.
    pub(super) size: Abs,
    pub(super) fill: Paint,
    pub(super) lang: Lang,
}

impl Line<'_> {
    /// Sets the line, smaller than usual when the room is short.
    pub(super) fn set(&self, words: &str, room: Abs) -> TextItem {
        let font = self.font;
        let mut text = String::new();
        let mut glyphs = Vec::new();
        let mut width = Em::zero();
        for letter in words.chars() {
            // A letter the font lacks is left out: `.notdef` may not be printed.
            let Some(id) = font.ttf().glyph_index(letter) else { continue };
            // A glyph's range is 16 bits wide; no real slug comes near.
            let Ok(start) = u16::try_from(text.len()) else { break };
            let Ok(end) = u16::try_from(text.len() + letter.len_utf8()) else { break };
            text.push(letter);
            let x_advance = font.x_advance(id.0).unwrap_or(Em::zero());
            width += x_advance;
            glyphs.push(Glyph {
                id: id.0,
                x_advance,
                x_offset: Em::zero(),
                y_advance: Em::zero(),
                y_offset: Em::zero(),
                range: start..end,
                span: (Span::detached(), 0),
            });
        }
        let usual = self.size;
        let wide = width.at(usual);
        let size = if wide > room { usual * (room / wide) } else { usual };
        TextItem {
            font: font.clone(),
            size,
            fill: self.fill.clone(),
            stroke: None,
            lang: typst_lang(self.lang),
            region: None,
            text: text.into(),
            glyphs,
        }
    }
}

/// The fonts of a document, each with the number of glyphs set in it.
#[derive(Default)]
pub(super) struct Fonts {
    found: Vec<(FontInstance, usize)>,
    /// Where a font stands in `found`, by name and face: pages hold thousands of runs.
    index: BTreeMap<String, usize>,
}

impl Fonts {
    /// The fonts of these pages.
    pub(super) fn of(pages: &[Page]) -> Self {
        let mut fonts = Self::default();
        for page in pages {
            fonts.collect(&page.frame);
        }
        fonts
    }

    fn collect(&mut self, frame: &Frame) {
        for (_, item) in frame.items() {
            match item {
                FrameItem::Group(group) => self.collect(&group.frame),
                FrameItem::Text(text) => self.count(text),
                _ => {}
            }
        }
    }

    fn count(&mut self, text: &TextItem) {
        let name = text.font.font().post_script_name().unwrap_or_default();
        let at = *self.index.entry(name).or_insert(self.found.len());
        if at == self.found.len() {
            self.found.push((text.font.clone(), 0));
        }
        self.found[at].1 += text.glyphs.len();
    }

    /// The font that has the most of these letters; among equals the most used.
    pub(super) fn best_for(self, letters: &str) -> Option<FontInstance> {
        let has = |font: &FontInstance| {
            letters
                .chars()
                .filter(|letter| font.ttf().glyph_index(*letter).is_some())
                .count()
        };
        // The first of equals wins: `max_by_key` alone would take the last.
        self.found
            .into_iter()
            .rev()
            .max_by_key(|(font, uses)| (has(font), *uses))
            .map(|(font, _)| font)
    }
}
