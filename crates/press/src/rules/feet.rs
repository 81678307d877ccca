//! How a story's legs and its outline should be (rules 8, 9 and 16).

use super::frame::{Sheet, Story};
use super::{Report, Rule};

/// A leg as short as that is fine in a story under a small head.
const BRIEF_LEG: i32 = 4;
const SHORTEST_LEG: i32 = 8;
const LONGEST_LEG: i32 = 44;

pub(super) fn check(sheet: &Sheet<'_>, report: &mut Report) {
    for story in sheet.stories() {
        length(sheet, &story, report);
        proportion(sheet, &story, report);
        feet(sheet, &story, report);
    }
}

/// Rule 8.
fn length(sheet: &Sheet<'_>, story: &Story<'_>, report: &mut Report) {
    let brief = story
        .heads()
        .iter()
        .filter_map(|head| head.head())
        .all(|(size, _)| size <= sheet.grid.baseline);
    let shortest = if brief { BRIEF_LEG } else { SHORTEST_LEG };
    for leg in story.legs() {
        let lines = leg.l1 - leg.l0;
        let off = (shortest - lines).max(lines - LONGEST_LEG);
        if off > 0 {
            let points = 60.0 + 4.0 * f64::from(off);
            let article = Some(story.article);
            report.points(Rule::LegLength, sheet, article, leg.area, points);
        }
    }
}

/// Rule 9.
fn proportion(sheet: &Sheet<'_>, story: &Story<'_>, report: &mut Report) {
    let area = story.area();
    let units = story.parts.iter().map(|part| part.u1).max().unwrap_or(0)
        - story.parts.iter().map(|part| part.u0).min().unwrap_or(0);
    let lines = story.parts.iter().map(|part| part.l1).max().unwrap_or(0)
        - story.parts.iter().map(|part| part.l0).min().unwrap_or(0);
    if units <= 0 || lines <= 0 {
        return;
    }
    // On the grid: pictures hang a little lower than text.
    let ratio =
        sheet.grid.span(f64::from(units)) / (f64::from(lines) * sheet.grid.baseline);
    if !(0.5..=3.0).contains(&ratio) || (ratio - 1.0).abs() < 0.08 {
        report.points(Rule::Proportion, sheet, Some(story.article), area, 15.0);
    }
}

/// Rule 16.
fn feet(sheet: &Sheet<'_>, story: &Story<'_>, report: &mut Report) {
    let columns = story.columns();
    let Some(deepest) = columns.iter().map(|column| column.foot).max() else { return };
    let last = columns.len() - 1;
    let off: i32 = columns
        .iter()
        .enumerate()
        .map(|(index, column)| {
            let free = if index == last { 2 } else { 0 };
            (deepest - column.foot - free).max(0)
        })
        .sum();
    if last > 0 {
        let points = f64::from(off) * 12.0;
        report.points(Rule::Feet, sheet, Some(story.article), story.area(), points);
    }
}
