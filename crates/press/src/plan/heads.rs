//! The headlines of a page beside and below each other: the sixth and the seventh rule of
//! make-up, as the solver counts them and as they are set.

use super::HeadSize;

/// What a headline costs that is larger than one above it, and two alike that touch.
const GROWS: u32 = 30;
const BUMPED: u32 = 40;
/// What the headlines of two pieces of short news beside each other cost that differ.
const UNLIKE: u32 = 20;
/// Sizes within so many hundredths of the smaller one are one size.
const ALIKE: u32 = 120;

/// A headline is never set smaller than so many hundredths for one above it.
const LEAST_SHARE: u32 = 80;

/// A headline on a page: where, and how it is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Headline {
    pub(crate) unit: u32,
    pub(crate) units: u32,
    pub(crate) line: u32,
    pub(crate) lines: u32,
    pub(crate) size: HeadSize,
    /// Of a piece of short news.
    pub(crate) brief: bool,
}

impl Headline {
    fn spans(self, other: Self) -> bool {
        let across = self.unit < other.unit + other.units;
        across && other.unit < self.unit + self.units
    }

    fn touches(self, other: Self) -> bool {
        let across = self.unit <= other.unit + other.units;
        let across = across && other.unit <= self.unit + self.units;
        let down = self.line <= other.line + other.lines + 1;
        across && down && other.line <= self.line + self.lines + 1
    }

    /// Side by side with nothing between.
    fn beside(self, other: Self) -> bool {
        let meets = self.unit + self.units == other.unit;
        let meets = meets || other.unit + other.units == self.unit;
        meets && self.line.abs_diff(other.line) < 3
    }
}

/// What the headlines of a page cost together: the sixth and the seventh rule of
/// make-up, and short news whose headlines are not alike.
pub(super) fn heads(all: &[Headline]) -> u32 {
    let sizes = evened(all);
    let mut cost = 0;
    for (at, (one, size)) in all.iter().zip(&sizes).enumerate() {
        if above(all, &sizes, *one).any(|above| grows(above, *size)) {
            cost += GROWS;
        }
        for (other, theirs) in all.iter().zip(&sizes).skip(at + 1) {
            let (large, small) = (size.max(theirs), size.min(theirs));
            let alike = large * 100 < small * ALIKE && one.size.light == other.size.light;
            if one.beside(*other) {
                let unlike = one.brief && other.brief && !alike;
                cost += if unlike { UNLIKE } else { 0 };
            } else if alike && one.touches(*other) {
                cost += BUMPED;
            }
        }
    }
    cost
}

/// The sizes the headlines of a page are set in, in hundredths of a point: one that would
/// be a little larger than one above it takes that one's size. Its lines stay as they are.
pub(crate) fn evened(all: &[Headline]) -> Vec<u32> {
    let mut sizes: Vec<u32> = all.iter().map(|one| one.size.size).collect();
    let mut order: Vec<usize> = (0..all.len()).collect();
    order.sort_by_key(|at| (all[*at].line, all[*at].unit));
    for at in order {
        let own = sizes[at];
        let least = above(all, &sizes, all[at]).min();
        if let Some(least) = least.filter(|least| grows(*least, own))
            && least * 100 >= own * LEAST_SHARE
        {
            sizes[at] = least;
        }
    }
    sizes
}

/// The sizes of the headlines above one; features are free.
fn above<'h>(
    all: &'h [Headline],
    sizes: &'h [u32],
    one: Headline,
) -> impl Iterator<Item = u32> + 'h {
    let stands = move |other: &Headline| {
        let above = other.line + other.lines <= one.line && other.spans(one);
        above && !other.size.light && !one.size.light
    };
    all.iter().zip(sizes).filter(move |(other, _)| stands(other)).map(|(_, size)| *size)
}

/// Whether a headline is larger than the one above it.
fn grows(above: u32, size: u32) -> bool {
    above * 102 < size * 100
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A headline over the units from `unit` on, of so many hundredths of a point.
    fn head(unit: u32, units: u32, line: u32, size: u32) -> Headline {
        let size = HeadSize { size, light: false };
        Headline { unit, units, line, lines: 2, size, brief: false }
    }

    #[track_caller]
    fn check(all: &[Headline], expected: &[u32], cost: u32) {
        assert_eq!(evened(all), expected);
        assert_eq!(heads(all), cost);
    }

    #[test]
    fn a_headline_a_little_larger_than_one_above_takes_its_size() {
        check(&[head(0, 12, 0, 2400), head(0, 12, 30, 2600)], &[2400, 2400], 0);
        // Whichever comes first in the list, and down the page.
        let page = [head(0, 6, 40, 2650), head(0, 12, 0, 2400), head(0, 12, 20, 2600)];
        check(&page, &[2400, 2400, 2400], 0);
    }

    #[test]
    fn a_headline_much_larger_than_one_above_stays_and_costs() {
        check(&[head(0, 12, 0, 2000), head(0, 12, 30, 2600)], &[2000, 2600], GROWS);
    }

    #[test]
    fn features_and_headlines_in_other_units_are_free() {
        check(&[head(0, 4, 0, 2400), head(4, 8, 30, 2600)], &[2400, 2600], 0);
        let mut feature = head(0, 12, 30, 2600);
        feature.size.light = true;
        check(&[head(0, 12, 0, 2400), feature], &[2400, 2600], 0);
    }
}
