//! What the officer wishes, and what of it has to be given up.
//!
//! Wishes that no plan can keep (a page the issue does not have, two pins on one place)
//! are known before anything is planned and go first. The others go one by one, the last
//! story's first, until a plan is found.

use super::compose::{Effort, layouts};
use super::job::{Job, Layout, Pin, Want};

/// How many of several wishes are given up together before all are.
const SEVERAL: usize = 4;
/// How many are tried one by one, each a quick look.
const SINGLE: usize = 12;

/// A wish that cannot be kept, whatever else stands in the issue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Vain {
    /// A page, counted from 0, that the issue does not have.
    Page(usize),
    /// Pinned where that story is pinned already.
    Taken(usize),
}

/// The wishes that no plan on these pages can keep, by story.
pub(crate) fn vain(job: &Job<'_>) -> Vec<(usize, Vain)> {
    let mut vain = Vec::new();
    for story in 0..job.stories.len() {
        if let Some(page) = job.bound(story).filter(|page| *page >= job.pages) {
            vain.push((story, Vain::Page(page)));
        }
    }
    for pins in job.pins.iter().take(job.pages) {
        let mut kept: Vec<&Pin> = Vec::new();
        for pin in pins {
            match kept.iter().find(|other| other.area().meets(pin.area())) {
                Some(other) => vain.push((pin.story, Vain::Taken(other.story))),
                None => kept.push(pin),
            }
        }
    }
    vain
}

/// The best plans with everything the officer said; when there is none, without what he
/// said of as few stories as are found.
pub(crate) fn relaxed(job: &Job<'_>, count: usize) -> Vec<Layout> {
    let vain: Vec<usize> = vain(job).into_iter().map(|(story, _)| story).collect();
    if vain.is_empty() {
        return kept(job, count);
    }
    let (wants, pins) = without(job, &vain);
    kept(&Job { wants: &wants, pins: &pins, ..*job }, count)
}

fn kept(job: &Job<'_>, count: usize) -> Vec<Layout> {
    let all = |job: &Job<'_>| layouts(job, count, Effort::Thorough);
    let kept = if job.kept.is_empty() { Vec::new() } else { all(job) };
    if !kept.is_empty() {
        return kept;
    }
    let job = &Job { kept: &[], ..*job };
    let found = all(job);
    let said: Vec<usize> =
        (0..job.stories.len()).filter(|story| is_bound(job, *story)).rev().collect();
    if !found.is_empty() || said.is_empty() {
        return found;
    }
    let given_up = |lost: &[usize], effort: Effort| {
        let (wants, pins) = without(job, lost);
        layouts(&Job { wants: &wants, pins: &pins, ..*job }, count, effort)
    };
    // Too much text is not the wishes' fault.
    let free = given_up(&said, Effort::Thorough);
    if free.is_empty() {
        return free;
    }
    let single = said.iter().take(SINGLE).map(std::slice::from_ref);
    let several = (2..said.len()).take(SEVERAL).map(|many| &said[..many]);
    for lost in single.chain(several) {
        if !given_up(lost, Effort::Quick).is_empty() {
            return given_up(lost, Effort::Thorough);
        }
    }
    free
}

/// The wants and pins without what is said of some stories.
fn without(job: &Job<'_>, lost: &[usize]) -> (Vec<Want>, Vec<Vec<Pin>>) {
    let mut wants = job.wants.to_vec();
    let mut pins = job.pins.to_vec();
    for &story in lost {
        wants[story] = Want {
            page: None,
            units: None,
            legs: None,
            whole: false,
            ..wants[story].clone()
        };
        pins.iter_mut().for_each(|pins| pins.retain(|pin| pin.story != story));
    }
    (wants, pins)
}

/// A job without any wish that may make an issue impossible.
pub(super) fn wishless(job: &Job<'_>) -> (Vec<Want>, Vec<Vec<Pin>>) {
    let all: Vec<usize> = (0..job.stories.len()).collect();
    without(job, &all)
}

/// Whether the officer said something of a story that may make an issue impossible.
fn is_bound(job: &Job<'_>, story: usize) -> bool {
    let want = &job.wants[story];
    let shape = want.units.is_some() || want.legs.is_some() || want.whole;
    shape || job.bound(story).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::plan::tests::{assert_whole, stories, with};
    use crate::plan::{Kind, plan};

    fn pin(story: usize, unit: u32, line: u32) -> Pin {
        Pin { story, unit, units: 8, line, lines: 20 }
    }

    #[test]
    fn wishes_that_no_plan_can_keep_are_known_beforehand() {
        let stories = stories(6);
        let mut wants = vec![Want::default(); 6];
        wants[1].page = Some(8);
        wants[2].page = Some(7);
        let mut pins = vec![Vec::new(); 9];
        pins[3] = vec![pin(3, 0, 0), pin(4, 4, 10), pin(5, 0, 21)];
        pins[8] = vec![pin(0, 0, 0)];
        let found = with(&stories, &wants, &pins, |job| vain(&Job { pages: 8, ..*job }));
        assert_eq!(found, [(0, Vain::Page(8)), (1, Vain::Page(8)), (4, Vain::Taken(3))]);
    }

    #[test]
    fn wishes_in_vain_cost_the_others_nothing() {
        let stories = stories(12);
        let mut wants = vec![Want::default(); 12];
        wants[2].page = Some(8);
        wants[7].page = Some(1);
        let plan = with(&stories, &wants, &[], |job| plan(job, Some(8), None));
        assert_eq!(plan.pages.len(), 8);
        assert_whole(&stories, &plan);
        let begins = Kind::Story { story: 7, part: 0 };
        assert!(plan.modules[1].iter().any(|module| module.kind == begins));
    }

    /// Wishes that are each possible but not together.
    #[test]
    fn few_wishes_are_given_up_where_all_cannot_be_kept() {
        let stories = stories(12);
        let mut wants = vec![Want::default(); 12];
        // More than page 2 has room for.
        for story in [3, 5, 6, 9] {
            (wants[story].page, wants[story].whole) = (Some(1), true);
        }
        let plan = with(&stories, &wants, &[], |job| plan(job, Some(8), None));
        assert_eq!(plan.pages.len(), 8);
        assert_whole(&stories, &plan);
        let kept = plan.modules[1].iter().filter(|module| match module.kind {
            Kind::Story { story, part: 0 } => [3, 5, 6, 9].contains(&story),
            _ => false,
        });
        assert!(kept.count() >= 1, "{:?}", plan.modules[1]);
    }
}
