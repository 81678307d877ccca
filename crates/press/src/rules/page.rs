//! What holds for a page as a whole: edges, lines, sizes, entries (rules 26 to 28).

use super::frame::{Area, HAIR, Sheet, Stood, around};
use super::{Report, Rule, poster};
use crate::block::BlockKind;

/// Left edges a page may have.
const EDGES: usize = 7;
/// Type sizes a page may have.
const SIZES: usize = 8;
/// Sizes within this ratio are one size, fitted.
const ONE_SIZE: f64 = 1.12;
/// Points in a centimetre.
const CM: f64 = 72.0 / 2.54;
/// A block of text so high and so wide needs something to enter by.
const TALL_TEXT: i32 = 40;

pub(super) fn check(sheet: &Sheet<'_>, report: &mut Report) {
    edges(sheet, report);
    baselines(sheet, report);
    sizes(sheet, report);
    entries(sheet, report);
}

/// Rule 27, across. What runs off the page has the sheet's edge.
fn edges(sheet: &Sheet<'_>, report: &mut Report) {
    let mut edges: Vec<f64> = Vec::new();
    let on_grid = |stood: &&Stood| !(stood.is_picture() && stood.area.x <= HAIR);
    for stood in sheet.solid().filter(on_grid) {
        let x = stood.area.x;
        if !edges.iter().any(|edge| (edge - x).abs() < HAIR) {
            edges.push(x);
            let units = sheet.grid.units_to(x);
            let off =
                (units - units.round()).abs() * (sheet.grid.unit + sheet.grid.gutter);
            if off > HAIR {
                let article = stood.block.article;
                report.hard(Rule::Alignment, sheet, article, stood.area);
            }
        }
    }
    if edges.len() > EDGES {
        report.hard(Rule::Alignment, sheet, None, sheet.grid.live());
    }
}

/// Rule 27, down: lines of the common size stand on the grid.
fn baselines(sheet: &Sheet<'_>, report: &mut Report) {
    let grid = sheet.grid;
    let legs: Vec<&Stood> = sheet.stood.iter().filter(|stood| stood.is_leg()).collect();
    let lines: Vec<_> = legs
        .iter()
        .flat_map(|leg| sheet.lines_in(leg).into_iter().map(move |line| (leg, line)))
        .collect();
    let Some(body) = commonest(lines.iter().map(|(_, line)| line.size.0)) else { return };
    let off = lines.iter().find(|(_, line)| {
        let at = (line.baseline.0 - grid.top - grid.above) / grid.baseline;
        let is_body = (line.size.0 - body).abs() < 0.01;
        is_body && (at - at.round()).abs() * grid.baseline > 0.3
    });
    if let Some((leg, line)) = off {
        let area = leg.area;
        let place =
            Area { y: line.baseline.0 - grid.above, height: grid.baseline, ..area };
        report.hard(Rule::Alignment, sheet, leg.block.article, place);
    }
}

/// The size that comes most often; the smaller of two.
fn commonest(sizes: impl Iterator<Item = f64>) -> Option<f64> {
    let mut sizes: Vec<f64> = sizes.collect();
    sizes.sort_by(f64::total_cmp);
    let runs = sizes.chunk_by(|a, b| (a - b).abs() < 0.01);
    let best = runs.max_by_key(|run| run.len())?;
    best.first().copied()
}

/// Rule 28.
fn sizes(sheet: &Sheet<'_>, report: &mut Report) {
    let mut sizes: Vec<f64> = sheet
        .frames
        .lines
        .iter()
        .filter(|line| {
            sheet.home(line).is_some_and(|home| {
                matches!(
                    home.kind(),
                    BlockKind::Head { .. }
                        | BlockKind::Lead
                        | BlockKind::Leg
                        | BlockKind::Caption
                        | BlockKind::Aside
                        | BlockKind::Byline
                )
            })
        })
        .map(|line| line.size.0)
        .collect();
    sizes.sort_by(f64::total_cmp);
    let mut steps = 0;
    let mut from = 0.0;
    for size in sizes {
        if size > from * ONE_SIZE {
            steps += 1;
            from = size;
        }
    }
    if steps > SIZES {
        report.hard(Rule::Sizes, sheet, None, sheet.grid.live());
    }
}

/// Rule 26.
fn entries(sheet: &Sheet<'_>, report: &mut Report) {
    let live = sheet.grid.live();
    let large = |stood: &Stood| {
        stood.is_head() || stood.is_picture() || stood.kind() == BlockKind::Aside
    };
    // An opening paragraph is set larger than text, and an index is made to enter by.
    let enters = |stood: &Stood| {
        large(stood) || matches!(stood.kind(), BlockKind::Lead | BlockKind::Index)
    };
    let count = sheet.stood.iter().filter(|stood| enters(stood)).count();
    let wanted = (live.size() / (CM * CM) / 90.0).floor() as usize;
    if count < wanted && poster::picture(sheet).is_none() {
        report.points(Rule::EntryPoints, sheet, None, live, 30.0);
    }
    let wide = (sheet.grid.column() * 2.0).round() as i32;
    for story in sheet.stories() {
        let legs = story.legs();
        let text = around(legs.iter().map(|leg| leg.area));
        let lines = (text.height / sheet.grid.baseline).round() as i32;
        let units: i32 = legs.iter().map(|leg| leg.u1 - leg.u0).sum();
        let entered = story
            .parts
            .iter()
            .any(|part| !part.is_head() && large(part) && part.area.meets(&text));
        if lines > TALL_TEXT && units >= wide && !entered {
            report.points(Rule::EntryPoints, sheet, Some(story.article), text, 30.0);
        }
    }
}
