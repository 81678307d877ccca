//! What looks bad, in points: the rules of make-up as the solver counts them.
//!
//! `rules/` checks the same rules on what stands on the pages in the end.

use super::Grid;
use super::figure::Shots;
use super::fill::Leg;
use std::ops::RangeInclusive;

/// Share of pictures on a page, and of the one that dominates a spread, in ten
/// thousandths of the live area; what it costs when none does.
const SHARE: RangeInclusive<u32> = 2500..=5000;
const LARGE: RangeInclusive<u32> = 1800..=4500;
const SPREAD: u32 = 120;
/// What white that touches no edge of the page costs, over a leg and so many lines.
pub(super) fn trapped(lines: u32) -> u32 {
    if lines > 3 { 80 + lines * 4 } else { lines * 6 }
}

/// What uneven feet cost: the last leg may end a little early, the others may not.
pub(super) fn feet(height: u32, less: u32, legs: &[Leg]) -> u32 {
    let last = legs.len() - 1;
    legs.iter()
        .enumerate()
        .map(|(at, leg)| {
            let short = height - if at == 0 { less } else { 0 } - leg.lines;
            match (at == last, short) {
                (_, 0) => 0,
                (true, 1 | 2) => short * 12,
                (false, 1) => 12,
                _ => short * 40,
            }
        })
        .sum()
}

/// Legs of a few lines look chopped, very long ones tire.
pub(super) fn length(height: u32, legs: u32) -> u32 {
    match height {
        0..4 if legs > 1 => 120,
        4..8 if legs > 1 => 30,
        45.. => 60 + (height - 44) * 4,
        _ => 0,
    }
}

/// A box that is nearly square, very slim or very flat is no pleasant shape.
pub(super) fn proportion(grid: &Grid, units: u32, lines: u32) -> u32 {
    let shape = grid.span(units) / (f64::from(lines) * grid.baseline);
    let square = (0.92..=1.08).contains(&shape);
    if square || !(0.5..=3.0).contains(&shape) { 15 } else { 0 }
}

/// Lines that an entry of the index takes, and most that it is worth having.
const ENTRY: u32 = 3;
const FULL_INDEX: u32 = 30;

/// What an index of so many lines costs that has no room for all stories.
pub(super) fn index(lines: u32, stories: u32) -> u32 {
    let wanted = (stories.saturating_sub(1) * ENTRY + 1).min(FULL_INDEX);
    wanted.saturating_sub(lines) * 2
}

/// What the share of pictures on a page costs: the fourth rule of make-up.
pub(super) fn share(shots: Shots) -> u32 {
    (SHARE.start().saturating_sub(shots.all) + shots.all.saturating_sub(*SHARE.end()))
        / 25
}

/// What the pictures of a spread cost: the third rule, one is to dominate.
pub(super) fn spread(shots: Shots) -> u32 {
    let sound = shots.largest * 5 >= shots.second * 9 && LARGE.contains(&shots.largest);
    if sound { 0 } else { SPREAD }
}

/// What a left page costs before the right one is known.
pub(super) fn hope(shots: Shots) -> u32 {
    match spread(shots) {
        0 => 0,
        // The right page may have a larger one yet.
        _ if shots.largest * 9 <= LARGE.end() * 5 => SPREAD / 4,
        cost => cost,
    }
}
