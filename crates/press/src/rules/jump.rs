//! Stories that go on on another page (rule 21, and whether the page numbers are right).

use super::frame::{Sheet, Story};
use super::{Report, Rule};
use crate::block::BlockKind;
use document::ArticleId;
use std::collections::BTreeMap;

/// Lines of a common column before a jump: 10 cm.
const BEFORE: f64 = 24.0;
/// Lines after it: 15 cm.
const AFTER: f64 = 36.0;
/// What a jump costs.
const JUMP: f64 = 140.0;

/// What a story has on one page.
struct Part<'s> {
    sheet: &'s Sheet<'s>,
    /// Text in lines of a common column.
    text: f64,
    /// Nothing else stands on the page.
    alone: bool,
    place: super::Area,
    jumps: Vec<usize>,
    onwards: Vec<usize>,
}

pub(super) fn check(sheets: &[Sheet<'_>], report: &mut Report) {
    for (article, parts) in parts(sheets) {
        references(article, &parts, report);
        lengths(article, &parts, report);
    }
}

fn parts<'s>(sheets: &'s [Sheet<'s>]) -> BTreeMap<ArticleId, Vec<Part<'s>>> {
    let mut all: BTreeMap<ArticleId, Vec<Part<'s>>> = BTreeMap::new();
    for sheet in sheets {
        let stories = sheet.stories();
        for story in &stories {
            let kinds = || story.parts.iter().map(|part| part.kind());
            let part = Part {
                sheet,
                text: text(sheet, story),
                alone: stories.len() == 1
                    && sheet.solid().all(|s| s.block.article.is_some()),
                place: story.area(),
                jumps: kinds()
                    .filter_map(|kind| match kind {
                        BlockKind::Jump { to } => Some(to),
                        _ => None,
                    })
                    .collect(),
                onwards: kinds()
                    .filter_map(|kind| match kind {
                        BlockKind::Onward { from } => Some(from),
                        _ => None,
                    })
                    .collect(),
            };
            all.entry(story.article).or_default().push(part);
        }
    }
    all
}

/// The text of a story on a page, in lines of a common column.
fn text(sheet: &Sheet<'_>, story: &Story<'_>) -> f64 {
    let column = sheet.grid.column();
    let mut text = story.of(BlockKind::Lead);
    text.extend(story.legs());
    text.iter()
        .map(|part| f64::from(part.l1 - part.l0) * f64::from(part.u1 - part.u0) / column)
        .sum()
}

/// Each part but the last names the next one's page, each but the first the one's
/// before; nothing else is named.
fn references(article: ArticleId, parts: &[Part<'_>], report: &mut Report) {
    for (index, part) in parts.iter().enumerate() {
        let number = |part: Option<&Part<'_>>| -> Vec<usize> {
            part.map(|part| part.sheet.index + 1).into_iter().collect()
        };
        let next = number(parts.get(index + 1));
        let before = number(index.checked_sub(1).and_then(|before| parts.get(before)));
        if part.jumps != next || part.onwards != before {
            report.hard(Rule::Reference, part.sheet, Some(article), part.place);
        }
    }
}

/// Rule 21.
fn lengths(article: ArticleId, parts: &[Part<'_>], report: &mut Report) {
    let [first, middle @ .., last] = parts else { return };
    let article = Some(article);
    report.points(Rule::Jump, first.sheet, article, first.place, JUMP);
    let rest: f64 = middle.iter().chain([last]).map(|part| part.text).sum();
    if first.text + 0.01 < BEFORE {
        report.hard(Rule::JumpLength, first.sheet, article, first.place);
    }
    if rest + 0.01 < AFTER {
        report.hard(Rule::JumpLength, last.sheet, article, last.place);
    }
    for part in middle {
        // A page of its own only turns.
        if !part.alone {
            report.points(Rule::Jump, part.sheet, article, part.place, JUMP);
            report.hard(Rule::JumpLength, part.sheet, article, part.place);
        }
    }
}
