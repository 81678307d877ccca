//! White left at the foot of a page goes to its pictures.

use super::{Grid, Item, Part, StoryShape};

/// Lets pictures that stand over the whole page grow into the white above `foot`.
pub(super) fn page(grid: &Grid, stories: &[StoryShape], page: &mut [Item], foot: u32) {
    let mut white = match used(page) {
        0 => 0,
        used => foot.saturating_sub(used),
    };
    for at in 0..page.len() {
        let Part::Figure { index, picture } = page[at].part else { continue };
        let (Some(story), columns) = (page[at].story, page[at].units) else { continue };
        if columns < grid.units || white == 0 || picture == 0 {
            continue;
        }
        let most = stories[story].figures[index].picture(grid, columns, 2.0);
        let more = most.min(grid.lines * 3 / 5).saturating_sub(picture).min(white);
        let below = page[at].end();
        if let Part::Figure { picture, .. } = &mut page[at].part {
            *picture += more;
        }
        page[at].lines += more;
        for item in page.iter_mut().filter(|item| item.line >= below) {
            item.line += more;
            // What reaches down to the foot keeps its foot.
            if reaches_down(&item.part) && item.end() > foot {
                item.lines = foot.saturating_sub(item.line);
            }
        }
        white -= more;
    }
}

/// The line below the last thing on the page; 0 when nothing stands on it.
pub(super) fn used(page: &[Item]) -> u32 {
    page.iter().filter(|item| !reaches_down(&item.part)).map(Item::end).max().unwrap_or(0)
}

/// Parts that go down to the foot whatever stands beside them.
fn reaches_down(part: &Part) -> bool {
    matches!(part, Part::Index | Part::Hair)
}
