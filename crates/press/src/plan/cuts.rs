//! What to cut when the stories do not fit: words, proved by planning again without them.
//!
//! Few stories give, the least important first, and each a paragraph or so rather than a
//! word here and there. Short news gives last, since nothing is left of it, and the lead
//! of the issue after everything else. What is no running text is never asked for: verse,
//! crossheads, tables, authors and notes.
//!
//! All tries together are bounded: each is one quick look for a plan, and what that finds
//! is found again when the issue is composed.

use super::compose::fitting;
use super::form::Forms;
use super::job::Job;
use super::{StoryShape, TextShape};

/// Shares of their text, in hundredths, that stories are asked for one after the other.
const SHARES: [u32; 6] = [8, 14, 20, 27, 35, 45];
/// Shares when every story, short ones and the lead too, has to give.
const ALL: [u32; 4] = [20, 45, 70, 94];
/// Most that one story gives in place of another.
const MOST: u32 = 45;
/// Fewest lines that a story is asked for; some twenty words.
const LEAST: u32 = 3;
/// A story of fewer lines is short news.
const SHORT: u32 = 14;
/// Tries to find the least between two shares.
const TRIES: u32 = 2;
/// Tries to let fewer stories give, and to get by with less, on up to so many pages: on
/// many pages each takes longer.
const EFFORT: [(usize, usize, u32); 3] = [(4, 12, 4), (8, 8, 3), (12, 6, 2)];

/// The words to cut by story, in the order of the issue; empty when even that is not
/// enough.
pub(crate) fn cuts(job: &Job<'_>) -> Vec<(usize, u32)> {
    let order = order(job);
    let lines: Vec<u32> = job.stories.iter().map(|s| lines_to_cut(job, s)).collect();
    let may_give = |story: usize| story > 0 && lines[story] >= SHORT;
    let few = SHARES.into_iter().map(|share| (share, false));
    let shares: Vec<(u32, bool)> = few.chain(ALL.map(|share| (share, true))).collect();
    let room = |(share, all): (u32, bool)| -> Vec<u32> {
        let room = |story: usize| match lines[story] * share / 100 {
            lines if lines >= LEAST && (all || may_give(story)) => lines,
            _ => 0,
        };
        (0..job.stories.len()).map(room).collect()
    };
    // Each the same part of itself is what fits most easily; the first share is found by
    // halves.
    let (mut from, mut to) = (0, shares.len());
    while from < to {
        let middle = from.midpoint(to);
        match fits(job, &room(shares[middle])) {
            true => to = middle,
            false => from = middle + 1,
        }
    }
    let at = to;
    if at == shares.len() {
        return Vec::new();
    }
    let (share, all) = shares[at];
    let below = match at.checked_sub(1).map(|at| shares[at]) {
        Some((below, before)) if before == all => below,
        _ => 0,
    };
    let share = least(below, share, TRIES, |share| fits(job, &room((share, all))));
    let most = room((share.max(MOST), all));
    let cut = gathered(job, &order, &most, room((share, all)));
    let cut = lessened(job, &most, cut);
    (0..job.stories.len())
        .map(|story| (story, shorter(job.grid.leg, &job.stories[story], cut[story]).1))
        .filter(|(_, words)| *words > 0)
        .collect()
}

/// Tries of both kinds that an issue of so many pages is worth.
fn effort(pages: usize) -> (usize, u32) {
    let row = EFFORT.into_iter().find(|(most, ..)| pages <= *most);
    row.map_or((4, 1), |(_, fewer, less)| (fewer, less))
}

/// The least number above `below` up to `enough` that suffices, as far as so many tries
/// find it; `enough` does.
fn least(
    mut below: u32,
    mut enough: u32,
    tries: u32,
    suffices: impl Fn(u32) -> bool,
) -> u32 {
    for _ in 0..tries {
        let middle = below.midpoint(enough);
        if middle == below {
            break;
        }
        match suffices(middle) {
            true => enough = middle,
            false => below = middle,
        }
    }
    enough
}

/// The same number of lines from fewer stories: the more important ones, one after the
/// other, leave theirs to the less important ones, as far as that fits.
fn gathered(job: &Job<'_>, order: &[usize], most: &[u32], mut cut: Vec<u32>) -> Vec<u32> {
    let all: u32 = cut.iter().sum();
    let few = spread(order, most, all);
    if fits(job, &few) {
        return few;
    }
    let (mut tries, _) = effort(job.pages);
    for &giver in order.iter().rev().filter(|story| most[**story] > 0) {
        if tries == 0 {
            break;
        }
        if cut[giver] == 0 {
            continue;
        }
        tries -= 1;
        let mut next = cut.clone();
        let mut left = std::mem::take(&mut next[giver]);
        for &taker in order.iter().take_while(|taker| **taker != giver) {
            let more = left.min(most[taker] - next[taker]);
            next[taker] += more;
            left -= more;
        }
        if left == 0 && fits(job, &next) {
            cut = next;
        }
    }
    cut
}

/// What is enough, by the same part of each less.
fn lessened(job: &Job<'_>, most: &[u32], cut: Vec<u32>) -> Vec<u32> {
    let part = |hundredths: u32| -> Vec<u32> {
        let part = |(cut, most): (&u32, &u32)| match cut * hundredths / 100 {
            0 => 0,
            lines => lines.max(LEAST).min(*most),
        };
        cut.iter().zip(most).map(part).collect()
    };
    let (_, tries) = effort(job.pages);
    part(least(40, 100, tries, |hundredths| fits(job, &part(hundredths))))
}

/// The stories, those first that can best do without some of their words; among equals
/// the last.
fn order(job: &Job<'_>) -> Vec<usize> {
    let forms = Forms::new(job.grid, job.stories, job.wants);
    let mut order: Vec<usize> = (0..job.stories.len()).collect();
    order.sort_by_key(|&story| {
        let class = forms.class(&forms.whole(story));
        let short = lines_to_cut(job, &job.stories[story]) < SHORT;
        (short, std::cmp::Reverse(class), std::cmp::Reverse(story))
    });
    order
}

/// Lines of running text in legs of the standard width.
fn lines_to_cut(job: &Job<'_>, story: &StoryShape) -> u32 {
    let rows = story.text.get(&job.grid.leg).map_or(&[][..], |text| &text.rows);
    rows.iter().filter(|row| row.cut).map(|row| row.lines).sum()
}

/// So many lines or a few more, taken from the stories in order: all that one may give
/// before the next is asked.
fn spread(order: &[usize], room: &[u32], lines: u32) -> Vec<u32> {
    let mut cut = vec![0; room.len()];
    let mut left = lines;
    for &story in order {
        if left == 0 {
            break;
        }
        cut[story] = left.max(LEAST).min(room[story]);
        left = left.saturating_sub(cut[story]);
    }
    cut
}

fn fits(job: &Job<'_>, cut: &[u32]) -> bool {
    let stories = shortened(job, cut);
    fitting(&Job { stories: &stories, ..*job }).is_some()
}

/// The stories without so many lines of each.
fn shortened(job: &Job<'_>, cut: &[u32]) -> Vec<StoryShape> {
    let all = job.stories.iter().zip(cut);
    // One line is left over, since a shortened paragraph may break differently.
    all.map(|(story, lines)| shorter(job.grid.leg, story, lines.saturating_sub(1)).0)
        .collect()
}

/// A story without its last lines of running text, and the words that went with them.
fn shorter(leg: u32, story: &StoryShape, lines: u32) -> (StoryShape, u32) {
    let mut short = story.clone();
    if lines == 0 {
        return (short, 0);
    }
    let words = story.text.get(&leg).map_or(0, |text| words_in(text, lines));
    for text in short.text.values_mut() {
        drop_words(text, words);
    }
    (short, words)
}

/// Words in the last so many lines of running text.
fn words_in(text: &TextShape, mut lines: u32) -> u32 {
    let mut words = 0;
    for row in text.rows.iter().rev().filter(|row| row.cut) {
        if lines == 0 {
            break;
        }
        lines = lines.saturating_sub(row.lines);
        words += row.words;
    }
    words
}

/// Takes rows from the end of the running text, but no more than so many words.
fn drop_words(text: &mut TextShape, words: u32) {
    let mut left = words;
    for at in (0..text.rows.len()).rev() {
        if !text.rows[at].cut {
            continue;
        }
        let here = text.rows[at].words;
        if here > left {
            break;
        }
        left -= here;
        text.rows.remove(at);
        for anchor in &mut text.anchors {
            if *anchor > at {
                *anchor -= 1;
            }
        }
    }
    // What now ends the text holds nothing together any more.
    if let Some(last) = text.rows.last_mut() {
        last.stick = false;
    }
}
