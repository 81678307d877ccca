//! Pictures made of tiles (ISO/IEC 23008-12, 6.6.2.3), as telephones write them, decoded one
//! row of tiles after the other.
//!
//! The decoder would hold the whole picture, and once more to turn it: of 24 megapixels 150
//! MB. So it is shown a file whose grid has one row only, for each row anew, and which says
//! nothing of turning: that is left to whoever takes the rows.

use crate::isobmff::Grid;
use std::ops::Range;

/// A file, rewritten in place for one row of tiles after the other.
pub(crate) struct Bands {
    file: Vec<u8>,
    /// Where the numbers of all tiles stand.
    tiles: Range<usize>,
    /// Those numbers, of two bytes each, as they were.
    numbers: Vec<u8>,
    /// Where the height of the grid stands.
    height: Range<usize>,
    across: usize,
    width: u32,
    /// Height of a tile, and of all that is still to come.
    tile: u32,
    left: u32,
    next: usize,
}

impl Bands {
    /// Prepares a file. `None` for what is no grid of several rows, or no usual one: then
    /// it can only be decoded as a whole.
    pub(crate) fn of(file: &[u8]) -> Option<Self> {
        let grid = Grid::read(file)?;
        let descriptor = place(file, grid.descriptor)?;
        // Version, flags, and one less than rows and columns; then width and height.
        let [0, flags, rows, columns, sides @ ..] = grid.descriptor else { return None };
        let each = if flags & 1 == 1 { 4 } else { 2 };
        let number =
            |bytes: &[u8]| bytes.iter().fold(0, |sum, byte| sum << 8 | u32::from(*byte));
        let width = number(sides.get(..each)?);
        let height = number(sides.get(each..2 * each)?);
        let (rows, across) = (u32::from(*rows) + 1, usize::from(*columns) + 1);
        let (tile_width, tile) = grid.tile;
        let fits =
            |whole: u32, tile: u32, count: u32| tile > 0 && whole.div_ceil(tile) == count;
        let usual = fits(height, tile, rows)
            && fits(width, tile_width, across as u32)
            && grid.tiles.len() == rows as usize * across * 2;
        if !usual || rows < 2 {
            return None;
        }

        let mut copy = file.to_vec();
        copy[descriptor.start + 2] = 0;
        for turn in &grid.turns {
            let at = place(file, turn)?.start.checked_sub(4)?;
            if !matches!(&copy[at..at + 4], b"irot" | b"imir") {
                return None;
            }
            copy[at..at + 4].copy_from_slice(b"free");
        }
        let at = descriptor.start + 4 + each;
        Some(Self {
            tiles: place(file, grid.tiles)?,
            numbers: grid.tiles.to_vec(),
            height: at..at + each,
            file: copy,
            across,
            width,
            tile,
            left: height,
            next: 0,
        })
    }

    /// Size of the whole, as stored.
    pub(crate) fn size(&self) -> (u32, u32) {
        (self.width, self.left)
    }

    /// The file that shows the next row of tiles, and how many rows of pixels that are.
    pub(crate) fn next(&mut self) -> Option<(&[u8], u32)> {
        let rows = self.left.min(self.tile);
        if rows == 0 {
            return None;
        }
        self.left -= rows;
        let length = self.across * 2;
        let own = &self.numbers[self.next * length..][..length];
        self.next += 1;
        // More numbers than tiles are ignored.
        self.file[self.tiles.clone()][..length].copy_from_slice(own);
        let digits = rows.to_be_bytes();
        let digits = &digits[4 - self.height.len()..];
        self.file[self.height.clone()].copy_from_slice(digits);
        Some((&self.file, rows))
    }
}

/// Where a part of a file lies in it.
fn place(file: &[u8], part: &[u8]) -> Option<Range<usize>> {
    let start = part.as_ptr().addr().checked_sub(file.as_ptr().addr())?;
    (start + part.len() <= file.len()).then_some(start..start + part.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const TILES: &[u8] = include_bytes!("../tests/fixtures/tiles.heic");

    #[test]
    fn every_row_of_tiles_comes_once_and_the_last_one_is_shorter() {
        let mut bands = Bands::of(TILES).unwrap();
        assert_eq!(bands.size(), (112, 96));
        let mut heights = Vec::new();
        while let Some((file, rows)) = bands.next() {
            assert_eq!(file.len(), TILES.len());
            heights.push(rows);
        }
        assert_eq!(heights, [64, 32]);
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2000))]
        #[test]
        fn forged_numbers_do_no_harm(
            harm in prop::collection::vec((0..TILES.len(), any::<u8>()), 1..6),
        ) {
            let mut file = TILES.to_vec();
            for (at, byte) in harm {
                file[at] = byte;
            }
            if let Some(mut bands) = Bands::of(&file) {
                let height = bands.size().1;
                let mut sum = 0;
                while let Some((_, rows)) = bands.next() {
                    sum += rows;
                }
                prop_assert_eq!(sum, height);
            }
        }
    }
}
