//! Plain text: the title in the first line, then paragraphs.
//!
//! Two habits are told apart. Most programs write a paragraph as one line; old ones
//! break lines near the edge of a screen and part paragraphs by an empty line. Lines
//! are joined only where all but the last of a paragraph look broken like that.

use crate::draft::{Draft, Report, words};
use document::body::{Block, Body};

/// Longest title, in words; a longer first line is a paragraph.
const LONGEST_TITLE: usize = 40;

/// Lengths, in characters, of a line broken at the edge of a screen.
const BROKEN: std::ops::RangeInclusive<usize> = 50..=100;

pub(crate) fn read(text: &str, mut report: Report) -> Draft {
    let mut draft = Draft::default();
    let text = text.trim_start();
    let (first, rest) = text.split_once('\n').unwrap_or((text, ""));
    let rest = if vntext::words(first) <= LONGEST_TITLE {
        draft.title = report.tidied("title", first);
        rest
    } else {
        text
    };
    let mut body = Body::default();
    for lines in paragraphs(rest) {
        if looks_broken(&lines) {
            let paragraph = vntext::tidy(&lines.join(" "));
            report.changed("paragraph", "lines.joined", &paragraph);
            body.blocks.push(Block::Paragraph(words(&paragraph)));
            continue;
        }
        for line in lines {
            let paragraph = report.tidied("paragraph", line);
            body.blocks.push(Block::Paragraph(words(&paragraph)));
        }
    }
    draft.set_body(&body);
    draft.report = report.into_items();
    draft
}

/// The runs of lines between empty ones.
fn paragraphs(text: &str) -> Vec<Vec<&str>> {
    let mut paragraphs = vec![Vec::new()];
    for line in text.lines() {
        match (line.trim().is_empty(), paragraphs.last_mut()) {
            (false, Some(last)) => last.push(line),
            (_, Some(last)) if last.is_empty() => {}
            _ => paragraphs.push(Vec::new()),
        }
    }
    paragraphs.retain(|lines| !lines.is_empty());
    paragraphs
}

/// Whether the lines are one paragraph, broken at the edge of a screen: all but the last
/// are as long as such a screen, and one of them at least ends within a sentence.
fn looks_broken(lines: &[&str]) -> bool {
    let Some((_, full)) = lines.split_last() else { return false };
    let ends = |line: &&str| line.trim().ends_with(['.', '!', '?', '…', ':', '”', ';']);
    full.iter().all(|line| BROKEN.contains(&line.trim().chars().count()))
        && !full.iter().all(ends)
}
