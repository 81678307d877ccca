//! White at the foot of a page, where house words can stand.
//!
//! The plan says where stories end; what is left below them at the end of an issue is
//! nobody's. A panel there takes nothing from a story and is no module of the plan, so
//! it comes and goes with the text.
//!
//! House words that are read twice are read once too often: two panels stand in an issue
//! at most, and never two on one spread, whether the plan has them or not.

use super::{Grid, Item, Part};

/// White of fewer lines is left alone.
const FEWEST: u32 = 7;
/// A panel fills a gap of so many lines; in a larger one it stands at the foot.
const MOST: u32 = 16;
/// Its lines there.
const AT_FOOT: u32 = 12;

/// Most panels in an issue.
const MOST_PANELS: usize = 2;

/// The panels of an issue, counted page by page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Turns {
    count: usize,
    /// The spread of the last one.
    spread: Option<usize>,
}

impl Turns {
    /// Whether a page, counted from 0, may have one.
    pub(super) fn allow(self, page: usize) -> bool {
        self.count < MOST_PANELS && self.spread != Some(spread(page))
    }

    /// Counts one, if the page may have it.
    pub(super) fn take(&mut self, page: usize) -> bool {
        let allowed = self.allow(page);
        if allowed {
            (self.count, self.spread) = (self.count + 1, Some(spread(page)));
        }
        allowed
    }
}

/// Pages that lie open together; page 1 by itself.
fn spread(page: usize) -> usize {
    page.div_ceil(2)
}

/// The panel of each page that the plan has none for, where there is white enough.
pub(crate) fn panels(pages: &[Vec<Item>], grid: &Grid) -> Vec<Option<Item>> {
    let planned: Vec<usize> = (0..pages.len())
        .filter(|page| pages[*page].iter().any(|item| item.part == Part::Filler))
        .collect();
    let mut left = MOST_PANELS.saturating_sub(planned.len());
    let mut taken: Vec<usize> = planned.into_iter().map(spread).collect();
    let panel = |(page, items): (usize, &Vec<Item>)| {
        if left == 0 || taken.contains(&spread(page)) {
            return None;
        }
        let panel = panel(page, items, grid)?;
        left -= 1;
        taken.push(spread(page));
        Some(panel)
    };
    pages.iter().enumerate().map(panel).collect()
}

/// The panel for the white below everything on an inner page, if there is enough.
fn panel(page: usize, items: &[Item], grid: &Grid) -> Option<Item> {
    if page == 0 {
        return None;
    }
    let imprint = items.iter().find(|item| item.part == Part::Imprint);
    // The rule above the imprint has a line of its own.
    let end = imprint.map_or(grid.lines, |imprint| imprint.line.saturating_sub(1));
    let foot = items
        .iter()
        .filter(|item| !matches!(item.part, Part::Imprint | Part::Rule | Part::Hair))
        .map(|item| item.line + item.lines + 1)
        .max()
        .unwrap_or(0);
    let free = end.checked_sub(foot).filter(|free| *free >= FEWEST)?;
    let lines = if free <= MOST { free } else { AT_FOOT };
    let (story, part) = (None, Part::Filler);
    Some(Item { story, part, unit: 0, units: grid.units, line: end - lines, lines })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(page: usize, items: &[(Part, u32, u32)], expected: Option<(u32, u32)>) {
        let grid = crate::plan::tests::grid();
        let item = |(part, line, lines): &(Part, u32, u32)| Item {
            story: None,
            part: part.clone(),
            unit: 0,
            units: 12,
            line: *line,
            lines: *lines,
        };
        let items: Vec<Item> = items.iter().map(item).collect();
        let found = panel(page, &items, &grid).map(|panel| (panel.line, panel.lines));
        assert_eq!(found, expected);
    }

    #[test]
    fn white_at_the_foot_of_an_inner_page_takes_a_panel() {
        let (text, imprint) = ((Part::Lead, 0, 43), (Part::Imprint, 54, 5));
        check(1, &[text.clone(), imprint.clone()], Some((44, 9)));
        check(1, std::slice::from_ref(&text), Some((44, 15)));
        check(0, &[text, imprint.clone()], None);
        check(1, &[(Part::Lead, 0, 47), imprint.clone()], None);
        check(1, std::slice::from_ref(&imprint), Some((41, 12)));
        check(1, &[(Part::Lead, 0, 20), (Part::Rule, 52, 0), imprint], Some((41, 12)));
    }

    #[test]
    fn two_panels_stand_in_an_issue_on_two_spreads() {
        let grid = crate::plan::tests::grid();
        let item = |part, line, lines| Item {
            story: None,
            part,
            unit: 0,
            units: 12,
            line,
            lines,
        };
        let white = vec![item(Part::Lead, 0, 30)];
        let filled = vec![item(Part::Filler, 0, 12), item(Part::Lead, 13, 20)];
        let check = |pages: &[&Vec<Item>], expected: &[usize]| {
            let pages: Vec<Vec<Item>> = pages.iter().map(|p| p.to_vec()).collect();
            let found = panels(&pages, &grid).into_iter().enumerate();
            let found: Vec<usize> = found
                .filter(|(_, panel)| panel.is_some())
                .map(|(page, _)| page)
                .collect();
            assert_eq!(found, expected);
        };
        check(&[&white; 8], &[1, 3]);
        check(&[&white, &white, &filled, &white, &white, &white], &[3]);
        check(&[&white, &filled, &white, &filled, &white, &white], &[]);
        check(&[&white], &[]);
        let mut turns = Turns::default();
        let taken: Vec<bool> = (0..8).map(|page| turns.take(page)).collect();
        assert_eq!(taken, [true, true, false, false, false, false, false, false]);
    }
}
