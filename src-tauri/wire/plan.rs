//! The page plan as the interface sees it: modules, proposals, wishes.

use super::Changes;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A rectangle of the page plan, on units and lines.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct ModuleView {
    pub(crate) article: Option<String>,
    #[ts(type = "ModuleKind")]
    pub(crate) kind: &'static str,
    pub(crate) part: u32,
    pub(crate) unit: u32,
    pub(crate) units: u32,
    pub(crate) line: u32,
    pub(crate) lines: u32,
    pub(crate) legs: Option<u32>,
    /// Columns of text as they stand, asked for or not.
    pub(crate) columns: usize,
    pub(crate) pinned: bool,
}

impl ModuleView {
    fn new(module: &document::Module, page: usize, blocks: &[desk::Block]) -> Self {
        let legs = blocks.iter().filter(|block| {
            (block.page, block.kind) == (page, desk::BlockKind::Leg)
                && block.article == module.article
        });
        let mut lefts: Vec<i64> = legs.map(|leg| leg.x.0.round() as i64).collect();
        lefts.sort_unstable();
        lefts.dedup();
        Self {
            columns: lefts.len(),
            article: module.article.map(|id| id.to_string()),
            kind: module.kind.as_str(),
            part: module.part,
            unit: module.unit,
            units: module.units,
            line: module.line,
            lines: module.lines,
            legs: module.legs,
            pinned: module.pinned,
        }
    }
}

/// The modules of every page of a plan that looks like this.
pub(crate) fn module_views(
    plan: &document::PagePlan,
    blocks: &[desk::Block],
) -> Vec<Vec<ModuleView>> {
    let page = |(page, modules): (usize, &Vec<document::Module>)| {
        modules.iter().map(|module| ModuleView::new(module, page, blocks)).collect()
    };
    plan.pages.iter().enumerate().map(page).collect()
}

/// A rectangle a reader sees, in points from the upper left corner of the sheet.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ShapeView {
    #[ts(type = "ShapeKind")]
    pub(crate) kind: &'static str,
    pub(crate) x: f64,
    pub(crate) y: f64,
    pub(crate) w: f64,
    pub(crate) h: f64,
}

impl From<&desk::Block> for ShapeView {
    fn from(block: &desk::Block) -> Self {
        use desk::BlockKind;
        let kind = match block.kind {
            BlockKind::Masthead => "masthead",
            BlockKind::Head { .. } => "head",
            BlockKind::Lead => "lead",
            BlockKind::Leg => "leg",
            BlockKind::Picture { .. } => "photo",
            BlockKind::Caption => "caption",
            BlockKind::Rule | BlockKind::Hair => "rule",
            BlockKind::Aside | BlockKind::Index => "box",
            BlockKind::Filler => "filler",
            _ => "small",
        };
        let [x, y, w, h] = [block.x, block.y, block.width, block.height].map(|at| at.0);
        Self { kind, x, y, w, h }
    }
}

/// The grid of a page, in points from the upper left corner of the sheet.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub(crate) struct GridView {
    pub(crate) units: u32,
    pub(crate) lines: u32,
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) unit: f64,
    pub(crate) gutter: f64,
    pub(crate) baseline: f64,
}

impl From<desk::PageGrid> for GridView {
    fn from(grid: desk::PageGrid) -> Self {
        Self {
            units: grid.units,
            lines: grid.lines,
            left: grid.left.0,
            top: grid.top.0,
            unit: grid.unit.0,
            gutter: grid.gutter.0,
            baseline: grid.baseline.0,
        }
    }
}

/// How much room a story has left; below 0 what is over.
#[derive(Debug, Clone, Serialize, TS)]
pub(crate) struct FitView {
    pub(crate) article: String,
    pub(crate) lines: i32,
    pub(crate) words: i32,
}

impl From<desk::Fit> for FitView {
    fn from(fit: desk::Fit) -> Self {
        let desk::Fit { article, lines, words } = fit;
        Self { article: article.to_string(), lines, words }
    }
}

/// What stands where on the sheets.
#[derive(Debug, Default, Serialize, TS)]
pub(crate) struct PlanView {
    pub(crate) saved: bool,
    pub(crate) pages: Vec<Vec<ModuleView>>,
    pub(crate) grids: Vec<GridView>,
    pub(crate) fits: Vec<FitView>,
}

/// Where a module is after a hand was laid on it.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "Moved")]
pub(crate) struct MovedView {
    pub(crate) page: usize,
    pub(crate) index: usize,
    pub(crate) changes: Changes,
}

/// Where a module shall stand; pages count from 1.
#[derive(Debug, Clone, Copy, Deserialize, TS)]
pub(crate) struct Placed {
    pub(crate) page: usize,
    pub(crate) unit: u32,
    pub(crate) units: u32,
    pub(crate) line: u32,
    pub(crate) lines: u32,
}

/// How far long work is.
#[derive(Debug, Clone, Copy, Serialize, TS)]
pub(crate) struct Progressed {
    pub(crate) done: usize,
    pub(crate) total: usize,
}

/// One way to lay out the issue.
#[derive(Debug, Serialize, TS)]
pub(crate) struct ProposalView {
    pub(crate) filled: f64,
    pub(crate) photos: f64,
    pub(crate) balance: f64,
    pub(crate) continued: u32,
    pub(crate) score: u32,
    pub(crate) pages: Vec<Vec<ModuleView>>,
    /// What a reader will see, page by page.
    pub(crate) shapes: Vec<Vec<ShapeView>>,
}

/// Proposals, or what to cut so that there are some.
#[derive(Debug, Serialize, TS)]
pub(crate) struct CompositionView {
    pub(crate) pages: u32,
    pub(crate) proposals: Vec<ProposalView>,
    pub(crate) advice: Vec<String>,
}

/// What composing the rest came to; with `advice` nothing was changed.
#[derive(Debug, Serialize, TS)]
#[ts(rename = "Recomposed")]
pub(crate) struct RecomposedView {
    pub(crate) advice: Vec<String>,
    pub(crate) changes: Changes,
}

/// What the officer says of a story.
#[derive(Debug, Serialize, TS)]
pub(crate) struct WishView {
    #[ts(type = "Rank | null")]
    pub(crate) rank: Option<&'static str>,
    pub(crate) hold: bool,
    pub(crate) page: Option<u32>,
    pub(crate) whole: bool,
    #[ts(type = "PhotoWish")]
    pub(crate) photos: &'static str,
    pub(crate) units: Option<u32>,
}

impl From<document::Wish> for WishView {
    fn from(wish: document::Wish) -> Self {
        Self {
            rank: wish.rank.map(document::Rank::as_str),
            hold: wish.may_hold,
            page: wish.page,
            whole: wish.whole,
            photos: wish.photos.as_str(),
            units: wish.units,
        }
    }
}
