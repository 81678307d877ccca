//! Plans of an issue: a saved one, the best ones, or what is left when nothing fits.

use super::digest::digested;
use super::fill::Cursor;
use super::form::{Extent, Forms, Place};
use super::issue::Solver;
use super::job::{INFEASIBLE, Job, Kind, Layout, Module, Portion};
use super::poster::{is_poster, posted};
use super::saved::{self, Restored};
use super::setting::{self, Setting};
use super::wish::{relaxed, wishless};
use super::{Grid, Item, Part, Plan, flow};

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
    let odd = odd(job);
    let job = Job { apart: &odd, ..*job };
    if let Some(modules) = saved
        && let Some(Restored { layout, spare, .. }) = restored(&job, modules)
    {
        return Plan { spare, ..finished(layout, asked.or(Some(modules.len()))) };
    }
    let asked = saved.map(<[_]>::len).or(asked).map(|pages| pages.max(1));
    let mut pages = asked.unwrap_or(1);
    while pages <= most(&job) {
        // An issue that is over its pages has none to spare for a poster.
        let poster = job.poster.filter(|_| asked.is_none_or(|asked| pages <= asked));
        let job = Job { pages, poster, ..job };
        if let Some(layout) = relaxed(&job, 1).into_iter().next() {
            return measured(&job, layout, asked);
        }
        pages = more(pages);
    }
    let all: Vec<usize> = (0..job.stories.len()).collect();
    let job = Job { apart: &all, pages: most(&job), ..job };
    measured(&job, alone(&job), asked)
}

/// A saved plan set again, with pages after it for what it has no room for and for the
/// stories that stand apart.
fn restored(job: &Job<'_>, modules: &[Vec<Module>]) -> Option<Restored> {
    let wanted = is_poster(modules, job.grid);
    posted(&Job { pages: modules.len(), ..*job }, wanted, |job| match job.poster {
        // What was planned round a poster is no plan without it.
        None if wanted => None,
        _ => restored_as(job, modules),
    })
}

/// The same with page 1 as the job has it.
fn restored_as(job: &Job<'_>, modules: &[Vec<Module>]) -> Option<Restored> {
    let is_apart = |module: &Module| match module.kind {
        Kind::Story { story, .. } => job.apart.contains(&story),
        _ => false,
    };
    // They come last, with the imprint after them.
    let end = modules.iter().position(|page| page.iter().any(is_apart));
    let modules = &modules[..end.unwrap_or(modules.len())];
    if modules.is_empty() {
        return None;
    }
    let restored = saved::restore(&Job { pages: modules.len(), ..*job }, modules)?;
    let layout = appended(job, restored.layout, &restored.over);
    Some(Restored { layout, ..restored })
}

/// The next number of pages worth trying.
pub(crate) fn more(pages: usize) -> usize {
    match pages {
        1 => 2,
        more => (more + 1).next_multiple_of(4),
    }
}

/// How long plans are looked for. What a quick look finds a thorough one finds too.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Effort {
    Quick,
    Thorough,
}

/// A plan on exactly the pages wanted without what the officer wished, by a quick look:
/// many are tried before it is said what to cut.
pub(crate) fn fitting(job: &Job<'_>) -> Option<Layout> {
    let (wants, pins) = wishless(job);
    // A poster takes room, and is given up where there is none.
    let (kept, poster) = (&[][..], None);
    let job = Job { wants: &wants, pins: &pins, kept, poster, ..*job };
    layouts(&job, 1, Effort::Quick).into_iter().next()
}

/// The best plans on exactly the pages wanted, with a poster on page 1 where there can
/// be one and it leaves room for all.
pub(super) fn layouts(job: &Job<'_>, count: usize, effort: Effort) -> Vec<Layout> {
    let is_kept = is_poster(job.kept, job.grid);
    let found = posted(job, is_kept || job.kept.is_empty(), |job| match job.poster {
        Some(_) => layouts_as(job, count, effort),
        None => Vec::new(),
    });
    // Without its poster page 1 has nothing to keep.
    if !found.is_empty() || is_kept {
        return found;
    }
    layouts_as(&Job { poster: None, ..*job }, count, effort)
}

/// Plans of another kind than the first that come to mind: with short news in a column
/// of its own, and with an ordinary page 1 where the design has a poster.
pub(crate) fn others(job: &Job<'_>) -> Vec<Layout> {
    let mut others = digested(job);
    if job.poster.is_some() && job.kept.is_empty() {
        others.extend(layouts(&Job { poster: None, ..*job }, 1, Effort::Thorough));
    }
    others
}

/// How many of the things that only some designs have stand in a layout: a poster, a
/// column of short news.
pub(crate) fn character(layout: &Layout, grid: &Grid) -> u32 {
    let mut modules = layout.modules.iter().flatten();
    let column = modules.any(|module| grid.is_digest(module.units));
    let mut items = layout.items.iter().flatten();
    let poster = items.any(|item| matches!(item.part, Part::Poster { .. }));
    u32::from(column) + u32::from(poster)
}

/// The same with page 1 as the job has it, and with the pages of the stories that stand
/// apart among them.
fn layouts_as(job: &Job<'_>, count: usize, effort: Effort) -> Vec<Layout> {
    if job.apart.len() == job.stories.len() && !job.stories.is_empty() {
        let layout = alone(job);
        return if layout.items.len() <= job.pages { vec![layout] } else { Vec::new() };
    }
    let apart: usize = apart(job).map(|story| flow_of(job, story, 0).len()).sum();
    // The imprint may need a page of its own after them.
    for more in 0..=usize::from(apart > 0) {
        let Some(pages @ 1..) = job.pages.checked_sub(apart + more) else { break };
        let layouts = solve(&Job { pages, ..*job }, count, effort).into_iter();
        let layouts = layouts.map(|layout| appended(job, layout, &[]));
        let layouts: Vec<Layout> =
            layouts.filter(|layout| layout.items.len() <= job.pages).collect();
        if !layouts.is_empty() {
            return layouts;
        }
    }
    Vec::new()
}

/// The plan of a layout that was just found, with the room its stories have.
fn measured(job: &Job<'_>, layout: Layout, asked: Option<usize>) -> Plan {
    let spare = restored(job, &layout.modules).map(|restored| restored.spare);
    Plan { spare: spare.unwrap_or_default(), ..finished(layout, asked) }
}

fn finished(layout: Layout, asked: Option<usize>) -> Plan {
    let Layout { modules, items: pages, held, .. } = layout;
    let excess = asked.map_or(0, |asked| text_after(&pages, asked));
    Plan { pages, modules, excess, asked, held, ..Plan::default() }
}

/// Stories on pages of their own that have something to show.
fn apart(job: &Job<'_>) -> impl Iterator<Item = usize> {
    job.apart.iter().copied().filter(|story| !job.stories[*story].is_empty())
}

/// The pages of a story that stands apart.
fn flow_of(job: &Job<'_>, story: usize, top: u32) -> Vec<Vec<Item>> {
    let shape = &job.stories[story];
    let cursor = Cursor::begin(shape);
    let portion = Portion { story, cursor, measure: 0, part: 0 };
    flow::pages(job.grid, &portion, shape, top)
}

/// Fewest lines worth beginning on below what is left of another story.
const WORTH: u32 = 12;

/// A layout, and after it what found no room and the stories that stand apart. The
/// imprint goes with the last page.
fn appended(job: &Job<'_>, mut layout: Layout, over: &[Portion]) -> Layout {
    let pages = layout.items.len();
    let mut line = job.grid.lines;
    for portion in over {
        if line + WORTH > job.grid.lines {
            layout.modules.push(Vec::new());
            layout.items.push(Vec::new());
            line = 0;
        }
        let flowed = flow::pages(job.grid, portion, &job.stories[portion.story], line);
        for (at, items) in (0..).zip(flowed) {
            if at > 0 {
                layout.modules.push(Vec::new());
                layout.items.push(Vec::new());
                line = 0;
            }
            let foot = items.iter().map(|item| item.line + item.lines).max();
            let foot = foot.unwrap_or(line).max(line + 1);
            let kind = Kind::Story { story: portion.story, part: portion.part + at };
            let (units, lines) = (job.grid.units, foot - line);
            let module = Module { kind, unit: 0, units, line, lines };
            layout.modules.last_mut().expect("there is a page").push(module);
            layout.items.last_mut().expect("there is a page").extend(items);
            line = foot + 2;
        }
    }
    for story in apart(job) {
        for (part, items) in (0..).zip(flow_of(job, story, 0)) {
            layout.modules.push(vec![page_of(job, story, part)]);
            layout.items.push(items);
        }
    }
    if layout.items.len() > pages {
        move_imprint(job, &mut layout);
    }
    setting::link(&mut layout.items, job.stories.len());
    layout
}

/// Nothing but stories that stand apart, the first under the masthead.
fn alone(job: &Job<'_>) -> Layout {
    let first = Job { pages: 1, ..*job };
    let forms = Forms::new(job.grid, job.stories, job.wants);
    let mut setting = Setting::new(&first, &forms);
    setting.begin(0);
    let mut layout = setting.layout(0, Vec::new());
    for story in apart(job) {
        let bare = layout.modules == [Vec::new()];
        let top = if bare { job.fixed.masthead } else { 0 };
        for (part, items) in (0..).zip(flow_of(job, story, top)) {
            if bare && part == 0 {
                layout.modules[0].push(page_of(job, story, part));
                layout.items[0].extend(items);
            } else {
                layout.modules.push(vec![page_of(job, story, part)]);
                layout.items.push(items);
            }
        }
    }
    move_imprint(job, &mut layout);
    layout
}

/// A page as the module of a story that has it to itself.
fn page_of(job: &Job<'_>, story: usize, part: u32) -> Module {
    let (units, lines) = (job.grid.units, job.grid.lines);
    Module { kind: Kind::Story { story, part }, unit: 0, units, line: 0, lines }
}

fn move_imprint(job: &Job<'_>, layout: &mut Layout) {
    for items in &mut layout.items {
        items.retain(|item| item.part != Part::Imprint);
    }
    if job.fixed.imprint > 0 {
        imprint(job, &mut layout.items);
        layout.modules.resize_with(layout.items.len(), Vec::new);
    }
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
            forms.widths.iter().rev().any(|units| {
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

/// Lines of text on the pages after the first `pages`; at least 1 when stories stand
/// there.
fn text_after(all: &[Vec<Item>], pages: usize) -> u32 {
    let after: Vec<&Item> = all.iter().skip(pages).flatten().collect();
    let legs = after.iter().filter(|item| matches!(item.part, Part::Leg { .. }));
    let least = u32::from(after.iter().any(|item| item.story.is_some()));
    legs.map(|item| item.lines).sum::<u32>().max(least)
}

/// The best `count` plans on exactly the pages wanted; none when the stories do not
/// fit.
fn solve(job: &Job<'_>, count: usize, effort: Effort) -> Vec<Layout> {
    let forms = Forms::new(job.grid, job.stories, job.wants);
    let Some((setting, queue)) = saved::kept(job, &forms) else { return Vec::new() };
    let mut solver = Solver::new(job, &forms, queue);
    let solutions = match effort {
        Effort::Thorough => solver.solve(),
        Effort::Quick => solver.quick(),
    };
    let mut layouts: Vec<Layout> = Vec::new();
    for solution in &solutions {
        if layouts.len() == count {
            break;
        }
        let layout = setting.clone().set(solution);
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
