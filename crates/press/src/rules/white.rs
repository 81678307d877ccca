//! White: how much of a page is empty, and where (rules 15, 24 and 25).

use super::frame::{Area, Sheet};
use super::module::{covered, modules};
use super::{PageFrames, Report, Rule};
use crate::block::BlockKind;

/// White of this many lines by a column is no gap any more.
const WHITE_LINES: usize = 4;
/// Share of the live area that may be empty.
const EMPTY: f64 = 0.03;

pub(super) fn check(sheet: &Sheet<'_>, report: &mut Report) {
    trapped(sheet, report);
    empty(sheet, report);
    balance(sheet, report);
}

/// The share of a page's live area that nothing uses: neither a story, the masthead,
/// the index and the imprint, each as the rectangle it fills, nor the one blank line
/// between two of them. House words that fill a gap are no use of it.
pub fn unused_area(page: &PageFrames) -> f64 {
    // The index page counts as an inner one unless it has a masthead.
    let cover = page.blocks.iter().any(|block| block.kind == BlockKind::Masthead);
    unused(&Sheet::new(usize::from(!cover), page))
}

fn unused(sheet: &Sheet<'_>) -> f64 {
    let modules = modules(sheet);
    let (units, lines) = (sheet.grid.units as i32, sheet.grid.lines as i32);
    let used = |unit: i32, line: i32| covered(&modules, unit, line).is_some();
    let mut empty = 0;
    for unit in 0..units {
        for line in 0..lines {
            let free = match covered(&modules, unit, line) {
                Some(module) => module.filler,
                // The first line of a gap is what parts two modules.
                None => {
                    let mut below = line + 1..lines;
                    !(used(unit, line - 1) && below.any(|line| used(unit, line)))
                }
            };
            empty += i32::from(free);
        }
    }
    f64::from(empty) / f64::from((units * lines).max(1))
}

/// Rule 25.
fn empty(sheet: &Sheet<'_>, report: &mut Report) {
    let lines = (unused(sheet) - EMPTY) * f64::from(sheet.grid.lines);
    report.points(Rule::Empty, sheet, None, sheet.grid.live(), 30.0 * lines);
}

/// Rule 15. White is what holds a rectangle of four lines by a column; it is shut in
/// when no such rectangle that hangs together with it touches an edge.
fn trapped(sheet: &Sheet<'_>, report: &mut Report) {
    let (units, lines) = (sheet.grid.units as usize, sheet.grid.lines as usize);
    let mut blank = vec![vec![true; units]; lines];
    for stood in sheet.solid() {
        let clip = |at: i32, end: usize| at.clamp(0, end as i32) as usize;
        for row in &mut blank[clip(stood.l0, lines)..clip(stood.l1, lines)] {
            row[clip(stood.u0, units)..clip(stood.u1, units)].fill(false);
        }
    }
    let wide = sheet.grid.column().round() as usize;
    let mut white = vec![vec![false; units]; lines];
    for line in 0..(lines + 1).saturating_sub(WHITE_LINES) {
        for unit in 0..(units + 1).saturating_sub(wide) {
            let rows = line..line + WHITE_LINES;
            if rows.clone().all(|row| blank[row][unit..unit + wide].iter().all(|b| *b)) {
                for row in rows {
                    white[row][unit..unit + wide].fill(true);
                }
            }
        }
    }
    for line in 0..lines {
        for unit in 0..units {
            if let Some((cells, at_edge)) = flood(&mut white, unit, line)
                && !at_edge
            {
                let grid = sheet.grid;
                let step = grid.unit + grid.gutter;
                let (u0, u1, l0, l1) = cells;
                let place = Area {
                    x: grid.left + u0 as f64 * step,
                    y: grid.top + l0 as f64 * grid.baseline,
                    width: grid.span((u1 - u0) as f64),
                    height: (l1 - l0) as f64 * grid.baseline,
                };
                report.points(Rule::TrappedWhite, sheet, None, place, 80.0);
            }
        }
    }
}

/// Clears the white around a cell: its bounds (units, then lines) and whether it touches
/// an edge. Nothing when the cell is not white.
fn flood(
    white: &mut [Vec<bool>],
    unit: usize,
    line: usize,
) -> Option<((usize, usize, usize, usize), bool)> {
    let (lines, units) = (white.len(), white[0].len());
    let mut bounds: Option<(usize, usize, usize, usize)> = None;
    let mut at_edge = false;
    let mut open = vec![(line, unit)];
    while let Some((l, u)) = open.pop() {
        if !std::mem::take(&mut white[l][u]) {
            continue;
        }
        at_edge |= l == 0 || u == 0 || l + 1 == lines || u + 1 == units;
        let (u0, u1, l0, l1) = bounds.unwrap_or((u, u + 1, l, l + 1));
        bounds = Some((u0.min(u), u1.max(u + 1), l0.min(l), l1.max(l + 1)));
        for (dl, du) in [(-1, 0), (1, 0), (0, -1), (0, 1)] {
            let (Some(l), Some(u)) = (l.checked_add_signed(dl), u.checked_add_signed(du))
            else {
                continue;
            };
            if l < lines && u < units {
                open.push((l, u));
            }
        }
    }
    bounds.map(|bounds| (bounds, at_edge))
}

/// Rule 24.
fn balance(sheet: &Sheet<'_>, report: &mut Report) {
    let (mut sum, mut across, mut down) = (0.0, 0.0, 0.0);
    for stood in sheet.solid() {
        let weight = match stood.kind() {
            BlockKind::Picture { .. } => 1.0,
            BlockKind::Head { .. } | BlockKind::Masthead => 0.6,
            _ => 0.35,
        };
        let area = &stood.area;
        let mass = weight * area.size();
        sum += mass;
        across += mass * (area.x + area.width / 2.0);
        down += mass * (area.y + area.height / 2.0);
    }
    if sum <= 0.0 {
        return;
    }
    let live = sheet.grid.live();
    let x = (across / sum - live.x) / live.width * 100.0;
    let y = (down / sum - live.y) / live.height * 100.0;
    let off = |at: f64, from: f64, to: f64| (from - at).max(at - to).max(0.0);
    let points = 2.0 * (off(x, 44.0, 56.0) + off(y, 40.0, 52.0));
    report.points(Rule::Balance, sheet, None, live, points);
}
