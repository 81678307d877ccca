//! Optimal pages of a few stories: guillotine cuts by dynamic programming.
//!
//! For every subset of a window of stories, every width and every height: the least
//! cost at which the subset fills that rectangle, either as one story, as two subsets
//! side by side, or one above the other. After Gange, Marriott and Stuckey, "Optimal
//! guillotine layout", at the document engineering conference of 2012.

use super::figure::Shots;
use super::form::{Extent, Forms, LEAST_INDEX, Leaf, Place};
use super::heads::Headline;
use super::job::{INFEASIBLE, Portion};
use super::price::index;
use std::rc::Rc;

/// Most stories on one page.
const MOST: u32 = 8;
/// What a filler costs, and each of its units times lines.
const FILLER: u32 = 60;
const FILLER_AREA: u32 = 3;
/// Lines a filler may have.
pub(super) const FILLER_LINES: std::ops::RangeInclusive<usize> = 6..=16;
/// Lowest rectangle.
const LOWEST: usize = 4;

/// What may stand on a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Piece {
    /// A story to its end.
    Whole(Portion),
    /// The beginning of a story that goes on elsewhere; the pieces before it are the
    /// same story.
    Begun(Portion, Extent),
    /// "In this issue".
    Index,
}

/// The stories that may come on a page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Window {
    pub(super) pieces: Vec<Piece>,
    pub(super) cover: bool,
}

/// A rectangle of a page and what fills it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tile {
    pub(super) what: What,
    pub(super) unit: u32,
    pub(super) units: u32,
    pub(super) line: u32,
    pub(super) lines: u32,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum What {
    /// A piece of the window; `lead` when it is the first of its page, `rail` when the
    /// index stands beside its legs.
    Piece {
        index: usize,
        lead: bool,
        rail: bool,
    },
    Filler,
    /// A rule above what comes next.
    Rule,
    /// A hairline left of what comes next.
    Hair,
}

/// A cost within one page. Short and saturating, so that the loops over heights run
/// eight at a time on every machine.
type Short = i16;
const NEVER: Short = Short::MAX;

fn short(cost: u32) -> Short {
    Short::try_from(cost).unwrap_or(NEVER)
}

/// The costs of each piece alone, by width and whether it leads the page.
type Leaves = Vec<Vec<[Option<Rc<Leaf>>; 2]>>;

/// Least costs of all subsets of a window. How each came about is found again when it
/// is asked for.
pub(super) struct Table {
    widths: Vec<u32>,
    lines: usize,
    /// By subset, whether its first story leads the page, width and height.
    costs: Vec<Short>,
    /// The first and the last height each column has a cost for.
    spans: Vec<(u8, u8)>,
    leaves: Leaves,
    /// Costs of the lead of page 1 with the index beside its legs, by piece.
    rails: Vec<Option<Rc<Leaf>>>,
    window: Window,
    /// The pieces of each story.
    stories: Vec<usize>,
    /// Largest filler, in units times lines.
    filler: u32,
    /// Stories of the issue, which the index is to list.
    listed: u32,
}

impl Table {
    /// The table of a window, without fillers of more than so many units times lines.
    pub(super) fn new(forms: &Forms<'_>, window: &Window, filler: u32) -> Self {
        let widths = forms.widths.clone();
        let lines = forms.grid.lines as usize;
        let size = (1 << window.pieces.len()) * 2 * widths.len() * (lines + 1);
        let leaf = |piece: &Piece, units, lead, rail| {
            let (portion, extent) = match piece {
                Piece::Whole(portion) => (portion, Extent::Whole),
                Piece::Begun(portion, extent) => (portion, *extent),
                Piece::Index => return None,
            };
            Some(forms.leaf(portion, extent, place(window.cover, lead), units, rail))
        };
        let over = |piece| {
            let both =
                |units: &u32| [false, true].map(|lead| leaf(piece, *units, lead, false));
            widths.iter().map(both).collect()
        };
        let leaves: Leaves = window.pieces.iter().map(over).collect();
        let listed = window.pieces.last() == Some(&Piece::Index);
        let rail = |piece| leaf(piece, forms.grid.units, true, true).filter(|_| listed);
        let rails = window.pieces.iter().map(rail).collect();
        let costs = vec![NEVER; size];
        let spans = vec![(u8::MAX, 0); size / (lines + 1)];
        let window = window.clone();
        let stories = same(&window);
        let listed = forms.stories.len() as u32;
        let mut table = Self {
            widths,
            lines,
            costs,
            spans,
            leaves,
            rails,
            window,
            stories,
            filler,
            listed,
        };
        table.fill();
        table
    }

    /// What a rectangle costs that this subset fills; `lead` when it is the head of its
    /// page.
    pub(super) fn cost_in(
        &self,
        subset: usize,
        lead: bool,
        units: u32,
        lines: u32,
    ) -> u32 {
        let Some(width) = self.widths.iter().position(|width| *width == units) else {
            return INFEASIBLE;
        };
        match self.column(subset, lead, width).get(lines as usize) {
            Some(&NEVER) | None => INFEASIBLE,
            Some(&cost) => u32::try_from(cost).unwrap_or(INFEASIBLE),
        }
    }

    /// How a subset fills a rectangle, from its upper left corner.
    pub(super) fn tiles_in(
        &self,
        subset: usize,
        lead: bool,
        units: u32,
        lines: u32,
    ) -> Vec<Tile> {
        let mut tiles = Vec::new();
        if let Some(width) = self.widths.iter().position(|width| *width == units) {
            let rect = Rect { subset, lead, width, lines: lines as usize };
            self.trace(rect, (0, 0), &mut tiles);
        }
        tiles
    }

    /// The pictures of a page set so.
    pub(super) fn shots(&self, tiles: &[Tile]) -> Shots {
        let of = |tile| self.leaf(tile)?.shots.get(tile.lines as usize).copied();
        tiles.iter().filter_map(of).fold(Shots::default(), Shots::and)
    }

    /// Units times lines that stay white below stories or hold fillers.
    pub(super) fn unused(&self, tiles: &[Tile]) -> u32 {
        let of = |tile: &Tile| match tile.what {
            What::Filler => tile.units * tile.lines,
            _ => self.leaf(tile).map_or(0, |leaf| {
                leaf.slacks.get(tile.lines as usize).map_or(0, |slack| slack * tile.units)
            }),
        };
        tiles.iter().map(of).sum()
    }

    /// The headlines of a page set so.
    pub(super) fn headlines(&self, tiles: &[Tile]) -> Vec<Headline> {
        let of = |tile: &Tile| {
            let leaf = self.leaf(tile)?;
            let head = (*leaf.heads.get(tile.lines as usize)?)?;
            let (unit, line) = (head.unit + tile.unit, head.line + tile.line);
            Some(Headline { unit, line, ..head })
        };
        tiles.iter().filter_map(of).collect()
    }

    fn leaf(&self, tile: &Tile) -> Option<&Leaf> {
        let What::Piece { index, lead, rail } = tile.what else { return None };
        let width = self.widths.iter().position(|width| *width == tile.units)?;
        let leaf = match rail {
            true => self.rails.get(index)?.as_ref(),
            false => self.leaves.get(index)?[width][usize::from(lead)].as_ref(),
        };
        leaf.map(|leaf| &**leaf)
    }

    /// Whether no story is in the subset twice, nor too many.
    pub(super) fn allows(&self, subset: usize) -> bool {
        subset.count_ones() <= MOST
            && self.stories.iter().all(|same| (subset & same).count_ones() <= 1)
    }

    fn at(&self, subset: usize, lead: bool, width: usize) -> usize {
        ((subset * 2 + usize::from(lead)) * self.widths.len() + width) * (self.lines + 1)
    }

    fn column(&self, subset: usize, lead: bool, width: usize) -> &[Short] {
        let at = self.at(subset, lead, width);
        &self.costs[at..=at + self.lines]
    }

    /// The first and the last height of a column; an empty range when there is none.
    fn span(&self, subset: usize, lead: bool, width: usize) -> (usize, usize) {
        let (first, last) = self.spans[self.at(subset, lead, width) / (self.lines + 1)];
        (first as usize, last as usize)
    }

    /// Units times lines that each piece takes at least.
    fn least(&self) -> Vec<usize> {
        let least = |leaves: &Vec<[Option<Rc<Leaf>>; 2]>| {
            let areas = leaves.iter().zip(&self.widths).flat_map(|(both, units)| {
                both.iter().flatten().filter_map(|leaf| {
                    let first = leaf.costs.iter().position(|cost| *cost < INFEASIBLE)?;
                    Some((first + 1) * *units as usize)
                })
            });
            areas.min()
        };
        self.leaves
            .iter()
            .zip(&self.window.pieces)
            .map(|(leaves, piece)| match piece {
                // It may stand where the lead leaves room.
                Piece::Index => 0,
                _ => least(leaves).unwrap_or(usize::MAX / 64),
            })
            .collect()
    }

    fn fill(&mut self) {
        let count = self.window.pieces.len();
        let least = self.least();
        let mut subsets: Vec<usize> =
            (1..1usize << count).filter(|subset| self.allows(*subset)).collect();
        subsets.sort_by_key(|subset| (subset.count_ones(), *subset));
        let mut column = vec![NEVER; self.lines + 1];
        for subset in subsets {
            let area: usize = (0..count)
                .filter(|piece| (subset >> piece) & 1 == 1)
                .map(|p| least[p])
                .sum();
            for width in 0..self.widths.len() {
                if area > self.widths[width] as usize * (self.lines + 1) {
                    continue;
                }
                for lead in [false, true] {
                    column.fill(NEVER);
                    self.alone(subset, lead, width, &mut column);
                    self.join(subset, lead, width, &mut column);
                    self.fillers(width, &mut column);
                    let at = self.at(subset, lead, width);
                    self.costs[at..=at + self.lines].copy_from_slice(&column);
                    let first = column.iter().position(|cost| *cost < NEVER);
                    let last = column.iter().rposition(|cost| *cost < NEVER);
                    if let (Some(first), Some(last)) = (first, last) {
                        self.spans[at / (self.lines + 1)] = (first as u8, last as u8);
                    }
                }
            }
        }
    }

    /// One piece, or the lead of page 1 with the index.
    fn alone(&self, subset: usize, lead: bool, width: usize, column: &mut [Short]) {
        for (lines, cost) in column.iter_mut().enumerate() {
            *cost = self
                .single(subset, lead, width, lines)
                .min(self.railed(subset, lead, width, lines));
        }
    }

    fn single(&self, subset: usize, lead: bool, width: usize, lines: usize) -> Short {
        if subset.count_ones() != 1 {
            return NEVER;
        }
        let piece = subset.trailing_zeros() as usize;
        match &self.leaves[piece][width][usize::from(lead)] {
            Some(leaf) => short(leaf.costs[lines]),
            // The index in a column of its own.
            None if width == 0 && lines >= LEAST_INDEX as usize => {
                let lines = lines as u32;
                short(20 + lines.saturating_sub(30) * 4 + index(lines, self.listed))
            }
            None => NEVER,
        }
    }

    fn railed(&self, subset: usize, lead: bool, width: usize, lines: usize) -> Short {
        let last = self.window.pieces.len() - 1;
        let both = subset.count_ones() == 2 && (subset >> last) & 1 == 1;
        if !(both && lead && self.window.cover && width + 1 == self.widths.len()) {
            return NEVER;
        }
        let lead = &self.rails[subset.trailing_zeros() as usize];
        lead.as_ref().map_or(NEVER, |leaf| short(leaf.costs[lines]))
    }

    /// Two subsets side by side or one above the other; the first holds the first
    /// story, so heads shrink downwards.
    fn join(&self, subset: usize, lead: bool, width: usize, column: &mut [Short]) {
        for (first, second) in halves(subset) {
            for (left, right) in self.splits(width) {
                let a = self.column(first, lead, left);
                let b = self.column(second, false, right);
                let heads = self.heads(first, second, (left, right), lead);
                let (first_a, last_a) = self.span(first, lead, left);
                let (first_b, last_b) = self.span(second, false, right);
                for lines in first_a.max(first_b).max(LOWEST)..last_a.min(last_b) + 1 {
                    let cost = a[lines].saturating_add(b[lines]);
                    if cost < column[lines] {
                        column[lines] =
                            column[lines].min(cost.saturating_add(heads(lines)));
                    }
                }
            }
            let a = self.column(first, lead, width);
            let b = self.column(second, false, width);
            let (first_a, last_a) = self.span(first, lead, width);
            let (first_b, last_b) = self.span(second, false, width);
            for upper in first_a..last_a + 1 {
                let x = a[upper];
                let end = (last_b + 1).min((self.lines).saturating_sub(upper));
                if x == NEVER || first_b >= end {
                    continue;
                }
                let lower = &b[first_b..end];
                let to = &mut column[upper + 1 + first_b..];
                for (to, lower) in to.iter_mut().zip(lower) {
                    *to = (*to).min(x.saturating_add(*lower));
                }
            }
        }
    }

    /// The ways to divide a width into two.
    fn splits(&self, width: usize) -> impl Iterator<Item = (usize, usize)> {
        (0..width).filter_map(move |left| {
            let right = self.widths[width] - self.widths[left];
            let right = self.widths.iter().position(|w| *w == right)?;
            Some((left, right))
        })
    }

    /// What headlines beside each other cost at a height.
    fn heads(
        &self,
        first: usize,
        second: usize,
        (left, right): (usize, usize),
        lead: bool,
    ) -> impl Fn(usize) -> Short {
        let single = |subset: usize, width: usize, lead: bool| {
            let piece = subset.trailing_zeros() as usize;
            (subset.count_ones() == 1)
                .then(|| self.leaves[piece][width][usize::from(lead)].as_ref())
        };
        let a = single(first, left, lead);
        let b = single(second, right, false);
        let cover = self.window.cover;
        let index = second.count_ones() == 1
            && self.window.pieces[second.trailing_zeros() as usize] == Piece::Index;
        move |lines| {
            let pictured = |leaf: Option<Option<&Rc<Leaf>>>| {
                leaf.flatten().map(|leaf| leaf.pictured[lines])
            };
            match (pictured(a), pictured(b)) {
                _ if index => 4,
                // A picture keeps the headlines apart.
                (Some(true), Some(false)) | (Some(false), Some(true)) => 6,
                (Some(true), None) if cover => 12,
                // On page 1 two headlines on one line are not allowed.
                _ if cover => NEVER,
                (Some(false), Some(false)) => 40,
                (Some(true), Some(true)) => 25,
                _ => 16,
            }
        }
    }

    /// A filler below what stands there already.
    fn fillers(&self, width: usize, column: &mut [Short]) {
        if self.widths[width] * 3 > self.widths[self.widths.len() - 1] * 2 {
            return;
        }
        // From the foot up, so that no filler stands below another.
        for lines in (LOWEST + 1..=self.lines).rev() {
            for filler in FILLER_LINES {
                let Some(above) = lines.checked_sub(filler + 1) else { break };
                if self.widths[width] * filler as u32 > self.filler {
                    break;
                }
                let cost = column[above].saturating_add(self.filler(width, filler));
                column[lines] = column[lines].min(cost);
            }
        }
    }

    fn filler(&self, width: usize, lines: usize) -> Short {
        short(FILLER + FILLER_AREA * self.widths[width] * lines as u32)
    }

    /// Finds again how a rectangle came to its cost.
    fn trace(&self, rect: Rect, (unit, line): (u32, u32), tiles: &mut Vec<Tile>) {
        let Rect { subset, lead, width, lines } = rect;
        let cost = self.column(subset, lead, width)[lines];
        let units = self.widths[width];
        let tile = |what| Tile { what, unit, units, line, lines: lines as u32 };
        let index = subset.trailing_zeros() as usize;
        if cost == self.single(subset, lead, width, lines) {
            tiles.push(tile(What::Piece { index, lead, rail: false }));
            return;
        }
        if cost == self.railed(subset, lead, width, lines) {
            tiles.push(tile(What::Piece { index, lead, rail: true }));
            return;
        }
        for (first, second) in halves(subset) {
            for (left, right) in self.splits(width) {
                let a = self.column(first, lead, left)[lines];
                let b = self.column(second, false, right)[lines];
                let heads = self.heads(first, second, (left, right), lead)(lines);
                if lines >= LOWEST && a.saturating_add(b).saturating_add(heads) == cost {
                    let a = Rect { subset: first, width: left, ..rect };
                    self.trace(a, (unit, line), tiles);
                    let unit = unit + self.widths[left];
                    let units = self.widths[right];
                    let what = What::Hair;
                    tiles.push(Tile { what, unit, units, line, lines: lines as u32 });
                    let b = Rect { subset: second, lead: false, width: right, lines };
                    self.trace(b, (unit, line), tiles);
                    return;
                }
            }
            for upper in 1..lines.saturating_sub(1) {
                let lower = lines - upper - 1;
                let a = self.column(first, lead, width)[upper];
                let b = self.column(second, false, width)[lower];
                if a.saturating_add(b) == cost {
                    self.trace(
                        Rect { subset: first, lines: upper, ..rect },
                        (unit, line),
                        tiles,
                    );
                    let line = line + upper as u32 + 1;
                    tiles.push(Tile { what: What::Rule, unit, units, line, lines: 0 });
                    let b = Rect { subset: second, lead: false, width, lines: lower };
                    self.trace(b, (unit, line), tiles);
                    return;
                }
            }
        }
        for filler in FILLER_LINES {
            let Some(above) = lines.checked_sub(filler + 1) else { break };
            let before = self.column(subset, lead, width)[above];
            if before.saturating_add(self.filler(width, filler)) == cost {
                self.trace(Rect { lines: above, ..rect }, (unit, line), tiles);
                let line = line + above as u32 + 1;
                let lines = filler as u32;
                tiles.push(Tile { what: What::Filler, unit, units, line, lines });
                return;
            }
        }
    }
}

/// The pieces that are of one story, as subsets.
fn same(window: &Window) -> Vec<usize> {
    let mut stories: Vec<usize> = Vec::new();
    for (at, piece) in window.pieces.iter().enumerate() {
        match (piece, stories.last_mut()) {
            (Piece::Begun(..), Some(last)) => *last |= 1 << at,
            _ => stories.push(1 << at),
        }
    }
    stories
}

/// A rectangle that a subset fills.
#[derive(Debug, Clone, Copy)]
struct Rect {
    subset: usize,
    lead: bool,
    width: usize,
    lines: usize,
}

/// The ways to divide a subset into two, the first with its first piece.
fn halves(subset: usize) -> impl Iterator<Item = (usize, usize)> {
    let low = subset & subset.wrapping_neg();
    let mut first = subset;
    std::iter::from_fn(move || {
        loop {
            first = first.wrapping_sub(1) & subset;
            if first == 0 || first == subset {
                return None;
            }
            if first & low != 0 {
                return Some((first, subset ^ first));
            }
        }
    })
}

/// Where a story stands that leads its page or does not.
pub(super) fn place(cover: bool, lead: bool) -> Place {
    match (lead, cover) {
        (true, true) => Place::Cover,
        (true, false) => Place::Lead,
        (false, _) => Place::Below,
    }
}
