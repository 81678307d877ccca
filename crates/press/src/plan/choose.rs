//! Which mood each story is set in: the issue as a whole, then the pages that are thin.
//!
//! Every mood is tried for all stories alike. Where pages stay thin, the stories on and
//! beside them try the others one by one, and the issue keeps what leaves less white.

use super::issue::{Maker, foot};
use super::page::Mood;
use super::{Fixed, Grid, Item, Part, Plan, StoryShape, column, grow};
use std::collections::BTreeSet;

/// What a page 1 without a large picture costs.
const BARE: u32 = 400;

/// Issues planned at most for the sake of thin pages, times the stories in each.
const TRIALS: usize = 16_000;

/// Plans an issue.
///
/// The number of pages is the one wanted, or else the smallest of 1, 2 and the
/// multiples of 4 that holds the text. Within it pictures are as large as they can be.
pub(crate) fn plan(grid: &Grid, stories: &[StoryShape], fixed: Fixed) -> Plan {
    let leg = grid.leg;
    let stories: Vec<_> = stories.iter().map(|story| story.in_columns(leg)).collect();
    let mut plan = in_columns(&grid.in_columns(), &stories, fixed);
    column::in_units(&mut plan.pages, leg);
    plan
}

fn in_columns(grid: &Grid, stories: &[StoryShape], fixed: Fixed) -> Plan {
    let all = moods(grid);
    let tightest = vec![*all.last().expect("there are moods"); stories.len()];
    let tight = || Maker::new(grid, stories, fixed, &tightest, None);
    // One page has nothing to list, so its stories may have all of it.
    let least = match tight().without_index().run().len() {
        ..=1 => 1,
        _ => tight().run().len(),
    };
    let wanted = match fixed.pages {
        Some(pages) => (pages.max(1) as usize).max(least),
        None => match least {
            0..=2 => least,
            more => more.next_multiple_of(4),
        },
    };
    let desk = Desk { grid, stories, fixed, wanted };
    let mut best: Option<Trial> = None;
    for mood in &all {
        let trial = desk.trial(vec![*mood; stories.len()]);
        if trial.pages.len() == wanted
            && best.as_ref().is_none_or(|b| trial.cost < b.cost)
        {
            best = Some(trial);
        }
    }
    let mut pages = match best {
        Some(best) => desk.mended(best).pages,
        None => desk.trial(tightest).pages,
    };
    let excess = match fixed.pages {
        Some(asked) if pages.len() > asked.max(1) as usize => {
            lines_after(&pages, asked.max(1) as usize)
        }
        _ => 0,
    };
    imprint(grid, fixed, &mut pages);
    Plan { pages, excess }
}

/// Puts the imprint at the foot of the last page; when that is blank, below the last
/// story, if there is room.
fn imprint(grid: &Grid, fixed: Fixed, pages: &mut [Vec<Item>]) {
    if fixed.imprint == 0 || pages.is_empty() {
        return;
    }
    let last = pages.len() - 1;
    let used = pages.iter().rposition(|page| !page.is_empty()).unwrap_or(last);
    let room = grow::used(&pages[used]) <= foot(grid, fixed, true)
        && !pages[used].iter().any(|item| item.part == Part::Index);
    let page = if room { used } else { last };
    pages[page].push(Item {
        story: None,
        part: Part::Imprint,
        unit: 0,
        units: grid.units,
        line: grid.lines.saturating_sub(fixed.imprint),
        lines: fixed.imprint,
    });
}

/// Pages made in one choice of moods.
struct Trial {
    moods: Vec<Mood>,
    pages: Vec<Vec<Item>>,
    cost: u32,
}

/// One issue to be planned on so many pages.
struct Desk<'a> {
    grid: &'a Grid,
    stories: &'a [StoryShape],
    fixed: Fixed,
    wanted: usize,
}

impl Desk<'_> {
    /// Makes up the pages, the pictures as large as the white allows.
    fn trial(&self, moods: Vec<Mood>) -> Trial {
        let Self { grid, stories, fixed, wanted } = *self;
        let maker = || Maker::new(grid, stories, fixed, &moods, Some(wanted - 1));
        let mut pages = maker().run();
        if has_index(&pages) && (wanted == 1 || !lists_any(stories, &pages)) {
            pages = maker().without_index().run();
        }
        pages.resize_with(pages.len().max(wanted), Vec::new);
        let count = pages.len();
        for (index, page) in pages.iter_mut().enumerate() {
            grow::page(grid, stories, page, foot(grid, fixed, index + 1 == count));
        }
        let mean: u32 = moods.iter().map(|mood| mood.meanness(grid)).sum();
        let mean = mean / (moods.len() as u32).max(1);
        let white: u32 = (0..count).map(|page| self.cost(&pages, page)).sum();
        let jumps = pages.iter().flatten().filter(|i| matches!(i.part, Part::Jump(_)));
        let bare = moods.first().is_some_and(|lead| !lead.cover_picture);
        let cost = mean + white + jumps.count() as u32 * 2 + u32::from(bare) * BARE;
        Trial { moods, pages, cost }
    }

    /// Lines of white on a page, as a reader sees them: below its last line, or all
    /// over it.
    fn white(&self, pages: &[Vec<Item>], page: usize) -> u32 {
        let foot = foot(self.grid, self.fixed, page + 1 == pages.len());
        let items = &pages[page];
        let below = foot.saturating_sub(grow::used(items));
        let covered: u32 = items
            .iter()
            .filter(|item| !matches!(item.part, Part::Hair | Part::Imprint))
            .map(|item| item.lines * item.units)
            .sum();
        // A good page has an eighth of white between its parts.
        let over = (foot - foot / 8).saturating_sub(covered / self.grid.units);
        below.max(over)
    }

    /// What a page costs. A little white on every page is better than much on one, and
    /// an empty page is worst.
    fn cost(&self, pages: &[Vec<Item>], page: usize) -> u32 {
        if pages[page].is_empty() {
            return self.grid.lines * 3;
        }
        let white = self.white(pages, page);
        let cost = white * white / self.grid.lines;
        match page + 1 == pages.len() {
            // A few lines and the imprint are hardly better than a blank page.
            true if white * 4 > self.grid.lines * 3 => cost + self.grid.lines,
            true => cost / 2,
            false if white * 2 > self.grid.lines => cost + self.grid.lines,
            false => cost,
        }
    }

    /// Whether a page is so thin that something should be done.
    fn is_thin(&self, pages: &[Vec<Item>], page: usize) -> bool {
        let last = page + 1 == pages.len();
        pages[page].is_empty()
            || self.white(pages, page) * if last { 3 } else { 5 } > self.grid.lines * 2
    }

    /// The stories on thin pages and on the pages before and after them try other
    /// moods, until nothing gets better.
    fn mended(&self, mut best: Trial) -> Trial {
        let count = self.stories.len();
        // Two pages for each story are more than larger pictures can fill.
        if count == 0 || self.wanted > count * 2 + 2 {
            return best;
        }
        let mut left = TRIALS / count.max(8);
        if !best.moods[0].cover_picture {
            best = self.covered(best, &mut left);
        }
        loop {
            let cost = best.cost;
            for story in self.beside_thin(&best) {
                let kept = best.moods[story];
                for mood in others(self.grid, kept) {
                    if left == 0 {
                        return best;
                    }
                    left -= 1;
                    let mut moods = best.moods.clone();
                    moods[story] = mood;
                    let trial = self.trial(moods);
                    if trial.pages.len() == self.wanted && trial.cost < best.cost {
                        best = trial;
                    }
                }
            }
            if best.cost == cost {
                break;
            }
        }
        self.paired(best, left)
    }

    /// Gives page 1 its picture, if some other story can make room for it.
    fn covered(&self, mut best: Trial, left: &mut usize) -> Trial {
        let bare = best.moods.clone();
        let fewer = self.stories.len().min(12);
        for scale in [0.82, 1.0] {
            for story in (0..fewer).rev() {
                for mood in others(self.grid, bare[story]) {
                    if *left == 0 {
                        return best;
                    }
                    *left -= 1;
                    let mut moods = bare.clone();
                    moods[story] = mood;
                    moods[0] = Mood { cover_picture: true, scale, ..moods[0] };
                    let trial = self.trial(moods);
                    if trial.pages.len() == self.wanted && trial.cost < best.cost {
                        best = trial;
                    }
                }
            }
        }
        best
    }

    /// Where one story cannot move without leaving a page blank elsewhere, two may: one
    /// comes up, and another takes the room with its picture.
    fn paired(&self, mut best: Trial, mut left: usize) -> Trial {
        let most = self.grid.units;
        'again: loop {
            for up in self.beside_thin(&best) {
                for (picture, spill) in (1..=most).flat_map(|p| [(p, false), (p, true)]) {
                    let kept = best.moods[up];
                    let risen = Mood { picture, spill, fresh: false, scale: 1.0, ..kept };
                    for wide in (0..self.stories.len()).filter(|story| *story != up) {
                        for (fresh, scale) in
                            [(false, 1.0), (true, 1.0), (false, 1.18), (true, 1.18)]
                        {
                            if left == 0 {
                                return best;
                            }
                            left -= 1;
                            let mut moods = best.moods.clone();
                            let kept = moods[wide];
                            let picture = most;
                            moods[up] = risen;
                            moods[wide] =
                                Mood { picture, fresh, scale, spill: true, ..kept };
                            let trial = self.trial(moods);
                            if trial.pages.len() == self.wanted && trial.cost < best.cost
                            {
                                best = trial;
                                continue 'again;
                            }
                        }
                    }
                }
            }
            return best;
        }
    }

    fn beside_thin(&self, trial: &Trial) -> BTreeSet<usize> {
        let pages = &trial.pages;
        let thin = (0..pages.len()).filter(|page| self.is_thin(pages, *page));
        let stories = |page: usize| pages[page].iter().filter_map(|item| item.story);
        let mut beside = BTreeSet::new();
        for page in thin {
            // Behind the last story all pages are empty: what comes before counts.
            let before = pages[..page].iter().rposition(|page| !page.is_empty());
            let after = (page + 1).min(pages.len() - 1);
            for page in before.into_iter().chain([page, after]) {
                beside.extend(stories(page));
            }
            if pages[page].is_empty() {
                beside.extend(0..self.stories.len());
            }
        }
        beside
    }
}

/// Every mood there is for all stories alike, from loose to tight.
fn moods(grid: &Grid) -> Vec<Mood> {
    let most = grid.units;
    let mut moods = Vec::new();
    for fresh in [false, true] {
        for picture in [most, most.saturating_sub(1).max(1)] {
            for scale in [1.18, 1.08, 1.0, 0.92, 0.82] {
                let spill = false;
                moods.push(Mood { scale, picture, cover_picture: true, fresh, spill });
            }
        }
    }
    for cover_picture in [true, false] {
        let (fresh, spill) = (false, false);
        moods.push(Mood { scale: 0.82, picture: 1, cover_picture, fresh, spill });
    }
    moods
}

/// The moods one story may try instead of its own.
fn others(grid: &Grid, kept: Mood) -> Vec<Mood> {
    let mut others = Vec::new();
    for picture in (1..=grid.units).rev() {
        for fresh in [false, true] {
            for spill in [false, true] {
                for scale in [1.18, 1.0, 0.82] {
                    let mood = Mood { picture, fresh, spill, scale, ..kept };
                    if mood != kept {
                        others.push(mood);
                    }
                }
            }
        }
    }
    others
}

fn has_index(pages: &[Vec<Item>]) -> bool {
    pages.iter().flatten().any(|item| item.part == Part::Index)
}

/// Whether the index would name a story: one with a title that begins after page 1.
fn lists_any(stories: &[StoryShape], pages: &[Vec<Item>]) -> bool {
    let on = |page: &[Item]| -> BTreeSet<usize> {
        page.iter().filter_map(|item| item.story).collect()
    };
    let Some((first, later)) = pages.split_first() else { return false };
    let begun = on(first);
    later
        .iter()
        .flat_map(|page| on(page))
        .any(|story| stories[story].titled && !begun.contains(&story))
}

/// Lines of text on the pages after the first `pages`.
fn lines_after(all: &[Vec<Item>], pages: usize) -> u32 {
    all.iter()
        .skip(pages)
        .flatten()
        .filter(|item| matches!(item.part, Part::Leg { .. }))
        .map(|item| item.lines)
        .sum()
}
