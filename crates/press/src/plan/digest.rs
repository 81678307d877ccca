//! Short news in a column of its own: which, on what page, and where the stories stand
//! beside it.
//!
//! The column stands at the outer edge, from head to foot of the page. What stands in it
//! is put there as an officer would pin it, and the page is cut round it; so a column
//! may be tried on several pages, and the best of them compared with an issue that has
//! none.

use super::compose::{Effort, layouts};
use super::form::{Extent, Forms, Place};
use super::job::{Class, Job, Layout, Pin};

/// Pages that are tried.
const PAGES: usize = 4;
/// Fewest stories in a column, and least part of it they fill, in hundredths.
const FEWEST: usize = 3;
const LEAST: u32 = 55;

/// The best plans with a column of short news, one for each page that is tried.
pub(crate) fn digested(job: &Job<'_>) -> Vec<Layout> {
    let stories = column(job);
    if stories.is_empty() || !job.kept.is_empty() {
        return Vec::new();
    }
    let plan = |page: usize| {
        let mut pins = job.pins.to_vec();
        pins.resize_with(job.pages.max(pins.len()), Vec::new);
        let grid = job.grid;
        let units = grid.digest;
        let unit = grid.turned(page, 0, units);
        let mut line = 0;
        for &(story, lines) in &stories {
            pins[page].push(Pin { story, unit, units, line, lines });
            line += lines + 1;
        }
        layouts(&Job { pins: &pins, ..*job }, 1, Effort::Thorough)
    };
    pages(job, &stories).into_iter().flat_map(plan).collect()
}

/// The stories of the column with their lines, in the officer's order; none when they do
/// not fill it.
fn column(job: &Job<'_>) -> Vec<(usize, u32)> {
    let grid = job.grid;
    let forms = Forms::new(grid, job.stories, job.wants);
    let mut short = Vec::new();
    for story in 1..job.stories.len() {
        let want = &job.wants[story];
        let said = want.units.is_some() || want.legs.is_some() || want.may_hold;
        let small = job.stories[story].text.contains_key(&grid.digest);
        if !small || said || job.bound(story).is_some() || job.apart.contains(&story) {
            continue;
        }
        let portion = forms.whole(story);
        if forms.class(&portion) != Class::Brief {
            continue;
        }
        let stands = |lines: &u32| {
            let (extent, place) = (Extent::Whole, Place::Below);
            forms.best(&portion, extent, place, grid.digest, *lines, false).is_some()
        };
        let Some(lines) = (1..=grid.lines).find(stands) else { continue };
        short.push((story, lines));
    }
    // What is shortest has least of a story of its own.
    short.sort_by_key(|(story, lines)| (*lines, *story));
    let mut column = Vec::new();
    let mut used = 0;
    for (story, lines) in short {
        if used + lines <= grid.lines {
            column.push((story, lines));
            used += lines + 1;
        }
    }
    column.sort_unstable();
    let worth = column.len() >= FEWEST && used * 100 >= grid.lines * LEAST;
    if worth { column } else { Vec::new() }
}

/// Inner pages, the nearest to where the stories would stand first.
fn pages(job: &Job<'_>, column: &[(usize, u32)]) -> Vec<usize> {
    let middle = column[column.len() / 2].0 * job.pages / job.stories.len().max(1);
    let free = |page: &usize| job.pins(*page).is_empty();
    let mut pages: Vec<usize> = (1..job.pages.saturating_sub(1)).filter(free).collect();
    pages.sort_by_key(|page| (page.abs_diff(middle), *page));
    pages.truncate(PAGES);
    pages
}
