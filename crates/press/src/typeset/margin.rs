//! Documents: what numbers a paragraph stands left of it, and its notes right of it.
//!
//! A resolution or a guide is looked things up in. Its text has one leg in the middle of
//! the page, its crossheads hang in the left margin beside the first line they head, and
//! a note stands in the right one beside the paragraph that refers to it.

use super::content::{self, Setter};
use super::flow::{Flower, Measure, Row, RowPart};
use super::rows::{self, Items};
use crate::error::PressError;
use crate::plan::{Grid, RowShape};
use document::body::{Note, plain_text, references};
use document::{Article, Block, Inline};
use std::collections::BTreeSet;
use std::sync::Arc;
use typst::foundations::{Content, IntoValue};
use typst::layout::{Abs, Frame, Point};
use typst::text::{LinebreakElem, TextElem};

/// Kinds of stories that are documents, as officers name them.
const KINDS: &str = "\
    chỉ thị|công điện|công văn|hướng dẫn|kế hoạch|nghị định|nghị quyết|quy chế|quy định|\
    quyết định|thông tư|văn bản|văn bản mới|decision|decree|directive|document|guidance|\
    regulation|resolution";
/// Words that number the parts of a document.
const PARTS: &str = "chương|điều|khoản|mục|phần|article|chapter|part|section";
/// Numbered parts that make a story a document whatever its kind is called.
const NUMBERED: usize = 2;
/// Lines of a paragraph that may still be kept whole, so that a note stays beside it.
const WHOLE: u32 = 14;

/// What waits for its place in a margin, and what has one.
#[derive(Default)]
pub(super) struct Margins {
    /// The crosshead that heads what comes next.
    head: Option<Frame>,
    /// Notes that stand in the margin, counted from 0.
    said: BTreeSet<usize>,
}

/// Whether a story is one to look things up in: its kind says so, or its crossheads do.
pub(super) fn is_document(article: &Article) -> bool {
    let genre = article.genre.trim().to_lowercase();
    let numbered = article.body.blocks.iter().filter(|block| match block {
        Block::Heading { text, .. } => split(&plain_text(text)).is_some(),
        _ => false,
    });
    // Without crossheads and notes nothing stands in the margins.
    let marked = |block: &Block| matches!(block, Block::Heading { .. });
    let hangs = article.body.blocks.iter().any(marked) || !article.body.notes.is_empty();
    let named = KINDS.split('|').any(|kind| kind == genre) && hangs;
    named || numbered.count() >= NUMBERED
}

/// Where the number of a part ends and what it is about begins: `Điều 1` and `Ai được
/// hưởng`. The second may be empty.
fn split(head: &str) -> Option<(&str, &str)> {
    let head = head.trim();
    let (word, rest) = head.split_once(' ')?;
    let part = word.to_lowercase();
    if !PARTS.split('|').any(|known| known == part) {
        return None;
    }
    let letters = rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(rest.len());
    let number = &rest[..letters];
    let roman = |c: char| "IVXLC".contains(c);
    let counts = number.starts_with(|c: char| c.is_ascii_digit())
        || (!number.is_empty() && number.chars().all(roman));
    let after = rest[letters..].trim_start_matches([' ', '.', ':', '–', '-', '\u{a0}']);
    counts.then(|| (&head[..word.len() + 1 + letters], after.trim()))
}

impl Setter<'_, '_> {
    /// A crosshead for the margin: what numbers it on a line of its own.
    pub(super) fn margin_head(&self, text: &[Inline]) -> Result<Content, PressError> {
        let plain = plain_text(text);
        let refers = !references(&Block::Paragraph(text.to_vec())).is_empty();
        let Some((number, matter)) = split(&plain).filter(|_| !refers) else {
            return self.heads(text);
        };
        let number =
            self.styles.call("margin-number", [TextElem::packed(number).into_value()])?;
        if matter.is_empty() {
            return Ok(number);
        }
        let matter = self.heads(&[Inline::Text(matter.to_owned())])?;
        Ok(Content::sequence([number, LinebreakElem::shared().clone(), matter]))
    }
}

impl Grid {
    /// From the left edge of a document to its text, in points.
    pub(super) fn margin(&self) -> f64 {
        (self.span(self.document) - self.span(self.leg)) / 2.0
    }
}

impl<'e> Flower<'_, '_, 'e> {
    /// With margins beside the text of the measure documents are set in.
    pub(super) fn with_margins(mut self) -> Self {
        let grid = self.setter.styles.measures.grid;
        let documents =
            |measure: &&mut Measure| grid.document > 0 && measure.units == grid.document;
        for measure in self.flow.measures.iter_mut().filter(documents) {
            (measure.width, measure.margin) = (grid.span(grid.leg), grid.margin());
        }
        self
    }

    fn margined(&self) -> Option<usize> {
        self.flow.measures.iter().position(|measure| measure.margin > 0.0)
    }

    /// Takes a crosshead that was just set out of the text and hangs it in the margin.
    pub(super) fn hang(
        &mut self,
        head: Content,
        from: &[usize],
    ) -> Result<(), PressError> {
        let Some(at) = self.margined().filter(|_| !self.tint) else { return Ok(()) };
        self.flow.measures[at].rows.truncate(from[at]);
        self.settle(at);
        let setter = self.setter;
        let grid = setter.styles.measures.grid;
        let style = setter.styles.call("margin-head", [head.into_value(), setter.lang()]);
        let key = self.next_key();
        let width = grid.margin() - grid.gutter;
        self.margins.head = Some(setter.styles.lay(&style?, width, key)?);
        Ok(())
    }

    /// Puts what belongs in the margins beside a block that was just set.
    pub(super) fn beside(
        &mut self,
        block: &'e Block,
        notes: &'e [Note],
        from: &[usize],
    ) -> Result<(), PressError> {
        let Some(at) = self.margined() else { return Ok(()) };
        let rows = &self.flow.measures[at].rows;
        let Some(first) = (from[at]..rows.len()).find(|row| !rows[*row].shape.glue)
        else {
            return Ok(());
        };
        let high: u32 = rows[first..].iter().map(|row| row.shape.lines).sum();
        let grid = self.setter.styles.measures.grid;
        let mut lines = 0;
        if let Some(head) = self.margins.head.take() {
            lines = grid.lines_of(head.height().to_pt());
            let head: Items = rows::flatten(&head);
            let rows = &mut self.flow.measures[at].rows;
            let items = Arc::make_mut(&mut rows[first].items);
            items.splice(0..0, head);
            hold(&mut rows[first..], lines);
        }
        // Beside a paragraph that breaks a note would lose its place.
        let asked = if high <= WHOLE { references(block) } else { vec![] };
        let mut down = 0;
        for label in asked {
            let index = notes.iter().position(|note| note.label == label);
            let new = |index: &usize| {
                is_short(&notes[*index]) && !self.margins.said.contains(index)
            };
            let Some(index) = index.filter(new) else { continue };
            let content = self.note(index, &notes[index])?.into_value();
            let setter = self.setter;
            let content = setter.styles.call("margin-note", [content, setter.lang()])?;
            let key = self.next_key();
            let width = grid.margin() - grid.gutter;
            let frame = self.setter.styles.lay(&content, width, key)?;
            let note = grid.lines_of(frame.height().to_pt());
            if down + note > high + 2 {
                continue;
            }
            self.margins.said.insert(index);
            let measure = &mut self.flow.measures[at];
            let right = measure.margin + measure.width + grid.gutter;
            let rows = &mut measure.rows;
            let last = rows.len() - 1;
            let above: u32 = rows[first..last].iter().map(|row| row.shape.lines).sum();
            let up = (f64::from(down) - f64::from(above)) * grid.baseline;
            let to = Point::new(Abs::pt(right), Abs::pt(up));
            let items = rows::flatten(&frame).into_iter();
            let items = items.map(|(at, item)| (at + to, item));
            Arc::make_mut(&mut rows[last].items).extend(items);
            hold(&mut rows[first..], high);
            down += note;
        }
        let lines = lines.max(down);
        if lines > high {
            self.pad(at, lines - high);
        }
        Ok(())
    }

    /// A crosshead that nothing follows stands in the margin all the same.
    pub(super) fn settle(&mut self, at: usize) {
        let Some(head) = self.margins.head.take() else { return };
        let grid = self.setter.styles.measures.grid;
        let lines = grid.lines_of(head.height().to_pt());
        self.pad(at, 1);
        let rows = &mut self.flow.measures[at].rows;
        let row = rows.last_mut().expect("there is one now");
        row.shape.lines = lines;
        row.items = Arc::new(rows::flatten(&head));
    }

    /// The same for the last one.
    pub(super) fn settle_last(&mut self) {
        if let Some(at) = self.margined() {
            self.settle(at);
        }
    }

    /// Whether a note stands beside the text of this measure.
    pub(super) fn says_beside(&self, measure: usize, note: usize) -> bool {
        self.margined() == Some(measure) && self.margins.said.contains(&note)
    }

    /// White below a block that is lower than what stands in the margins beside it.
    fn pad(&mut self, at: usize, lines: u32) {
        let part = RowPart::Body(self.block);
        let rows = &mut self.flow.measures[at].rows;
        if let Some(last) = rows.last_mut().filter(|row| !row.shape.glue) {
            last.shape.stick = true;
        }
        let shape = RowShape { lines, ..RowShape::default() };
        rows.push(Row { shape, items: Arc::default(), part, tint: false });
    }
}

/// Whether a note is one paragraph of words: what stands beside others would stand twice.
fn is_short(note: &Note) -> bool {
    let mut pictures = 0;
    match note.blocks.as_slice() {
        [Block::Paragraph(text)] => content::pictures(text, &mut |_| pictures += 1),
        _ => return false,
    }
    pictures == 0
}

/// Keeps the first so many lines on one leg.
fn hold(rows: &mut [Row], mut lines: u32) {
    for row in rows {
        lines = lines.saturating_sub(row.shape.lines);
        if lines == 0 {
            break;
        }
        row.shape.stick = true;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_numbered_head_is_its_number_and_what_it_is_about() {
        assert_eq!(split("Điều 1. Ai được hưởng"), Some(("Điều 1", "Ai được hưởng")));
        assert_eq!(split("Mục II – Tổ chức"), Some(("Mục II", "Tổ chức")));
        assert_eq!(split("Article 12: Notice"), Some(("Article 12", "Notice")));
        assert_eq!(split("Điều 3"), Some(("Điều 3", "")));
        assert_eq!(split("Điều kiện dự thi"), None);
        assert_eq!(split("Phần thưởng cho em"), None);
        assert_eq!(split("Vòng 2"), None);
    }

    #[track_caller]
    fn check(genre: &str, text: &str, expected: bool) {
        let id = "00000000000000000000000000000001".parse().expect("an id");
        let mut article = Article::new(id);
        article.genre = genre.into();
        article.body = document::body::parse(text).0;
        assert_eq!(is_document(&article), expected, "{genre}: {text}");
    }

    #[test]
    fn a_story_is_a_document_by_its_kind_or_its_numbered_parts() {
        check("Văn bản", "## Ai được hưởng\n\nMọi người.", true);
        check("Hướng dẫn", "Một câu[^1].\n\n[^1]: Ghi chú.", true);
        // Nothing would stand in its margins.
        check("Văn bản", "Một đoạn.", false);
        check("", "## Điều 1. Một\n\nChữ.\n\n## Điều 2. Hai\n\nChữ.", true);
        check("tin", "## Điều 1. Một\n\nChữ.", false);
        check("", "## Điều đáng nói\n\nChữ.\n\n## Điều đáng mừng\n\nChữ.", false);
    }
}
