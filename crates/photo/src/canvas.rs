//! The decoded picture in linear light, and the cuts made from it.

use crate::colour::{Colour, Samples};
use crate::fit::Plan;
use crate::orient::{Area, Orientation};
use crate::resample::{Light, resample};
use crate::tone::TONE;
use crate::wide::wide;
use document::PixelSize;
use std::cell::OnceCell;

/// A warm grey, quiet on paper: what stands where a picture is missing.
pub(crate) const PLATE: [u8; 3] = [0xe4, 0xe2, 0xdd];

/// A picture as stored, not yet upright, in linear light, perhaps already shrunk.
pub(crate) struct Canvas {
    width: u32,
    height: u32,
    light: Vec<Light>,
    /// Pixels of the file per pixel of the canvas, along one side.
    shrunk: f64,
    /// The canvas at half its size, once it is needed.
    half: OnceCell<Box<Canvas>>,
}

/// How many times the pixels needed a canvas at half its size must still have.
pub(crate) const SPARE: f64 = 1.1;

/// Rows that are turned upright at once.
const BAND: usize = 64;

/// An upright picture in 8-bit sRGB.
#[derive(Clone)]
pub(crate) struct Picture {
    pub(crate) size: PixelSize,
    /// Red, green, blue, row by row.
    pub(crate) rgb: Vec<u8>,
}

/// Collects rows into a [`Canvas`], averaging squares of pixels in linear light on
/// the way, so that a huge picture never lies in memory as a whole.
pub(crate) struct Collector {
    colour: Colour,
    width: u32,
    square: u32,
    rows: u32,
    row: Vec<Light>,
    sums: Vec<[u32; 3]>,
    light: Vec<Light>,
}

impl Collector {
    /// Starts a picture of so many pixels across and down, keeping one pixel of each
    /// square whose side is the greatest power of two that is not above `reduction`: what
    /// comes out is what halving the whole picture gives.
    pub(crate) fn new(
        colour: Colour,
        (width, height): (u32, u32),
        reduction: f64,
    ) -> Self {
        // 128 rows of 128 pixels of 16 bits still fit the sums.
        let square = 1 << (reduction as u32).clamp(1, 128).ilog2();
        let kept = (width.div_ceil(square) as usize, height.div_ceil(square) as usize);
        let sums = vec![[0; 3]; kept.0];
        // At once: growing step by step would take twice the memory. And one more, which
        // conversions may write for a moment.
        let light = Vec::with_capacity(kept.0 * kept.1 + 1);
        Self { colour, width, square, rows: 0, row: vec![], sums, light }
    }

    /// Takes the next row.
    pub(crate) fn push(&mut self, samples: Samples<'_>) {
        if self.square == 1 {
            self.rows += 1;
            self.colour.lighten(samples, &mut self.light);
            return;
        }
        self.row.clear();
        self.colour.lighten(samples, &mut self.row);
        self.add_row();
    }

    /// Takes rows that are missing from the file: they become a plain grey.
    pub(crate) fn push_missing(&mut self, rows: u32) {
        let grey = PLATE.map(|code| TONE.light8[usize::from(code)]);
        for _ in 0..rows {
            if self.square == 1 {
                self.rows += 1;
                self.light.extend(std::iter::repeat_n(grey, self.width as usize));
            } else {
                self.row.clear();
                self.row.resize(self.width as usize, grey);
                self.add_row();
            }
        }
    }

    fn add_row(&mut self) {
        self.rows += 1;
        for (pixels, sums) in self.row.chunks(self.square as usize).zip(&mut self.sums) {
            for pixel in pixels {
                for (sum, part) in sums.iter_mut().zip(pixel) {
                    *sum += u32::from(*part);
                }
            }
        }
        if self.rows.is_multiple_of(self.square) {
            self.average(self.square);
        }
    }

    /// Ends the picture. `shrunk` is by how much the decoder itself has reduced its sides.
    pub(crate) fn finish(mut self, shrunk: f64) -> Canvas {
        let left = self.rows % self.square;
        if left > 0 {
            self.average(left);
        }
        Canvas {
            width: self.width.div_ceil(self.square),
            height: self.rows.div_ceil(self.square),
            light: self.light,
            shrunk: shrunk * f64::from(self.square),
            half: OnceCell::new(),
        }
    }

    fn average(&mut self, rows: u32) {
        for (at, sums) in self.sums.iter_mut().enumerate() {
            let across = self.square.min(self.width - at as u32 * self.square);
            let count = across * rows;
            self.light.push(sums.map(|sum| ((sum + count / 2) / count) as u16));
            *sums = [0; 3];
        }
    }
}

impl Canvas {
    /// Cuts a plan out of the picture: resampled in light, upright, in sRGB.
    pub(crate) fn cut(
        &self,
        plan: &Plan,
        orientation: Orientation,
        stored: PixelSize,
    ) -> Picture {
        let whole = (f64::from(stored.width), f64::from(stored.height));
        let area = orientation.stored(plan.area, whole.0, whole.1);
        let (width, height) = orientation.turn(plan.size.width, plan.size.height);
        let mut canvas = self;
        // Small pictures are made of what has been halved, by averaging in light: a
        // fraction of the work, and hardly a difference to see.
        while canvas.shrink(area).width >= 2.0 * SPARE * f64::from(width) {
            canvas = canvas.half.get_or_init(|| Box::new(canvas.halved()));
        }
        let area = canvas.shrink(area);
        let size = (width as usize, height as usize);
        let mut rgb = vec![0; size.0 * size.1 * 3];
        let mut band: Vec<[u8; 3]> = Vec::with_capacity(size.0 * BAND);
        let mut first = 0;
        resample(&canvas.light, canvas.width as usize, area, size, |row| {
            band.extend_from_slice(row);
            let rows = band.len() / size.0;
            if rows == BAND || first + rows == size.1 {
                orientation.lay(&band, size, first, &mut rgb);
                first += rows;
                band.clear();
            }
        });
        Picture { size: plan.size, rgb }
    }

    /// The area in pixels of the canvas, which may have been shrunk.
    fn shrink(&self, area: Area) -> Area {
        let (full_x, full_y) = (f64::from(self.width), f64::from(self.height));
        let left = (area.left / self.shrunk).clamp(0.0, full_x - 1.0);
        let top = (area.top / self.shrunk).clamp(0.0, full_y - 1.0);
        Area {
            left,
            top,
            width: (area.width / self.shrunk).min(full_x - left),
            height: (area.height / self.shrunk).min(full_y - top),
        }
    }

    fn halved(&self) -> Self {
        let width = self.width as usize;
        let kept = self.width.div_ceil(2) as usize;
        let mut light = vec![[0; 3]; kept * self.height.div_ceil(2) as usize];
        wide(
            #[inline(always)]
            || halve(&self.light, width, &mut light),
        );
        Self {
            width: self.width.div_ceil(2),
            height: self.height.div_ceil(2),
            light,
            shrunk: self.shrunk * 2.0,
            half: OnceCell::new(),
        }
    }
}

/// The mean of every four pixels. The last row of an odd number stands for two, and so
/// does the last column.
#[inline(always)]
fn halve(light: &[Light], width: usize, into: &mut [Light]) {
    let mut sums = vec![[0_u32; 3]; width.next_multiple_of(2)];
    for (rows, into) in light.chunks(width * 2).zip(into.chunks_mut(width.div_ceil(2))) {
        let (upper, lower) = rows.split_at(width);
        let lower = if lower.is_empty() { upper } else { lower };
        let parts = upper.as_flattened().iter().zip(lower.as_flattened());
        for (sum, (above, below)) in sums.as_flattened_mut().iter_mut().zip(parts) {
            *sum = u32::from(*above) + u32::from(*below);
        }
        if width % 2 == 1 {
            sums[width] = sums[width - 1];
        }
        for (pixel, [left, right]) in into.iter_mut().zip(sums.as_chunks().0) {
            let mean = |part: usize| ((left[part] + right[part] + 2) / 4) as u16;
            *pixel = [mean(0), mean(1), mean(2)];
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::colour::Channels;

    #[test]
    fn what_is_averaged_while_decoding_is_what_halving_the_whole_gives() {
        let (width, height) = (37_u32, 23_u32);
        let collected = |reduction: f64| {
            let colour = Colour::new(Channels::Grey, None, 8);
            let mut collector = Collector::new(colour, (width, height), reduction);
            for y in 0..height {
                let row: Vec<u8> =
                    (0..width).map(|x| (x * 29 + y * 53 + x * y) as u8).collect();
                collector.push(Samples::Eight(&row));
            }
            collector.finish(1.0)
        };
        let half = collected(1.9).halved();
        for reduction in [2.0, 3.0, 3.9] {
            let averaged = collected(reduction);
            assert_eq!((averaged.width, averaged.height), (19, 12), "{reduction}");
            assert!(averaged.light == half.light, "{reduction}");
            assert_eq!(averaged.shrunk, 2.0);
        }
        assert_eq!(collected(4.0).width, 10);
    }
}
