//! Rows of a picture as JPEG keeps them: brightness in full, colour at half resolution.
//!
//! The encoder averages colour pixel by pixel, after turning all of it into differences.
//! Averaging first, squares of four at a time, is a quarter of that work.

use crate::canvas::Picture;
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
        let y = usize::from(y);
        let row = self.row(y);
        let [luma, blue, red, _] = buffers;
        luma.extend(row.iter().map(|pixel| brightness(*pixel)));
        // Nobody takes the colour of odd rows, but for the last one, which stands for
        // those that are missing below it.
        if y % 2 == 1 && y + 1 < self.height {
            blue.resize(luma.len(), 0);
            red.resize(luma.len(), 0);
            return;
        }
        let below = if y % 2 == 0 && y + 1 < self.height { self.row(y + 1) } else { row };
        for (upper, lower) in row.chunks(2).zip(below.chunks(2)) {
            let (b, r) = colour(
                [upper[0], upper[upper.len() - 1]],
                [lower[0], lower[lower.len() - 1]],
            );
            // The second one is behind the last pixel of an odd width: the encoder would
            // put it there itself.
            blue.extend([b; 2].iter().take(upper.len()));
            red.extend([r; 2].iter().take(upper.len()));
        }
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
fn colour([a, b]: [[u8; 3]; 2], [c, d]: [[u8; 3]; 2]) -> (u8, u8) {
    let sum = |at: usize| {
        i32::from(a[at]) + i32::from(b[at]) + i32::from(c[at]) + i32::from(d[at])
    };
    let (r, g, b) = (sum(0), sum(1), sum(2));
    // 128, and a half less a little, so that 255.5 is not rounded up.
    const MIDDLE: i32 = (128 << 18) + (1 << 17) - 1;
    let blue = (MIDDLE - 11_059 * r - 21_709 * g + 32_768 * b) >> 18;
    let red = (MIDDLE + 32_768 * r - 27_439 * g - 5_329 * b) >> 18;
    (blue as u8, red as u8)
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
