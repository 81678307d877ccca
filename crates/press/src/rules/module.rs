//! The rectangles a page is cut into (rule 2), and what lies where it may not.

use super::frame::{Area, HAIR, Sheet, Stood, Story, around, crosses};
use super::{Report, Rule};
use crate::block::BlockKind;
use std::ops::Range;

/// A story, or a part of the issue's own, as a rectangle of units and lines.
#[derive(Debug, Clone)]
pub(super) struct Module {
    pub(super) units: Range<i32>,
    pub(super) lines: Range<i32>,
    /// House words are no use of the room.
    pub(super) filler: bool,
    area: Area,
}

impl Module {
    fn of(parts: &[&Stood]) -> Option<Self> {
        let units = span(parts.iter().map(|part| part.units()))?;
        let lines = span(parts.iter().map(|part| part.lines()))?;
        let filler = parts.iter().all(|part| part.kind() == BlockKind::Filler);
        let area = around(parts.iter().map(|part| part.area));
        Some(Self { units, lines, filler, area })
    }
}

fn span(ranges: impl Iterator<Item = Range<i32>>) -> Option<Range<i32>> {
    ranges.reduce(|a, b| a.start.min(b.start)..a.end.max(b.end))
}

pub(super) fn check(sheet: &Sheet<'_>, report: &mut Report) {
    let modules = modules(sheet);
    let all: Vec<&Module> = modules.iter().collect();
    if !is_guillotine(&all) {
        let place = around(modules.iter().map(|module| module.area));
        report.hard(Rule::Guillotine, sheet, None, place);
    }
    overlaps(sheet, report);
    outside(sheet, report);
}

/// The modules of a page.
pub(super) fn modules(sheet: &Sheet<'_>) -> Vec<Module> {
    let own: Vec<&Stood> =
        sheet.solid().filter(|stood| stood.block.article.is_none()).collect();
    let mut modules: Vec<Module> =
        own.iter().filter_map(|stood| Module::of(&[*stood])).collect();
    let rail = own.iter().find(|stood| stood.kind() == BlockKind::Index);
    for story in sheet.stories() {
        let split =
            rail.filter(|_| sheet.index == 0).and_then(|r| beside_rail(&story, r));
        match split {
            Some((above, beside)) => {
                modules.extend(Module::of(&above));
                modules.extend(Module::of(&beside));
            }
            None => modules.extend(Module::of(&story.parts)),
        }
    }
    modules
}

/// The parts of a story above a rail and those beside it, when it has such a rail: a
/// head over the whole width, and nothing of the story in the rail's units beside it.
fn beside_rail<'p>(
    story: &Story<'p>,
    rail: &Stood,
) -> Option<(Vec<&'p Stood>, Vec<&'p Stood>)> {
    let (above, beside): (Vec<&Stood>, Vec<&Stood>) =
        story.parts.iter().copied().partition(|part| part.l1 <= rail.l0);
    let wide = above.iter().any(|part| part.is_head() && part.over(rail));
    let clear = beside.iter().all(|part| !part.over(rail) && part.l0 >= rail.l0);
    (wide && clear && !beside.is_empty()).then_some((above, beside))
}

/// Whether the page can be cut into its modules from edge to edge, again and again.
fn is_guillotine(modules: &[&Module]) -> bool {
    if modules.len() < 2 {
        return true;
    }
    let sides: [fn(&Module) -> &Range<i32>; 2] = [|m| &m.units, |m| &m.lines];
    sides.iter().any(|side| {
        modules.iter().map(|module| side(module).end).any(|cut| {
            let (before, after): (Vec<&Module>, Vec<&Module>) =
                modules.iter().copied().partition(|module| side(module).end <= cut);
            !after.is_empty()
                && after.iter().all(|module| side(module).start >= cut)
                && is_guillotine(&before)
                && is_guillotine(&after)
        })
    })
}

/// Nothing covers another thing, except what stands inside a leg.
fn overlaps(sheet: &Sheet<'_>, report: &mut Report) {
    for (index, one) in sheet.stood.iter().enumerate() {
        for other in &sheet.stood[index + 1..] {
            if covers(one, other) && !nested(one, other) && !nested(other, one) {
                let article = other.block.article.or(one.block.article);
                report.hard(Rule::Overlap, sheet, article, other.area);
            }
        }
    }
}

fn covers(one: &Stood, other: &Stood) -> bool {
    let is_line =
        |stood: &Stood| matches!(stood.kind(), BlockKind::Rule | BlockKind::Hair);
    match (is_line(one), is_line(other)) {
        (true, true) => false,
        (false, false) => one.area.meets(&other.area),
        // Lines are thin: they run through a block when they lie inside it.
        (true, false) => runs_through(&one.area, &other.area),
        (false, true) => runs_through(&other.area, &one.area),
    }
}

fn runs_through(line: &Area, block: &Area) -> bool {
    let across = line.height > line.width;
    match across {
        true => {
            line.x > block.x + HAIR
                && line.right() < block.right() - HAIR
                && line.along(block) > HAIR
        }
        false => {
            line.y > block.y + HAIR
                && line.bottom() < block.bottom() - HAIR
                && line.beside(block) > HAIR
        }
    }
}

/// Whether `inner` is a picture, a box or the authors within the leg `leg`.
fn nested(leg: &Stood, inner: &Stood) -> bool {
    let inside = matches!(
        inner.kind(),
        BlockKind::Picture { .. }
            | BlockKind::Caption
            | BlockKind::Aside
            | BlockKind::Byline
    );
    leg.is_leg()
        && inside
        && leg.block.article == inner.block.article
        && leg.area.holds(&inner.area)
}

/// Nothing stands outside the live area: not counting what belongs above it, and
/// pictures that run off the page.
fn outside(sheet: &Sheet<'_>, report: &mut Report) {
    let (grid, live) = (sheet.grid, sheet.grid.live());
    let page = Area { x: 0.0, y: 0.0, width: grid.width, height: grid.height };
    for stood in &sheet.stood {
        let area = &stood.area;
        let bleeds = area.x <= HAIR
            || area.y <= HAIR
            || area.right() >= page.right() - HAIR
            || area.bottom() >= page.bottom() - HAIR;
        let inside = match stood.kind() {
            BlockKind::Folio => page.holds(area),
            // The name of the bulletin hangs from the margin.
            BlockKind::Masthead => {
                let down = Area { y: 0.0, height: live.bottom(), ..live };
                down.holds(area)
            }
            // A dividing line stands in the blank line above its story.
            BlockKind::Rule | BlockKind::Hair => {
                let up = grid.baseline;
                let more = Area { y: live.y - up, height: live.height + up, ..live };
                more.holds(area)
            }
            BlockKind::Picture { .. } => bleeds || live.holds(area),
            // It has a column of its own where there is one.
            BlockKind::Index => {
                let (x, width) = (live.x - grid.aside, live.width + grid.aside);
                Area { x, width, ..live }.holds(area)
            }
            _ => live.holds(area),
        };
        if !inside {
            report.hard(Rule::Outside, sheet, stood.block.article, *area);
        }
    }
}

/// The module that covers a unit of a line.
pub(super) fn covered(modules: &[Module], unit: i32, line: i32) -> Option<&Module> {
    let cell = (unit..unit + 1, line..line + 1);
    modules.iter().find(|m| crosses(&m.units, &cell.0) && crosses(&m.lines, &cell.1))
}
