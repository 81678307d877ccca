//! The page plan: what stands where, in units and baseline lines.
//!
//! Knows nothing of Typst, fonts or pixels: stories come in as heights in lines, and
//! pages go out as items with a unit and a line. A page is cut into units across (twelve
//! on a tabloid, six on A5) and text runs in legs of a few of them. Everything is a whole
//! number of lines, so a plan is exact and quick to make again after each keystroke.
//!
//! Invariants:
//! - Every row and every figure of every story is in exactly one item.
//! - All parts of a story are set in one measure.
//! - The legs of one part of a story begin on one line; only the last may end early.
//! - Equal input gives an equal plan.

mod around;
mod compose;
mod cuts;
mod digest;
mod figure;
mod fill;
mod flow;
mod form;
mod gap;
mod grid;
mod heads;
mod issue;
mod job;
mod lay;
mod need;
mod page;
mod pins;
mod poster;
mod price;
mod saved;
mod setting;
mod top;
mod way;
mod wish;

pub(crate) use compose::{character, fitting, more, odd, others, plan};
pub(crate) use cuts::cuts;
pub(crate) use figure::FigureShape;
pub(crate) use gap::panels;
pub(crate) use grid::{Grid, Units};
pub(crate) use heads::{Headline, evened};
pub(crate) use job::{Class, Job, Kind, Layout, Module, Pin, Spare, Want};
pub(crate) use poster::{Poster, is_poster};
pub(crate) use saved::loose;
pub(crate) use wish::{Vain, relaxed, vain};

use std::collections::BTreeMap;

/// A row of a story's text: mostly one line.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct RowShape {
    /// Height in lines.
    pub(crate) lines: u32,
    /// Blank: it vanishes at the head and the foot of a leg.
    pub(crate) glue: bool,
    /// No break may come after it.
    pub(crate) stick: bool,
    /// Words that end in this row.
    pub(crate) words: u32,
    /// May be asked to go: running text, but not crossheads, tables, authors and notes.
    pub(crate) cut: bool,
}

/// The whole text of a story, set in one measure.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct TextShape {
    /// Line by line.
    pub(crate) rows: Vec<RowShape>,
    /// For each figure of the story, the row it belongs before.
    pub(crate) anchors: Vec<usize>,
}

impl TextShape {
    /// Height of all rows.
    pub(crate) fn lines(&self) -> u32 {
        self.rows.iter().map(|row| row.lines).sum()
    }
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
    /// In one leg, or over a short story.
    Small,
    /// Over a brief.
    Brief,
}

impl Step {
    /// The steps a headline is set in, with the widths in units it is set over.
    pub(crate) fn uses(grid: &Grid) -> Vec<(Self, u32)> {
        let (all, leg) = (grid.units, grid.leg);
        let mut uses = Vec::new();
        for width in grid.widths() {
            let full = width == all;
            let legs = width.is_multiple_of(leg);
            // Beside a leg of something else, or over all.
            if full || (legs && width + leg == all && width > leg) {
                uses.push((Self::Cover, width));
            }
            // Over one leg it stands beside a picture.
            if full || legs || Some(width) == grid.beside_digest() {
                uses.push((Self::Lead, width));
            }
            uses.push((Self::Head, width));
            if !full || all <= 2 * leg {
                uses.push((Self::Small, width));
            }
            if width < 2 * leg {
                uses.push((Self::Brief, width));
            }
        }
        uses
    }

    /// Blank lines between such a headline and what follows.
    pub(crate) fn gap(self) -> u32 {
        match self {
            Self::Cover | Self::Lead | Self::Head => 1,
            Self::Small | Self::Brief => 0,
        }
    }
}

/// What stands for a headline of this step over so many units.
///
/// A step that looks bad over a width is left out of it; then the next smaller one that
/// is there serves, or else the next larger. Nothing only when there is no headline.
pub(crate) fn nearest<T>(
    heads: &BTreeMap<(Step, u32), T>,
    step: Step,
    units: u32,
) -> Option<&T> {
    let of_width = |(key, head): (&(Step, u32), _)| (key.1 == units).then_some(head);
    let smaller = heads.range((step, 0)..).find_map(of_width);
    smaller.or_else(|| heads.range(..(step, 0)).rev().find_map(of_width))
}

/// How a headline is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HeadSize {
    /// Size of its type, in hundredths of a point.
    pub(crate) size: u32,
    /// In a light weight.
    pub(crate) light: bool,
}

/// A story, as far as the plan needs to know it. Heights are in lines.
#[derive(Debug, Clone, Default)]
pub(crate) struct StoryShape {
    /// Has a title, by which the index can name it.
    pub(crate) titled: bool,
    /// The headline, with the words above it, by step and units. Of every width at least
    /// one step is there, unless there is no headline.
    pub(crate) heads: BTreeMap<(Step, u32), u32>,
    /// How large they are set.
    pub(crate) sizes: BTreeMap<(Step, u32), HeadSize>,
    /// The opening paragraph by units; empty when there is none.
    pub(crate) lead: BTreeMap<u32, u32>,
    /// The text by its measure in units.
    pub(crate) text: BTreeMap<u32, TextShape>,
    /// Its pictures and the words set apart, in reading order.
    pub(crate) figures: Vec<FigureShape>,
    /// The figure that stands on page 1 already, by itself.
    pub(crate) shown: Option<usize>,
    /// "Continued from page …" with the words under it, by units.
    pub(crate) onward: BTreeMap<u32, u32>,
}

impl StoryShape {
    /// Whether it is nothing but words on a ground of their own, and who wrote them.
    pub(crate) fn is_box(&self) -> bool {
        let runs = |text: &TextShape| text.rows.iter().any(|row| row.cut);
        let boxed = |figure: &FigureShape| figure.boxed;
        !self.figures.is_empty()
            && self.figures.iter().all(boxed)
            && !self.text.values().any(runs)
    }

    /// Whether there is nothing to set.
    pub(crate) fn is_empty(&self) -> bool {
        let nothing = |lines: &u32| *lines == 0;
        self.heads.values().all(nothing)
            && self.lead.values().all(nothing)
            && self.text.values().all(|text| text.rows.is_empty())
            && self.figures.is_empty()
    }
}

/// The issue's own parts.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Fixed {
    /// Lines of the masthead, with the space below it.
    pub(crate) masthead: u32,
    /// Lines of the imprint; 0 when no field is filled.
    pub(crate) imprint: u32,
}

/// What an item is.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Part {
    /// The head of page 1.
    Masthead,
    /// The picture of a story over the whole of page 1, with its caption; the story's
    /// headline stands above it, with the name of the bulletin.
    Poster {
        /// The story, which begins inside.
        story: usize,
        /// Which of its figures.
        figure: usize,
        /// Lines of the picture alone.
        picture: u32,
    },
    /// "In this issue". As high and wide as it is, it lists what it has room for.
    Index,
    /// The legal notice at the foot of the last page.
    Imprint,
    /// A headline with the words above it.
    Head(Step),
    /// The opening paragraph.
    Lead,
    /// A leg of text.
    Leg {
        /// Its width in units: the text that is set in this measure.
        measure: u32,
        /// What stands in it, from above.
        pieces: Vec<Piece>,
    },
    /// A picture with its caption.
    Figure {
        /// Which of the story's.
        index: usize,
        /// Lines of the picture alone; 0 when only the caption stands.
        picture: u32,
    },
    /// "Continued on page …", the last line of a part; pages count from 1.
    Jump(u32),
    /// "Continued from page …", with words under it, above all legs of a part.
    Onward(u32),
    /// House words that fill a gap.
    Filler,
    /// A rule above a story.
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
    /// First unit.
    pub(crate) unit: u32,
    /// Units across.
    pub(crate) units: u32,
    /// First line.
    pub(crate) line: u32,
    /// Lines down.
    pub(crate) lines: u32,
}

/// A run of a leg.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Rows `from..to` of the story's text.
    Rows {
        /// First row.
        from: usize,
        /// Row after the last.
        to: usize,
    },
    /// A figure in the column; its picture takes so many lines.
    Figure {
        /// Which of the story's.
        index: usize,
        /// Lines of the picture alone.
        picture: u32,
        /// Lines of all, with the blank line below.
        lines: u32,
    },
}

/// The plan of an issue.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct Plan {
    /// The items of each page, in reading order.
    pub(crate) pages: Vec<Vec<Item>>,
    /// The rectangles they stand in.
    pub(crate) modules: Vec<Vec<Module>>,
    /// Text lines that did not fit the pages wanted; 0 when all is well.
    pub(crate) excess: u32,
    /// Pages asked for.
    pub(crate) asked: Option<usize>,
    /// How stories fit their rectangles.
    pub(crate) spare: Spare,
    /// Stories that wait for another issue.
    pub(crate) held: Vec<usize>,
}

#[cfg(test)]
mod tests;
