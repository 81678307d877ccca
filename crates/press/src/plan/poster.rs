//! Page 1 as a poster: the name and the headline of the first story with its picture, as
//! large as the page allows, and what else the issue has at the foot.
//!
//! No story stands on it, so all begin inside, the first one on page 2. Its picture is
//! on the poster and nowhere else. A plan keeps no word of it: page 1 of a saved plan is
//! a poster when nothing but the index stands there, over the whole width, or nothing at
//! all where the index has a column of its own.

use super::job::{Job, Kind, Module};
use super::page::{Piece, Tile, What, Window};
use super::setting::Filled;
use super::{Grid, Item, Part};
use std::rc::Rc;

/// Fewest pages of an issue that has one of them to spare.
const FEWEST: usize = 4;

/// What a poster takes of page 1, in lines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct Poster {
    /// The story whose picture it shows.
    pub(crate) story: usize,
    /// Which of its figures.
    pub(crate) figure: usize,
    /// What stands above the picture, from the top of the grid.
    pub(crate) label: u32,
    /// The picture alone.
    pub(crate) picture: u32,
    /// The words below it.
    pub(crate) caption: u32,
    /// The headline below them; 0 where it stands above the picture.
    pub(crate) head: u32,
    /// What else the issue has, at the foot; 0 where that has a column of its own.
    pub(crate) index: u32,
}

impl Poster {
    /// Line of the index.
    pub(crate) fn foot(self) -> u32 {
        self.label + self.picture + self.caption + self.head + 1
    }

    /// The picture with the words on the label.
    pub(super) fn item(self, units: u32) -> Item {
        let Self { story, figure, label, picture, caption, head, .. } = self;
        let part = Part::Poster { story, figure, picture };
        let lines = picture + caption + head;
        Item { story: None, part, unit: 0, units, line: label, lines }
    }

    /// The place of the index.
    pub(super) fn module(self, units: u32) -> Module {
        let (line, lines) = (self.foot(), self.index);
        Module { kind: Kind::Index, unit: 0, units, line, lines }
    }

    /// Page 1 of a solution.
    pub(super) fn page(self, units: u32) -> Filled {
        let window = Window { pieces: vec![Piece::Index], cover: true };
        let what = What::Piece { index: 0, lead: false, rail: false };
        let tile = Tile { what, unit: 0, units, line: 0, lines: self.index };
        let tiles = if self.index > 0 { vec![tile] } else { Vec::new() };
        Filled { window: Rc::new(window), tiles }
    }
}

/// Whether page 1 of a plan is a poster.
pub(crate) fn is_poster(modules: &[Vec<Module>], grid: &Grid) -> bool {
    let wide = |module: &Module| module.kind == Kind::Index && module.units == grid.units;
    let alone = || match &modules[0][..] {
        [] => grid.aside > 0.0,
        [only] => wide(only),
        _ => false,
    };
    modules.len() >= FEWEST && alone()
}

/// Calls `then` with the job of an issue whose page 1 is a poster, if `wanted` and there
/// can be one, or else without.
pub(super) fn posted<T>(
    job: &Job<'_>,
    wanted: bool,
    then: impl FnOnce(&Job<'_>) -> T,
) -> T {
    let Some(poster) = job.poster.filter(|poster| wanted && may_stand(job, *poster))
    else {
        return then(&Job { poster: None, ..*job });
    };
    let mut stories = job.stories.to_vec();
    stories[poster.story].shown = Some(poster.figure);
    then(&Job { stories: &stories, index: false, cover: 0, ..*job })
}

/// Whether page 1 is free: nothing is bound to it, and the story runs.
pub(super) fn may_stand(job: &Job<'_>, poster: Poster) -> bool {
    job.pages >= FEWEST
        && !job.wants[poster.story].may_hold
        && !job.apart.contains(&poster.story)
        && (0..job.stories.len()).all(|story| job.bound(story) != Some(0))
}
