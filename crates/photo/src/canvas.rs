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

/// A warm grey, quiet on paper: what stands where a picture is missing.
pub(crate) const PLATE: [u8; 3] = [0xe4, 0xe2, 0xdd];

/// A picture as stored, not yet upright, in linear light, perhaps already shrunk.
pub(crate) struct Canvas {
    width: u32,
    height: u32,
    light: Vec<U16x3>,
    /// Pixels of the file per pixel of the canvas, along one side.
    shrunk: f64,
}

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
    /// square of `square` × `square`.
    pub(crate) fn new(colour: Colour, (width, height): (u32, u32), square: u32) -> Self {
        // 255 rows of 255 pixels of 16 bits still fit the sums.
        let square = square.clamp(1, 255);
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

    /// Ends the picture. `shrunk` is what the decoder itself has already reduced.
    pub(crate) fn finish(mut self, shrunk: u32) -> Canvas {
        let left = self.rows % self.square;
        if left > 0 {
            self.average(left);
        }
        Canvas {
            width: self.width.div_ceil(self.square),
            height: self.rows.div_ceil(self.square),
            light: self.light,
            shrunk: f64::from(shrunk * self.square),
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
        let rgb = self.resample(self.shrink(area), width, height)?;
        Ok(Picture { size: plan.size, rgb: orientation.upright(rgb, width, height) })
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

    fn resample(
        &self,
        area: Area,
        width: u32,
        height: u32,
    ) -> Result<Vec<u8>, PhotoRefused> {
        let source = TypedImageRef::new(self.width, self.height, &self.light)
            .map_err(PhotoRefused::damaged)?;
        let mut cut = TypedImage::<U16x3>::new(width, height);
        let options = ResizeOptions::new()
            .resize_alg(ResizeAlg::Convolution(FilterType::Lanczos3))
            .crop(area.left, area.top, area.width, area.height);
        Resizer::new()
            .resize_typed(&source, &mut cut, &options)
            .map_err(PhotoRefused::damaged)?;
        let coded = cut.pixels().iter().flat_map(|pixel| pixel.0);
        Ok(coded.map(|light| TONE.code8[usize::from(light)]).collect())
    }
}
