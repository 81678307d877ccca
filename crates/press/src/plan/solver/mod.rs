//! Compose: an issue on exactly so many pages.
//!
//! Measured stories go in, rectangles come out, and from them the items of every page.
//! [`form`] knows how one story can stand in a rectangle, [`page`] finds the best page
//! of a few stories, [`issue`] the best row of pages, [`lay`] sets a form.
//!
//! Whole numbers only, ordered collections, a beam of fixed width: equal input gives
//! an equal plan on every machine.

mod fill;
mod flow;
mod form;
mod issue;
mod lay;
mod page;

use super::{Fixed, Grid, Item, Part, Plan, StoryShape};
use fill::Cursor;
use form::{Extent, Forms};
use issue::{Solution, Solver};
use lay::Spot;
use page::{Piece, Tile, What, place};

/// More than any plan costs.
const INFEASIBLE: u32 = 1 << 28;

/// How a story counts among the others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Class {
    Lead,
    Major,
    Normal,
    Brief,
}

/// What the officer says of a story.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Want {
    /// How it counts; found from its length and place when nothing is said.
    pub(crate) class: Option<Class>,
    /// May not go on on another page.
    pub(crate) whole: bool,
    /// May be left out.
    pub(crate) may_hold: bool,
    /// The page it must begin on, counted from 0.
    pub(crate) page: Option<usize>,
    /// The only width it may have, in units.
    pub(crate) units: Option<u32>,
    /// Height of its pictures against their natural height.
    pub(crate) scale: f64,
}

impl Default for Want {
    fn default() -> Self {
        Self {
            class: None,
            whole: false,
            may_hold: false,
            page: None,
            units: None,
            scale: 1.0,
        }
    }
}

/// A story, or what is left of it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Portion {
    story: usize,
    cursor: Cursor,
    /// Units of its legs once it has begun, else 0.
    measure: u32,
    /// Whether its beginning stands on an earlier page.
    begun: bool,
}

/// An issue to be composed.
pub(crate) struct Job<'a> {
    pub(crate) grid: &'a Grid,
    pub(crate) stories: &'a [StoryShape],
    /// One for each story.
    pub(crate) wants: &'a [Want],
    pub(crate) fixed: Fixed,
    pub(crate) pages: usize,
    /// Whether page 1 shall say what else the issue has.
    pub(crate) index: bool,
}

impl Job<'_> {
    /// The first line of a page that stories may use.
    fn head(&self, page: usize) -> u32 {
        if page == 0 { self.fixed.masthead } else { 0 }
    }

    /// The line below the last that stories may use.
    fn foot(&self, page: usize) -> u32 {
        match self.fixed.imprint {
            lines if page + 1 == self.pages && lines > 0 => {
                self.grid.lines.saturating_sub(lines + 1)
            }
            _ => self.grid.lines,
        }
    }
}

/// What stands in a rectangle of the plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Story {
        story: usize,
        /// 0 where it begins, 1 where it goes on.
        part: u32,
    },
    Index,
    Filler,
}

/// A rectangle of the plan, in units and lines of the live area.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Module {
    pub(crate) kind: Kind,
    pub(crate) unit: u32,
    pub(crate) units: u32,
    pub(crate) line: u32,
    pub(crate) lines: u32,
}

/// A composed issue.
#[derive(Debug, Clone)]
pub(crate) struct Layout {
    pub(crate) modules: Vec<Vec<Module>>,
    pub(crate) items: Vec<Vec<Item>>,
    /// Penalty points of the make-up rules, as the solver sees them.
    pub(crate) cost: u32,
    pub(crate) jumps: u32,
    /// Stories left out.
    pub(crate) held: Vec<usize>,
}

/// Plans an issue on the pages wanted, or else on 1, 2 or the smallest multiple of 4 that
/// holds the text.
///
/// When the stories do not fit, the issue gets as many pages as they need, and the plan
/// says how much text is too much.
pub(crate) fn plan(
    grid: &Grid,
    stories: &[StoryShape],
    wants: &[Want],
    fixed: Fixed,
) -> Plan {
    let job = Job { grid, stories, wants, fixed, pages: 1, index: stories.len() > 2 };
    let asked = fixed.pages.map(|pages| pages.max(1) as usize);
    let mut pages = asked.unwrap_or(1);
    loop {
        let job = Job { pages, ..job };
        if let Some(layout) = solve(&job, 1).pop() {
            let excess = match asked {
                Some(asked) if pages > asked => text_after(&layout.items, asked),
                _ => 0,
            };
            return Plan { pages: layout.items, excess };
        }
        // A story alone on its pages is never longer than its lines.
        let most: usize = stories.iter().map(|story| 2 + longest(grid, story)).sum();
        if pages > most.max(4) * 2 {
            return spilled(&job, asked);
        }
        pages = match pages {
            1 => 2,
            more => (more + 1).next_multiple_of(4),
        };
    }
}

/// Pages a story takes at most.
fn longest(grid: &Grid, story: &StoryShape) -> usize {
    let lines = story.text.get(&grid.leg).map_or(0, super::TextShape::lines);
    let figures = story.figures.len() as u32 * grid.lines;
    ((lines + figures) / (grid.lines * (grid.units / grid.leg).max(1))) as usize
}

/// Every story on pages of its own.
fn spilled(job: &Job<'_>, asked: Option<usize>) -> Plan {
    let mut pages = Vec::new();
    let head = job.fixed.masthead;
    let units = job.grid.units;
    let fixture = |part, line, lines| Item { story: None, part, unit: 0, units, line, lines };
    if head > 0 {
        pages.push(vec![fixture(Part::Masthead, 0, head)]);
    }
    for (index, story) in job.stories.iter().enumerate() {
        pages.extend(flow::pages(job.grid, index, story));
    }
    let imprint = job.fixed.imprint;
    if imprint > 0 {
        let line = job.grid.lines.saturating_sub(imprint);
        pages.push(vec![fixture(Part::Imprint, line, imprint)]);
    }
    let excess = asked.map_or(0, |asked| text_after(&pages, asked));
    Plan { pages, excess }
}

/// Lines of text on the pages after the first `pages`.
fn text_after(all: &[Vec<Item>], pages: usize) -> u32 {
    let legs = all.iter().skip(pages).flatten();
    legs.filter(|item| matches!(item.part, Part::Leg { .. })).map(|item| item.lines).sum()
}

/// The best `count` plans on exactly the pages wanted; none when the stories do not
/// fit.
pub(crate) fn solve(job: &Job<'_>, count: usize) -> Vec<Layout> {
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

/// Turns a solution into modules and items.
struct Setting<'j, 'a> {
    job: &'j Job<'a>,
    forms: &'j Forms<'a>,
    modules: Vec<Vec<Module>>,
    items: Vec<Vec<Item>>,
}

impl<'j, 'a> Setting<'j, 'a> {
    fn new(job: &'j Job<'a>, forms: &'j Forms<'a>) -> Self {
        Self { job, forms, modules: Vec::new(), items: Vec::new() }
    }

    fn set(mut self, solution: &Solution) -> Layout {
        for (page, filled) in solution.pages.iter().enumerate() {
            self.modules.push(Vec::new());
            self.items.push(Vec::new());
            let head = self.job.head(page);
            if head > 0 {
                self.fixture(page, Part::Masthead, 0, head);
            }
            for tile in &filled.tiles {
                let tile = Tile { line: tile.line + head, ..*tile };
                let piece = match tile.what {
                    What::Piece { index, .. } => Some(&filled.window.pieces[index]),
                    _ => None,
                };
                self.tile(page, &tile, piece);
            }
            let imprint = self.job.fixed.imprint;
            if page + 1 == solution.pages.len() && imprint > 0 {
                let line = self.job.grid.lines.saturating_sub(imprint);
                self.fixture(page, Part::Imprint, line, imprint);
            }
        }
        self.links();
        let jumps = self.count(|part| matches!(part, Part::Jump(_)));
        Layout {
            modules: self.modules,
            items: self.items,
            cost: solution.cost,
            jumps,
            held: solution.held.clone(),
        }
    }

    fn count(&self, what: impl Fn(&Part) -> bool) -> u32 {
        self.items.iter().flatten().filter(|item| what(&item.part)).count() as u32
    }

    fn fixture(&mut self, page: usize, part: Part, line: u32, lines: u32) {
        let units = self.job.grid.units;
        self.items[page].push(Item { story: None, part, unit: 0, units, line, lines });
    }

    fn tile(&mut self, page: usize, tile: &Tile, piece: Option<&Piece>) {
        let Tile { unit, units, line, lines, .. } = *tile;
        let item = |part| Item { story: None, part, unit, units, line, lines };
        match (tile.what, piece) {
            (What::Rule, _) => self.items[page].push(item(Part::Rule)),
            (What::Hair, _) => self.items[page].push(item(Part::Hair)),
            (What::Filler, _) => {
                self.items[page].push(item(Part::Filler));
                let kind = Kind::Filler;
                self.modules[page].push(Module { kind, unit, units, line, lines });
            }
            (_, Some(Piece::Index)) => self.index(page, tile),
            (What::Piece { lead, rail, .. }, Some(Piece::Whole(portion))) => {
                self.story(page, tile, portion, Extent::Whole, (lead, rail));
            }
            (What::Piece { lead, rail, .. }, Some(Piece::Begun(portion, extent))) => {
                self.story(page, tile, portion, *extent, (lead, rail));
            }
            (What::Piece { .. }, None) => {}
        }
    }

    fn index(&mut self, page: usize, tile: &Tile) {
        let Tile { unit, units, line, lines, .. } = *tile;
        let part = Part::Index;
        self.items[page].push(Item { story: None, part, unit, units, line, lines });
        self.modules[page].push(Module { kind: Kind::Index, unit, units, line, lines });
    }

    fn story(
        &mut self,
        page: usize,
        tile: &Tile,
        portion: &Portion,
        extent: Extent,
        (lead, rail): (bool, bool),
    ) {
        let Tile { unit, units, line, lines, .. } = *tile;
        let spot = Spot { unit, units, line, lines };
        let place = place(page == 0, lead);
        let best = self.forms.best(portion, extent, place, units, lines, rail);
        let Some((form, picture)) = best else { return };
        let draft = lay::lay(self.forms, portion, (&form, picture), spot, extent.jumps());
        self.items[page].extend(draft.items);
        let kind = Kind::Story { story: portion.story, part: u32::from(portion.begun) };
        self.modules[page].push(Module { kind, unit, units, line, lines });
        if let Some(top) = draft.rail {
            let leg = self.job.grid.leg;
            let (unit, lines) = (units - leg, line + lines - top);
            let rail = Tile { what: tile.what, unit, units: leg, line: top, lines };
            let hair = Part::Hair;
            let item = Item { story: None, part: hair, unit, units: leg, line: top, lines };
            self.items[page].push(item);
            self.index(page, &rail);
        }
    }

    /// Writes the pages into the jump lines of stories that go on elsewhere.
    fn links(&mut self) {
        for story in 0..self.job.stories.len() {
            let stands: Vec<usize> = (0..self.items.len())
                .filter(|page| self.items[*page].iter().any(|i| i.story == Some(story)))
                .collect();
            for (at, page) in stands.iter().enumerate() {
                let before = at.checked_sub(1).map(|at| stands[at] as u32 + 1);
                let after = stands.get(at + 1).map(|page| *page as u32 + 1);
                for item in &mut self.items[*page] {
                    match &mut item.part {
                        Part::Jump(to) if item.story == Some(story) => {
                            *to = after.unwrap_or(*page as u32 + 1);
                        }
                        Part::Onward(from) if item.story == Some(story) => {
                            *from = before.unwrap_or(*page as u32 + 1);
                        }
                        _ => {}
                    }
                }
            }
        }
    }
}
