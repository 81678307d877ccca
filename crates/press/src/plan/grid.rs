//! The grid of a page: units across, baseline lines down.

use std::ops::Deref;

/// The grid of one page size, in points.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Grid {
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// From the edge to line 0.
    pub(crate) top: f64,
    pub(crate) inner: f64,
    pub(crate) outer: f64,
    /// Left and right margin of page 1.
    pub(crate) cover_side: f64,
    pub(crate) gutter: f64,
    /// Of a column left of the live area that holds no stories, with the gutter beside
    /// it; 0 when there is none.
    pub(crate) aside: f64,
    /// Units across the page.
    pub(crate) units: u32,
    /// Units of the standard leg.
    pub(crate) leg: u32,
    /// Widths in units in which text is set; the standard leg comes first.
    pub(crate) measures: Units,
    /// Units of a document, a leg with margins on either side; 0 when there are none.
    pub(crate) document: u32,
    /// Units of a column of short news at the outer edge; 0 when there is none.
    pub(crate) digest: u32,
    /// Height of a line.
    pub(crate) baseline: f64,
    /// Lines on a page.
    pub(crate) lines: u32,
    /// From the top of a line to its baseline.
    pub(crate) above: f64,
    /// From the baseline to the end of the line.
    pub(crate) below: f64,
    /// From the top of a line to the capitals of body text, where pictures hang.
    pub(crate) hang: f64,
}

impl Grid {
    /// Width of the live area.
    fn live(&self) -> f64 {
        self.width - self.inner - self.outer - self.aside
    }

    /// Width of so many units with the gutters between them.
    pub(crate) fn span(&self, units: u32) -> f64 {
        let all = f64::from(self.units);
        let one = (self.live() - (all - 1.0) * self.gutter) / all;
        f64::from(units) * one + f64::from(units.saturating_sub(1)) * self.gutter
    }

    /// Left edge of a unit; `page` counts from 0 and even ones are right-hand pages.
    pub(crate) fn left(&self, page: usize, unit: u32) -> f64 {
        let margin = match page {
            0 => (self.width - self.live() - self.aside) / 2.0,
            page if page % 2 == 1 => self.outer,
            _ => self.inner,
        };
        margin + self.aside + f64::from(unit) * (self.span(1) + self.gutter)
    }

    /// Every width in units that a story or a picture can have, narrowest first:
    /// so many legs side by side, the other measures, and what is left beside a column of
    /// short news.
    pub(crate) fn widths(&self) -> Vec<u32> {
        let legs = (1..=self.units / self.leg).map(|legs| legs * self.leg);
        let legs = legs.chain(self.measures.iter().copied());
        let mut widths: Vec<u32> = legs.chain(self.beside_digest()).collect();
        widths.sort_unstable();
        widths.dedup();
        widths
    }

    /// The units beside a column of short news.
    pub(crate) fn beside_digest(&self) -> Option<u32> {
        (self.digest > 0).then(|| self.units - self.digest)
    }

    /// Where something begins on a page, counted from 0: short news keeps to the outer edge,
    /// and what is beside it to the inner, also when their page has become a right one.
    pub(crate) fn turned(&self, page: usize, unit: u32, units: u32) -> u32 {
        let (column, stories) = match page % 2 {
            1 => (0, self.digest),
            _ => (self.units - self.digest, 0),
        };
        match units {
            units if self.is_digest(units) => column,
            units if Some(units) == self.beside_digest() => stories,
            _ => unit,
        }
    }

    /// Whether what is so wide is a piece of short news in its column: nothing else is.
    pub(crate) fn is_digest(&self, units: u32) -> bool {
        self.digest > 0 && units == self.digest
    }

    /// How many things as wide as a leg stand side by side over so many units.
    pub(crate) fn abreast(&self, units: u32) -> u32 {
        (units / self.leg).max(1)
    }

    /// Top of a line.
    pub(crate) fn y(&self, line: u32) -> f64 {
        self.top + f64::from(line) * self.baseline
    }

    /// Height of a picture that takes `lines`: it hangs from the capitals of its first
    /// line and stands on the baseline of its last.
    pub(crate) fn picture_height(&self, lines: u32) -> f64 {
        f64::from(lines) * self.baseline - self.hang - self.below
    }

    /// Between the pictures of a group, across as well as down.
    pub(crate) fn between_pictures(&self) -> f64 {
        self.hang + self.below
    }

    /// Lines that a height takes, rounded up.
    pub(crate) fn lines_of(&self, height: f64) -> u32 {
        (height / self.baseline - 0.01).ceil().max(0.0) as u32
    }
}

/// A few widths in units.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Units {
    all: [u32; 4],
    count: usize,
}

impl Units {
    /// The first four of `units`.
    pub(crate) fn new(units: &[u32]) -> Self {
        let mut all = [0; 4];
        let count = units.len().min(all.len());
        all[..count].copy_from_slice(&units[..count]);
        Self { all, count }
    }
}

impl Deref for Units {
    type Target = [u32];

    fn deref(&self) -> &[u32] {
        &self.all[..self.count]
    }
}
