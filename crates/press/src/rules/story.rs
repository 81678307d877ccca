//! What a story must be on each page: a rectangle in the right order (rules 1, 10 to 13).

use super::frame::{Sheet, Stood, Story, around};
use super::{LAST_LEG_SHORT, Report, Rule};
use crate::block::BlockKind;

/// Lines of text that stand under every head.
const UNDER_HEAD: i32 = 4;
/// Lines a story with its head at the side may be high.
const SIDE_HEAD_STORY: i32 = 12;

pub(super) fn check(sheets: &[Sheet<'_>], index: usize, report: &mut Report) {
    let sheet = &sheets[index];
    for story in sheet.stories() {
        rectangle(sheet, &story, report);
        pictures_in_text(sheet, &story, report);
        order(sheet, &story, report);
        naked(sheet, &story, report);
        let elsewhere = sheets.iter().any(|other| {
            other.index != index
                && other.stood.iter().any(|s| s.block.article == Some(story.article))
        });
        head_at_foot(sheet, &story, elsewhere, report);
    }
}

/// A column of a story: its legs over the same units, and what stands below them.
pub(super) struct Column<'p> {
    /// The topmost leg.
    pub(super) leg: &'p Stood,
    /// First line of the text.
    pub(super) top: i32,
    /// Line after the last, with what belongs under the text.
    pub(super) foot: i32,
}

impl<'p> Story<'p> {
    /// The columns from left to right.
    pub(super) fn columns(&self) -> Vec<Column<'p>> {
        let mut columns: Vec<Column<'p>> = Vec::new();
        for leg in self.legs() {
            if let Some(same) = columns.iter_mut().find(|c| c.leg.over(leg)) {
                same.foot = same.foot.max(leg.l1);
                continue;
            }
            columns.push(Column { leg, top: leg.l0, foot: leg.l1 });
        }
        for column in &mut columns {
            let below = self.parts.iter().filter(|part| {
                !part.is_head() && part.over(column.leg) && part.l0 >= column.top
            });
            column.foot = below.map(|part| part.l1).fold(column.foot, i32::max);
        }
        columns
    }
}

/// Rule 1. A picture, a box or the opening may stand over a leg, from the line where the
/// others begin.
fn rectangle(sheet: &Sheet<'_>, story: &Story<'_>, report: &mut Report) {
    let columns = story.columns();
    let Some(top) = columns.iter().map(|column| column.top).min() else { return };
    let deepest = columns.iter().map(|column| column.foot).max().unwrap_or(top);
    let last = columns.len() - 1;
    let fault = columns.iter().enumerate().find(|(index, column)| {
        let above = story.parts.iter().any(|part| {
            let stands = part.is_picture()
                || matches!(part.kind(), BlockKind::Aside | BlockKind::Lead);
            stands && part.l0 == top && part.l1 <= column.top && part.over(column.leg)
        });
        let begins = column.top == top || above;
        let short = deepest - column.foot;
        let most = if *index == last && last > 0 { LAST_LEG_SHORT } else { 1 };
        // One leg alone ends where it ends.
        !begins || (last > 0 && short > most)
    });
    if let Some((_, column)) = fault {
        let place = column.leg.area;
        report.hard(Rule::Rectangle, sheet, Some(story.article), place);
    }
}

/// Rule 10.
fn pictures_in_text(sheet: &Sheet<'_>, story: &Story<'_>, report: &mut Report) {
    let legs = story.legs();
    let head_first = story
        .heads()
        .iter()
        .all(|head| legs.iter().all(|leg| head.u0 <= leg.u0 && head.u1 >= leg.u1));
    for picture in story.pictures() {
        // A head first, across the whole width, may have pictures between it and all
        // of the text.
        let band = head_first && legs.iter().all(|leg| leg.l0 >= picture.l1);
        let between = legs.first().is_some_and(|first| {
            let begins = text_begins(sheet, first);
            picture.over(first)
                && picture.area.bottom() < begins
                && story.heads().iter().any(|head| {
                    head.over(first) && head.area.bottom() <= picture.area.y + 1.0
                })
        });
        let at_foot = legs.iter().any(|leg| {
            let lines = sheet.lines_in(leg);
            let last = lines.iter().map(|line| line.baseline.0).fold(0.0, f64::max);
            picture.over(leg)
                && !lines.is_empty()
                && picture.area.y >= last - sheet.grid.baseline * 0.5
        });
        if (between && !band) || at_foot {
            let article = Some(story.article);
            report.hard(Rule::PictureInText, sheet, article, picture.area);
        }
    }
}

/// Where the first line of a leg's own text stands.
fn text_begins(sheet: &Sheet<'_>, leg: &Stood) -> f64 {
    let lines = sheet.lines_in(leg);
    let first = lines.iter().map(|line| line.baseline.0).fold(f64::INFINITY, f64::min);
    if first.is_finite() { first } else { leg.area.y }
}

/// Rule 11.
fn order(sheet: &Sheet<'_>, story: &Story<'_>, report: &mut Report) {
    // What may not stand above what, in the same units.
    let leads = story.of(BlockKind::Lead);
    let pairs: [(Vec<&Stood>, Vec<&Stood>); 3] = [
        (leads.clone(), story.heads()),
        (story.legs(), story.heads()),
        (story.legs(), leads),
    ];
    for (lower, upper) in &pairs {
        for below in lower {
            if upper.iter().any(|above| above.over(below) && below.l0 < above.l0) {
                let article = Some(story.article);
                report.hard(Rule::Order, sheet, article, below.area);
            }
        }
    }
    for onward in
        story.parts.iter().filter(|part| matches!(part.kind(), BlockKind::Onward { .. }))
    {
        if story.legs().iter().any(|leg| leg.over(onward) && leg.l0 < onward.l0) {
            report.hard(Rule::Order, sheet, Some(story.article), onward.area);
        }
    }
}

/// Rule 12.
fn naked(sheet: &Sheet<'_>, story: &Story<'_>, report: &mut Report) {
    let legs = story.legs();
    let mut heads = story.heads();
    heads.extend(
        story
            .parts
            .iter()
            .copied()
            .filter(|part| matches!(part.kind(), BlockKind::Onward { .. })),
    );
    if heads.is_empty() {
        return;
    }
    let text = around(legs.iter().map(|leg| leg.area));
    let height = (text.height / sheet.grid.baseline).round() as i32;
    let column = sheet.grid.column();
    let at_side = heads.iter().any(|head| {
        let units = f64::from(head.u1 - head.u0);
        let fits = (column * 0.66..=column + 0.1).contains(&units);
        fits && height <= SIDE_HEAD_STORY && legs.iter().all(|leg| !head.over(leg))
    });
    // A picture at the head's side covers the legs below it.
    let mut covers = story.pictures();
    covers.retain(|picture| heads.iter().any(|head| head.l0 == picture.l0));
    covers.extend(&heads);
    let covered = |leg: &Stood, unit: i32| {
        covers.iter().any(|over| over.units().contains(&unit) && over.l0 <= leg.l0)
    };
    let bare = legs.iter().find(|leg| !leg.units().all(|unit| covered(leg, unit)));
    if let Some(leg) = bare.filter(|_| !at_side) {
        report.hard(Rule::NakedLeg, sheet, Some(story.article), leg.area);
    }
}

/// Rule 13. A story shorter than that as a whole cannot do better.
fn head_at_foot(
    sheet: &Sheet<'_>,
    story: &Story<'_>,
    elsewhere: bool,
    report: &mut Report,
) {
    let height = |part: &Stood| part.l1 - part.l0;
    let opening: i32 = story.of(BlockKind::Lead).into_iter().map(height).sum();
    let legs = story.legs();
    let all: i32 = opening + legs.iter().map(|leg| height(leg)).sum::<i32>();
    let best = opening + legs.iter().map(|leg| height(leg)).max().unwrap_or(0);
    let short = best < UNDER_HEAD && (elsewhere || all >= UNDER_HEAD);
    // Text that stands above its head is a matter of order.
    for head in story.heads().into_iter().filter(|_| short) {
        report.hard(Rule::HeadAtFoot, sheet, Some(story.article), head.area);
    }
}
