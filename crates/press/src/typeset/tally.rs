//! Numbers set large, with a few words below each: a box that is a list of figures.
//!
//! `**3.270** sinh viên …` says that the number is what counts. A box whose items all
//! begin so is no text but a picture made of type: no tint, hairlines between the items,
//! and in a wide room the items stand side by side.

use super::flow::{Beside, Flow, Flower};
use super::rows::{self, Items};
use crate::error::PressError;
use document::{Block, Inline, body};
use std::collections::BTreeMap;
use typst::foundations::{Content, IntoValue};
use typst::layout::{Abs, Frame, FrameItem, Point};
use typst::syntax::Span;
use typst::visualize::{FixedStroke, Geometry};

/// Letters of the longest number that is set large.
const LONGEST: usize = 14;
/// Width of a letter of a number, in em of the light serif.
const LETTER: f64 = 0.56;
/// Numbers that would have to be smaller than this share of their size stay in the text.
const LEAST: f64 = 0.45;
/// Space between a hairline and the number below it, in points.
const AIR: f64 = 15.0;

/// A box that is a list of figures.
pub(super) struct Tally<'e> {
    title: Option<&'e Block>,
    entries: Vec<Entry<'e>>,
}

struct Entry<'e> {
    number: &'e [Inline],
    words: &'e [Inline],
    letters: usize,
}

impl<'e> Tally<'e> {
    /// Reads a box as a list of figures: a title, if there is one, then one list of at
    /// least two items that each begin with a bold number.
    pub(super) fn of(blocks: &'e [Block]) -> Option<Self> {
        let (title, list) = match blocks {
            [title @ Block::Heading { .. }, list] => (Some(title), list),
            [list] => (None, list),
            _ => return None,
        };
        let Block::List { start: None, items, .. } = list else { return None };
        let entries: Option<Vec<_>> = items.iter().map(|item| Entry::of(item)).collect();
        entries.filter(|entries| entries.len() > 1).map(|entries| Self { title, entries })
    }
}

impl<'e> Entry<'e> {
    fn of(item: &'e [Block]) -> Option<Self> {
        let [Block::Paragraph(text)] = item else { return None };
        let (Inline::Strong(number), words) = text.split_first()? else { return None };
        let letters = body::plain_text(number);
        let letters = letters.trim();
        let digits = letters.trim_start_matches(['+', '-', '−', '±', '≈', '~', '>', '<']);
        let counts = digits.starts_with(|c: char| c.is_ascii_digit())
            && letters.chars().count() <= LONGEST;
        let says = !body::plain_text(words).trim().is_empty();
        (counts && says).then(|| Self { number, words, letters: letters.chars().count() })
    }
}

impl<'e> Flower<'_, '_, 'e> {
    /// Sets the figures beside the text. Says whether it could.
    pub(super) fn tally(&mut self, tally: &Tally<'e>) -> Result<bool, PressError> {
        let setter = self.setter;
        let grid = setter.styles.measures.grid;
        let size = setter.styles.measures.size("big_number");
        let longest = tally.entries.iter().map(|entry| entry.letters).max();
        let room = grid.span(grid.leg) / (LETTER * longest.unwrap_or(1) as f64);
        if room < size * LEAST {
            return Ok(false);
        }
        // All of one size, so that they can be compared.
        let size = size.min(room);
        let high = ((0.67 * size + AIR) / grid.baseline).ceil();
        let widths = grid.widths();
        let key = self.next_key();
        let mut inner = Flower {
            block: self.block,
            level: self.level,
            top: self.top,
            tint: true,
            ..Flower::new(setter, &widths, key, true)
        };
        if let Some(title) = tally.title {
            inner.put(title)?;
        }
        self.level = inner.level;
        let Flow { measures, asides, skipped, .. } = inner.flow;
        self.flow.skipped.extend(skipped);
        let anchors = self.ends();
        let own = asides.into_iter();
        self.flow.asides.extend(
            own.map(|aside| super::flow::Aside { anchors: anchors.clone(), ..aside }),
        );
        let mut contents = Vec::new();
        for entry in &tally.entries {
            self.pictures(entry.words);
            let number = setter.heads(entry.number)?.into_value();
            let words = setter.inlines(&trimmed(entry.words))?.into_value();
            let measures = [size, high * grid.baseline].map(|l| Abs::pt(l).into_value());
            let arguments = [number, words].into_iter().chain(measures);
            let arguments = arguments.chain([setter.lang()]);
            contents.push((setter.styles.call("tally", arguments)?, self.next_key()));
        }
        let mut frames = BTreeMap::new();
        for measure in measures {
            let title: Vec<_> = measure.rows.into_iter().collect();
            let (mut items, mut y) = (Items::new(), 0.0);
            for row in title {
                let down = Point::with_y(Abs::pt(y));
                let own = row.items.iter();
                items.extend(own.map(|(at, item)| (*at + down, item.clone())));
                y += f64::from(row.shape.lines) * grid.baseline;
            }
            let columns = (grid.abreast(measure.units) as usize).min(contents.len());
            let frame = self.entries(&contents, columns, measure.width, (items, y))?;
            frames.insert(measure.units, frame);
        }
        self.aside(Beside::Words(frames));
        Ok(true)
    }

    /// The entries in so many columns below what stands there already.
    fn entries(
        &self,
        contents: &[(Content, u128)],
        columns: usize,
        width: f64,
        (mut items, mut y): (Items, f64),
    ) -> Result<Frame, PressError> {
        let grid = self.setter.styles.measures.grid;
        let gaps = (columns - 1) as f64 * grid.gutter;
        let column = (width - gaps) / columns as f64;
        let hair = FixedStroke::from_pair(self.colour("hair"), Abs::pt(0.35));
        for row in contents.chunks(columns) {
            let mut lines = 0;
            for (place, (content, key)) in row.iter().enumerate() {
                let x = place as f64 * (column + grid.gutter);
                let line = Geometry::Line(Point::with_x(Abs::pt(column)));
                let above = Point::new(Abs::pt(x), Abs::pt(y + grid.baseline * 0.5));
                let line = line.stroked(hair.clone());
                items.push((above, FrameItem::Shape(line, Span::detached())));
                let frame = self.setter.styles.lay(content, column, *key)?;
                lines = lines.max(grid.lines_of(frame.height().to_pt()));
                let to = Point::new(Abs::pt(x), Abs::pt(y));
                let own = rows::flatten(&frame).into_iter();
                items.extend(own.map(|(at, item)| (at + to, item)));
            }
            y += f64::from(lines) * grid.baseline;
        }
        Ok(rows::frame(items, width, y))
    }
}

/// Words without the space before them.
fn trimmed(words: &[Inline]) -> Vec<Inline> {
    let mut words = words.to_vec();
    if let Some(Inline::Text(text)) = words.first_mut() {
        *text = text.trim_start().to_owned();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&[&str]>) {
        let body = body::parse(text).0;
        let found = Tally::of(&body.blocks);
        let numbers = found.map(|tally| {
            let entries = tally.entries.iter();
            entries.map(|entry| body::plain_text(entry.number)).collect::<Vec<_>>()
        });
        let expected = expected.map(|all| all.iter().map(|n| (*n).to_owned()).collect());
        assert_eq!(numbers, expected, "{text}");
    }

    #[test]
    fn a_list_of_bold_numbers_is_a_tally() {
        check("- **15** năm\n- **3.270** sinh viên", Some(&["15", "3.270"]));
        check("### Qua con số\n\n- **+7 %** thu\n- **500+** em", Some(&["+7 %", "500+"]));
    }

    #[test]
    fn anything_else_is_a_box() {
        check("- **15** năm", None);
        check("- **15** năm\n- hai sinh viên", None);
        check("- **Mười lăm** năm\n- **3.270** sinh viên", None);
        check("- **15**\n- **16**", None);
        check("1. **15** năm\n2. **16** năm", None);
        check("Đoạn.\n\n- **15** năm\n- **16** năm", None);
        check("- **1.234.567.890 đồng** thu\n- **16** năm", None);
    }
}
