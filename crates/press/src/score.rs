//! How good pages are, in four measures a person can see and one number.
//!
//! The number is the sum of four marks, less what other rules of make-up cost:
//!
//! | measure | rule | points | full mark | no mark |
//! |---|---|---|---|---|
//! | filled | 25 | 35 | at most 3 % of the live area unused | 25 % and more |
//! | photos | 3, 4 | 25 | a quarter to a half of every page (7 of 10 parts), one dominant picture a spread (3 of 10) | 25 points of a hundred beside that range; no such picture |
//! | balance | 24 | 15 | the weight of every page lies in its middle (44–56 % across, 40–52 % down) | 20 points of a hundred beside it |
//! | stories that go on elsewhere | 21 | 25 | none, but such as have all of a page | two stories of three |
//!
//! Between the two a mark falls evenly; pages count alike. Every 10 penalty points that
//! a page has on average by the other rules take one point away, at most 15: heads side
//! by side, heads that grow downwards, uneven feet, pictures alike.
//!
//! The rules, their numbers and their penalties are those of [`crate::rules`]. Whoever
//! checks printed pages and whoever chooses between proposals so measure the same.

use crate::block::BlockKind;
use crate::rules::{self, Broken, PageFrames, Rule, Severity};
use document::ArticleId;
use std::collections::{BTreeMap, BTreeSet};

/// Most points of each measure.
const FILLED: f64 = 35.0;
const PHOTOS: f64 = 25.0;
const BALANCE: f64 = 15.0;
const WHOLE: f64 = 25.0;
/// White that is no fault, and white that leaves no mark, as shares of a page.
const WHITE: (f64, f64) = (0.03, 0.25);
/// So many points of a hundred beside the range for photos leave no mark.
const PHOTOS_OFF: f64 = 25.0;
/// What of the mark for photos is their share; the rest is the dominant one.
const SHARE: f64 = 0.7;
/// So many points of a hundred off the middle leave no mark.
const BALANCE_OFF: f64 = 20.0;
/// The share of stories that go on elsewhere at which no mark is left.
const MOST_CONTINUED: f64 = 2.0 / 3.0;
/// Penalty points a page that take one point away, and most points they take.
const FAULTS: (f64, f64) = (10.0, 15.0);

/// How good the pages of an issue are.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Marks {
    /// Share of the live area that is used, 0 to 1.
    pub filled: f64,
    /// Share of the live area that is pictures, 0 to 1.
    pub photos: f64,
    /// How near the weight of the pages lies to their middle, 0 to 1.
    pub balance: f64,
    /// Stories that go on on another page. One that does so twice counts once.
    pub stories_continued: u32,
    /// How good the pages are all in all, 0 to 100.
    pub score: u32,
}

impl Marks {
    /// Measures the pages of an issue, in their order.
    pub fn of(pages: &[PageFrames]) -> Self {
        let broken = rules::check(pages);
        let count = pages.len().max(1);
        let filled: Vec<f64> =
            pages.iter().map(|p| 1.0 - rules::unused_area(p)).collect();
        let white = |filled: &f64| falling(1.0 - filled, WHITE);
        let off = |page: usize, rule: Rule, points: f64| {
            f64::from(points_of(&broken, page, |broken| broken == rule)) / points
        };
        // Rules 4 and 24 count 4 and 2 penalty points for each point of a hundred.
        let shares = (0..count)
            .map(|page| falling(off(page, Rule::PictureShare, 4.0), (0.0, PHOTOS_OFF)));
        let shares = mean(shares);
        let balance = (0..count).map(|page| match pages.get(page) {
            // Nothing is not in balance.
            None => 0.0,
            Some(frames) if frames.blocks.is_empty() => 0.0,
            Some(_) => falling(off(page, Rule::Balance, 2.0), (0.0, BALANCE_OFF)),
        });
        let balance = mean(balance);
        // The cover lies alone, then two pages side by side.
        let spreads = 1 + (count - 1).div_ceil(2);
        let without = broken.iter().filter(|b| b.rule == Rule::Dominant).count();
        let dominant = 1.0 - without as f64 / spreads as f64;
        let Stories { all, continued, cut_off } = stories(pages);
        let whole = match all {
            0 => 0.0,
            all => falling(f64::from(cut_off) / f64::from(all), (0.0, MOST_CONTINUED)),
        };
        let faults: u32 = (0..count).map(|page| points_of(&broken, page, is_fault)).sum();
        let faults = f64::from(faults) / count as f64 / FAULTS.0;
        let score = FILLED * mean(filled.iter().map(white))
            + PHOTOS * (SHARE * shares + (1.0 - SHARE) * dominant)
            + BALANCE * balance
            + WHOLE * whole
            - faults.min(FAULTS.1);
        Self {
            filled: mean(filled.into_iter()),
            photos: mean(pages.iter().map(photos)),
            balance,
            stories_continued: continued,
            score: score.round().clamp(0.0, 100.0) as u32,
        }
    }
}

/// 1 at `from` and below, 0 at `to` and above, evenly between.
fn falling(value: f64, (from, to): (f64, f64)) -> f64 {
    ((to - value) / (to - from)).clamp(0.0, 1.0)
}

fn mean(values: impl ExactSizeIterator<Item = f64>) -> f64 {
    let count = values.len();
    if count == 0 { 0.0 } else { values.sum::<f64>() / count as f64 }
}

/// Whether a rule is one of those that take points away, not measured by itself.
fn is_fault(rule: Rule) -> bool {
    matches!(
        rule,
        Rule::Tombstone
            | Rule::BumpedHeads
            | Rule::HeadsShrink
            | Rule::LegLength
            | Rule::Proportion
            | Rule::TrappedWhite
            | Rule::Feet
            | Rule::Crop
            | Rule::SamePictures
            | Rule::RulesMeet
            | Rule::EntryPoints
    )
}

fn points_of(broken: &[Broken], page: usize, wanted: impl Fn(Rule) -> bool) -> u32 {
    let points = broken.iter().filter(|b| b.page == page && wanted(b.rule));
    points
        .map(|broken| match broken.severity {
            Severity::Penalty(points) => points,
            Severity::Hard => 0,
        })
        .sum()
}

/// Share of a page's live area that is pictures.
fn photos(page: &PageFrames) -> f64 {
    let is_picture = |kind| matches!(kind, BlockKind::Picture { .. });
    let pictures = page.blocks.iter().filter(|block| is_picture(block.kind));
    let area = pictures.fold(0.0, |sum, block| sum + block.width.0 * block.height.0);
    area / (page.grid.live_width() * page.grid.live_height())
}

/// How the stories of an issue stand.
struct Stories {
    all: u32,
    continued: u32,
    /// Of them those that leave a page which they share. A story that has all of a page
    /// and is longer has to go on.
    cut_off: u32,
}

fn stories(pages: &[PageFrames]) -> Stories {
    let mut found: BTreeMap<ArticleId, BTreeSet<usize>> = BTreeMap::new();
    for (page, frames) in pages.iter().enumerate() {
        for article in frames.blocks.iter().filter_map(|block| block.article) {
            found.entry(article).or_default().insert(page);
        }
    }
    let shared = |page: &usize| found.values().filter(|on| on.contains(page)).count() > 1;
    let continued = || found.values().filter(|pages| pages.len() > 1);
    let cut_off = continued().filter(|on| on.iter().rev().skip(1).any(shared)).count();
    Stories {
        all: found.len() as u32,
        continued: continued().count() as u32,
        cut_off: cut_off as u32,
    }
}

#[cfg(test)]
mod tests;
