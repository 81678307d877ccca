//! The inverse cosine transform of JPEG (ITU-T T.81, A.3.3) to blocks of any size.
//!
//! Eight by eight frequencies describe a block however many pixels are drawn of it:
//! fewer make a smaller picture, already filtered; more bring colour that is kept at
//! half resolution to that of the brightness. Additions and multiplications of `f32`
//! in a fixed order give the same on every processor.

use std::f64::consts::{FRAC_1_SQRT_2, PI};

/// Most pixels along one side of a block.
pub(crate) const MOST: usize = 16;

/// Added to a number from 0 to 255, leaves it, rounded, in the lowest byte.
const ROUNDING: f32 = 12_582_912.0;

/// How blocks of one component are drawn.
pub(crate) struct Transform {
    width: usize,
    height: usize,
    /// For each frequency across, its share in each column.
    across: [[f32; MOST]; 8],
    /// For each row, the share of each frequency down.
    down: [[f32; 8]; MOST],
}

/// The frequencies of one block, dequantised.
pub(crate) struct Block {
    /// Row by row, the lowest first; behind them what is not drawn.
    values: [f32; 72],
    /// What may hold something, as in [`Place`].
    reach: u32,
}

/// Where a frequency stands in its block.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    at: u32,
    /// A bit for its column, and one for its row in the next eight: one operation adds a
    /// place to those of a block.
    reach: u32,
}

impl Place {
    /// Of frequencies that are not drawn: no branch tells them from others.
    pub(crate) const NOWHERE: Self = Self { at: 64, reach: 0 };

    /// The place `at`, counted row by row.
    pub(crate) fn new(at: u8) -> Self {
        let at = u32::from(at & 63);
        Self { at, reach: 1 << (at % 8) | 1 << (8 + at / 8) }
    }
}

impl Block {
    /// An empty one.
    pub(crate) fn new() -> Self {
        Self { values: [0.0; 72], reach: Place::new(0).reach }
    }

    /// Empties it again, which is less work than making one.
    #[inline(always)]
    pub(crate) fn clear(&mut self) {
        let (_, rows) = self.extent();
        for row in self.values.as_chunks_mut::<8>().0.iter_mut().take(rows) {
            *row = [0.0; 8];
        }
        self.reach = Place::new(0).reach;
    }

    #[inline(always)]
    pub(crate) fn set(&mut self, place: Place, value: f32) {
        self.values[place.at as usize] = value;
        self.reach |= place.reach;
    }

    /// How many columns and rows may hold something.
    #[inline(always)]
    fn extent(&self) -> (usize, usize) {
        let count = |bits: u32| bits.checked_ilog2().map_or(1, |last| last as usize + 1);
        (count(self.reach & 0xFF), count(self.reach >> 8))
    }
}

impl Transform {
    /// For blocks of so many pixels, up to sixteen, across and down.
    pub(crate) fn new(width: usize, height: usize) -> Self {
        let mut across = [[0.0; MOST]; 8];
        for (frequency, shares) in across.iter_mut().enumerate().take(width) {
            for (x, share) in shares.iter_mut().enumerate().take(width) {
                *share = wave(frequency, x, width);
            }
        }
        let mut down = [[0.0; 8]; MOST];
        for (y, shares) in down.iter_mut().enumerate().take(height) {
            for (frequency, share) in shares.iter_mut().enumerate().take(height) {
                *share = wave(frequency, y, height);
            }
        }
        Self { width, height, across, down }
    }

    /// Draws a block into rows of `stride` bytes.
    ///
    /// Up to [`MOST`] bytes of each row are written: blocks are drawn from left to right,
    /// and behind the last one there is room.
    #[inline(always)]
    pub(crate) fn draw(&self, block: &Block, into: &mut [u8], stride: usize) {
        match self.width {
            0..=4 => self.draw_wide::<4, 4>(block, into, stride),
            5..=8 => self.draw_wide::<8, 8>(block, into, stride),
            9..=12 => self.draw_wide::<12, 8>(block, into, stride),
            _ => self.draw_wide::<MOST, 8>(block, into, stride),
        }
    }

    /// Draws `WIDE` pixels of each row from `COLUMNS` frequencies.
    #[inline(always)]
    fn draw_wide<const WIDE: usize, const COLUMNS: usize>(
        &self,
        block: &Block,
        into: &mut [u8],
        stride: usize,
    ) {
        let lines = into.chunks_mut(stride).filter_map(<[u8]>::first_chunk_mut::<WIDE>);
        let (columns, rows) = block.extent();
        if (columns, rows) == (1, 1) {
            let tone = code(block.values[0] * self.down[0][0] * self.across[0][0]);
            for line in lines.take(self.height) {
                *line = [tone; WIDE];
            }
            return;
        }
        let rows = &block.values.as_chunks::<8>().0[..rows.min(8)];
        let columns = columns.min(COLUMNS);
        for (shares, line) in self.down[..self.height].iter().zip(lines) {
            let mut mixed = [0.0_f32; COLUMNS];
            for (share, row) in shares.iter().zip(rows) {
                for (sum, value) in mixed.iter_mut().zip(row) {
                    *sum += share * value;
                }
            }
            let mut sums = [0.0_f32; WIDE];
            for (value, shares) in mixed[..columns].iter().zip(&self.across) {
                for (sum, share) in sums.iter_mut().zip(shares) {
                    *sum += value * share;
                }
            }
            for (pixel, sum) in line.iter_mut().zip(sums) {
                *pixel = code(sum);
            }
        }
    }
}

/// A value about 0 as a coded one about 128.
#[inline(always)]
fn code(value: f32) -> u8 {
    let value = value + 128.0;
    let value = if value > 0.0 { value } else { 0.0 };
    let value = if value < 255.0 { value } else { 255.0 };
    (value + ROUNDING).to_bits() as u8
}

/// The share of a frequency at one of `count` places.
fn wave(frequency: usize, at: usize, count: usize) -> f32 {
    let weight = if frequency == 0 { FRAC_1_SQRT_2 / 2.0 } else { 0.5 };
    let angle = PI * (2 * at + 1) as f64 * frequency as f64 / (2 * count) as f64;
    // Rounded, so that machines that differ in the last digit of a cosine do not here.
    ((weight * angle.cos() * 1_048_576.0).round() / 1_048_576.0) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A smooth block: 8 × 8 frequencies of what `paint` shows between 0 and 1.
    fn frequencies(paint: impl Fn(f64, f64) -> f64) -> Block {
        let mut block = Block::new();
        for v in 0..8_u8 {
            for u in 0..8_u8 {
                let mut sum = 0.0;
                for y in 0..8 {
                    for x in 0..8 {
                        let place = |at: usize| (at as f64 + 0.5) / 8.0;
                        sum += (paint(place(x), place(y)) - 128.0)
                            * f64::from(wave(usize::from(u), x, 8))
                            * f64::from(wave(usize::from(v), y, 8));
                    }
                }
                block.set(Place::new(v * 8 + u), sum as f32);
            }
        }
        block
    }

    #[track_caller]
    fn check(width: usize, height: usize, paint: impl Fn(f64, f64) -> f64, by: f64) {
        let mut drawn = vec![0; 40 * height];
        Transform::new(width, height).draw(&frequencies(&paint), &mut drawn, 40);
        for (y, row) in drawn.chunks(40).enumerate() {
            for (x, found) in row[..width].iter().enumerate() {
                let place = |at: usize, of: usize| (at as f64 + 0.5) / of as f64;
                let expected = paint(place(x, width), place(y, height));
                let off = (f64::from(*found) - expected).abs();
                assert!(off <= by, "{width} × {height} at {x}, {y}: {found}, {expected}");
            }
            assert!(row[MOST..].iter().all(|beside| *beside == 0));
        }
    }

    #[test]
    fn a_block_looks_alike_in_every_size() {
        for width in 1..=MOST {
            for height in [width, (width * 2).min(16), width.div_ceil(2)] {
                check(width, height, |_, _| 200.0, 0.51);
            }
            if width > 3 {
                // A wave of the transform itself passes through any size.
                let slope = |x: f64, y: f64| {
                    128.0 + 70.0 * (PI * x).cos() - 40.0 * (PI * y).cos()
                };
                check(width, width, slope, 0.51);
            }
        }
    }

    #[test]
    fn eight_by_eight_gives_back_every_pixel() {
        let noise = |x: f64, y: f64| {
            ((x * 8.0) as u32 * 37 + (y * 8.0) as u32 * 91) as f64 % 256.0
        };
        check(8, 8, noise, 0.51);
    }

    #[test]
    fn tones_out_of_range_are_the_darkest_and_the_brightest() {
        for (mean, expected) in [(-2000.0, 0), (2000.0, 255), (f32::NAN, 0)] {
            let mut drawn = [7; 16];
            let mut block = Block::new();
            block.set(Place::new(0), mean);
            Transform::new(4, 4).draw(&block, &mut drawn, 4);
            assert_eq!(drawn, [expected; 16]);
        }
    }
}
