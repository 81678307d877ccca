//! Headlines: broken by sense, set as tight as their letters allow.
//!
//! Vietnamese capitals carry stacked marks (Ấ, Ỗ), so no constant leading is both safe
//! and tight: each headline is led from the ink of its own glyphs.

use super::breaks::{bound, break_lines};
use super::content::Setter;
use super::phrase::Phrase;
use super::rows::{self, flatten};
use super::style::WIDE;
use crate::error::PressError;
use std::num::NonZeroUsize;
use typst::foundations::{Content, IntoValue, NativeElement, Smart};
use typst::introspection::Location;
use typst::layout::{Abs, Frame, FrameItem};
use typst::model::{DirectLinkElem, HeadingElem};
use typst::text::{LinebreakElem, TextElem};

/// Space that must stay between the ink of two lines, in em.
const CLEARANCE: f64 = 0.04;
/// Leading never sinks below this, in em.
pub(super) const TIGHTEST: f64 = 1.06;

/// How a headline is set.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Manner<'m> {
    /// Style function of the design.
    pub(crate) style: &'static str,
    /// Type size in points.
    pub(crate) size: f64,
    /// Weight, for styles that take one.
    pub(crate) weight: Option<&'static str>,
    /// Level of the heading; `None` for words that are none.
    pub(crate) level: Option<NonZeroUsize>,
    /// Lines beyond which the type gets smaller.
    pub(crate) most: usize,
    /// Lines stand in the middle.
    pub(crate) centred: bool,
    /// Least leading, in em; type whose marks would meet gets more.
    pub(crate) leading: f64,
    /// Where the words lead, and what that is called.
    pub(crate) link: Option<(Location, &'m str)>,
}

/// A headline, set.
pub(crate) struct Headline {
    pub(crate) frame: Frame,
    /// Its type size in the end, in points.
    pub(crate) size: f64,
    /// Lines of type.
    pub(crate) lines: usize,
    /// What its breaks cost, to compare ways to set it.
    pub(crate) cost: f64,
}

impl Setter<'_, '_> {
    /// Sets a headline in `width` points.
    pub(crate) fn headline(
        &self,
        phrase: &Phrase<'_>,
        manner: Manner<'_>,
        width: f64,
        key: u128,
    ) -> Result<Headline, PressError> {
        let words = phrase.words();
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let text = words.join(" ");
        let bound = bound(&text, &words);
        let mut size = manner.size;
        let (mut lines, mut cost);
        loop {
            let all = phrase.content(self, 0..words.len())?;
            let line = self.display(all, manner, size, key)?;
            let spots = spots(&line, words.len());
            let widest = spots.iter().map(|(from, to)| to - from).fold(0.0, f64::max);
            if widest > width && size > 1.0 {
                size *= (width / widest * 0.999).min(0.98);
                continue;
            }
            // A little smaller is better than a line more, or a break that makes no sense.
            let broken = break_lines(&spots, &bound, &words, width);
            (lines, cost) = (broken.lines, broken.cost);
            size *= broken.scale;
            if lines.len() <= manner.most || size < manner.size * 0.6 {
                break;
            }
            size *= 0.92;
        }
        let mut parts = Vec::new();
        for (index, range) in lines.iter().enumerate() {
            if index > 0 {
                parts.push(LinebreakElem::shared().clone());
            }
            parts.push(phrase.content(self, range.clone())?);
            if index + 1 < lines.len() {
                parts.push(TextElem::packed(" "));
            }
        }
        let mut content = Content::sequence(parts);
        if let Some((location, alt)) = manner.link {
            content = DirectLinkElem::new(location, content, Some(alt.into())).pack();
        }
        if let Some(level) = manner.level {
            // A story's entry in the outline is put where the story begins.
            content = HeadingElem::new(content)
                .with_level(Smart::Custom(level))
                .with_bookmarked(Smart::Custom(false))
                .pack();
        } else {
            content = typst::model::ParElem::new(content).pack();
        }
        let frame = self.display(content, manner, size, key)?;
        let quarter = self.styles.measures.grid.baseline / 4.0;
        let mut frame = restack(&frame, (size, manner.leading), quarter, width);
        if manner.centred {
            frame = centred(&frame, width);
        }
        Ok(Headline { frame, size, lines: lines.len(), cost })
    }

    fn display(
        &self,
        content: Content,
        manner: Manner<'_>,
        size: f64,
        key: u128,
    ) -> Result<Frame, PressError> {
        let size = Abs::pt(size).into_value();
        let mut arguments = vec![content.into_value(), self.lang(), size];
        if let Some(weight) = manner.weight {
            arguments.push(weight.into_value());
        }
        let styled = self.styles.call(manner.style, arguments)?;
        self.styles.lay(&styled, WIDE, key)
    }
}

/// Moves each line of a frame to the middle of it.
fn centred(frame: &Frame, width: f64) -> Frame {
    let mut items = flatten(frame);
    let lines = rows::extents(&items);
    for (at, item) in &mut items {
        if !matches!(item, FrameItem::Text(_)) {
            continue;
        }
        let y = at.y.to_pt();
        if let Some((_, left, right)) = lines.iter().find(|line| rows::same(line.0, y)) {
            at.x += Abs::pt(((width - (right - left)) / 2.0 - left).max(0.0));
        }
    }
    rows::frame(items, width, frame.height().to_pt())
}

/// Where each word begins and ends on the line.
fn spots(line: &Frame, words: usize) -> Vec<(f64, f64)> {
    let mut spots: Vec<(f64, f64)> = Vec::with_capacity(words);
    let mut inside = false;
    for (at, item) in flatten(line) {
        let FrameItem::Text(run) = item else { continue };
        let mut x = at.x.to_pt();
        for glyph in &run.glyphs {
            let advance = glyph.x_advance.at(run.size).to_pt();
            if run.text[glyph.range()].trim().is_empty() {
                inside = false;
            } else if inside {
                if let Some(last) = spots.last_mut() {
                    last.1 = x + advance;
                }
            } else {
                spots.push((x, x + advance));
                inside = true;
            }
            x += advance;
        }
    }
    // A ligature over a space would lose a word: never break there.
    spots.resize(words, spots.last().copied().unwrap_or_default());
    spots
}

/// Moves the lines of a frame together until their ink nearly meets, but not nearer than
/// so many em.
pub(crate) fn restack(
    frame: &Frame,
    (size, leading): (f64, f64),
    quarter: f64,
    width: f64,
) -> Frame {
    let up = |height: f64| (height / quarter - 0.01).ceil() * quarter;
    // Lines by their baselines as laid out.
    let items = flatten(frame);
    let mut baselines: Vec<f64> = Vec::new();
    for (at, item) in &items {
        if matches!(item, FrameItem::Text(_)) {
            let y = at.y.to_pt();
            if !baselines.iter().any(|known| (known - y).abs() < size * 0.4) {
                baselines.push(y);
            }
        }
    }
    baselines.sort_by(f64::total_cmp);
    let line_of = |y: f64| {
        baselines
            .iter()
            .enumerate()
            .min_by(|a, b| (a.1 - y).abs().total_cmp(&(b.1 - y).abs()))
            .map_or(0, |(line, _)| line)
    };
    let mut ink = vec![(size * 0.6, 0.0_f64); baselines.len()];
    for (at, item) in &items {
        let FrameItem::Text(run) = item else { continue };
        let line = line_of(at.y.to_pt());
        let rect = run.bbox();
        let (above, below) = (-rect.max.y.to_pt(), rect.min.y.to_pt());
        if above.is_finite() && below.is_finite() {
            ink[line].0 = ink[line].0.max(above);
            ink[line].1 = ink[line].1.max(below);
        }
    }
    // Lines of one headline stand equally far apart: the pair that needs most decides.
    let leading = ink
        .windows(2)
        .map(|pair| pair[0].1 + pair[1].0 + size * CLEARANCE)
        .fold(size * leading, f64::max);
    let first = ink.first().map_or(0.0, |(above, _)| above + size * 0.03);
    let first = up(first.max(size * 0.92));
    let placed: Vec<f64> =
        (0..ink.len()).map(|line| first + line as f64 * up(leading)).collect();
    let y = placed.last().copied().unwrap_or(0.0);
    let below = ink.last().map_or(0.0, |(_, below)| *below).max(size * 0.26);
    let items = items
        .into_iter()
        .map(|(mut at, item)| {
            if let (Some(from), Some(to)) =
                (baselines.get(line_of(at.y.to_pt())), placed.get(line_of(at.y.to_pt())))
            {
                at.y += Abs::pt(to - from);
            }
            (at, item)
        })
        .collect();
    rows::frame(items, width, y + below)
}
