//! Text into legs: where columns break.

use super::{FigureShape, Grid, RowShape};

/// A run of a leg.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Rows `from..to` of the story's text.
    Rows {
        /// First row.
        from: usize,
        /// Row after the last.
        to: usize,
    },
    /// A figure in the column; its picture takes so many lines.
    Figure {
        /// Which of the story's.
        index: usize,
        /// Lines of the picture alone.
        picture: u32,
        /// Lines of all, with the blank line below.
        lines: u32,
    },
}

/// How far a story has been set.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Cursor {
    /// The next row.
    pub(crate) row: usize,
    /// Figures that stand already, or wait outside the legs.
    pub(crate) placed: Vec<bool>,
}

impl Cursor {
    pub(crate) fn new(figures: usize) -> Self {
        Self { row: 0, placed: vec![false; figures] }
    }

    pub(crate) fn done(&self, rows: usize) -> bool {
        self.row >= rows && self.placed.iter().all(|placed| *placed)
    }
}

/// A filled leg.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Leg {
    pub(crate) pieces: Vec<Piece>,
    /// Lines used.
    pub(crate) lines: u32,
}

/// What is poured into legs.
#[derive(Clone, Copy)]
pub(crate) struct Text<'a> {
    pub(crate) grid: &'a Grid,
    pub(crate) rows: &'a [RowShape],
    /// For each figure, the row it belongs before.
    pub(crate) anchors: &'a [usize],
    /// Units of a leg.
    pub(crate) measure: u32,
    pub(crate) figures: &'a [FigureShape],
    /// Height of pictures against their natural height.
    pub(crate) scale: f64,
}

impl Text<'_> {
    /// Fills legs of these heights from `cursor` on and moves it.
    ///
    /// Figures go to the head of the next leg after the place they belong to; those
    /// left over at the end of the text stand below it.
    pub(crate) fn fill(self, cursor: &mut Cursor, heights: &[u32]) -> Vec<Leg> {
        heights.iter().map(|height| self.leg(cursor, *height)).collect()
    }

    /// The lowest equal height at which `legs` legs take all the rest, up to `most`.
    pub(crate) fn balance(self, cursor: &Cursor, legs: u32, most: u32) -> Option<u32> {
        let lines: u32 = self.rows[cursor.row.min(self.rows.len())..]
            .iter()
            .map(|row| row.lines)
            .sum();
        let pictures: u32 = (0..self.figures.len())
            .filter(|index| !cursor.placed[*index] && !self.figures[*index].band)
            .map(|index| self.figures[index].in_leg(self.grid, self.measure, self.scale))
            .sum();
        // Blank rows at the ends of legs vanish, so the mean may be a little too high.
        let least = ((lines + pictures) / legs).saturating_sub(2).max(1);
        (least..=most).find(|height| {
            let mut trial = cursor.clone();
            self.fill(&mut trial, &vec![*height; legs as usize]);
            trial.row >= self.rows.len() && self.only_bands(&trial)
        })
    }

    /// Whether nothing waits but what stands over all legs.
    pub(crate) fn only_bands(self, cursor: &Cursor) -> bool {
        let placed = cursor.placed.iter().zip(self.figures);
        placed.into_iter().all(|(placed, figure)| *placed || figure.band)
    }

    fn leg(self, cursor: &mut Cursor, height: u32) -> Leg {
        let mut leg = Leg::default();
        // The lines of trailing blank rows do not count towards the height used.
        let mut blank = 0;
        loop {
            let fresh =
                leg.lines == 0 || matches!(leg.pieces.last(), Some(Piece::Figure { .. }));
            if fresh {
                while let Some(index) = self.waiting(cursor) {
                    let lines =
                        self.figures[index].in_leg(self.grid, self.measure, self.scale);
                    if leg.lines + lines > height.max(1)
                        && !(leg.lines == 0 && lines > height && self.ample(height))
                    {
                        break;
                    }
                    self.stand(cursor, &mut leg, index);
                }
                while self.rows.get(cursor.row).is_some_and(|row| row.glue) {
                    cursor.row += 1;
                }
            }
            if cursor.row >= self.rows.len() {
                break;
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
                Some(Piece::Rows { from, .. }) => *from,
                _ => cursor.row,
            };
            if matches!(leg.pieces.last(), Some(Piece::Rows { .. })) {
                leg.pieces.pop();
            }
            leg.pieces.push(Piece::Rows { from, to });
            leg.lines += blank + lines;
            blank = 0;
            cursor.row = to;
        }
        if cursor.row >= self.rows.len() {
            while let Some(index) = self.waiting(cursor) {
                let gap = u32::from(leg.lines > 0);
                let lines =
                    self.figures[index].in_leg(self.grid, self.measure, self.scale) - 1;
                if leg.lines + gap + lines > height && leg.lines > 0 {
                    break;
                }
                leg.lines += gap;
                self.stand(cursor, &mut leg, index);
                leg.lines -= 1;
            }
        }
        leg
    }

    /// Whether a leg is so high that waiting for a higher one is no use.
    fn ample(self, height: u32) -> bool {
        height * 3 >= self.grid.lines * 2
    }

    /// The next figure whose place has been reached.
    fn waiting(self, cursor: &Cursor) -> Option<usize> {
        (0..self.figures.len()).find(|index| {
            let figure = &self.figures[*index];
            !cursor.placed[*index]
                && !figure.band
                && self.anchors.get(*index).is_none_or(|row| *row <= cursor.row)
        })
    }

    fn stand(self, cursor: &mut Cursor, leg: &mut Leg, index: usize) {
        let figure = &self.figures[index];
        let lines = figure.in_leg(self.grid, self.measure, self.scale);
        let picture = lines - 1 - figure.caption(self.measure);
        leg.pieces.push(Piece::Figure { index, picture, lines });
        leg.lines += lines;
        cursor.placed[index] = true;
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
