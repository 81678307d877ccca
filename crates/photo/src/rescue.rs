//! JPEG files that end before their pixels do: given an end, they can be decoded.
//!
//! Decoders refuse a file without an end, and go on with zeros where one stands too
//! early. So an end is put behind what is there, after the restarts that the rest of
//! the pixels would have had. Telling the picture from what the decoder makes of zeros
//! is left to the caller.

use crate::markers::{Header, Scans};
use std::io::{Read, empty};

/// The marker that ends an image.
const END: [u8; 2] = [0xFF, 0xD9];

/// Pixels of fewer bytes are no picture.
const LEAST: usize = 256;

/// A file that ends early.
pub(crate) struct Rescue<'a> {
    /// Without the zeros that an interrupted copy leaves behind.
    bytes: &'a [u8],
    scans: Scans,
    progressive: bool,
    /// Restarts in a whole scan.
    restarts: u32,
}

impl<'a> Rescue<'a> {
    pub(crate) fn new(bytes: &'a [u8], header: &Header<'_>) -> Self {
        let length = bytes.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
        let bytes = &bytes[..length];
        let scans = Scans::find(bytes);
        let (across, down) = header.unit;
        let units =
            header.width.div_ceil(across.max(1)) * header.height.div_ceil(down.max(1));
        let restarts = match header.restart {
            0 => 0,
            interval => units.div_ceil(interval).saturating_sub(1),
        };
        Self { bytes, scans, progressive: header.progressive, restarts }
    }

    /// A progressive file without its last scan: the whole picture, less finely. `None`
    /// when nothing would be left.
    pub(crate) fn coarse(&self) -> Option<impl Read> {
        match self.scans.starts.as_slice() {
            [_, .., last] if self.progressive => {
                Some(self.bytes[..*last].chain(&END[..]))
            }
            _ => None,
        }
    }

    /// The file with an end where it breaks off, and with one a little earlier; `None`
    /// when there are hardly any pixels.
    pub(crate) fn two_ends(&self) -> Option<(impl Read, impl Read)> {
        let pixels = &self.bytes[*self.scans.starts.last()?..];
        let shorter = pixels.len().checked_sub((pixels.len() / 100).clamp(32, 4096))?;
        if shorter < LEAST {
            return None;
        }
        Some((self.ended(0), self.ended(pixels.len() - shorter)))
    }

    /// The file less its last bytes, with its restarts and an end.
    fn ended(&self, less: usize) -> Box<dyn Read + '_> {
        let bytes = &self.bytes[..self.bytes.len() - less];
        let Some(begin) = self.scans.starts.last() else { return Box::new(empty()) };
        let restart = |pair: &&[u8]| pair[0] == 0xFF && (0xD0..=0xD7).contains(&pair[1]);
        let seen = bytes[*begin..].windows(2).filter(restart).count() as u32;
        let tail: Vec<u8> = (seen..self.restarts)
            .flat_map(|number| [0xFF, 0xD0 + (number % 8) as u8])
            .chain(END)
            .collect();
        Box::new(bytes.chain(std::io::Cursor::new(tail)))
    }
}
