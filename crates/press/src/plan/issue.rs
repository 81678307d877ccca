//! The issue: pages one after the other, the best few hundred beginnings kept.

use super::figure::Shots;
use super::form::{AFTER_JUMP, BEFORE_JUMP, Extent, Forms};
use super::gap::Turns;
use super::heads::heads;
use super::job::{INFEASIBLE, Job, Kind, Portion};
use super::need::Need;
use super::page::{Piece, Table, Tile, What, Window, place};
use super::pins::{Area, Filling};
use super::price::{hope, share, spread};
use super::setting::{Filled, Solution};
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

/// Beginnings kept after each page.
const BEAM: usize = 96;
/// And when only asked whether an issue fits, or round what is pinned.
const NARROW: usize = 32;
/// Ways to fill a page that are followed up.
pub(super) const CANDIDATES: usize = 60;
/// Stories that may come next.
const AHEAD: usize = 6;
/// Stories of them that may be begun and continued.
const TWINS: usize = 2;
/// What a line of white at the foot of a page costs.
pub(super) const WHITE: u32 = 30;
/// Lines of white at the foot of a page in an issue that is full.
const FEW: u32 = 2;
/// What an empty page costs, and an issue without its index, and leaving out a story.
const EMPTY: u32 = 2500;
const UNLISTED: u32 = 300;
const HELD: u32 = 400;
/// What a cover costs whose picture is smaller than the design wants.
const COVER: u32 = 2000;
/// By how much more it costs when no picture dominates the pages after a poster.
const FOLLOWS: u32 = 5;
/// What it costs to leave less room than the other stories like: as much as the whole of
/// what is left. Falling behind costs more when the first try failed.
const HURRIES: [u32; 3] = [1800, 6000, 20_000];

/// Unused area of a page in an issue that is full, in hundredths of the live area.
const UNUSED: u32 = 6;

/// The first pages of an issue, filled.
#[derive(Clone)]
pub(super) struct State {
    pub(super) queue: Vec<Portion>,
    cost: u32,
    /// The last page, and those before it.
    trail: Option<Rc<Trail>>,
    /// The pictures of the last page.
    shots: Shots,
    /// House words so far.
    pub(super) turns: Turns,
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

pub(super) struct Solver<'j, 'a> {
    pub(super) job: &'j Job<'a>,
    pub(super) forms: &'j Forms<'a>,
    /// Everything that is to stand somewhere, in the officer's order.
    queue: Vec<Portion>,
    /// By window, and the largest filler they may have.
    tables: BTreeMap<(Rc<Window>, u32), Rc<Table>>,
    /// What is free on pages with pins, filled.
    pub(super) fillings: BTreeMap<(Rc<Window>, Vec<Area>, u32), Rc<Filling>>,
    pub(super) needs: BTreeMap<Portion, Need>,
    pub(super) hurry: u32,
    pub(super) beam: usize,
    /// White lines allowed at the foot of a page.
    pub(super) most_white: u32,
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
        let grid = self.job.grid;
        let is_pinned =
            self.job.pins.iter().flatten().any(|pin| !grid.is_digest(pin.units));
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
        if found.is_empty() {
            return self.quick();
        }
        found.sort_by_key(|solution| (solution.empty(), solution.cost));
        found
    }

    /// Solutions as far as a quick look finds them.
    pub(super) fn quick(&mut self) -> Vec<Solution> {
        (self.beam, self.most_white, self.hurry) =
            (NARROW, self.job.grid.lines, HURRIES[1]);
        self.search()
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
        let turns = self.turns();
        let mut beam = vec![State { queue, cost, trail: None, shots, turns }];
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

    /// The house words on the pages that are kept.
    fn turns(&self) -> Turns {
        let mut turns = Turns::default();
        for (page, modules) in self.job.kept.iter().enumerate() {
            for _ in modules.iter().filter(|module| module.kind == Kind::Filler) {
                turns.take(page);
            }
        }
        turns
    }

    /// The largest filler a page may have, in units times lines.
    pub(super) fn largest_filler(&self, state: &State, page: usize) -> u32 {
        match (state.turns.allow(page), self.most_white) {
            (false, _) => 0,
            (true, FEW) => self.unused(),
            (true, _) => u32::MAX,
        }
    }

    /// Units times lines that nothing may use on a page of an issue that is full.
    fn unused(&self) -> u32 {
        self.job.grid.units * self.job.grid.lines * UNUSED / 100
    }

    /// Room for stories on a page, in lines.
    pub(super) fn foot(&self, page: usize) -> u32 {
        self.job.foot(page) - self.job.head(page)
    }

    /// What may come on a page.
    pub(super) fn window(&self, queue: &[Portion], page: usize) -> Window {
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
            let legs = self.forms.legs(portion);
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
        if let Some(poster) = self.job.poster.filter(|_| page == 0) {
            let (filled, before) = (poster.page(self.job.grid.units), None);
            let trail = Some(Rc::new(Trail { filled, before }));
            next.push(State { trail, ..state.clone() });
            return;
        }
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
        let filler = self.largest_filler(state, page);
        let table = Rc::clone(
            self.tables
                .entry((Rc::clone(&window), filler))
                .or_insert_with(|| Rc::new(Table::new(forms, &window, filler))),
        );
        let (foot, unused) = (self.foot(page), self.unused());
        let must = self.must(&window, page);
        let mut candidates = Vec::new();
        for subset in 1..1usize << window.pieces.len() {
            if subset & must != must || !table.allows(subset) {
                continue;
            }
            let white = self.most_white.min(foot.saturating_sub(8));
            let unlisted = window.pieces.last() == Some(&Piece::Index)
                && (subset >> (window.pieces.len() - 1)) & 1 == 0;
            let unlisted = if unlisted { UNLISTED } else { 0 };
            let units = self.job.grid.units;
            let ways = (0..=white).map(|white| {
                let cost = table.cost_in(subset, true, units, foot - white);
                (cost.saturating_add(white * WHITE + unlisted), subset, foot - white)
            });
            let ways = ways.filter(|(cost, ..)| *cost < INFEASIBLE);
            match self.most_white {
                FEW => candidates.extend(ways),
                _ => candidates.extend(ways.min()),
            }
        }
        candidates.sort_unstable();
        for (cost, subset, lines) in candidates.into_iter().take(CANDIDATES) {
            let tiles = table.tiles_in(subset, true, self.job.grid.units, lines);
            let white = (foot - lines) * self.job.grid.units;
            if self.most_white == FEW && table.unused(&tiles) + white > unused {
                continue;
            }
            let cost = cost + heads(&table.headlines(&tiles));
            let shots = table.shots(&tiles);
            if let Some(state) = self.step(state, page, &window, tiles, (cost, shots)) {
                next.push(state);
            }
        }
    }

    /// The pieces that have to come on this page.
    pub(super) fn must(&self, window: &Window, page: usize) -> usize {
        let must = self.bound(window, page);
        // The first story leads page 1, or what follows a poster, whole or begun.
        let twin = matches!(window.pieces.get(1), Some(Piece::Begun(..)));
        let leads = matches!(window.pieces.first(), Some(Piece::Whole(_))) && !twin;
        if page == self.job.front() && leads { must | 1 } else { must }
    }

    /// The pieces that are bound to this page, or have no other left.
    pub(super) fn bound(&self, window: &Window, page: usize) -> usize {
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
    pub(super) fn step(
        &mut self,
        state: &State,
        page: usize,
        window: &Rc<Window>,
        tiles: Vec<Tile>,
        (cost, shots): (u32, Shots),
    ) -> Option<State> {
        let mut turns = state.turns;
        for _ in fillers(&tiles) {
            // One too many stays white.
            if !turns.take(page) && self.most_white == FEW {
                return None;
            }
        }
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
        // The first story that may stand there leads page 1, or what follows a poster.
        let may_lead = |portion: &&Portion| {
            self.job.bound(portion.story).is_none_or(|page| page == self.job.front())
        };
        let lead = state.queue.iter().find(may_lead);
        if page == self.job.front() && lead.is_some_and(|lead| !gone.contains(&lead)) {
            return None;
        }
        let mut cost = state.cost + cost + share(shots);
        match self.opens(page) {
            true => cost += hope(shots),
            false if page > 0 && self.opens(page - 1) => {
                let missed = spread(state.shots.and(shots));
                cost += missed;
                cost -= hope(state.shots);
                // The story that follows a poster has left its picture there.
                if page == 2 && self.job.poster.is_some() {
                    cost += missed * FOLLOWS;
                }
            }
            false => cost += spread(shots),
        }
        if page == 0 && shots.largest < self.job.cover {
            cost += COVER;
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
        Some(State { queue, cost, trail, shots, turns })
    }

    /// Whether a page is the left one of two.
    fn opens(&self, page: usize) -> bool {
        page % 2 == 1 && page + 1 < self.job.pages
    }
}

fn fillers(tiles: &[Tile]) -> impl Iterator<Item = &Tile> {
    tiles.iter().filter(|tile| tile.what == What::Filler)
}
