//! What is composed, and what comes out.

use super::fill::Cursor;
use super::{Fixed, Grid, Item, Poster, StoryShape};
use std::collections::BTreeMap;

/// More than any plan costs.
pub(super) const INFEASIBLE: u32 = 1 << 28;

/// How a story counts among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Lead,
    Major,
    Normal,
    Brief,
}

/// What the officer says of a story.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Want {
    /// How it counts; found from its length and place when nothing is said.
    pub(crate) class: Option<Class>,
    /// May not go on on another page.
    pub(crate) whole: bool,
    /// May be left out.
    pub(crate) may_hold: bool,
    /// The page it must begin on, counted from 0.
    pub(crate) page: Option<usize>,
    /// The only width it may have, in units.
    pub(crate) units: Option<u32>,
    /// The only number of legs it may have.
    pub(crate) legs: Option<u32>,
    /// Height of its pictures against their natural height.
    pub(crate) scale: f64,
}

impl Default for Want {
    fn default() -> Self {
        Self {
            class: None,
            whole: false,
            may_hold: false,
            page: None,
            units: None,
            legs: None,
            scale: 1.0,
        }
    }
}

/// A story, or what is left of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Portion {
    pub(super) story: usize,
    pub(super) cursor: Cursor,
    /// Units of its legs once it has begun, else 0.
    pub(super) measure: u32,
    /// How many parts of it stand on earlier pages.
    pub(super) part: u32,
}

impl Portion {
    /// Whether its beginning stands on an earlier page.
    pub(super) fn begun(&self) -> bool {
        self.part > 0
    }
}

/// An issue to be composed.
#[derive(Clone, Copy)]
pub(crate) struct Job<'a> {
    pub(crate) grid: &'a Grid,
    pub(crate) stories: &'a [StoryShape],
    /// One for each story.
    pub(crate) wants: &'a [Want],
    pub(crate) fixed: Fixed,
    pub(crate) pages: usize,
    /// Whether page 1 shall say what else the issue has.
    pub(crate) index: bool,
    /// How much of page 1 its largest picture shall take, in ten thousandths of the live
    /// area.
    pub(crate) cover: u32,
    /// What a poster on page 1 takes, where the design has one and the first story a
    /// picture for it.
    pub(crate) poster: Option<Poster>,
    /// Stories that no form can hold: they stand on pages of their own, at the end.
    pub(crate) apart: &'a [usize],
    /// What stays where it is, by page.
    pub(crate) pins: &'a [Vec<Pin>],
    /// The first pages, when they are to stay as they are.
    pub(crate) kept: &'a [Vec<Module>],
}

/// A story that stays where the officer put it, in units and lines of the live area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Pin {
    pub(crate) story: usize,
    pub(crate) unit: u32,
    pub(crate) units: u32,
    pub(crate) line: u32,
    pub(crate) lines: u32,
}

impl Job<'_> {
    /// The pins of a page.
    pub(super) fn pins(&self, page: usize) -> &[Pin] {
        self.pins.get(page).map_or(&[], Vec::as_slice)
    }

    /// The page a story is bound to.
    pub(super) fn bound(&self, story: usize) -> Option<usize> {
        let pinned = |pins: &Vec<Pin>| pins.iter().any(|pin| pin.story == story);
        self.pins.iter().position(pinned).or(self.wants[story].page)
    }

    /// The first line of a page that stories may use.
    pub(super) fn head(&self, page: usize) -> u32 {
        match self.poster {
            _ if page > 0 => 0,
            Some(poster) => poster.foot(),
            None => self.fixed.masthead,
        }
    }

    /// The first page that stories may use.
    pub(super) fn front(&self) -> usize {
        usize::from(self.poster.is_some())
    }

    /// The line below the last that stories may use.
    pub(super) fn foot(&self, page: usize) -> u32 {
        match self.fixed.imprint {
            lines if page + 1 == self.pages && lines > 0 => {
                self.grid.lines.saturating_sub(lines + 1)
            }
            _ => self.grid.lines,
        }
    }
}

/// What stands in a rectangle of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Story {
        story: usize,
        /// 0 where it begins, 1 where it goes on, 2 where it goes on from there.
        part: u32,
    },
    Index,
    Filler,
}

/// A rectangle of the plan, in units and lines of the live area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Module {
    pub(crate) kind: Kind,
    pub(crate) unit: u32,
    pub(crate) units: u32,
    pub(crate) line: u32,
    pub(crate) lines: u32,
}

/// A composed issue.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) modules: Vec<Vec<Module>>,
    pub(crate) items: Vec<Vec<Item>>,
    /// Penalty points of the make-up rules, as the solver sees them.
    pub(crate) cost: u32,
    pub(crate) jumps: u32,
    /// Stories left out.
    pub(crate) held: Vec<usize>,
}

/// How stories fit their rectangles: leg lines left, below 0 those that are over.
pub(crate) type Spare = BTreeMap<usize, i32>;
