//! The decoded picture in linear light, and the cuts made from it.

use crate::PhotoRefused;
use crate::colour::{Colour, Samples};
use crate::fit::Plan;
use crate::orient::{Area, Orientation};
use crate::tone::TONE;
use document::PixelSize;
use fast_image_resize::images::{TypedImage, TypedImageRef};
use fast_image_resize::pixels::U16x3;
use fast_image_resize::{FilterType, ResizeAlg, ResizeOptions, Resizer};
use std::cell::OnceCell;

/// A warm grey, quiet on paper: what stands where a picture is missing.
pub(crate) const PLATE: [u8; 3] = [0xe4, 0xe2, 0xdd];

/// A picture as stored, not yet upright, in linear light, perhaps already shrunk.
pub(crate) struct Canvas {
    width: u32,
    height: u32,
    light: Vec<U16x3>,
    /// Pixels of the file per pixel of the canvas, along one side.
    shrunk: f64,
    /// The canvas at half its size, once it is needed.
    half: OnceCell<Box<Canvas>>,
}

/// How many times the pixels needed a canvas at half its size must still have.
const SPARE: f64 = 1.1;

/// Rows that are resampled at once.
const BAND: u32 = 64;

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
    row: Vec<U16x3>,
    sums: Vec<[u32; 3]>,
    light: Vec<U16x3>,
}

impl Collector {
    /// Starts a picture of so many pixels across and down, keeping one pixel of each
    /// square whose side is `square`, rounded down.
    pub(crate) fn new(colour: Colour, (width, height): (u32, u32), square: f64) -> Self {
        // 255 rows of 255 pixels of 16 bits still fit the sums.
        let square = (square as u32).clamp(1, 255);
        let kept = (width.div_ceil(square) as usize, height.div_ceil(square) as usize);
        let sums = vec![[0; 3]; kept.0];
        // At once: growing step by step would take twice the memory.
        let light = Vec::with_capacity(kept.0 * kept.1);
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
        let grey = U16x3::new(PLATE.map(|code| TONE.light8[usize::from(code)]));
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
                for (sum, part) in sums.iter_mut().zip(pixel.0) {
                    *sum += u32::from(part);
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
            self.light
                .push(U16x3::new(sums.map(|sum| ((sum + count / 2) / count) as u16)));
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
    ) -> Result<Picture, PhotoRefused> {
        let whole = (f64::from(stored.width), f64::from(stored.height));
        let area = orientation.stored(plan.area, whole.0, whole.1);
        let (width, height) = orientation.turn(plan.size.width, plan.size.height);
        let mut canvas = self;
        // Small pictures are made of what has been halved, by averaging in light: a
        // fraction of the work, and hardly a difference to see.
        while canvas.shrink(area).width >= 2.0 * SPARE * f64::from(width) {
            canvas = canvas.half.get_or_init(|| Box::new(canvas.halved()));
        }
        let rgb = canvas.resample(canvas.shrink(area), (width, height), orientation)?;
        Ok(Picture { size: plan.size, rgb })
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

    /// Resamples an area in linear light, codes it and turns it upright, band by band:
    /// nothing larger than the result is held.
    fn resample(
        &self,
        area: Area,
        (width, height): (u32, u32),
        orientation: Orientation,
    ) -> Result<Vec<u8>, PhotoRefused> {
        let source = TypedImageRef::new(self.width, self.height, &self.light)
            .map_err(PhotoRefused::damaged)?;
        let codes: &[u8; 65_536] = TONE.code8.as_slice().try_into().expect("so many");
        let code = |light: u16| codes[usize::from(light)];
        let mut rgb = vec![0; width as usize * height as usize * 3];
        let mut resizer = Resizer::new();
        // Where many pixels become one the narrower filter, half the work, is as good.
        let filter = if area.width >= 1.5 * f64::from(width) {
            FilterType::Hamming
        } else {
            FilterType::CatmullRom
        };
        for first in (0..height).step_by(BAND as usize) {
            let rows = BAND.min(height - first);
            let part = |rows: u32| area.height * f64::from(rows) / f64::from(height);
            // The filter sees the rows beside the band, so no seam shows.
            let options = ResizeOptions::new()
                .resize_alg(ResizeAlg::Convolution(filter))
                .crop(area.left, area.top + part(first), area.width, part(rows));
            let mut band = TypedImage::<U16x3>::new(width, rows);
            resizer
                .resize_typed(&source, &mut band, &options)
                .map_err(PhotoRefused::damaged)?;
            let lit = |U16x3 { 0: [red, green, blue], .. }| {
                [code(red), code(green), code(blue)]
            };
            let first = first as usize;
            orientation.lay(band.pixels(), (width, height), first, &mut rgb, lit);
        }
        Ok(rgb)
    }

    fn halved(&self) -> Self {
        let mut light = Vec::with_capacity(
            self.width.div_ceil(2) as usize * self.height.div_ceil(2) as usize,
        );
        let width = self.width as usize;
        for rows in self.light.chunks(width * 2) {
            let (upper, lower) = rows.split_at(width);
            // The last row of an odd number stands for two, and so does the last column.
            let lower = if lower.is_empty() { upper } else { lower };
            for (upper, lower) in upper.chunks(2).zip(lower.chunks(2)) {
                let (a, b) = (upper[0].0, upper[upper.len() - 1].0);
                let (c, d) = (lower[0].0, lower[lower.len() - 1].0);
                let mean = |part: usize| {
                    let above = u32::from(a[part]) + u32::from(b[part]);
                    let below = u32::from(c[part]) + u32::from(d[part]);
                    ((above + below + 2) / 4) as u16
                };
                light.push(U16x3::new([mean(0), mean(1), mean(2)]));
            }
        }
        Self {
            width: self.width.div_ceil(2),
            height: self.height.div_ceil(2),
            light,
            shrunk: self.shrunk * 2.0,
            half: OnceCell::new(),
        }
    }
}
