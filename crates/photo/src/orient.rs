//! Turning pictures upright: the eight orientations of EXIF.

/// How the stored picture lies, relative to the upright one.
///
/// An upright pixel (x, y) is found at the stored pixel that one gets by swapping x
/// and y, if `swap`, and then counting from the far side, if `flip`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Orientation {
    swap: bool,
    flip_x: bool,
    flip_y: bool,
}

/// A rectangle in pixels, with fractions.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Area {
    pub(crate) left: f64,
    pub(crate) top: f64,
    pub(crate) width: f64,
    pub(crate) height: f64,
}

impl Orientation {
    /// Reads the value of the EXIF tag 0x0112 (EXIF 3.0, 4.6.5.1.6). Values outside
    /// 1–8 mean upright, as every viewer takes them.
    pub(crate) fn from_exif(value: u32) -> Self {
        let (swap, flip_x, flip_y) = match value {
            2 => (false, true, false),
            3 => (false, true, true),
            4 => (false, false, true),
            5 => (true, false, false),
            6 => (true, false, true),
            7 => (true, true, true),
            8 => (true, true, false),
            _ => (false, false, false),
        };
        Self { swap, flip_x, flip_y }
    }

    /// This turn with half a turn, or none, after it.
    pub(crate) fn then(self, other: Self) -> Self {
        debug_assert!(!other.swap && other.flip_x == other.flip_y);
        Self {
            swap: self.swap,
            flip_x: self.flip_x != other.flip_x,
            flip_y: self.flip_y != other.flip_y,
        }
    }

    /// Upright size of a stored picture, or stored size of an upright one.
    pub(crate) fn turn(self, width: u32, height: u32) -> (u32, u32) {
        if self.swap { (height, width) } else { (width, height) }
    }

    /// Finds an upright area in the stored picture of `width` × `height`.
    pub(crate) fn stored(self, upright: Area, width: f64, height: f64) -> Area {
        let Area { left, top, width: across, height: down } = upright;
        let (left, top, across, down) =
            if self.swap { (top, left, down, across) } else { (left, top, across, down) };
        Area {
            left: if self.flip_x { width - left - across } else { left },
            top: if self.flip_y { height - top - down } else { top },
            width: across,
            height: down,
        }
    }

    /// Finds a stored area, of a picture of `width` × `height`, in the upright one.
    pub(crate) fn upright(self, stored: Area, width: f64, height: f64) -> Area {
        let Area { left, top, width: across, height: down } = stored;
        let left = if self.flip_x { width - left - across } else { left };
        let top = if self.flip_y { height - top - down } else { top };
        match self.swap {
            true => Area { left: top, top: left, width: down, height: across },
            false => Area { left, top, width: across, height: down },
        }
    }

    /// Lays rows of a stored picture of `width` × `height`, `first` the first of them, where
    /// they belong in the upright one, of three bytes a pixel.
    pub(crate) fn lay(
        self,
        rows: &[[u8; 3]],
        (width, height): (usize, usize),
        first: usize,
        upright: &mut [u8],
    ) {
        let across = if self.swap { height } else { width };
        let (pixels, _) = upright.as_chunks_mut::<3>();
        let count = rows.len() / width;
        if self.swap {
            // Rows become columns: one line of the upright picture after the other.
            for x in 0..width {
                let line = if self.flip_x { width - 1 - x } else { x };
                let at = if self.flip_y { height - first - count } else { first };
                let line = &mut pixels[line * across + at..][..count];
                let column = rows[x..].iter().step_by(width);
                if self.flip_y {
                    line.iter_mut().rev().zip(column).for_each(|(to, p)| *to = *p);
                } else {
                    line.iter_mut().zip(column).for_each(|(to, p)| *to = *p);
                }
            }
            return;
        }
        for (row, y) in rows.chunks_exact(width).zip(first..) {
            let y = if self.flip_y { height - 1 - y } else { y };
            let line = &mut pixels[y * width..][..width];
            if self.flip_x {
                line.iter_mut().rev().zip(row).for_each(|(to, p)| *to = *p);
            } else {
                line.iter_mut().zip(row).for_each(|(to, p)| *to = *p);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Turns a stored picture of three columns, abc over def.
    #[track_caller]
    fn check(exif: u32, expected: &[&str]) {
        let stored = b"abcdef";
        let orientation = Orientation::from_exif(exif);
        let (across, _) = orientation.turn(3, 2);
        let mut upright = vec![0; 18];
        // Row by row, as bands of a large picture come.
        for (row, first) in stored.chunks(3).zip(0..) {
            let row: Vec<[u8; 3]> = row.iter().map(|pixel| [*pixel; 3]).collect();
            orientation.lay(&row, (3, 2), first, &mut upright);
        }
        let lines: Vec<String> = upright
            .chunks(across as usize * 3)
            .map(|line| line.iter().step_by(3).map(|byte| char::from(*byte)).collect())
            .collect();
        assert_eq!(lines, expected, "orientation {exif}");
    }

    #[test]
    fn all_eight_orientations_are_turned_upright() {
        check(1, &["abc", "def"]);
        check(2, &["cba", "fed"]);
        check(3, &["fed", "cba"]);
        check(4, &["def", "abc"]);
        check(5, &["ad", "be", "cf"]);
        check(6, &["da", "eb", "fc"]);
        check(7, &["fc", "eb", "da"]);
        check(8, &["cf", "be", "ad"]);
        check(9, &["abc", "def"]);
    }

    #[test]
    fn an_area_is_found_again_where_it_was_stored() {
        let stored = Area { left: 1.0, top: 2.0, width: 5.0, height: 3.0 };
        for exif in 1..=8 {
            let orientation = Orientation::from_exif(exif);
            let upright = orientation.upright(stored, 20.0, 10.0);
            assert_eq!(orientation.stored(upright, 20.0, 10.0), stored, "{exif}");
        }
        let clockwise = Orientation::from_exif(6).upright(stored, 20.0, 10.0);
        let expected = Area { left: 5.0, top: 1.0, width: 3.0, height: 5.0 };
        assert_eq!(clockwise, expected);
    }
}
