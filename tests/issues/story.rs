//! Stories written to the measure of a rectangle.

use super::chance::Chance;
use super::cut::Slot;
use super::words;
use std::fmt::Write;

/// Points of a unit with its gutter, and the gutter.
const STEP: f64 = 39.80;
const GUTTER: f64 = 12.756;
/// Points of a line, and what a picture leaves of its lines.
const LINE: f64 = 11.5;
const AIR: f64 = 5.3;

/// A photo of an issue, drawn when it is asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Photo {
    /// Name after `media/`.
    pub name: String,
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
    /// What it is drawn from.
    pub seed: u64,
}

/// A story of an issue.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Its place among the stories, counted from 1.
    pub number: u32,
    /// Its title.
    pub title: String,
    /// The name of its section.
    pub section: String,
    /// Who wrote it.
    pub author: String,
    /// The opening paragraph; empty when there is none.
    pub lead: String,
    /// The paragraphs of its text.
    pub paragraphs: Vec<String>,
    /// Its photo with the caption.
    pub photo: Option<(Photo, String)>,
    /// Where it was planned to stand.
    pub slot: Slot,
    /// Lines of text in a leg, and legs: what the slot has room for, by estimate.
    pub legs: (u32, u32),
}

/// Widths to heights of photos that cameras and editors make.
const RATIOS: [(u32, u32); 5] =
    [(1800, 1200), (1920, 1080), (1600, 1200), (1400, 1400), (1200, 1500)];

impl Story {
    /// A story that fills a slot.
    pub(crate) fn fill(slot: Slot, number: u32, chance: &mut Chance) -> Self {
        let text_units = slot.units - slot.rail;
        let (picture, beside) = picture(slot, chance);
        let Head { size, lines: title_lines } = Head::of(slot, beside, chance);
        let head_units = if beside { slot.units - 8 } else { slot.units };
        let line = span(head_units) / (0.49 * size);
        let title = words::title((line * f64::from(title_lines) * 0.9) as usize, chance);
        let broken = (title.chars().count() as f64 / line / 0.92).ceil();
        // The words above it, the lines, the gap below the larger heads.
        let head =
            1 + (broken * size * 1.18 / LINE).ceil() as u32 + u32::from(size > 15.0);
        let opens = slot.leads && !beside && (slot.page == 0 || chance.below(2) == 0);
        let lead = if opens { words::sentences(28, chance) } else { String::new() };
        let lead_lines = match opens {
            true => {
                let line = span(text_units) / (0.51 * 12.0);
                let lines = (lead.chars().count() as f64 / line).ceil();
                (lines * 4.0 / 3.0).ceil() as u32 + 1
            }
            false => 0,
        };
        let shown = picture.as_ref().map_or(0, |(_, lines)| lines + 2);
        let above = if beside { shown.max(head) } else { shown + head + lead_lines };
        let leg = slot.lines.saturating_sub(above).max(4);
        let legs = match text_units {
            12 => 3,
            8 => 2,
            _ => 1,
        };
        let mut story = Self {
            number,
            title,
            section: words::section(chance),
            author: words::author(chance),
            lead,
            paragraphs: Vec::new(),
            photo: picture.map(|(photo, _)| (photo, words::caption(chance))),
            slot,
            legs: (leg, legs),
        };
        // Measured on such texts; those of the sample page run a little longer.
        let each = if text_units == 6 { 10.7 } else { 6.8 };
        let all = f64::from(leg * legs) - 1.0;
        story.grow((all * each) as i64, chance);
        story
    }

    /// Makes the text so many syllables longer, or shorter when below 0. Sentences stay
    /// whole. One sentence remains.
    pub(crate) fn grow(&mut self, syllables: i64, chance: &mut Chance) {
        let mut left = syllables;
        while left < 0 {
            let Some(last) = self.paragraphs.last_mut() else { return };
            let end = last.trim_end_matches(['.', '”']);
            let cut = end.rfind(". ").map_or(0, |at| at + 2);
            if cut == 0 && self.paragraphs.len() == 1 {
                return;
            }
            let last = self.paragraphs.last_mut().expect("there is one");
            left += words::count(&last[cut..]) as i64;
            last.truncate(cut.saturating_sub(1));
            if last.is_empty() {
                self.paragraphs.pop();
            }
        }
        while left >= 3 {
            // Paragraphs of 35 to 80 syllables, the last as it comes out.
            let open = self.paragraphs.last().map_or(80, |last| words::count(last));
            let wanted = 35 + chance.below(46);
            let fresh = open >= wanted || self.paragraphs.is_empty();
            let size =
                (left as usize).min(if fresh { wanted } else { (wanted - open).max(3) });
            // No sentence is left of one or two syllables.
            let size =
                if matches!(left as usize - size, 1 | 2) { left as usize } else { size };
            let text = words::sentences(size, chance);
            left -= words::count(&text) as i64;
            match self.paragraphs.last_mut().filter(|_| !fresh) {
                Some(last) => {
                    last.push(' ');
                    last.push_str(&text);
                }
                None => self.paragraphs.push(text),
            }
        }
    }

    /// Takes exactly so many syllables away from the end of the text, as an editor in
    /// haste does. One is left.
    pub fn cut(&mut self, syllables: usize) {
        let mut left = syllables.min(self.syllables().saturating_sub(1));
        while left > 0 {
            let Some(last) = self.paragraphs.last_mut() else { return };
            let mut words: Vec<&str> = last.split_whitespace().collect();
            while left > 0
                && let Some(word) = words.pop()
            {
                left -= usize::from(words::count(word) > 0);
            }
            let rest = words.join(" ");
            *last = match rest.trim_end_matches([',', '.', ';', ':', '–', ' ']) {
                "" => String::new(),
                rest => format!("{rest}."),
            };
            if last.is_empty() {
                self.paragraphs.pop();
            }
        }
    }

    /// Syllables of the text.
    pub fn syllables(&self) -> usize {
        self.paragraphs.iter().map(|text| words::count(text)).sum()
    }

    /// The room of its legs, in units times lines.
    pub(crate) fn text_area(&self) -> u64 {
        let (lines, legs) = self.legs;
        let units = if self.slot.units == 6 { 6 } else { 4 * legs };
        u64::from(lines * units)
    }

    /// The text in Markdown, the photo after the first paragraph.
    pub fn body(&self) -> String {
        let mut text = String::new();
        for (index, paragraph) in self.paragraphs.iter().enumerate() {
            writeln!(text, "{paragraph}\n").expect("a string takes all text");
            if let (0, Some((photo, caption))) = (index, &self.photo) {
                let figure =
                    format!(":::figure\n![](media/{})\n\n{caption}\n:::\n", photo.name);
                writeln!(text, "{figure}").expect("a string takes all text");
            }
        }
        text
    }

    /// The identity of the article: a UUID of version 4 in its marks.
    pub fn id(&self) -> String {
        format!("00000000-0000-4000-8000-{:012x}", self.number)
    }
}

/// The headline a slot asks for: type size and lines.
struct Head {
    size: f64,
    lines: u32,
}

impl Head {
    fn of(slot: Slot, beside: bool, chance: &mut Chance) -> Self {
        let either = |a, b, chance: &mut Chance| if chance.below(2) == 0 { a } else { b };
        match (slot.page, slot.leads, slot.units) {
            _ if beside => Self { size: 19.5, lines: either(3, 4, chance) },
            (0, true, _) => Self { size: 33.0, lines: 2 },
            (_, true, 8..) => Self { size: 29.5, lines: either(1, 2, chance) },
            (_, _, 6..) => Self { size: 19.5, lines: either(1, 2, chance) },
            _ if slot.lines < 18 => Self { size: 10.4, lines: 2 },
            _ => Self { size: 14.0, lines: either(2, 3, chance) },
        }
    }
}

/// Points of so many units.
fn span(units: u32) -> f64 {
    f64::from(units) * STEP - GUTTER
}

/// The photo that suits a slot with its lines, and whether the head stands beside it.
fn picture(slot: Slot, chance: &mut Chance) -> (Option<(Photo, u32)>, bool) {
    let wide = (26..44).contains(&slot.lines) && slot.units == 12 && slot.rail == 0;
    let units = if wide { 8 } else { slot.units };
    let lines = |(width, height): (u32, u32)| {
        let natural = span(units) * f64::from(height) / f64::from(width);
        ((natural + AIR) / LINE).round() as u32
    };
    let fits: Vec<(u32, u32)> = RATIOS
        .into_iter()
        .filter(|ratio| {
            let part = f64::from(lines(*ratio)) / f64::from(slot.lines);
            (0.25..if wide { 0.6 } else { 0.52 }).contains(&part)
        })
        .collect();
    // A low story does without, and one in five of the others below the first.
    if fits.is_empty() || slot.lines < 22 || (!slot.leads && chance.below(5) == 0) {
        return (None, false);
    }
    let ratio = fits[chance.below(fits.len())];
    let seed = chance.next();
    let photo = Photo {
        name: format!("anh-{seed:016x}.jpg"),
        width: ratio.0,
        height: ratio.1,
        seed,
    };
    (Some((photo, lines(ratio))), wide)
}
