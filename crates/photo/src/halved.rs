//! Rows of a picture as JPEG keeps them: brightness in full, colour at half resolution.
//!
//! The encoder averages colour pixel by pixel, after turning all of it into differences.
//! Averaging first, squares of four at a time, is a quarter of that work.

use crate::canvas::Picture;
use crate::wide::wide;
use jpeg_encoder::{ImageBuffer, JpegColorType};

/// A picture to encode, of whose colour the encoder takes every other row and column.
pub(crate) struct Halved<'a> {
    pixels: &'a [[u8; 3]],
    width: usize,
    height: usize,
}

impl<'a> Halved<'a> {
    pub(crate) fn new(picture: &'a Picture) -> Self {
        Self {
            pixels: picture.rgb.as_chunks().0,
            width: picture.size.width as usize,
            height: picture.size.height as usize,
        }
    }

    fn row(&self, y: usize) -> &[[u8; 3]] {
        &self.pixels[y * self.width..][..self.width]
    }

    #[inline(always)]
    fn fill(&self, y: usize, [luma, blue, red, _]: &mut [Vec<u8>; 4]) {
        let row = Planes::new(self.row(y));
        let begin = luma.len();
        luma.resize(begin + self.width, 0);
        for (luma, pixel) in luma[begin..].iter_mut().zip(row.pixels()) {
            *luma = brightness(pixel);
        }
        // Nobody takes the colour of odd rows, but for the last one, which stands for
        // those that are missing below it.
        if y % 2 == 1 && y + 1 < self.height {
            blue.resize(luma.len(), 0);
            red.resize(luma.len(), 0);
            return;
        }
        let sums = if y.is_multiple_of(2) && y + 1 < self.height {
            row.sums(&Planes::new(self.row(y + 1)))
        } else {
            row.sums(&row)
        };
        let mut parts = [(); 2].map(|()| vec![0; sums[0].len()]);
        let [blues, reds] = &mut parts;
        let [r, g, b] = &sums;
        let sums = r.iter().zip(g).zip(b).map(|((r, g), b)| [*r, *g, *b]);
        for ((b, r), sums) in blues.iter_mut().zip(reds).zip(sums) {
            [*b, *r] = colour(sums);
        }
        double(&parts[0], self.width, blue);
        double(&parts[1], self.width, red);
    }
}

impl ImageBuffer for Halved<'_> {
    fn get_jpeg_color_type(&self) -> JpegColorType {
        JpegColorType::Ycbcr
    }

    fn width(&self) -> u16 {
        u16::try_from(self.width).expect("plans keep to 65,535 pixels")
    }

    fn height(&self) -> u16 {
        u16::try_from(self.height).expect("plans keep to 65,535 pixels")
    }

    fn fill_buffers(&self, y: u16, buffers: &mut [Vec<u8>; 4]) {
        wide(
            #[inline(always)]
            || self.fill(usize::from(y), buffers),
        );
    }
}

/// Red, green and blue of a row, each for itself: so as many pixels are worked on at once
/// as the processor can.
struct Planes([Vec<u8>; 3]);

impl Planes {
    #[inline(always)]
    fn new(row: &[[u8; 3]]) -> Self {
        let mut planes = [(); 3].map(|()| vec![0; row.len()]);
        let [red, green, blue] = &mut planes;
        let parts = red.iter_mut().zip(green).zip(blue);
        for (((red, green), blue), pixel) in parts.zip(row) {
            [*red, *green, *blue] = *pixel;
        }
        Self(planes)
    }

    #[inline(always)]
    fn pixels(&self) -> impl Iterator<Item = [u8; 3]> {
        let [red, green, blue] = &self.0;
        red.iter().zip(green).zip(blue).map(|((r, g), b)| [*r, *g, *b])
    }

    /// The sum of every two pixels of both rows; a last one without a neighbour counts
    /// twice.
    #[inline(always)]
    fn sums(&self, below: &Self) -> [Vec<u16>; 3] {
        let mut sums = [(); 3].map(|()| vec![0; self.0[0].len().div_ceil(2)]);
        for (sums, (upper, lower)) in sums.iter_mut().zip(self.0.iter().zip(&below.0)) {
            let (upper, last) = upper.as_chunks::<2>();
            let (lower, last_below) = lower.as_chunks::<2>();
            for (sum, ([a, b], [c, d])) in sums.iter_mut().zip(upper.iter().zip(lower)) {
                *sum = u16::from(*a) + u16::from(*b) + u16::from(*c) + u16::from(*d);
            }
            if let ([above], [below]) = (last, last_below) {
                sums[upper.len()] = (u16::from(*above) + u16::from(*below)) * 2;
            }
        }
        sums
    }
}

/// Brightness (ITU-T T.871, 7), in 1/2¹⁶.
#[inline(always)]
fn brightness([r, g, b]: [u8; 3]) -> u8 {
    let sum = 19_595 * u32::from(r) + 38_470 * u32::from(g) + 7_471 * u32::from(b);
    ((sum + (1 << 15)) >> 16) as u8
}

/// The two differences of colour, of four pixels together.
#[inline(always)]
fn colour(sums: [u16; 3]) -> [u8; 2] {
    let [r, g, b] = sums.map(i32::from);
    // 128, and a half less a little, so that 255.5 is not rounded up.
    const MIDDLE: i32 = (128 << 18) + (1 << 17) - 1;
    let blue = (MIDDLE - 11_059 * r - 21_709 * g + 32_768 * b) >> 18;
    let red = (MIDDLE + 32_768 * r - 27_439 * g - 5_329 * b) >> 18;
    [blue as u8, red as u8]
}

/// Appends every value twice, to a row of `width`.
#[inline(always)]
fn double(values: &[u8], width: usize, into: &mut Vec<u8>) {
    let begin = into.len();
    into.resize(begin + width, 0);
    let (pairs, last) = into[begin..].as_chunks_mut::<2>();
    for (pair, value) in pairs.iter_mut().zip(values) {
        *pair = [*value; 2];
    }
    // The second one would be behind the last pixel of an odd width: the encoder puts it
    // there itself.
    if let ([last], Some(value)) = (last, values.last()) {
        *last = *value;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::PixelSize;

    #[track_caller]
    fn check(rows: &[&[[u8; 3]]], expected: [&[u8]; 3]) {
        let size = PixelSize { width: rows[0].len() as u32, height: rows.len() as u32 };
        let picture = Picture { size, rgb: rows.concat().as_flattened().to_vec() };
        let mut buffers: [Vec<u8>; 4] = Default::default();
        for y in 0..rows.len() as u16 {
            Halved::new(&picture).fill_buffers(y, &mut buffers);
        }
        for ((found, expected), name) in
            buffers.iter().zip(expected).zip(["y", "cb", "cr"])
        {
            assert_eq!(found, expected, "{name}");
        }
    }

    #[test]
    fn greys_have_no_colour_and_the_strongest_colours_fit() {
        let black_and_white = [[0; 3], [255; 3]];
        check(&[&black_and_white], [&[0, 255], &[128; 2], &[128; 2]]);
        check(&[&[[0, 0, 255]]], [&[29], &[255], &[107]]);
        check(&[&[[255, 0, 0]]], [&[76], &[85], &[255]]);
        check(&[&[[255, 255, 0]]], [&[226], &[0], &[149]]);
    }

    #[test]
    fn long_rows_are_the_same_as_their_pixels() {
        let pixel = |x: u32, y: u32| {
            [x * 37 + y * 11, x * 91 + y * 53, x * 13 + y * 29].map(|code| code as u8)
        };
        let (width, height) = (75, 6);
        let rgb: Vec<u8> =
            (0..height).flat_map(|y| (0..width).flat_map(move |x| pixel(x, y))).collect();
        let picture = Picture { size: PixelSize { width, height }, rgb };
        let mut buffers: [Vec<u8>; 4] = Default::default();
        for y in 0..height as u16 {
            Halved::new(&picture).fill_buffers(y, &mut buffers);
        }
        for y in 0..height {
            for x in 0..width {
                let at = (y * width + x) as usize;
                assert_eq!(buffers[0][at], brightness(pixel(x, y)), "{x}, {y}");
                if y % 2 == 1 {
                    continue;
                }
                let left = x / 2 * 2;
                let right = (left + 1).min(width - 1);
                let mut sums = [0; 3];
                for (x, y) in [(left, y), (right, y), (left, y + 1), (right, y + 1)] {
                    for (sum, code) in sums.iter_mut().zip(pixel(x, y)) {
                        *sum += u16::from(code);
                    }
                }
                assert_eq!([buffers[1][at], buffers[2][at]], colour(sums), "{x}, {y}");
            }
        }
    }

    #[test]
    fn colour_is_that_of_four_pixels_and_at_the_edges_of_fewer() {
        let (red, grey) = ([255, 0, 0], [76; 3]);
        // Half red is half the difference; the third column and row stand alone.
        let upper = [red, grey, red];
        let lower = [grey, red, red];
        check(
            &[&upper, &lower, &[red; 3]],
            [
                &[76; 9],
                &[106, 106, 85, 0, 0, 0, 85, 85, 85],
                &[192, 192, 255, 0, 0, 0, 255, 255, 255],
            ],
        );
        // An odd row that is the last one.
        check(&[&[grey], &[red]], [&[76; 2], &[106, 85], &[192, 255]]);
    }
}
