//! What stands on sheets, page by page, as the rules look at it.

use super::frame::{Area, Ground, PageFrames, Run};
use crate::design::Design;
use crate::plan::Grid;
use crate::sheets::{Part, Sheets};
use document::Trim;

/// Reads the pages of an issue that was set in this design on sheets of this size.
pub fn frames(sheets: &Sheets, design: &Design, trim: Trim) -> Vec<PageFrames> {
    let grid = design.measures(trim).grid;
    let page = |page: usize| PageFrames {
        grid: ground(&grid, page),
        blocks: sheets.blocks().iter().filter(|b| b.page == page).copied().collect(),
        lines: sheets.texts(page),
        runs: sheets
            .spots
            .iter()
            .filter(|spot| spot.page == page)
            .filter_map(|spot| match spot.part {
                Part::Body { block } => Some(Run {
                    article: spot.article,
                    block,
                    area: Area {
                        x: spot.x,
                        y: spot.y,
                        width: spot.width,
                        height: spot.height,
                    },
                }),
                _ => None,
            })
            .collect(),
    };
    (0..sheets.count()).map(page).collect()
}

/// The grid of a page, counted from 0, as the rules know it.
pub(crate) fn ground(grid: &Grid, page: usize) -> Ground {
    Ground {
        width: grid.width,
        height: grid.height,
        left: grid.left(page, 0),
        aside: grid.aside,
        top: grid.top,
        unit: grid.span(1),
        gutter: grid.gutter,
        units: grid.units,
        baseline: grid.baseline,
        lines: grid.lines,
        above: grid.above,
    }
}
