//! The words on the pages: what may not part, and that none is lost (rules 14, 22, 29).

use super::frame::{Area, PageFrames, Run, Sheet, Stood, Story};
use super::{Report, Rule};
use crate::block::BlockKind;
use crate::sheets::Line;
use document::ArticleId;
use std::collections::BTreeMap;

/// Width of a character with its share of spaces, in em: the mean of Vietnamese text.
const CHARACTER: f64 = 0.495;
/// Lines of text for each pull quote.
const PER_QUOTE: i32 = 60;
/// Lines a pull quote keeps from a head above it.
const QUOTE_FROM_HEAD: f64 = 8.0;

pub(super) fn check(sheet: &Sheet<'_>, report: &mut Report) {
    for head in sheet.heads() {
        let lines: Vec<String> = lines_of(title_lines(sheet, head))
            .into_iter()
            .map(|line| line.text)
            .collect();
        if parts_bound(&lines) {
            report.hard(Rule::Binding, sheet, head.block.article, head.area);
        }
    }
    for story in sheet.stories() {
        quotes(sheet, &story, report);
    }
}

/// A line put together from its pieces.
struct WholeLine {
    size: f64,
    text: String,
}

/// Pieces on one baseline as one line, from the top.
fn lines_of(mut pieces: Vec<&Line>) -> Vec<WholeLine> {
    pieces.sort_by(|a, b| a.baseline.0.total_cmp(&b.baseline.0));
    let same = |a: &&Line, b: &&Line| {
        (a.baseline.0 - b.baseline.0).abs() < a.size.0.min(b.size.0) * 0.55
    };
    pieces
        .chunk_by(same)
        .map(|run| {
            let mut run = run.to_vec();
            run.sort_by(|a, b| a.x.0.total_cmp(&b.x.0));
            // Raised numbers say nothing of the line they hang on.
            let largest = |a: &&&Line, b: &&&Line| a.size.0.total_cmp(&b.size.0);
            let main = run.iter().max_by(largest).expect("a run is not empty");
            let text: String = run.iter().map(|piece| piece.text.as_str()).collect();
            WholeLine { size: main.size.0, text: text.trim().to_owned() }
        })
        .collect()
}

/// The lines of a head, without the words above it.
fn title_lines<'a>(sheet: &Sheet<'a>, head: &Stood) -> Vec<&'a Line> {
    let size = head.head().map_or(0.0, |(size, _)| size);
    let mut lines = sheet.lines_in(head);
    lines.retain(|line| line.size.0 > size * 0.97);
    lines
}

/// Whether a line ends inside what must stay together.
fn parts_bound(lines: &[String]) -> bool {
    let text = lines.join(" ");
    let bound = vntext::bind(&text);
    let mut end = 0;
    lines.iter().any(|line| {
        end += line.len();
        let parted = bound.iter().any(|range| range.start < end && end < range.end);
        end += 1;
        parted
    })
}

/// A paragraph wherever it stands.
struct Paragraph<'s, 'a> {
    runs: Vec<(&'s Sheet<'a>, Run)>,
}

/// Rules 14 and 29, for paragraphs that may go on in another leg and on another page.
pub(super) fn check_paragraphs(sheets: &[Sheet<'_>], report: &mut Report) {
    let mut all: BTreeMap<(ArticleId, usize), Paragraph<'_, '_>> = BTreeMap::new();
    for sheet in sheets {
        for run in &sheet.frames.runs {
            all.entry((run.article, run.block))
                .or_insert_with(|| Paragraph { runs: Vec::new() })
                .runs
                .push((sheet, *run));
        }
    }
    for ((article, _), paragraph) in &all {
        whole(*article, paragraph, report);
    }
}

fn whole(article: ArticleId, paragraph: &Paragraph<'_, '_>, report: &mut Report) {
    let article = Some(article);
    let lines: Vec<WholeLine> = paragraph
        .runs
        .iter()
        .flat_map(|(sheet, run)| lines_in(sheet, &run.area))
        .collect();
    // The items of a list are paragraphs of their own.
    let is_list = lines.iter().any(|line| begins_item(&line.text));
    let (Some((sheet, last)), false) = (paragraph.runs.last(), is_list) else { return };
    for (sheet, run) in &paragraph.runs {
        let height = (run.area.height / sheet.grid.baseline).round() as i32;
        if paragraph.runs.len() > 1 && height < 2 {
            report.hard(Rule::Widow, sheet, article, run.area);
        }
    }
    let texts: Vec<String> = lines.iter().map(|line| line.text.clone()).collect();
    if parts_bound(&texts) {
        report.hard(Rule::Binding, sheet, article, last.area);
    }
    let ([_, .., end], true) = (lines.as_slice(), lines.len() > 1) else { return };
    let alone = end.text.split_whitespace().count() < 2;
    let width = end.text.chars().count() as f64 * CHARACTER * end.size;
    let narrow = last.area.width < sheet.grid.span(sheet.grid.column()) - 1.0;
    if alone && narrow {
        report.hard(Rule::Binding, sheet, article, last.area);
    } else if alone || width < last.area.width * 0.15 {
        report.points(Rule::Widow, sheet, article, last.area, 20.0);
    }
}

/// The lines of the legs that stand in an area.
fn lines_in(sheet: &Sheet<'_>, area: &Area) -> Vec<WholeLine> {
    let inside = |line: &&Line| {
        let y = line.baseline.0 - line.size.0 * 0.25;
        (area.y..area.bottom()).contains(&y)
            && line.x.0 > area.x - sheet.grid.gutter * 0.6
            && line.x.0 < area.right()
            && sheet.home(line).is_some_and(Stood::is_leg)
    };
    lines_of(sheet.frames.lines.iter().filter(inside).collect())
}

/// Whether a line begins as an item of a list does: "• …", "3. …".
fn begins_item(line: &str) -> bool {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    line.starts_with('•') || (1..=3).contains(&digits) && line[digits..].starts_with('.')
}

/// Rule 22. A quote is known by its size.
fn quotes(sheet: &Sheet<'_>, story: &Story<'_>, report: &mut Report) {
    let grid = sheet.grid;
    let legs = story.legs();
    let text: i32 = legs.iter().map(|leg| leg.l1 - leg.l0).sum();
    let mut count = 0;
    for aside in story.of(BlockKind::Aside) {
        // Large figures are no quotation.
        let large = |line: &&Line| {
            line.size.0 > grid.baseline * 1.3
                && line.text.contains(|c: char| c.is_alphabetic())
        };
        let lines: Vec<&Line> = sheet.lines_in(aside).into_iter().filter(large).collect();
        if lines.is_empty() {
            continue;
        }
        count += 1;
        let wide = f64::from(aside.u1 - aside.u0) > grid.column() + 0.1
            && legs.iter().filter(|leg| leg.over(aside)).count() != 1;
        let near_head = sheet.heads().into_iter().any(|head| {
            let gap = aside.area.y - head.area.bottom();
            head.over(aside)
                && (-grid.baseline..QUOTE_FROM_HEAD * grid.baseline).contains(&gap)
        });
        let words: String =
            lines_of(lines).into_iter().map(|line| line.text + " ").collect();
        let beside = legs.iter().any(|leg| {
            let level = |line: &&Line| {
                (aside.area.y..aside.area.bottom()).contains(&line.baseline.0)
            };
            let beside = sheet.lines_in(leg).into_iter().filter(level).collect();
            let beside: String =
                lines_of(beside).into_iter().map(|line| line.text + " ").collect();
            share_words(&words, &beside)
        });
        let article = Some(story.article);
        let faults = [wide, near_head, beside, count > 1 && count * PER_QUOTE > text];
        for _ in faults.into_iter().filter(|fault| *fault) {
            report.points(Rule::PullQuote, sheet, article, aside.area, 10.0);
        }
    }
}

/// Whether four words in a row are in both.
fn share_words(quote: &str, text: &str) -> bool {
    let words = |text: &str| -> Vec<String> {
        let trimmed =
            |word: &str| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
        text.split_whitespace().map(trimmed).filter(|word| !word.is_empty()).collect()
    };
    let (quote, text) = (words(quote), words(text));
    quote.windows(4).any(|four| text.windows(4).any(|other| other == four))
}

/// The words of an article as they stand on the pages, in reading order, squeezed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArticleText {
    /// The words above the head.
    pub kicker: String,
    /// The head.
    pub title: String,
    /// The opening paragraph.
    pub lead: String,
    /// The text of all legs, without what stands inside them as a block of its own.
    pub body: String,
    /// The authors.
    pub byline: String,
    /// The captions.
    pub captions: String,
    /// Quotes, boxes and tables set apart.
    pub asides: String,
}

/// Reads an article off the pages. "Continued" lines are none of its words.
pub fn text_of(pages: &[PageFrames], article: ArticleId) -> ArticleText {
    let mut all = ArticleText::default();
    for (index, page) in pages.iter().enumerate() {
        let sheet = Sheet::new(index, page);
        for part in sheet.stood.iter().filter(|s| s.block.article == Some(article)) {
            let pieces = sheet.lines_in(part);
            let target = match part.kind() {
                BlockKind::Lead => &mut all.lead,
                BlockKind::Leg => &mut all.body,
                BlockKind::Byline => &mut all.byline,
                BlockKind::Caption => &mut all.captions,
                BlockKind::Aside => &mut all.asides,
                BlockKind::Head { .. } => {
                    let title = title_lines(&sheet, part);
                    let kicker: Vec<&Line> = pieces
                        .iter()
                        .copied()
                        .filter(|line| !title.iter().any(|t| std::ptr::eq(*t, *line)))
                        .collect();
                    add(&mut all.kicker, kicker);
                    add(&mut all.title, title);
                    continue;
                }
                _ => continue,
            };
            add(target, pieces);
        }
    }
    all
}

fn add(target: &mut String, pieces: Vec<&Line>) {
    for line in lines_of(pieces) {
        target.push_str(&squeeze(&line.text));
    }
}

/// A text without what setting it may change: white space of every kind, soft hyphens
/// and joiners.
pub fn squeeze(text: &str) -> String {
    text.chars()
        .filter(|letter| {
            let is_invisible = matches!(
                letter,
                '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}'
            );
            !letter.is_whitespace() && !is_invisible
        })
        .collect()
}
