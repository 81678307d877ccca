//! Heads of different stories beside and below each other (rules 5 to 7).

use super::frame::{HAIR, Sheet, Stood, crosses};
use super::{Report, Rule};

/// Lines apart, from which two heads are not on one line.
const APART: i32 = 3;
/// Ratio of two sizes, from which they are different steps.
const STEP: f64 = 1.2;

pub(super) fn check(sheet: &Sheet<'_>, report: &mut Report) {
    let heads = sheet.heads();
    for (index, one) in heads.iter().enumerate() {
        for other in &heads[index + 1..] {
            if one.block.article == other.block.article {
                continue;
            }
            if tombstones(sheet, one, other) {
                tombstone(sheet, other, report);
            } else if same(one, other) && touch(one, other) {
                let article = other.block.article;
                report.points(Rule::BumpedHeads, sheet, article, other.area, 40.0);
            }
        }
        grows(sheet, &heads, one, report);
    }
}

/// Two heads side by side, with nothing between them, neither at its story's side.
fn tombstones(sheet: &Sheet<'_>, one: &Stood, other: &Stood) -> bool {
    let beside = one.u1 == other.u0 || other.u1 == one.u0;
    beside
        && (one.l0 - other.l0).abs() < APART
        && !at_side(sheet, one)
        && !at_side(sheet, other)
}

/// Whether a head stands beside its legs rather than over one of them.
fn at_side(sheet: &Sheet<'_>, head: &Stood) -> bool {
    let mut legs = sheet
        .stood
        .iter()
        .filter(|part| part.is_leg() && part.block.article == head.block.article)
        .peekable();
    legs.peek().is_some() && legs.all(|leg| !leg.over(head))
}

/// Rule 5.
fn tombstone(sheet: &Sheet<'_>, head: &Stood, report: &mut Report) {
    let article = head.block.article;
    match sheet.index {
        0 => report.hard(Rule::Tombstone, sheet, article, head.area),
        _ => report.points(Rule::Tombstone, sheet, article, head.area, 40.0),
    }
}

/// Whether two heads have one size and weight.
fn same(one: &Stood, other: &Stood) -> bool {
    let (Some((a, a_light)), Some((b, b_light))) = (one.head(), other.head()) else {
        return false;
    };
    a_light == b_light && a.max(b) < a.min(b) * STEP
}

/// Whether two heads touch with an edge or a corner; a rule between does not part them.
fn touch(one: &Stood, other: &Stood) -> bool {
    let wider = |range: std::ops::Range<i32>| range.start - 1..range.end + 1;
    let across = one.u0 <= other.u1 && other.u0 <= one.u1;
    across && crosses(&wider(one.lines()), &wider(other.lines()))
}

/// Rule 7: a head below another, in the same units, is no larger.
fn grows(sheet: &Sheet<'_>, heads: &[&Stood], head: &Stood, report: &mut Report) {
    let Some((size, false)) = head.head() else { return };
    let above = heads.iter().any(|other| {
        let smaller = other.head().is_some_and(|(s, light)| !light && s * 1.02 < size);
        smaller
            && other.block.article != head.block.article
            && other.over(head)
            && other.area.bottom() <= head.area.y + HAIR
    });
    if above {
        let article = head.block.article;
        report.points(Rule::HeadsShrink, sheet, article, head.area, 30.0);
    }
}
