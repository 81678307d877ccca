//! The page plan: what stands where, in columns and baseline lines.
//!
//! Knows nothing of Typst, fonts or pixels: stories come in as heights in lines, and
//! pages go out as items with a column and a line. Everything is a whole number of
//! lines, so a plan is exact and quick to make again after each keystroke.
//!
//! Invariants:
//! - Every row and every figure of every story is in exactly one item.
//! - The legs of one part of a story begin on one line; only the last may end early.
//! - Equal input gives an equal plan.

mod choose;
mod figure;
mod fill;
mod grow;
mod issue;
mod page;

pub(crate) use choose::plan;
pub(crate) use figure::FigureShape;
pub(crate) use fill::Piece;

use std::collections::BTreeMap;

/// The grid of one page size, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Grid {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// From the edge to line 0.
    pub(crate) top: f64,
    pub(crate) inner: f64,
    pub(crate) outer: f64,
    /// Left and right margin of page 1.
    pub(crate) cover_side: f64,
    pub(crate) gutter: f64,
    /// Text columns across the page.
    pub(crate) columns: u32,
    /// Height of a line.
    pub(crate) baseline: f64,
    /// Lines on a page.
    pub(crate) lines: u32,
    /// From the top of a line to its baseline.
    pub(crate) above: f64,
    /// From the baseline to the end of the line.
    pub(crate) below: f64,
    /// From the top of a line to the capitals of body text, where pictures hang.
    pub(crate) hang: f64,
}

impl Grid {
    /// Width of the live area.
    fn live(&self) -> f64 {
        self.width - self.inner - self.outer
    }

    /// Width of `columns` columns with the gutters between them.
    pub(crate) fn span(&self, columns: u32) -> f64 {
        let all = f64::from(self.columns);
        let one = (self.live() - (all - 1.0) * self.gutter) / all;
        f64::from(columns) * one + f64::from(columns.saturating_sub(1)) * self.gutter
    }

    /// Left edge of a column; `page` counts from 0 and even ones are right-hand pages.
    pub(crate) fn left(&self, page: usize, column: u32) -> f64 {
        let margin = match page {
            0 => (self.width - self.live()) / 2.0,
            page if page % 2 == 1 => self.outer,
            _ => self.inner,
        };
        margin + f64::from(column) * (self.span(1) + self.gutter)
    }

    /// Top of a line.
    pub(crate) fn y(&self, line: u32) -> f64 {
        self.top + f64::from(line) * self.baseline
    }

    /// Height of a picture that takes `lines`: it hangs from the capitals of its first
    /// line and stands on the baseline of its last.
    pub(crate) fn picture_height(&self, lines: u32) -> f64 {
        f64::from(lines) * self.baseline - self.hang - self.below
    }

    /// Lines that a height takes, rounded up.
    pub(crate) fn lines_of(&self, height: f64) -> u32 {
        (height / self.baseline - 0.01).ceil().max(0.0) as u32
    }
}

/// A row of a story's text: mostly one line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct RowShape {
    /// Height in lines.
    pub(crate) lines: u32,
    /// Blank: it vanishes at the head and the foot of a leg.
    pub(crate) glue: bool,
    /// No break may come after it.
    pub(crate) stick: bool,
}

/// How large a headline is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Step {
    /// On page 1.
    Cover,
    /// The first story of an inner page.
    Lead,
    /// Stories below.
    Head,
    /// In one column, or over a short story.
    Small,
    /// Over a brief.
    Brief,
}

impl Step {
    /// The steps a story may need, with the columns they are set over.
    pub(crate) fn uses(columns: u32, leads: bool) -> Vec<(Self, u32)> {
        let mut uses = vec![(Self::Small, 1), (Self::Brief, 1)];
        if columns >= 2 {
            uses.push((Self::Head, columns));
            uses.push((Self::Small, columns - 1));
            uses.push((Self::Lead, columns));
            uses.push((Self::Head, 1));
        }
        if columns == 1 {
            uses.extend([(Self::Lead, 1), (Self::Head, 1)]);
        }
        if columns >= 3 {
            uses.push((Self::Head, columns - 1));
        }
        if leads {
            uses.push((Self::Cover, columns));
        }
        uses.sort_unstable();
        uses.dedup();
        uses
    }

    /// Blank lines between such a headline and what follows.
    fn gap(self) -> u32 {
        match self {
            Self::Cover | Self::Lead | Self::Head => 1,
            Self::Small | Self::Brief => 0,
        }
    }
}

/// A story, as far as the plan needs to know it.
#[derive(Debug, Clone, Default)]
pub(crate) struct StoryShape {
    /// Has a title, by which the index can name it.
    pub(crate) titled: bool,
    /// Lines of the headline, with the words above it, by step and columns.
    pub(crate) heads: BTreeMap<(Step, u32), u32>,
    /// Lines of the opening paragraph over 1, 2, … columns; empty when there is none.
    pub(crate) lead: Vec<u32>,
    /// The text, set in one column.
    pub(crate) rows: Vec<RowShape>,
    /// Its pictures, in reading order.
    pub(crate) figures: Vec<FigureShape>,
}

impl StoryShape {
    fn text_lines(&self) -> u32 {
        self.rows.iter().map(|row| row.lines).sum()
    }

    /// Lines of the headline with the gap below it.
    fn head(&self, step: Step, columns: u32) -> u32 {
        match self.heads.get(&(step, columns)).copied().unwrap_or(0) {
            0 => 0,
            head => head + step.gap(),
        }
    }

    /// Lines of the opening paragraph with the gap below it.
    fn lead(&self, columns: u32) -> u32 {
        match self.lead.get(columns as usize - 1).copied().unwrap_or(0) {
            0 => 0,
            lines => lines + u32::from(!self.rows.is_empty()),
        }
    }
}

/// The issue's own parts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Fixed {
    /// Lines of the masthead, with the space below it.
    pub(crate) masthead: u32,
    /// Lines of the imprint; 0 when no field is filled.
    pub(crate) imprint: u32,
    /// Pages wanted.
    pub(crate) pages: Option<u32>,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// The head of page 1.
    Masthead,
    /// "In this issue".
    Index,
    /// The legal notice at the foot of the last page.
    Imprint,
    /// A headline with the words above it.
    Head(Step),
    /// The opening paragraph.
    Lead,
    /// A column of text.
    Leg(Vec<Piece>),
    /// A picture with its caption.
    Figure {
        /// Which of the story's.
        index: usize,
        /// Lines of the picture alone; 0 when only the caption stands.
        picture: u32,
    },
    /// "Continued on page …"; pages count from 1.
    Jump(u32),
    /// "Continued from page …".
    Onward(u32),
    /// A rule across the columns above a story.
    Rule,
    /// A hairline in the gutter left of a story.
    Hair,
}

/// Something that stands on a page.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Item {
    /// The story it belongs to.
    pub(crate) story: Option<usize>,
    pub(crate) part: Part,
    /// First column.
    pub(crate) column: u32,
    /// Columns across.
    pub(crate) columns: u32,
    /// First line.
    pub(crate) line: u32,
    /// Lines down.
    pub(crate) lines: u32,
}

impl Item {
    fn end(&self) -> u32 {
        self.line + self.lines
    }
}

/// The plan of an issue.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Plan {
    /// The items of each page, in reading order.
    pub(crate) pages: Vec<Vec<Item>>,
    /// Text lines that did not fit the pages wanted; 0 when all is well.
    pub(crate) excess: u32,
}

#[cfg(test)]
mod tests;
