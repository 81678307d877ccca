//! White at the foot of a page, where house words can stand.
//!
//! The plan says where stories end; what is left below them at the end of an issue is
//! nobody's. A panel there takes nothing from a story and is no module of the plan, so
//! it comes and goes with the text.

use super::{Grid, Item, Part};

/// White of fewer lines is left alone.
const FEWEST: u32 = 7;
/// A panel fills a gap of so many lines; in a larger one it stands at the foot.
const MOST: u32 = 16;
/// Its lines there.
const AT_FOOT: u32 = 12;

/// The panel for the white below everything on an inner page, if there is enough.
pub(crate) fn panel(page: usize, items: &[Item], grid: &Grid) -> Option<Item> {
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
}
