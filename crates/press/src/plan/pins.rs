//! Pages on which something stands already: what is free round it.

use super::job::{INFEASIBLE, Pin};
use super::page::{FILLER_LINES, Table, Tile, What};
use std::collections::BTreeMap;
use std::rc::Rc;

/// What a free rectangle costs that nothing fills.
const UNUSED: u32 = 120;

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Area {
    pub(super) unit: u32,
    pub(super) units: u32,
    pub(super) line: u32,
    pub(super) lines: u32,
}

impl Area {
    fn foot(self) -> u32 {
        self.line + self.lines
    }

    fn right(self) -> u32 {
        self.unit + self.units
    }

    /// Whether two stand on one place.
    pub(super) fn meets(self, other: Self) -> bool {
        let across = self.unit < other.right() && other.unit < self.right();
        across && self.line < other.foot() && other.line < self.foot()
    }
}

/// A page cut round what is pinned.
#[derive(Debug, Clone, Default)]
pub(super) struct Carved {
    /// What is free, from the top.
    pub(super) free: Vec<Area>,
    /// Rules and hairlines at the cuts.
    pub(super) marks: Vec<Tile>,
}

impl Pin {
    pub(super) fn area(&self) -> Area {
        let Self { unit, units, line, lines, .. } = *self;
        Area { unit, units, line, lines }
    }
}

/// Cuts a page from edge to edge round its pins; `None` when no such cuts exist. A column
/// of short news, `digest` units wide, is cut off first; nothing else stands in it.
pub(super) fn carve(page: Area, pins: &[Area], digest: u32) -> Option<Carved> {
    let mut carved = Carved::default();
    let (column, others): (Vec<Area>, Vec<Area>) =
        pins.iter().partition(|pin| digest > 0 && pin.units == digest);
    let Some(first) = column.first() else {
        return cut(page, pins, &mut carved).then_some(carved);
    };
    let unit = if first.unit > page.unit { page.unit } else { first.right() };
    let stories = Area { unit, units: page.units - digest, ..page };
    for pin in column.iter().filter(|pin| pin.line > page.line) {
        let Area { unit, units, line, .. } = *pin;
        carved.marks.push(Tile { what: What::Rule, unit, units, line, lines: 0 });
    }
    let inside = |pin: &Area| pin.unit >= stories.unit && pin.right() <= stories.right();
    (others.iter().all(inside) && cut(stories, &others, &mut carved)).then_some(carved)
}

fn cut(area: Area, pins: &[Area], carved: &mut Carved) -> bool {
    match pins {
        [] => {
            carved.free.push(area);
            return true;
        }
        // One line below it is no room for anything.
        [pin]
            if area.foot().checked_sub(pin.foot()).is_some_and(|left| left <= 1)
                && Area { lines: area.lines, ..*pin } == area =>
        {
            return true;
        }
        _ => {}
    }
    let levels = pins.iter().flat_map(|pin| [pin.line, pin.foot() + 1]);
    for level in levels.filter(|level| area.line < *level && *level < area.foot()) {
        let (above, below): (Vec<Area>, Vec<Area>) =
            pins.iter().partition(|pin| pin.line < level);
        if above.iter().any(|pin| pin.foot() + 1 > level) {
            continue;
        }
        let upper = Area { lines: (level - area.line).saturating_sub(1), ..area };
        let lower = Area { line: level, lines: area.foot() - level, ..area };
        let what = What::Rule;
        let Area { unit, units, .. } = area;
        let mark = Tile { what, unit, units, line: level, lines: 0 };
        let before = carved.clone();
        let upper = upper.lines == 0 && above.is_empty() || cut(upper, &above, carved);
        carved.marks.push(mark);
        if upper && cut(lower, &below, carved) {
            return true;
        }
        *carved = before;
    }
    let edges = pins.iter().flat_map(|pin| [pin.unit, pin.right()]);
    for edge in edges.filter(|edge| area.unit < *edge && *edge < area.right()) {
        let (before, after): (Vec<Area>, Vec<Area>) =
            pins.iter().partition(|pin| pin.unit < edge);
        if before.iter().any(|pin| pin.right() > edge) {
            continue;
        }
        let left = Area { units: edge - area.unit, ..area };
        let right = Area { unit: edge, units: area.right() - edge, ..area };
        let Area { line, lines, .. } = area;
        let mark = Tile { what: What::Hair, unit: edge, units: right.units, line, lines };
        let kept = carved.clone();
        let left = cut(left, &before, carved);
        carved.marks.push(mark);
        if left && cut(right, &after, carved) {
            return true;
        }
        *carved = kept;
    }
    false
}

/// The cheapest way to fill the free rectangles with each subset of a window.
pub(super) struct Filling {
    pub(super) table: Rc<Table>,
    free: Vec<Area>,
    /// By number of rectangles filled and subset.
    best: Vec<BTreeMap<usize, (u32, usize)>>,
}

impl Filling {
    pub(super) fn new(table: Rc<Table>, free: &[Area], pieces: usize) -> Self {
        let mut best = vec![BTreeMap::from([(0, (0, 0))])];
        for (at, area) in free.iter().enumerate() {
            let mut next: BTreeMap<usize, (u32, usize)> = BTreeMap::new();
            let before = best.last().expect("there is a first");
            for part in 0..1usize << pieces {
                let cost = match part {
                    0 => empty(area),
                    part if !table.allows(part) => continue,
                    part => table.cost_in(part, at == 0, area.units, area.lines),
                };
                if cost >= INFEASIBLE {
                    continue;
                }
                for (&subset, &(spent, _)) in before {
                    if subset & part != 0 || !table.allows(subset | part) {
                        continue;
                    }
                    let all = (spent + cost, part);
                    let entry = next.entry(subset | part).or_insert(all);
                    *entry = (*entry).min(all);
                }
            }
            best.push(next);
        }
        Self { table, free: free.to_vec(), best }
    }

    /// Every subset that can be placed, with what it costs.
    pub(super) fn subsets(&self) -> impl Iterator<Item = (usize, u32)> {
        let last = self.best.last().expect("there is a first");
        last.iter().map(|(subset, (cost, _))| (*subset, *cost))
    }

    /// The rectangles of a subset.
    pub(super) fn tiles(&self, mut subset: usize) -> Vec<Tile> {
        let mut tiles = Vec::new();
        for (at, area) in self.free.iter().enumerate().rev() {
            let Some((_, part)) = self.best[at + 1].get(&subset) else { break };
            let Area { unit, units, line, lines } = *area;
            match *part {
                0 if is_filled(area) => {
                    tiles.push(Tile { what: What::Filler, unit, units, line, lines });
                }
                0 => {}
                part => {
                    let within = self.table.tiles_in(part, at == 0, units, lines);
                    tiles.extend(within.into_iter().map(|tile| Tile {
                        unit: tile.unit + unit,
                        line: tile.line + line,
                        ..tile
                    }));
                }
            }
            subset &= !part;
        }
        tiles.sort_by_key(|tile| (tile.line, tile.unit));
        tiles
    }
}

/// Whether a rectangle left over takes a filler.
fn is_filled(area: &Area) -> bool {
    area.units >= 3 && area.lines as usize >= *FILLER_LINES.start()
}

fn empty(area: &Area) -> u32 {
    UNUSED + area.units * area.lines * 3
}

#[cfg(test)]
mod tests {
    use super::*;

    fn area(unit: u32, units: u32, line: u32, lines: u32) -> Area {
        Area { unit, units, line, lines }
    }

    #[track_caller]
    fn check(pins: &[Area], expected: Option<&[Area]>) {
        let page = area(0, 12, 0, 59);
        let free = carve(page, pins, 0).map(|carved| carved.free);
        assert_eq!(free.as_deref(), expected);
    }

    #[test]
    fn beside_short_news_the_page_is_one_piece() {
        let page = area(0, 6, 0, 38);
        let pins = [area(4, 2, 0, 9), area(4, 2, 10, 9)];
        let carved = carve(page, &pins, 2).expect("a cut");
        assert_eq!(carved.free, [area(0, 4, 0, 38)]);
        assert_eq!(carved.marks.len(), 1);
        let left = pins.map(|pin| Area { unit: 0, ..pin });
        assert_eq!(carve(page, &left, 2).expect("a cut").free, [area(2, 4, 0, 38)]);
    }

    #[test]
    fn what_is_free_round_pins_is_cut_from_edge_to_edge() {
        check(&[], Some(&[area(0, 12, 0, 59)]));
        check(&[area(0, 12, 0, 59)], Some(&[]));
        check(&[area(0, 12, 0, 20)], Some(&[area(0, 12, 21, 38)]));
        check(&[area(0, 12, 40, 19)], Some(&[area(0, 12, 0, 39)]));
        check(&[area(8, 4, 0, 59)], Some(&[area(0, 8, 0, 59)]));
        check(&[area(0, 12, 0, 25), area(0, 12, 26, 32)], Some(&[]));
        check(
            &[area(4, 4, 20, 10)],
            Some(&[
                area(0, 12, 0, 19),
                area(0, 4, 20, 10),
                area(8, 4, 20, 10),
                area(0, 12, 31, 28),
            ]),
        );
        check(&[area(0, 8, 0, 30), area(8, 4, 0, 59)], Some(&[area(0, 8, 31, 28)]));
    }

    #[test]
    fn a_pinwheel_cannot_be_cut() {
        let pins = [
            area(0, 8, 0, 20),
            area(8, 4, 0, 40),
            area(4, 8, 41, 18),
            area(0, 4, 21, 38),
        ];
        check(&pins, None);
    }
}
