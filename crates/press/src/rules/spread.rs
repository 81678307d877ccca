//! What two facing pages are together (rules 3 and 23).

use super::frame::{Sheet, Stood};
use super::{Report, Rule, poster};
use crate::block::BlockKind;

pub(super) fn check(sheets: &[Sheet<'_>], report: &mut Report) {
    for spread in spreads(sheets) {
        dominant(spread, report);
        if let [left, right] = spread {
            rules_meet(left, right, report);
        }
    }
}

/// The pages as they lie open: the cover alone, then two by two; the last may be alone.
fn spreads<'s, 'a>(sheets: &'s [Sheet<'a>]) -> impl Iterator<Item = &'s [Sheet<'a>]> {
    let (cover, inner) = sheets.split_at(1.min(sheets.len()));
    cover.chunks(1).chain(inner.chunks(2))
}

/// Rule 3.
fn dominant(spread: &[Sheet<'_>], report: &mut Report) {
    let Some(first) = spread.first() else { return };
    let mut pictures: Vec<(&Sheet<'_>, &Stood)> = spread
        .iter()
        .flat_map(|sheet| sheet.pictures().into_iter().map(move |p| (sheet, p)))
        .collect();
    pictures.sort_by(|a, b| b.1.area.size().total_cmp(&a.1.area.size()));
    let sound = pictures.first().is_some_and(|(sheet, largest)| {
        let size = largest.area.size();
        let share = size / sheet.grid.live().size();
        let above =
            pictures.get(1).is_none_or(|(_, next)| size >= next.area.size() * 1.8);
        let most = if poster::picture(sheet).is_some() { 1.0 } else { 0.45 };
        above && (0.18..=most).contains(&share)
    });
    if !sound {
        let (sheet, place) =
            pictures.first().map_or((first, first.grid.live()), |(sheet, picture)| {
                (*sheet, picture.area)
            });
        report.points(Rule::Dominant, sheet, None, place, 120.0);
    }
}

/// Rule 23.
fn rules_meet(left: &Sheet<'_>, right: &Sheet<'_>, report: &mut Report) {
    let rules = |sheet: &Sheet<'_>| -> Vec<Stood> {
        let of = |stood: &&Stood| stood.kind() == BlockKind::Rule;
        sheet.stood.iter().filter(of).copied().collect()
    };
    let near = left.grid.baseline * 4.0 - 0.01;
    for one in rules(left) {
        for other in rules(right) {
            let off = (one.area.y - other.area.y).abs();
            if off > 0.5 && off < near {
                let article = other.block.article;
                report.points(Rule::RulesMeet, right, article, other.area, 15.0);
            }
        }
    }
}
