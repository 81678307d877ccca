//! How high pictures stand.

use super::Grid;
use std::collections::BTreeMap;

/// How much a picture's height may differ from its own, by cropping.
const CROP: f64 = 0.18;

/// Fewest pixels to an inch of a picture that is set wider than a leg.
const SHARP: f64 = 100.0;

/// A figure: one picture or a group of pictures, with a caption.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct FigureShape {
    /// Width : height of each picture; empty when there is nothing to show.
    pub(crate) ratios: Vec<f64>,
    /// Lines of the caption, or of the words set apart, by units.
    pub(crate) captions: BTreeMap<u32, u32>,
    /// A table too wide for a leg: it stands over all legs, below them.
    pub(crate) band: bool,
    /// The officer wants it small: in a leg it is cropped as far as crops go.
    pub(crate) small: bool,
    /// Pixels across of each picture; 0 where nobody knows.
    pub(crate) pixels: Vec<u32>,
    /// Words that only repeat what the text says: they stand where there is room.
    pub(crate) spare: bool,
    /// Words on a ground of their own.
    pub(crate) boxed: bool,
}

/// How large pictures are, in ten thousandths of the live area.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shots {
    pub(super) largest: u32,
    pub(super) second: u32,
    pub(super) all: u32,
}

impl Shots {
    /// A picture of so many units and lines.
    pub(super) fn one(grid: &Grid, units: u32, lines: u32) -> Self {
        let size = grid.span(units) * grid.picture_height(lines).max(0.0);
        let live = grid.span(grid.units) * f64::from(grid.lines) * grid.baseline;
        let all = (size / live * 10_000.0).round() as u32;
        Self { largest: all, second: 0, all }
    }

    /// These pictures and those.
    pub(super) fn and(self, other: Self) -> Self {
        let [low, high] = match self.largest < other.largest {
            true => [self, other],
            false => [other, self],
        };
        Self {
            largest: high.largest,
            second: high.second.max(low.largest),
            all: self.all + other.all,
        }
    }
}

impl FigureShape {
    /// Whether there is a picture to see.
    pub(crate) fn has_picture(&self) -> bool {
        !self.ratios.is_empty()
    }

    /// Whether its pictures have pixels enough for so many units; in a single leg
    /// everything has.
    pub(super) fn is_sharp(&self, grid: &Grid, units: u32) -> bool {
        if units <= grid.leg {
            return true;
        }
        let mut pixels = self.pixels.iter();
        self.rows(grid, units).all(|row| {
            let gaps = (row.len() - 1) as f64 * grid.between_pictures();
            let height = (grid.span(units) - gaps) / row.iter().sum::<f64>();
            row.iter().zip(pixels.by_ref()).all(|(ratio, pixels)| {
                *pixels == 0 || f64::from(*pixels) >= height * ratio / 72.0 * SHARP
            })
        })
    }

    /// Lines of the caption over so many units.
    pub(crate) fn caption(&self, units: u32) -> u32 {
        self.captions.get(&units).copied().unwrap_or(0)
    }

    /// The rows in which several pictures stand: one beside the other as far as each is
    /// as wide as a leg.
    pub(crate) fn rows(&self, grid: &Grid, units: u32) -> impl Iterator<Item = &[f64]> {
        self.ratios.chunks(grid.abreast(units) as usize)
    }

    /// Lines of the pictures over so many units when their height is `scale` times
    /// the natural one, within what cropping allows.
    pub(crate) fn picture(&self, grid: &Grid, units: u32, scale: f64) -> u32 {
        let scale = scale.clamp(1.0 - CROP, 1.0 + CROP);
        self.rows(grid, units)
            .map(|row| {
                let gaps = (row.len() - 1) as f64 * grid.between_pictures();
                let width = grid.span(units) - gaps;
                let natural = width / row.iter().sum::<f64>();
                // No picture is taller than 5:4 of its width.
                let height = (natural * scale).min(width * 1.25);
                let lines = (height + grid.hang + grid.below) / grid.baseline;
                (lines.round() as u32).clamp(3, grid.lines)
            })
            .sum()
    }

    /// Whether it is a single picture wider than high.
    pub(crate) fn is_landscape(&self) -> bool {
        matches!(self.ratios[..], [ratio] if ratio >= 1.15)
    }

    /// The fewest lines over so many units where a harder crop is worth it: on page 1,
    /// and where the officer wants pictures small. Landscapes go up to two and a half
    /// times as wide as high, portraits nearly to a square.
    pub(crate) fn hardest(&self, grid: &Grid, units: u32) -> u32 {
        let least = self.picture(grid, units, 0.0);
        let height = match self.ratios[..] {
            [_] if self.is_landscape() => grid.span(units) / 2.5,
            [_] => grid.span(units) * 0.95,
            _ => return least,
        };
        let lines = (height + grid.hang + grid.below) / grid.baseline;
        least.min((lines.ceil() as u32).max(3))
    }

    /// Lines of pictures and caption in a leg, with a blank line below.
    pub(crate) fn in_leg(&self, grid: &Grid, measure: u32, scale: f64) -> u32 {
        let scale = if self.small { 0.0 } else { scale };
        let picture = self.picture(grid, measure, scale).min(grid.lines - 8);
        picture + self.caption(measure) + 1
    }
}
