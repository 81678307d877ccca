//! The page plan of an issue, and what the officer wishes of each story.
//!
//! A plan says which story stands where, as rectangles on a grid of units across and
//! baseline lines down. Making one is the business of `press`, saving it of `store`;
//! what a unit or a line measures is the design's.
//!
//! Invariants:
//! - A plan holds places, never words: a story that was edited keeps its module, and
//!   whether it still fits is asked of the sheets.
//! - With nothing wished, every story has [`Wish::default`].

use crate::ArticleId;
use std::collections::BTreeMap;
use std::ops::Range;

macro_rules! named {
    ($(#[$meta:meta])* $name:ident { $($(#[$note:meta])* $variant:ident $word:literal)* }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name {
            $($(#[$note])* $variant,)*
        }

        impl $name {
            /// Every one of them, in order.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// The stable name, in files and on the command line. Never reused.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// The one of this name.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.as_str() == name)
            }
        }
    };
}

named! {
    /// What a module holds.
    ModuleKind {
        /// The head of page 1.
        Masthead "masthead"
        /// The story that leads its page.
        Lead "lead"
        /// A story of weight below the lead.
        Major "major"
        /// An ordinary story.
        Normal "normal"
        /// A story of a few lines.
        Brief "brief"
        /// A story on tinted ground.
        Box "box"
        /// A story told by its photos.
        PhotoStory "photo_story"
        /// A notice or a table.
        Notice "notice"
        /// "In this issue".
        Index "index"
        /// The legal notice.
        Imprint "imprint"
        /// What fills a space that no story needs.
        Filler "filler"
    }
}

named! {
    /// How much weight a story has in its issue, the greatest first.
    Rank {
        /// Leads its page.
        Lead "lead"
        /// Stands out.
        Major "major"
        /// Ordinary.
        Normal "normal"
        /// A few lines.
        Brief "brief"
    }
}

named! {
    /// How large the photos of a story shall be.
    PhotoWish {
        /// No larger than need be.
        Small "small"
        /// As the page asks.
        Normal "normal"
        /// As large as the page allows.
        Large "large"
    }
}

/// What the officer says of a story. Nothing has to be said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Wish {
    /// Its weight; `None` leaves that to its place in the issue and its length.
    pub rank: Option<Rank>,
    /// It may wait for another issue when this one is full. Otherwise it must run.
    pub may_hold: bool,
    /// The page it begins on, counted from 1.
    pub page: Option<u32>,
    /// It may not continue on another page.
    pub whole: bool,
    /// How large its photos shall be.
    pub photos: PhotoWish,
    /// The only width allowed, in units of the grid.
    pub units: Option<u32>,
}

impl Default for Wish {
    fn default() -> Self {
        Self {
            rank: None,
            may_hold: false,
            page: None,
            whole: false,
            photos: PhotoWish::Normal,
            units: None,
        }
    }
}

/// The wishes of an issue. A story that is not here has [`Wish::default`].
pub type Wishes = BTreeMap<ArticleId, Wish>;

/// A rectangle of a page, on units × baseline lines.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Module {
    /// What stands in it.
    pub kind: ModuleKind,
    /// Whose story; `None` for the issue's own parts.
    pub article: Option<ArticleId>,
    /// 0 where the story begins, 1 for its continuation.
    pub part: u32,
    /// First unit, counted from 0 at the left of the live area.
    pub unit: u32,
    /// Units across.
    pub units: u32,
    /// First line, counted from 0 at the top of the live area.
    pub line: u32,
    /// Lines down.
    pub lines: u32,
    /// Columns of text the officer asked for; `None` leaves that to the press.
    pub legs: Option<u32>,
    /// The officer put it here: making the plan again leaves it.
    pub pinned: bool,
}

impl Module {
    /// The units it covers. Empty ones and those out of all bounds cover nothing more.
    pub fn across(&self) -> Range<u32> {
        self.unit..self.unit.saturating_add(self.units)
    }

    /// The lines it covers.
    pub fn down(&self) -> Range<u32> {
        self.line..self.line.saturating_add(self.lines)
    }

    /// Whether two modules of one page cover the same place.
    ///
    /// ```
    /// # use document::{Module, ModuleKind};
    /// let left = Module {
    ///     kind: ModuleKind::Normal, article: None, part: 0,
    ///     unit: 0, units: 4, line: 0, lines: 59, legs: None, pinned: false,
    /// };
    /// let right = Module { unit: 4, ..left.clone() };
    /// assert!(!left.overlaps(&right));
    /// assert!(left.overlaps(&Module { unit: 3, ..right }));
    /// ```
    pub fn overlaps(&self, other: &Self) -> bool {
        let meet = |a: Range<u32>, b: Range<u32>| a.start < b.end && b.start < a.end;
        meet(self.across(), other.across()) && meet(self.down(), other.down())
    }
}

/// Where everything of an issue stands.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct PagePlan {
    /// The modules of each page, in reading order.
    pub pages: Vec<Vec<Module>>,
}

impl PagePlan {
    /// Every module with its page, counted from 0.
    pub fn modules(&self) -> impl Iterator<Item = (usize, &Module)> {
        self.pages
            .iter()
            .enumerate()
            .flat_map(|(page, modules)| modules.iter().map(move |module| (page, module)))
    }

    /// The page an article begins on, counted from 0.
    pub fn page_of(&self, article: ArticleId) -> Option<usize> {
        self.modules()
            .filter(|(_, module)| module.article == Some(article))
            .min_by_key(|(page, module)| (module.part, *page))
            .map(|(page, _)| page)
    }

    /// The same pages with nothing on them but what the officer pinned.
    #[must_use]
    pub fn pinned(&self) -> Self {
        let keep = |modules: &Vec<Module>| {
            modules.iter().filter(|module| module.pinned).cloned().collect()
        };
        Self { pages: self.pages.iter().map(keep).collect() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn id(number: u128) -> ArticleId {
        format!("{number:032x}").parse().unwrap()
    }

    fn module(article: u128, part: u32, pinned: bool) -> Module {
        Module {
            kind: ModuleKind::Normal,
            article: Some(id(article)),
            part,
            unit: 0,
            units: 4,
            line: 10,
            lines: 20,
            legs: None,
            pinned,
        }
    }

    #[track_caller]
    fn check_overlap(unit: u32, units: u32, line: u32, lines: u32, expected: bool) {
        let here = module(1, 0, false);
        let there = Module { unit, units, line, lines, ..here.clone() };
        assert_eq!(here.overlaps(&there), expected);
        assert_eq!(there.overlaps(&here), expected);
    }

    #[test]
    fn modules_that_only_touch_do_not_overlap() {
        check_overlap(0, 4, 10, 20, true);
        check_overlap(4, 4, 10, 20, false);
        check_overlap(0, 4, 30, 5, false);
        check_overlap(0, 4, 0, 10, false);
        check_overlap(3, 1, 29, 1, true);
        check_overlap(0, 12, 0, 59, true);
        check_overlap(u32::MAX, u32::MAX, u32::MAX, u32::MAX, false);
    }

    #[test]
    fn a_story_begins_where_its_first_part_stands() {
        let pages = vec![vec![module(2, 1, false)], vec![module(2, 0, false)], vec![]];
        let plan = PagePlan { pages };
        assert_eq!(plan.page_of(id(2)), Some(1));
        assert_eq!(plan.page_of(id(3)), None);
    }

    #[test]
    fn what_is_not_pinned_leaves_its_page_empty() {
        let pages = vec![vec![module(1, 0, false), module(2, 0, true)], vec![]];
        let pinned = PagePlan { pages }.pinned();
        assert_eq!(pinned.pages, [vec![module(2, 0, true)], vec![]]);
    }

    #[test]
    fn every_name_is_read_again() {
        for kind in ModuleKind::ALL {
            assert_eq!(ModuleKind::from_name(kind.as_str()), Some(*kind));
        }
        assert_eq!(Rank::from_name("major"), Some(Rank::Major));
        assert_eq!(PhotoWish::from_name("huge"), None);
    }
}
