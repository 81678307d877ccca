//! Pages on which the officer has pinned something, filled round it.

use super::figure::Shots;
use super::form::Extent;
use super::issue::{CANDIDATES, Solver, State, WHITE};
use super::job::{Pin, Portion};
use super::page::{Piece, Table, Tile, What, Window, place};
use super::pins::{Area, Filling, carve};
use std::rc::Rc;

impl Solver<'_, '_> {
    /// All good ways to fill the next page round what is pinned on it.
    pub(super) fn follow_pinned(
        &mut self,
        state: &State,
        page: usize,
        next: &mut Vec<State>,
    ) {
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
        let grid = self.job.grid;
        let units = grid.units;
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
            let digest = grid.is_digest(pin.units);
            let lead = areas.is_empty() && pin.line == 0 && !digest;
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
        let Some(carved) = carve(area, &areas, grid.digest) else { return };
        let digest = self.job.pins(page).iter().any(|pin| grid.is_digest(pin.units));
        tiles.extend(carved.marks.iter().copied());
        let free = Rc::new(Window { pieces: window.pieces[..count].to_vec(), ..window });
        let largest = self.largest_filler(state, page);
        // Beside short news the stories may leave white at the foot, as on any page.
        let most_white = if digest { self.most_white.min(lines / 4) } else { 0 };
        let mut fillings = Vec::new();
        let mut table = None;
        for white in 0..=most_white {
            let mut areas = carved.free.clone();
            areas.iter_mut().for_each(|area| area.lines -= white.min(area.lines));
            let key = (Rc::clone(&free), areas, largest);
            let filling = self.fillings.entry(key).or_insert_with_key(|key| {
                let table = table
                    .get_or_insert_with(|| Rc::new(Table::new(forms, &key.0, largest)));
                Rc::new(Filling::new(Rc::clone(table), &key.1, count))
            });
            fillings.push((white * WHITE, Rc::clone(filling)));
        }
        let leads = state.queue.first().is_some_and(|lead| {
            self.job.pins(page).iter().any(|pin| pin.story == lead.story)
        });
        let must = if leads { self.bound(&free, page) } else { self.must(&free, page) };
        let window = Rc::new(window);
        let mut candidates: Vec<(u32, usize, usize)> = Vec::new();
        for (at, (white, filling)) in fillings.iter().enumerate() {
            let subsets = filling
                .subsets()
                .filter(|(subset, _)| subset & must == must && (*subset > 0 || !digest));
            candidates.extend(subsets.map(|(subset, cost)| (cost + white, subset, at)));
        }
        candidates.sort_unstable();
        for (cost, subset, at) in candidates.into_iter().take(CANDIDATES) {
            let filling = &fillings[at].1;
            let mut all = tiles.clone();
            let free = filling.tiles(subset);
            let shots = pinned.and(filling.table.shots(&free));
            // The stories are read before the short news beside them.
            match digest {
                true => drop(all.splice(0..0, free)),
                false => all.extend(free),
            }
            // One too many stays white.
            let mut turns = state.turns;
            all.retain(|tile| tile.what != What::Filler || turns.take(page));
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
}
