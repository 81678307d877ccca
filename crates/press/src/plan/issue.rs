//! The issue: pages one after the other, the best few hundred beginnings kept.

use super::figure::Shots;
use super::form::{AFTER_JUMP, BEFORE_JUMP, Extent, Forms, Place};
use super::job::{INFEASIBLE, Job, Pin, Portion};
use super::page::{Piece, Table, Tile, What, Window, place};
use super::pins::{Area, Filling, carve};
use super::price::{hope, share, spread};
use super::setting::{Filled, Solution};

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Beginnings kept after each page.
const BEAM: usize = 96;
/// And when only asked whether an issue fits, or round what is pinned.
const NARROW: usize = 32;
/// Ways to fill a page that are followed up.
const CANDIDATES: usize = 40;
/// Stories that may come next.
const AHEAD: usize = 6;
/// Stories of them that may be begun and continued.
const TWINS: usize = 2;
/// What a line of white at the foot of a page costs.
const WHITE: u32 = 30;
/// Lines of white at the foot of a page in an issue that is full.
const FEW: u32 = 2;
/// What an empty page costs, and an issue without its index, and leaving out a story.
const EMPTY: u32 = 2500;
const UNLISTED: u32 = 300;
const HELD: u32 = 400;
/// What it costs to leave more room, or less, than the other stories like: as much as
/// the whole of what is left. Falling behind costs more when the first try failed.
const AHEAD_OF_PAGES: u32 = 900;
const HURRIES: [u32; 3] = [1800, 6000, 20_000];

#[derive(Clone)]
struct State {
    queue: Vec<Portion>,
    cost: u32,
    /// The last page, and those before it.
    trail: Option<Rc<Trail>>,
    /// The pictures of the last page.
    shots: Shots,
}

/// A page and those before it, shared by all that go on from there.
struct Trail {
    filled: Filled,
    before: Option<Rc<Trail>>,
}

impl State {
    /// The pages from the first on.
    fn pages(&self) -> Vec<Filled> {
        let mut pages = Vec::new();
        let mut next = self.trail.as_ref();
        while let Some(trail) = next {
            pages.push(trail.filled.clone());
            next = trail.before.as_ref();
        }
        pages.reverse();
        pages
    }
}

/// Room that a portion needs in units times lines: the least, and at its best.
#[derive(Debug, Clone, Copy)]
struct Need {
    least: u32,
    best: u32,
}

pub(super) struct Solver<'j, 'a> {
    job: &'j Job<'a>,
    forms: &'j Forms<'a>,
    /// Everything that is to stand somewhere, in the officer's order.
    queue: Vec<Portion>,
    tables: BTreeMap<Rc<Window>, Rc<Table>>,
    /// What is free on pages with pins, filled.
    fillings: BTreeMap<(Rc<Window>, Vec<Area>), Rc<Filling>>,
    needs: BTreeMap<Portion, Need>,
    hurry: u32,
    beam: usize,
    /// White lines allowed at the foot of a page.
    most_white: u32,
}

impl<'j, 'a> Solver<'j, 'a> {
    /// A solver for the pages that are not kept, and what is to stand on them.
    pub(super) fn new(
        job: &'j Job<'a>,
        forms: &'j Forms<'a>,
        queue: Vec<Portion>,
    ) -> Self {
        Self {
            job,
            forms,
            queue,
            tables: BTreeMap::new(),
            fillings: BTreeMap::new(),
            needs: BTreeMap::new(),
            hurry: HURRIES[0],
            beam: BEAM,
            most_white: FEW,
        }
    }

    /// The best solutions, cheapest first; none when the stories do not fit.
    pub(super) fn solve(&mut self) -> Vec<Solution> {
        let queue = self.queue.clone();
        let all = self.job.grid.lines;
        // Full pages first; white at the feet, as far as it takes, when there is not
        // enough to fill them or nothing else is found.
        let is_sparse = self.is_sparse(&queue);
        let tries: &[(u32, u32)] = match is_sparse {
            true => &[(FEW, HURRIES[0]), (all, HURRIES[0])],
            false => &[
                (FEW, HURRIES[0]),
                (FEW, HURRIES[1]),
                (FEW, HURRIES[2]),
                (all, HURRIES[1]),
            ],
        };
        // Round what the officer has just placed by hand it has to be quick.
        let is_pinned = self.job.pins.iter().any(|pins| !pins.is_empty());
        let beams = if is_pinned { &[NARROW, BEAM][..] } else { &[BEAM] };
        let mut found: Vec<Solution> = Vec::new();
        for beam in beams {
            for (most_white, hurry) in tries {
                (self.beam, self.most_white, self.hurry) = (*beam, *most_white, *hurry);
                found.extend(self.search());
                // With too few stories full pages may leave others empty: white that
                // all pages share is better.
                if found.first().is_some_and(|best| !is_sparse || best.empty() == 0) {
                    return found;
                }
            }
            if !found.is_empty() {
                break;
            }
        }
        found.sort_by_key(|solution| (solution.empty(), solution.cost));
        found
    }

    /// Whether the stories fit, as far as a quick look tells.
    pub(super) fn fits(&mut self) -> bool {
        self.beam = NARROW;
        self.hurry = HURRIES[1];
        self.most_white = self.job.grid.lines;
        !self.search().is_empty()
    }

    fn search(&mut self) -> Vec<Solution> {
        let queue = self.queue.clone();
        let first = self.job.kept.len();
        let (least, have) = (self.least(&queue), self.have(first));
        if least > have {
            return Vec::new();
        }
        let shots = Shots::default();
        // A right page takes back what its left one hoped for.
        let cost = hope(shots);
        let mut beam = vec![State { queue, cost, trail: None, shots }];
        for page in first..self.job.pages {
            let mut next = Vec::new();
            for state in &beam {
                self.follow(state, page, &mut next);
            }
            // The cheapest of those that leave the same to be done.
            next.sort_by(|a, b| a.cost.cmp(&b.cost).then_with(|| a.queue.cmp(&b.queue)));
            let mut seen = BTreeSet::new();
            if page + 1 < self.job.pages {
                next.retain(|state| seen.insert(state.queue.clone()));
            }
            next.truncate(self.beam);
            self.tables.clear();
            self.fillings.clear();
            beam = next;
            if beam.is_empty() {
                break;
            }
        }
        beam.into_iter()
            .map(|state| Solution {
                pages: state.pages(),
                cost: state.cost,
                held: state.queue.iter().map(|portion| portion.story).collect(),
            })
            .collect()
    }

    /// Room for stories on a page, in lines.
    fn foot(&self, page: usize) -> u32 {
        self.job.foot(page) - self.job.head(page)
    }

    fn have(&self, from: usize) -> u32 {
        (from..self.job.pages).map(|page| self.foot(page) + 1).sum::<u32>()
            * self.job.grid.units
    }

    /// Whether there is far more room than stories.
    fn is_sparse(&mut self, queue: &[Portion]) -> bool {
        let need: u32 = queue.iter().map(|portion| self.need(portion).best).sum();
        need * 100 < self.have(self.job.kept.len()) * 88
    }

    /// Room that the stories that must run take at least.
    fn least(&mut self, queue: &[Portion]) -> u32 {
        let must = |portion: &&Portion| !self.job.wants[portion.story].may_hold;
        let must: Vec<&Portion> = queue.iter().filter(must).collect();
        must.into_iter().map(|portion| self.need(portion).least).sum()
    }

    fn need(&mut self, portion: &Portion) -> Need {
        if let Some(need) = self.needs.get(portion) {
            return *need;
        }
        let mut least = u32::MAX;
        let mut best = (INFEASIBLE, 0);
        for &units in &self.forms.widths {
            let leaf =
                self.forms.leaf(portion, Extent::Whole, Place::Below, units, false);
            for (lines, cost) in leaf.costs.iter().enumerate() {
                if *cost < INFEASIBLE {
                    let area = units * (lines as u32 + 1);
                    least = least.min(area);
                    best = best.min((*cost, area));
                }
            }
        }
        if least == u32::MAX {
            // Longer than a page: as much as its text takes.
            let legs = self.job.grid.units / self.job.grid.leg;
            let lines = self.forms.leg_lines(portion).div_ceil(legs) + 8;
            least = lines * self.job.grid.units;
            best.1 = least;
        }
        let need = Need { least, best: best.1 };
        self.needs.insert(portion.clone(), need);
        need
    }

    /// What may come on a page.
    fn window(&self, queue: &[Portion], page: usize) -> Window {
        let last = page + 1 == self.job.pages;
        let due = |portion: &Portion| self.job.bound(portion.story);
        let mut pieces = Vec::new();
        let mut twins = 0;
        let mut count = 0;
        for portion in queue {
            match due(portion) {
                Some(wanted) if wanted > page && !portion.begun() => continue,
                Some(wanted) if wanted == page => {}
                _ if count >= AHEAD => continue,
                _ => {}
            }
            count += 1;
            pieces.push(Piece::Whole(portion.clone()));
            let lines = self.forms.leg_lines(portion);
            let legs = self.job.grid.units / self.job.grid.leg;
            let long = match portion.begun() {
                // A story jumps once, unless it is longer than a page.
                true => lines > legs * (self.job.grid.lines - 6),
                false => lines >= BEFORE_JUMP + AFTER_JUMP,
            };
            // Where there is room enough a story that can stand whole does so, but for
            // the one that leaves room for the index.
            let begins = self.most_white == FEW || page == 0 && self.job.index;
            let long = long && (begins || !self.stands(portion, page));
            if long && !last && twins < TWINS && !self.job.wants[portion.story].whole {
                twins += 1;
                for extent in [Extent::Begun, Extent::Most] {
                    pieces.push(Piece::Begun(portion.clone(), extent));
                }
            }
            if count >= AHEAD + 2 {
                break;
            }
        }
        if page == 0 && self.job.index && queue.len() > 1 {
            pieces.push(Piece::Index);
        }
        Window { pieces, cover: page == 0 }
    }

    /// Whether a page can hold all of a story.
    fn stands(&self, portion: &Portion, page: usize) -> bool {
        let (place, units) = (place(page == 0, true), self.job.grid.units);
        let leaf = self.forms.leaf(portion, Extent::Whole, place, units, false);
        leaf.costs.iter().take(self.foot(page) as usize + 1).any(|c| *c < INFEASIBLE)
    }

    /// All good ways to fill the next page.
    fn follow(&mut self, state: &State, page: usize, next: &mut Vec<State>) {
        if state.queue.is_empty() {
            let mut state = state.clone();
            let window = Rc::new(Window { pieces: Vec::new(), cover: page == 0 });
            let filled = Filled { window, tiles: Vec::new() };
            let before = state.trail.take();
            state.trail = Some(Rc::new(Trail { filled, before }));
            state.cost += EMPTY;
            next.push(state);
            return;
        }
        if !self.job.pins(page).is_empty() {
            self.follow_pinned(state, page, next);
            return;
        }
        let window = Rc::new(self.window(&state.queue, page));
        let forms = self.forms;
        let table = Rc::clone(
            self.tables
                .entry(Rc::clone(&window))
                .or_insert_with(|| Rc::new(Table::new(forms, &window))),
        );
        let foot = self.foot(page);
        let must = self.must(&window, page);
        let mut candidates = Vec::new();
        for subset in 1..1usize << window.pieces.len() {
            if subset & must != must || !table.allows(subset) {
                continue;
            }
            let white = self.most_white.min(foot.saturating_sub(8));
            let best = (0..=white)
                .map(|white| {
                    let units = self.job.grid.units;
                    let cost = table.cost_in(subset, true, units, foot - white);
                    (cost.saturating_add(white * WHITE), white)
                })
                .min()
                .filter(|(cost, _)| *cost < INFEASIBLE);
            let Some((mut cost, white)) = best else { continue };
            if window.pieces.last() == Some(&Piece::Index)
                && (subset >> (window.pieces.len() - 1)) & 1 == 0
            {
                cost += UNLISTED;
            }
            candidates.push((cost, subset, foot - white));
        }
        candidates.sort_unstable();
        for (cost, subset, lines) in candidates.into_iter().take(CANDIDATES) {
            let tiles = table.tiles_in(subset, true, self.job.grid.units, lines);
            let shots = table.shots(&tiles);
            if let Some(state) = self.step(state, page, &window, tiles, (cost, shots)) {
                next.push(state);
            }
        }
    }

    /// All good ways to fill the next page round what is pinned on it.
    fn follow_pinned(&mut self, state: &State, page: usize, next: &mut Vec<State>) {
        let forms = self.forms;
        let mut window = self.window(&state.queue, page);
        let is_pinned = |piece: &Piece| match piece {
            Piece::Whole(portion) | Piece::Begun(portion, _) => {
                self.job.pins(page).iter().any(|pin| pin.story == portion.story)
            }
            Piece::Index => false,
        };
        window.pieces.retain(|piece| !is_pinned(piece));
        let mut pinned = Shots::default();
        let (head, lines) = (self.job.head(page), self.foot(page));
        let units = self.job.grid.units;
        let area = Area { unit: 0, units, line: 0, lines };
        let mut areas = Vec::new();
        let mut tiles = Vec::new();
        let count = window.pieces.len();
        for pin in self.job.pins(page) {
            let Some(portion) = state.queue.iter().find(|p| p.story == pin.story) else {
                continue;
            };
            let line = pin.line.saturating_sub(head);
            let pin = Pin { line, ..*pin };
            let lead = areas.is_empty() && pin.line == 0;
            let Some((extent, fitting)) = self.stand(portion, page, &pin, lead) else {
                continue;
            };
            let index = window.pieces.len();
            window.pieces.push(match extent {
                Extent::Whole => Piece::Whole(portion.clone()),
                extent => Piece::Begun(portion.clone(), extent),
            });
            let what = What::Piece { index, lead, rail: false };
            let place = place(page == 0, lead);
            let leaf = forms.leaf(portion, extent, place, pin.units, false);
            pinned = pinned.and(leaf.shots[fitting as usize]);
            let Pin { unit, units, line, .. } = pin;
            tiles.push(Tile { what, unit, units, line, lines: fitting });
            areas.push(pin.area());
        }
        let Some(carved) = carve(area, &areas) else { return };
        tiles.extend(carved.marks.iter().copied());
        let free = Rc::new(Window { pieces: window.pieces[..count].to_vec(), ..window });
        let key = (Rc::clone(&free), carved.free);
        let filling = Rc::clone(self.fillings.entry(key).or_insert_with_key(|key| {
            let table = Rc::new(Table::new(forms, &key.0));
            Rc::new(Filling::new(table, &key.1, count))
        }));
        let leads = state.queue.first().is_some_and(|lead| {
            self.job.pins(page).iter().any(|pin| pin.story == lead.story)
        });
        let must = if leads { self.bound(&free, page) } else { self.must(&free, page) };
        let window = Rc::new(window);
        let mut candidates: Vec<(u32, usize)> = filling
            .subsets()
            .filter(|(subset, _)| subset & must == must)
            .map(|(subset, cost)| (cost, subset))
            .collect();
        candidates.sort_unstable();
        for (cost, subset) in candidates.into_iter().take(CANDIDATES) {
            let mut all = tiles.clone();
            let free = filling.tiles(subset);
            let shots = pinned.and(filling.table.shots(&free));
            all.extend(free);
            if let Some(state) = self.step(state, page, &window, all, (cost, shots)) {
                next.push(state);
            }
        }
    }

    /// How a pinned story stands in its rectangle: whole, begun, or as near to its foot
    /// as it comes.
    fn stand(
        &self,
        portion: &Portion,
        page: usize,
        pin: &Pin,
        lead: bool,
    ) -> Option<(Extent, u32)> {
        let place = place(page == 0, lead);
        let fits = |extent, lines| {
            self.forms.best(portion, extent, place, pin.units, lines, false).is_some()
        };
        let last = page + 1 == self.job.pages || self.job.wants[portion.story].whole;
        if fits(Extent::Whole, pin.lines) {
            return Some((Extent::Whole, pin.lines));
        }
        let begun = [Extent::Begun, Extent::Most];
        let found = begun.into_iter().find(|extent| !last && fits(*extent, pin.lines));
        if let Some(extent) = found {
            return Some((extent, pin.lines));
        }
        // Room at its foot stays white.
        let lower = (1..pin.lines).rev().find(|lines| fits(Extent::Whole, *lines))?;
        Some((Extent::Whole, lower))
    }

    /// The pieces that have to come on this page.
    fn must(&self, window: &Window, page: usize) -> usize {
        let must = self.bound(window, page);
        // The first story leads page 1, whole or begun.
        let twin = matches!(window.pieces.get(1), Some(Piece::Begun(..)));
        let leads = matches!(window.pieces.first(), Some(Piece::Whole(_))) && !twin;
        if page == 0 && leads { must | 1 } else { must }
    }

    /// The pieces that are bound to this page, or have no other left.
    fn bound(&self, window: &Window, page: usize) -> usize {
        let last = page + 1 == self.job.pages;
        let mut must = 0;
        for (at, piece) in window.pieces.iter().enumerate() {
            if let Piece::Whole(portion) = piece {
                let want = &self.job.wants[portion.story];
                let pinned =
                    self.job.bound(portion.story) == Some(page) && !portion.begun();
                let twin = matches!(window.pieces.get(at + 1), Some(Piece::Begun(..)));
                if (pinned && !twin) || (last && !want.may_hold) {
                    must |= 1 << at;
                }
            }
        }
        must
    }

    /// The state after a page, unless it leads nowhere.
    fn step(
        &mut self,
        state: &State,
        page: usize,
        window: &Rc<Window>,
        tiles: Vec<Tile>,
        (cost, shots): (u32, Shots),
    ) -> Option<State> {
        let mut gone = Vec::new();
        let mut rests = Vec::new();
        for tile in &tiles {
            let What::Piece { index, lead, rail } = tile.what else { continue };
            match &window.pieces[index] {
                Piece::Whole(portion) => {
                    gone.push(portion);
                }
                Piece::Begun(portion, extent) => {
                    gone.push(portion);
                    let place = place(page == 0, lead);
                    let size = (tile.units, tile.lines);
                    let rest = self.forms.rest(portion, *extent, place, size, rail)?;
                    if self.forms.text_lines(&rest) < AFTER_JUMP {
                        return None;
                    }
                    rests.push(rest);
                }
                Piece::Index => {}
            }
        }
        // The first story that may stand there leads page 1.
        let may_lead = |portion: &&Portion| {
            self.job.bound(portion.story).is_none_or(|page| page == 0)
        };
        let lead = state.queue.iter().find(may_lead);
        if page == 0 && lead.is_some_and(|lead| !gone.contains(&lead)) {
            return None;
        }
        let mut cost = state.cost + cost + share(shots);
        match self.opens(page) {
            true => cost += hope(shots),
            false if page > 0 && self.opens(page - 1) => {
                cost += spread(state.shots.and(shots));
                cost -= hope(state.shots);
            }
            false => cost += spread(shots),
        }
        // Stories come in the officer's order, unless it pays to change it.
        for (at, portion) in state.queue.iter().take(AHEAD).enumerate() {
            if !gone.contains(&portion) {
                cost +=
                    if portion.begun() { 60 } else { 6u32.saturating_sub(at as u32) * 2 };
            }
        }
        let queue: Vec<Portion> = rests
            .into_iter()
            .chain(state.queue.iter().filter(|p| !gone.contains(p)).cloned())
            .collect();
        let left = self.job.pages - page - 1;
        let missed = queue.iter().any(|portion| {
            let bound = self.job.bound(portion.story);
            !portion.begun() && bound.is_some_and(|wanted| wanted <= page)
        });
        if missed {
            return None;
        }
        if left == 0 {
            let held = |portion: &Portion| {
                !portion.begun() && self.job.wants[portion.story].may_hold
            };
            if !queue.iter().all(held) {
                return None;
            }
            cost += queue.len() as u32 * HELD;
        } else {
            let mut least = 0;
            let mut best = 0;
            for portion in &queue {
                if self.job.wants[portion.story].may_hold && !portion.begun() {
                    continue;
                }
                let need = self.need(portion);
                least += need.least;
                best += need.best;
            }
            let have = self.have(page + 1);
            if least > have {
                return None;
            }
            cost += self.pace(best, least, have);
        }
        let filled = Filled { window: Rc::clone(window), tiles };
        let trail = Some(Rc::new(Trail { filled, before: state.trail.clone() }));
        Some(State { queue, cost, trail, shots })
    }

    /// Whether a page is the left one of two.
    fn opens(&self, page: usize) -> bool {
        page % 2 == 1 && page + 1 < self.job.pages
    }

    /// What it costs to be ahead of the pages left, or behind them.
    fn pace(&self, best: u32, least: u32, have: u32) -> u32 {
        let have = have.max(1);
        let ahead = have.saturating_sub(best) * AHEAD_OF_PAGES / have;
        let behind = best.saturating_sub(have) * self.hurry / have;
        // Stories at their smallest leave nothing to choose.
        let tight = (least * 100 / have).saturating_sub(90) * self.hurry / 100;
        ahead + behind + tight
    }
}
