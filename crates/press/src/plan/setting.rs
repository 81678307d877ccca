//! Solutions and saved plans, set: modules and the items of every page.

use super::form::{Extent, Form, Forms};
use super::gap::Turns;
use super::job::{Job, Kind, Layout, Module, Portion};
use super::lay::{self, Spot};
use super::page::{Piece, Tile, What, Window, place};
use super::{Item, Part};
use std::rc::Rc;

/// A page of a solution: the window it was filled from, the subset taken, its lines.
#[derive(Debug, Clone)]
pub(super) struct Filled {
    pub(super) window: Rc<Window>,
    pub(super) tiles: Vec<Tile>,
}

/// Pages that hold all stories.
#[derive(Debug, Clone)]
pub(super) struct Solution {
    pub(super) pages: Vec<Filled>,
    pub(super) cost: u32,
    /// Stories left out.
    pub(super) held: Vec<usize>,
}

impl Solution {
    /// Pages on which nothing stands; a poster offers its index.
    pub(super) fn empty(&self) -> usize {
        let bare =
            |page: &&Filled| page.tiles.is_empty() && page.window.pieces.is_empty();
        self.pages.iter().filter(bare).count()
    }
}

/// How a portion stands in its rectangle.
pub(super) struct Stance {
    pub(super) form: Form,
    /// Lines of its main picture.
    pub(super) picture: u32,
    /// Lines it takes of the rectangle: what is below them stays white.
    pub(super) lines: u32,
    /// Whether it goes on elsewhere.
    pub(super) jumps: bool,
}

/// Turns solutions and saved plans into modules and items.
#[derive(Clone)]
pub(super) struct Setting<'j, 'a> {
    job: &'j Job<'a>,
    forms: &'j Forms<'a>,
    modules: Vec<Vec<Module>>,
    items: Vec<Vec<Item>>,
}

impl<'j, 'a> Setting<'j, 'a> {
    pub(super) fn new(job: &'j Job<'a>, forms: &'j Forms<'a>) -> Self {
        Self { job, forms, modules: Vec::new(), items: Vec::new() }
    }

    /// Sets a solution on the pages after those that are set.
    pub(super) fn set(mut self, solution: &Solution) -> Layout {
        for (page, filled) in (self.items.len()..).zip(&solution.pages) {
            self.begin(page);
            self.fill(page, filled);
            self.end(page);
        }
        self.layout(solution.cost, solution.held.clone())
    }

    pub(super) fn begin(&mut self, page: usize) {
        self.modules.push(Vec::new());
        self.items.push(Vec::new());
        let head = self.job.head(page);
        match self.job.poster.filter(|_| page == 0) {
            Some(poster) => {
                self.fixture(page, Part::Masthead, 0, poster.label);
                self.items[page].push(poster.item(self.job.grid.units));
            }
            None if head > 0 => self.fixture(page, Part::Masthead, 0, head),
            None => {}
        }
    }

    pub(super) fn end(&mut self, page: usize) {
        let imprint = self.job.fixed.imprint;
        if page + 1 == self.job.pages && imprint > 0 {
            let line = self.job.grid.lines.saturating_sub(imprint);
            self.fixture(page, Part::Imprint, line, imprint);
        }
    }

    pub(super) fn layout(mut self, cost: u32, held: Vec<usize>) -> Layout {
        self.thin();
        link(&mut self.items, self.job.stories.len());
        let jumps = |item: &&Item| matches!(item.part, Part::Jump(_));
        let jumps = self.items.iter().flatten().filter(jumps).count() as u32;
        Layout { modules: self.modules, items: self.items, cost, jumps, held }
    }

    /// Takes away the house words that are too many.
    fn thin(&mut self) {
        let mut turns = Turns::default();
        for (page, (items, modules)) in
            self.items.iter_mut().zip(&mut self.modules).enumerate()
        {
            let fillers = items.iter().filter(|item| item.part == Part::Filler);
            let many = fillers.count();
            let may = (0..many).take_while(|_| turns.take(page)).count();
            let (mut item, mut module) = (0..may, 0..may);
            items.retain(|i| i.part != Part::Filler || item.next().is_some());
            modules.retain(|m| m.kind != Kind::Filler || module.next().is_some());
        }
    }

    fn fixture(&mut self, page: usize, part: Part, line: u32, lines: u32) {
        let units = self.job.grid.units;
        self.items[page].push(Item { story: None, part, unit: 0, units, line, lines });
    }

    /// Sets the rectangles of a page; gives what is left of stories begun on it.
    pub(super) fn fill(&mut self, page: usize, filled: &Filled) -> Vec<(usize, Portion)> {
        let head = self.job.head(page);
        let mut rests = Vec::new();
        for tile in &filled.tiles {
            let Tile { what, unit, units, line, lines } = *tile;
            let line = line + head;
            let tile = Tile { line, ..*tile };
            let module = |kind| Module { kind, unit, units, line, lines };
            let What::Piece { index, lead, rail } = what else {
                match what {
                    What::Filler => self.part(page, module(Kind::Filler)),
                    _ => self.mark(page, &tile),
                }
                continue;
            };
            let (portion, extent) = match &filled.window.pieces[index] {
                Piece::Whole(portion) => (portion, Extent::Whole),
                Piece::Begun(portion, extent) => (portion, *extent),
                Piece::Index => {
                    self.part(page, module(Kind::Index));
                    continue;
                }
            };
            let place = place(page == 0, lead);
            let best = self.forms.best(portion, extent, place, units, lines, rail);
            let Some((form, picture)) = best else { continue };
            let (story, part) = (portion.story, portion.part);
            let mut module = module(Kind::Story { story, part });
            // White below a story that is pinned is its own.
            let pins = self.job.pins(page).iter();
            for pin in pins.filter(|pin| pin.story == story && pin.line == line) {
                module.lines = pin.lines;
            }
            let stance = Stance { form, picture, lines, jumps: extent.jumps() };
            let rest = self.put(page, portion, &stance, &module);
            rests.extend(rest.map(|rest| (portion.story, rest)));
        }
        rests
    }

    /// A rule or a hairline.
    pub(super) fn mark(&mut self, page: usize, tile: &Tile) {
        let part = if tile.what == What::Rule { Part::Rule } else { Part::Hair };
        let Tile { unit, units, line, lines, .. } = *tile;
        self.items[page].push(Item { story: None, part, unit, units, line, lines });
    }

    /// The index or a filler.
    pub(super) fn part(&mut self, page: usize, module: Module) {
        let part = if module.kind == Kind::Index { Part::Index } else { Part::Filler };
        let Module { unit, units, line, lines, .. } = module;
        self.items[page].push(Item { story: None, part, unit, units, line, lines });
        self.modules[page].push(module);
    }

    pub(super) fn has_index(&self, page: usize) -> bool {
        self.modules[page].iter().any(|module| module.kind == Kind::Index)
    }

    /// A story as it stands; gives what is left of it.
    pub(super) fn put(
        &mut self,
        page: usize,
        portion: &Portion,
        stance: &Stance,
        module: &Module,
    ) -> Option<Portion> {
        let Stance { form, picture, lines, jumps } = stance;
        let (Module { unit, units, line, .. }, lines) = (*module, *lines);
        let spot = Spot { unit, units, line, lines };
        let draft = lay::lay(self.forms, portion, (form, *picture), spot, *jumps);
        self.items[page].extend(draft.items);
        self.modules[page].push(*module);
        if let Some(top) = draft.rail {
            let leg = self.job.grid.leg;
            let (unit, lines) = (units - leg, line + lines - top);
            let part = Part::Hair;
            let hair = Item { story: None, part, unit, units: leg, line: top, lines };
            self.items[page].push(hair);
            let kind = Kind::Index;
            self.part(page, Module { kind, unit, units: leg, line: top, lines });
        }
        draft.rest
    }
}

/// Writes the pages into the jump lines of stories that go on elsewhere.
pub(super) fn link(pages: &mut [Vec<Item>], stories: usize) {
    for story in 0..stories {
        let stands: Vec<usize> = (0..pages.len())
            .filter(|page| pages[*page].iter().any(|i| i.story == Some(story)))
            .collect();
        for (at, page) in stands.iter().enumerate() {
            let before = at.checked_sub(1).map(|at| stands[at] as u32 + 1);
            let after = stands.get(at + 1).map(|page| *page as u32 + 1);
            for item in &mut pages[*page] {
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
