//! How high pictures stand.

use super::Grid;

/// How much a picture's height may differ from its own, by cropping.
const CROP: f64 = 0.18;

/// A figure: one picture or a group of pictures, with a caption.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct FigureShape {
    /// Width : height of each picture; empty when there is nothing to show.
    pub(crate) ratios: Vec<f64>,
    /// Lines of the caption over 1, 2, … columns.
    pub(crate) captions: Vec<u32>,
    /// The row of the text it belongs before.
    pub(crate) anchor: usize,
    /// A table too wide for a column: it stands over all legs, below them.
    pub(crate) band: bool,
}

impl FigureShape {
    /// Whether there is a picture to see.
    pub(crate) fn has_picture(&self) -> bool {
        !self.ratios.is_empty()
    }

    /// Lines of the caption over `columns` columns.
    pub(crate) fn caption(&self, columns: u32) -> u32 {
        self.captions.get(columns as usize - 1).copied().unwrap_or(0)
    }

    /// The rows in which several pictures stand: one beside the other as far as there
    /// are columns.
    pub(crate) fn rows(&self, columns: u32) -> impl Iterator<Item = &[f64]> {
        self.ratios.chunks(columns.max(1) as usize)
    }

    /// Lines of the pictures over `columns` columns when their height is `scale` times
    /// the natural one, within what cropping allows.
    pub(crate) fn picture(&self, grid: &Grid, columns: u32, scale: f64) -> u32 {
        let scale = scale.clamp(1.0 - CROP, 1.0 + CROP);
        self.rows(columns)
            .map(|row| {
                let gaps = (row.len() - 1) as f64 * grid.gutter;
                let width = grid.span(columns) - gaps;
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

    /// The fewest lines over `columns` columns on page 1, where a large picture is worth
    /// a harder crop: landscapes up to two and a half times as wide as high, portraits
    /// nearly to a square.
    pub(crate) fn least_on_cover(&self, grid: &Grid, columns: u32) -> u32 {
        let least = self.picture(grid, columns, 0.0);
        let height = match self.ratios[..] {
            [_] if self.is_landscape() => grid.span(columns) / 2.5,
            [_] => grid.span(columns) * 0.95,
            _ => return least,
        };
        let lines = (height + grid.hang + grid.below) / grid.baseline;
        least.min((lines.ceil() as u32).max(3))
    }

    /// Lines of pictures and caption in one column, with a blank line below.
    pub(crate) fn in_leg(&self, grid: &Grid, scale: f64) -> u32 {
        self.picture(grid, 1, scale).min(grid.lines - 8) + self.caption(1) + 1
    }

    /// The most columns, up to `most`, over which the picture stays under `limit`
    /// lines; 1 when it never does.
    pub(crate) fn columns_under(&self, grid: &Grid, most: u32, limit: u32) -> u32 {
        (2..=most)
            .rev()
            .find(|columns| self.picture(grid, *columns, 1.0 - CROP) <= limit)
            .unwrap_or(1)
    }
}
