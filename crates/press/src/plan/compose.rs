//! Plans of an issue: a saved one, the best ones, or what is left when nothing fits.

use super::form::{Extent, Forms, Place};
use super::issue::Solver;
use super::job::{INFEASIBLE, Job, Kind, Layout, Module, Spare, Want};
use super::setting::Setting;
use super::{Item, Part, Plan, flow, saved};

/// Plans an issue: as the saved plan has it, or else on the pages asked for, or else on
/// 1, 2 or the smallest multiple of 4 that holds the text.
///
/// When the stories do not fit, the issue gets as many pages as they need, and the plan
/// says how much text is too much.
pub(crate) fn plan(
    job: &Job<'_>,
    asked: Option<usize>,
    saved: Option<&[Vec<Module>]>,
) -> Plan {
    let mut misfit = Spare::new();
    if let Some(modules) = saved {
        let job = Job { pages: modules.len(), ..*job };
        let (layout, spare) = saved::restore(&job, modules);
        if let Some(layout) = layout {
            return finished(&job, layout, asked.or(Some(modules.len())), spare);
        }
        misfit = spare;
        misfit.retain(|_, lines| *lines < 0);
    }
    let odd = odd(job);
    let job = Job { apart: &odd, ..*job };
    let asked = saved.map(<[_]>::len).or(asked).map(|pages| pages.max(1));
    let mut pages = asked.unwrap_or(1);
    while pages <= most(&job) {
        let job = Job { pages, ..job };
        let (layouts, lost) = relaxed(&job, 1);
        if let Some(layout) = layouts.into_iter().next() {
            let (_, spare) = saved::restore(&job, &layout.modules);
            return Plan { misfit, lost, ..finished(&job, layout, asked, spare) };
        }
        pages = more(pages);
    }
    let all: Vec<usize> = (0..job.stories.len()).collect();
    let job = Job { apart: &all, pages: 1, ..job };
    let forms = Forms::new(job.grid, job.stories, job.wants);
    let mut setting = Setting::new(&job, &forms);
    setting.begin(0);
    setting.end(0);
    let layout = setting.layout(0, Vec::new());
    Plan { misfit, ..finished(&job, layout, asked, Spare::new()) }
}

/// The next number of pages worth trying.
pub(crate) fn more(pages: usize) -> usize {
    match pages {
        1 => 2,
        more => (more + 1).next_multiple_of(4),
    }
}

/// The best plans with everything the officer said; when there is none, without what he
/// said of as few stories as can be, and which those are.
pub(crate) fn relaxed(job: &Job<'_>, count: usize) -> (Vec<Layout>, Vec<usize>) {
    let layouts = solve(job, count);
    let said: Vec<usize> =
        (0..job.stories.len()).filter(|story| is_bound(job, *story)).rev().collect();
    if !layouts.is_empty() || said.is_empty() {
        return (layouts, Vec::new());
    }
    let single = said.iter().map(std::slice::from_ref);
    for lost in single.chain([said.as_slice()]) {
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
        let layouts = solve(&Job { wants: &wants, pins: &pins, ..*job }, count);
        if !layouts.is_empty() {
            return (layouts, lost.to_vec());
        }
    }
    (Vec::new(), Vec::new())
}

/// Whether the officer said something of a story that may make an issue impossible.
fn is_bound(job: &Job<'_>, story: usize) -> bool {
    let want = &job.wants[story];
    let shape = want.units.is_some() || want.legs.is_some() || want.whole;
    shape || job.bound(story).is_some()
}

/// The pages of a plan, and after them the stories that no form can hold.
fn finished(job: &Job<'_>, layout: Layout, asked: Option<usize>, spare: Spare) -> Plan {
    let Layout { modules, items: mut pages, held, .. } = layout;
    let apart = job.apart.iter().filter(|story| !job.stories[**story].is_empty());
    for &story in apart {
        let bare = pages.len() == 1 && pages[0].iter().all(|item| item.story.is_none());
        let top = if bare { job.fixed.masthead } else { 0 };
        let mut flow = flow::pages(job.grid, story, &job.stories[story], top).into_iter();
        if bare {
            // The imprint goes with the last page, wherever that is.
            pages[0].retain(|item| item.part != Part::Imprint);
            pages[0].extend(flow.next().unwrap_or_default());
        }
        pages.extend(flow);
        if bare && job.fixed.imprint > 0 {
            imprint(job, &mut pages);
        }
    }
    let excess = asked.map_or(0, |asked| text_after(&pages, asked));
    Plan { pages, modules, excess, spare, held, ..Plan::default() }
}

/// Puts the imprint at the foot of the last page, or on one of its own.
fn imprint(job: &Job<'_>, pages: &mut Vec<Vec<Item>>) {
    let lines = job.fixed.imprint;
    let line = job.grid.lines.saturating_sub(lines);
    let used =
        pages.last().into_iter().flatten().map(|item| item.line + item.lines).max();
    if used.is_some_and(|used| used + 1 > line) {
        pages.push(Vec::new());
    }
    let (story, unit, units) = (None, 0, job.grid.units);
    let item = Item { story, part: Part::Imprint, unit, units, line, lines };
    pages.last_mut().expect("there is a page").push(item);
}

/// Stories that fit nowhere, not even begun on a page of their own.
pub(crate) fn odd(job: &Job<'_>) -> Vec<usize> {
    let forms = Forms::new(job.grid, job.stories, job.wants);
    let stands = |story: &usize| {
        let portion = forms.whole(*story);
        [Extent::Whole, Extent::Most].into_iter().any(|extent| {
            forms.widths.iter().any(|units| {
                let leaf = forms.leaf(&portion, extent, Place::Lead, *units, false);
                leaf.costs.iter().any(|cost| *cost < INFEASIBLE)
            })
        })
    };
    let all = 0..job.stories.len();
    all.filter(|story| job.stories[*story].is_empty() || !stands(story)).collect()
}

/// Pages that hold every story if any number does.
fn most(job: &Job<'_>) -> usize {
    let legs = (job.grid.units / job.grid.leg).max(1);
    let pages = job.stories.iter().map(|story| {
        let lines = story.text.get(&job.grid.leg).map_or(0, super::TextShape::lines);
        let figures = story.figures.len() as u32 * job.grid.lines;
        2 + 2 * (lines + figures) / (job.grid.lines * legs)
    });
    (pages.sum::<u32>() as usize).max(8)
}

/// Lines of text on the pages after the first `pages`.
fn text_after(all: &[Vec<Item>], pages: usize) -> u32 {
    let legs = all.iter().skip(pages).flatten();
    legs.filter(|item| matches!(item.part, Part::Leg { .. })).map(|item| item.lines).sum()
}

/// The best `count` plans on exactly the pages wanted; none when the stories do not
/// fit.
pub(super) fn solve(job: &Job<'_>, count: usize) -> Vec<Layout> {
    let forms = Forms::new(job.grid, job.stories, job.wants);
    let solutions = Solver::new(job, &forms).solve();
    let mut layouts: Vec<Layout> = Vec::new();
    for solution in &solutions {
        if layouts.len() == count {
            break;
        }
        let layout = Setting::new(job, &forms).set(solution);
        if layouts.iter().all(|other| differs(&layout, other)) {
            layouts.push(layout);
        }
    }
    layouts
}

/// Whether two plans look different: other stories on at least two pages, or another
/// shape of the lead.
fn differs(a: &Layout, b: &Layout) -> bool {
    let stories = |page: &[Module]| {
        let mut stories: Vec<_> = page
            .iter()
            .filter_map(|module| match module.kind {
                Kind::Story { story, part } => Some((story, part)),
                _ => None,
            })
            .collect();
        stories.sort_unstable();
        stories
    };
    let pages = a.modules.iter().zip(&b.modules);
    let others = pages.filter(|(a, b)| stories(a) != stories(b)).count();
    let lead = |layout: &Layout| layout.modules.first().and_then(|p| p.first().copied());
    others >= 2 || lead(a) != lead(b)
}
