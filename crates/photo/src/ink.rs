//! Separation: from the screen's red, green and blue to the four inks of the printing
//! condition, with no more ink than the paper takes.

use crate::PhotoRefused;
use crate::canvas::Picture;
use crate::colour::{perceptual, print_profile};
use crate::lattice::Lattice;
use moxcms::{ColorProfile, Layout};
use std::sync::LazyLock;

/// Most ink on one spot, in 1/255 of one ink, once the JPEG is decoded again: 300 %
/// less a trifle, because decoders differ by one step in each ink.
pub(crate) const MOST_INK: u16 = 3 * 255 - 4;

/// Side of the squares that JPEG compresses one by one.
pub(crate) const BLOCK: usize = 8;

/// sRGB to CMYK at the nodes of a lattice. `None` never happens while the profile that
/// is built in is whole.
static SEPARATION: LazyLock<Option<Lattice<3, 4>>> = LazyLock::new(|| {
    let transform = ColorProfile::new_srgb()
        .create_transform_f64(Layout::Rgb, &print_profile()?, Layout::Rgba, perceptual())
        .ok()?;
    Lattice::sample(33, |given, found| transform.transform(given, found).ok())
});

/// A picture in four inks: 0 is bare paper, 255 is full ink.
pub(crate) struct Separated {
    /// Pixels across.
    pub(crate) width: usize,
    /// Cyan, magenta, yellow, black, row by row.
    pub(crate) inks: Vec<u8>,
}

impl Separated {
    /// Separates a picture, within the limit everywhere.
    pub(crate) fn new(picture: &Picture) -> Result<Self, PhotoRefused> {
        let separation = SEPARATION
            .as_ref()
            .ok_or_else(|| PhotoRefused::damaged("the print profile is unreadable"))?;
        let mut inks = Vec::with_capacity(picture.rgb.len() / 3 * 4);
        for pixel in picture.rgb.as_chunks::<3>().0 {
            let separated = separation.at(pixel.map(u16::from), 255);
            let separated =
                separated.map(|ink| ((u32::from(ink) * 255 + 32_767) / 65_535) as u8);
            inks.extend(limited(separated, MOST_INK));
        }
        Ok(Self { width: picture.size.width as usize, inks })
    }

    /// Limits the ink of one block, counted in blocks from the left and the top.
    pub(crate) fn limit(&mut self, block: (usize, usize), most: u16) {
        let height = self.inks.len() / 4 / self.width;
        let right = (block.0 * BLOCK + BLOCK).min(self.width);
        let bottom = (block.1 * BLOCK + BLOCK).min(height);
        for y in block.1 * BLOCK..bottom {
            for x in block.0 * BLOCK..right {
                let at = (y * self.width + x) * 4;
                let pixel = &mut self.inks[at..at + 4];
                let inks = limited([pixel[0], pixel[1], pixel[2], pixel[3]], most);
                pixel.copy_from_slice(&inks);
            }
        }
    }
}

/// Takes cyan, magenta and yellow back in proportion until the sum is at most `most`.
/// Black stays: it is what gives the shadow its depth.
fn limited(inks: [u8; 4], most: u16) -> [u8; 4] {
    let [c, m, y, k] = inks.map(u16::from);
    let colours = c + m + y;
    if colours + k <= most {
        return inks;
    }
    let room = u32::from(most.saturating_sub(k));
    // Rounded down, so that the sum stays below.
    let reduce = |ink: u16| (u32::from(ink) * room / u32::from(colours)) as u8;
    [reduce(c), reduce(m), reduce(y), inks[3]]
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::PixelSize;

    fn separated(rgb: [u8; 3]) -> [u8; 4] {
        let size = PixelSize { width: 1, height: 1 };
        let inks = Separated::new(&Picture { size, rgb: rgb.to_vec() }).unwrap().inks;
        [inks[0], inks[1], inks[2], inks[3]]
    }

    #[test]
    fn white_is_bare_paper() {
        assert_eq!(separated([255; 3]), [0; 4]);
    }

    #[test]
    fn colours_go_to_the_inks_that_make_them() {
        let [c, m, y, _] = separated([230, 20, 30]);
        assert!(m > 200 && y > 180 && c < 60, "red became {c} {m} {y}");
        let [c, m, y, _] = separated([0, 150, 220]);
        assert!(c > 180 && m < 120 && y < 60, "blue became {c} {m} {y}");
    }

    #[test]
    fn black_is_dark_and_within_the_limit() {
        let inks = separated([0; 3]);
        let sum: u16 = inks.map(u16::from).into_iter().sum();
        assert!(inks[3] > 200 && sum <= MOST_INK, "black became {inks:?}");
    }

    #[test]
    fn the_limit_takes_from_the_colours_only() {
        assert_eq!(limited([255; 4], 765), [170, 170, 170, 255]);
        assert_eq!(limited([200, 100, 0, 255], 405), [100, 50, 0, 255]);
        assert_eq!(limited([10, 20, 30, 40], 765), [10, 20, 30, 40]);
        assert_eq!(limited([255, 255, 255, 255], 0), [0, 0, 0, 255]);
    }
}
