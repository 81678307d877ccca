//! What is transparent shows white paper.
//!
//! Pictures with holes are laid on white. Values are mixed as they are coded, as
//! browsers mix them.

use crate::colour::Samples;

/// How transparency is kept beside the channels of a pixel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Alpha {
    /// There is none.
    None,
    /// After the channels, which are as they would be without it.
    Straight,
    /// After the channels, which are already multiplied with it.
    Multiplied,
    /// A sample that means something else and is dropped.
    Ignored,
}

/// Lays rows on white paper.
pub(crate) struct Paper {
    /// Channels beside alpha.
    channels: usize,
    alpha: Alpha,
}

impl Paper {
    /// Paper for rows of pixels with so many channels beside alpha.
    pub(crate) fn new(channels: usize, alpha: Alpha) -> Self {
        Self { channels, alpha }
    }

    /// Takes transparency out of a row of 8 bits, in place.
    pub(crate) fn lay<'r>(&self, row: &'r mut [u8]) -> Samples<'r> {
        let length = self.flatten(row, 255, |sum| sum as u8);
        Samples::Eight(&row[..length])
    }

    /// Takes transparency out of a row of 16 bits, in place.
    pub(crate) fn lay_wide<'r>(&self, row: &'r mut [u16]) -> Samples<'r> {
        let length = self.flatten(row, u32::from(u16::MAX), |sum| sum as u16);
        Samples::Sixteen(&row[..length])
    }

    /// Returns the new length.
    fn flatten<S: Copy + Into<u32>>(
        &self,
        samples: &mut [S],
        full: u32,
        narrow: impl Fn(u32) -> S,
    ) -> usize {
        if self.alpha == Alpha::None {
            return samples.len();
        }
        let channels = self.channels;
        let pixels = samples.len() / (channels + 1);
        for pixel in 0..pixels {
            let from = pixel * (channels + 1);
            let alpha: u32 = samples[from + channels].into();
            for channel in 0..channels {
                let value: u32 = samples[from + channel].into();
                let mixed = match self.alpha {
                    // At most full², which fits.
                    Alpha::Straight => {
                        (value * alpha + full * (full - alpha) + full / 2) / full
                    }
                    Alpha::Multiplied => (value + (full - alpha)).min(full),
                    Alpha::None | Alpha::Ignored => value,
                };
                samples[pixel * channels + channel] = narrow(mixed);
            }
        }
        pixels * channels
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(alpha: Alpha, row: &[u8], expected: &[u8]) {
        let mut row = row.to_vec();
        let Samples::Eight(found) = Paper::new(3, alpha).lay(&mut row) else { panic!() };
        assert_eq!(found, expected);
    }

    #[test]
    fn transparency_shows_white_however_it_is_kept() {
        let row = [0, 0, 0, 0, 90, 80, 70, 255];
        check(Alpha::Straight, &row, &[255, 255, 255, 90, 80, 70]);
        check(Alpha::Multiplied, &row, &[255, 255, 255, 90, 80, 70]);
        check(Alpha::Ignored, &row, &[0, 0, 0, 90, 80, 70]);
        check(Alpha::None, &row[..3], &[0, 0, 0]);
        check(Alpha::Straight, &[100, 0, 0, 51], &[224, 204, 204]);
        check(Alpha::Multiplied, &[20, 0, 0, 51], &[224, 204, 204]);
    }
}
