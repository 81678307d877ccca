//! Text into legs: where columns break.

use super::{FigureShape, Grid, Piece, RowShape, StoryShape};
use std::ops::Index;

/// Fewest lines of text above and below a picture that stands within a leg.
const AROUND: u32 = 4;

/// How far a story has been set.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Cursor {
    /// The next row.
    pub(super) row: usize,
    /// Figures that stand already, or wait outside the legs.
    pub(super) placed: Placed,
}

impl Cursor {
    pub(super) fn new(figures: usize) -> Self {
        Self { row: 0, placed: Placed::new(figures) }
    }

    /// The beginning of a story.
    pub(super) fn begin(story: &StoryShape) -> Self {
        let mut cursor = Self::new(story.figures.len());
        if let Some(shown) = story.shown {
            cursor.placed.set(shown, true);
        }
        cursor
    }
}

/// Which figures of a story are placed. Copied and compared a million times while an
/// issue is solved, so it fits a register unless a story has very many.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Placed {
    count: usize,
    few: u128,
    more: Option<Box<[bool]>>,
}

/// Figures that `few` has a bit for.
const FEW: usize = u128::BITS as usize;

impl Placed {
    fn new(count: usize) -> Self {
        let more = count.checked_sub(FEW).map(|more| vec![false; more].into());
        Self { count, few: 0, more }
    }

    pub(super) fn set(&mut self, figure: usize, placed: bool) {
        match (figure.checked_sub(FEW), &mut self.more) {
            (Some(index), Some(more)) => more[index] = placed,
            _ if placed => self.few |= 1 << figure,
            _ => self.few &= !(1 << figure),
        }
    }

    pub(super) fn all(&self) -> bool {
        (0..self.count).all(|figure| self[figure])
    }
}

impl Index<usize> for Placed {
    type Output = bool;

    fn index(&self, figure: usize) -> &bool {
        match (figure.checked_sub(FEW), &self.more) {
            (Some(index), Some(more)) => &more[index],
            _ if self.few >> figure & 1 == 1 => &true,
            _ => &false,
        }
    }
}

/// A filled leg.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Leg {
    pub(super) pieces: Vec<Piece>,
    /// Lines used.
    pub(super) lines: u32,
}

impl Leg {
    /// Whether a figure stands where none should: as the last thing of the leg.
    pub(super) fn ends_with_figure(&self) -> bool {
        matches!(self.pieces.last(), Some(Piece::Figure { .. }))
    }
}

/// What is poured into legs.
#[derive(Clone, Copy)]
pub(super) struct Text<'a> {
    pub(super) grid: &'a Grid,
    /// Units of a leg.
    pub(super) measure: u32,
    pub(super) rows: &'a [RowShape],
    /// The row each figure belongs before.
    pub(super) anchors: &'a [usize],
    pub(super) figures: &'a [FigureShape],
    /// Whether a headline stands above: no figure may come between it and the text.
    pub(super) headed: bool,
}

impl Text<'_> {
    /// Fills legs of these heights from `cursor` on and moves it.
    ///
    /// Figures stand at the head of a leg, near the place they belong to; in a single
    /// leg they stand among the text. Those left over at its end stand below it.
    pub(super) fn fill(self, cursor: &mut Cursor, heights: &[u32]) -> Vec<Leg> {
        let legs = heights.len();
        (0..legs).map(|leg| self.leg(cursor, heights[leg], leg, legs)).collect()
    }

    /// The lowest height at which `legs` legs take all the rest, up to `most`; the
    /// first is `less` lines lower than the others.
    pub(super) fn balance(
        self,
        cursor: &Cursor,
        legs: u32,
        less: u32,
        most: u32,
    ) -> Option<(u32, Vec<Leg>)> {
        let lines = self.lines(cursor) + less;
        // Blank rows at the ends of legs vanish, so the mean may be a little too high.
        let least = (lines / legs.max(1)).saturating_sub(2).max(less + 1);
        (least..=most).find_map(|height| {
            let mut trial = cursor.clone();
            let mut heights = vec![height; legs as usize];
            heights[0] -= less;
            let legs = self.fill(&mut trial, &heights);
            (trial.row >= self.rows.len() && self.only_bands(&trial))
                .then_some((height, legs))
        })
    }

    /// Lines of all that waits for legs.
    pub(super) fn lines(self, cursor: &Cursor) -> u32 {
        let rows = &self.rows[cursor.row.min(self.rows.len())..];
        let text: u32 = rows.iter().map(|row| row.lines).sum();
        let figures: u32 = (0..self.figures.len())
            .filter(|index| !cursor.placed[*index] && !self.figures[*index].band)
            .map(|index| self.in_leg(index))
            .sum();
        text + figures
    }

    /// Whether nothing waits but what stands over all legs.
    pub(super) fn only_bands(self, cursor: &Cursor) -> bool {
        (0..self.figures.len()).all(|i| cursor.placed[i] || self.figures[i].band)
    }

    fn in_leg(self, index: usize) -> u32 {
        self.figures[index].in_leg(self.grid, self.measure, 1.0)
    }

    fn leg(self, cursor: &mut Cursor, height: u32, at: usize, legs: usize) -> Leg {
        let mut leg = Leg::default();
        // The lines of trailing blank rows do not count towards the height used.
        let mut blank = 0;
        loop {
            if leg.lines == 0 {
                self.head(cursor, &mut leg, height, at, legs);
                self.skip_blank(cursor);
            }
            if cursor.row >= self.rows.len() {
                break;
            }
            if leg.lines > 0 && self.within(cursor, &mut leg, blank, height, legs) {
                blank = 0;
                self.skip_blank(cursor);
                continue;
            }
            let (to, lines, glue) = self.group(cursor.row);
            if leg.lines + blank + lines > height {
                if leg.lines == 0 {
                    self.force(cursor, &mut leg, to, height);
                }
                break;
            }
            if glue {
                blank += lines;
                cursor.row = to;
                continue;
            }
            let from = match leg.pieces.last() {
                Some(Piece::Rows { from, .. }) => {
                    let from = *from;
                    leg.pieces.pop();
                    from
                }
                _ => cursor.row,
            };
            leg.pieces.push(Piece::Rows { from, to });
            leg.lines += blank + lines;
            blank = 0;
            cursor.row = to;
        }
        if cursor.row >= self.rows.len() && at + 1 == legs {
            self.leftovers(cursor, &mut leg, height);
        }
        leg
    }

    fn skip_blank(self, cursor: &mut Cursor) {
        while self.rows.get(cursor.row).is_some_and(|row| row.glue) {
            cursor.row += 1;
        }
    }

    /// Figures at the head of a leg.
    fn head(
        self,
        cursor: &mut Cursor,
        leg: &mut Leg,
        height: u32,
        at: usize,
        legs: usize,
    ) {
        let text = cursor.row < self.rows.len();
        if at == 0 && self.headed && text {
            return;
        }
        while let Some(index) = self.next(cursor) {
            let waiting = (0..self.figures.len())
                .filter(|i| !cursor.placed[*i] && !self.figures[*i].band)
                .count();
            // With as many figures as legs are left, each takes one.
            let due = self.anchors[index] <= cursor.row || waiting >= legs - at;
            let lines = self.in_leg(index);
            let room = leg.lines + lines + if text { AROUND } else { 0 } <= height;
            let poster = leg.lines == 0 && lines > height && self.ample(height);
            if !due || !(room || poster) {
                return;
            }
            self.stand(cursor, leg, index);
            if at + 1 < legs {
                return;
            }
        }
    }

    /// A figure among the text of a single leg.
    fn within(
        self,
        cursor: &mut Cursor,
        leg: &mut Leg,
        blank: u32,
        height: u32,
        legs: usize,
    ) -> bool {
        if legs > 1 || leg.lines < AROUND || leg.ends_with_figure() {
            return false;
        }
        let Some(index) = self.next(cursor) else { return false };
        if self.anchors[index] > cursor.row || self.rows[cursor.row - 1].stick {
            return false;
        }
        let left: u32 = self.rows[cursor.row..].iter().map(|row| row.lines).sum();
        let lines = self.in_leg(index);
        if left < AROUND || leg.lines + blank + 1 + lines + AROUND > height {
            return false;
        }
        leg.lines += 1;
        self.stand(cursor, leg, index);
        true
    }

    /// Figures that found no place stand below the text.
    fn leftovers(self, cursor: &mut Cursor, leg: &mut Leg, height: u32) {
        while let Some(index) = self.next(cursor) {
            let gap = u32::from(leg.lines > 0 && !leg.ends_with_figure());
            let lines = self.in_leg(index) - 1;
            if leg.lines + gap + lines > height && leg.lines > 0 {
                break;
            }
            leg.lines += gap;
            self.stand(cursor, leg, index);
        }
        if leg.ends_with_figure() {
            leg.lines -= 1;
        }
    }

    /// Whether a leg is so high that waiting for a higher one is no use.
    fn ample(self, height: u32) -> bool {
        height * 3 >= self.grid.lines * 2
    }

    /// The next figure that has no place yet.
    fn next(self, cursor: &Cursor) -> Option<usize> {
        (0..self.figures.len())
            .filter(|index| !cursor.placed[*index] && !self.figures[*index].band)
            .min_by_key(|index| (self.anchors[*index], *index))
    }

    fn stand(self, cursor: &mut Cursor, leg: &mut Leg, index: usize) {
        let lines = self.in_leg(index);
        let picture = lines - 1 - self.figures[index].caption(self.measure);
        leg.pieces.push(Piece::Figure { index, picture, lines });
        leg.lines += lines;
        cursor.placed.set(index, true);
    }

    /// The rows from `row` on that must stay together: end, lines, whether all blank.
    fn group(self, row: usize) -> (usize, u32, bool) {
        let mut to = row;
        let mut lines = 0;
        while to < self.rows.len() {
            lines += self.rows[to].lines;
            to += 1;
            if !self.rows[to - 1].stick {
                break;
            }
        }
        (to, lines, self.rows[row].glue)
    }

    /// Breaks a group that fits no leg of this height, so that setting goes on.
    fn force(self, cursor: &mut Cursor, leg: &mut Leg, to: usize, height: u32) {
        // A low leg is no reason to break what belongs together: a higher one comes.
        if !self.ample(height) {
            return;
        }
        let from = cursor.row;
        while cursor.row < to {
            let lines = self.rows[cursor.row].lines;
            if leg.lines + lines > height && cursor.row > from {
                break;
            }
            leg.lines += lines;
            cursor.row += 1;
        }
        leg.pieces.push(Piece::Rows { from, to: cursor.row });
    }
}
