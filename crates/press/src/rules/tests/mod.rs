//! Each rule has a page that breaks it and nothing else.

mod hard;
mod issue;
mod soft;

use super::{Broken, Rule, Severity, check};
use issue::{Item, pages, sound};
use std::collections::BTreeSet;

/// The sound issue after `spoil` has been at it.
fn spoilt(spoil: impl FnOnce(&mut Vec<Item>)) -> Vec<Broken> {
    let mut items = sound();
    spoil(&mut items);
    check(&pages(&items))
}

/// The hard rules that are broken.
fn hard(broken: &[Broken]) -> BTreeSet<Rule> {
    broken.iter().filter(|b| b.severity == Severity::Hard).map(|b| b.rule).collect()
}

/// The points a rule costs on all pages.
fn points(broken: &[Broken], rule: Rule) -> u32 {
    broken
        .iter()
        .filter(|b| b.rule == rule)
        .map(|b| match b.severity {
            Severity::Penalty(points) => points,
            Severity::Hard => 0,
        })
        .sum()
}

/// The item of a page that stands on these units and begins on this line.
fn at(items: &mut [Item], page: usize, unit: u32, line: u32) -> &mut Item {
    let found = items.iter_mut().find(|item| {
        item.page == page
            && item.units.0 == f64::from(unit)
            && item.lines.0 == f64::from(line)
            && item.kind != crate::BlockKind::Rule
            && item.kind != crate::BlockKind::Folio
    });
    found.unwrap_or_else(|| panic!("nothing on page {page}, unit {unit}, line {line}"))
}
