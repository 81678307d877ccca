//! What to cut when the stories do not fit: words, proved by planning again without them.

use super::compose::solve;
use super::form::Forms;
use super::issue::Solver;
use super::job::Job;
use super::saved;
use super::{StoryShape, TextShape};

/// A story loses at most this share of its text, in hundredths, before the next
/// measure is taken.
const SHARES: [u32; 4] = [25, 45, 70, 94];
/// Tries to find the least that suffices.
const TRIES: u32 = 7;

/// The words to cut by story, in the order of the issue; empty when even that is not
/// enough.
pub(crate) fn cuts(job: &Job<'_>) -> Vec<(usize, u32)> {
    let forms = Forms::new(job.grid, job.stories, job.wants);
    let mut order: Vec<usize> = (0..job.stories.len()).collect();
    // The least important lose first, among equals the last.
    order.sort_by_key(|story| {
        let class = forms.class(&forms.whole(*story));
        (std::cmp::Reverse(class), std::cmp::Reverse(*story))
    });
    for share in SHARES {
        let room: Vec<u32> =
            job.stories.iter().map(|story| may_go(job, story, share)).collect();
        let all: u32 = room.iter().sum();
        let spread = |lines: u32| spread(&order, &room, lines);
        if all == 0 || !fits(job, &spread(all)) {
            continue;
        }
        let (mut least, mut enough) = (0_u32, all);
        for _ in 0..TRIES {
            let middle = least.midpoint(enough);
            if middle == least {
                break;
            }
            match fits(job, &spread(middle)) {
                true => enough = middle,
                false => least = middle,
            }
        }
        // The quick look is proved by a thorough one.
        while enough < all && !holds(job, &spread(enough)) {
            enough = (enough + (enough / 20).max(3)).min(all);
        }
        let cut = spread(enough);
        return (0..job.stories.len())
            .map(|story| {
                (story, shorter(job.grid.leg, &job.stories[story], cut[story]).1)
            })
            .filter(|(_, words)| *words > 0)
            .collect();
    }
    Vec::new()
}

/// Lines of a story that may go.
fn may_go(job: &Job<'_>, story: &StoryShape, share: u32) -> u32 {
    let rows = story.text.get(&job.grid.leg).map_or(&[][..], |text| &text.rows);
    let lines: u32 = rows.iter().filter(|row| row.cut).map(|row| row.lines).sum();
    if lines < 8 { 0 } else { lines * share / 100 }
}

/// So many lines, taken from the stories in order: a little of each before much of one.
fn spread(order: &[usize], room: &[u32], mut lines: u32) -> Vec<u32> {
    let mut cut = vec![0; room.len()];
    let each = (lines / 3).max(8);
    while lines > 0 {
        let before = lines;
        for &story in order {
            let take = each.min(room[story] - cut[story]).min(lines);
            cut[story] += take;
            lines -= take;
        }
        if lines == before {
            break;
        }
    }
    cut
}

fn fits(job: &Job<'_>, cut: &[u32]) -> bool {
    let stories = shortened(job, cut);
    let job = Job { stories: &stories, ..*job };
    let forms = Forms::new(job.grid, job.stories, job.wants);
    saved::kept(&job, &forms)
        .is_some_and(|(_, queue)| Solver::new(&job, &forms, queue).fits())
}

fn holds(job: &Job<'_>, cut: &[u32]) -> bool {
    let stories = shortened(job, cut);
    !solve(&Job { stories: &stories, ..*job }, 1).is_empty()
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
