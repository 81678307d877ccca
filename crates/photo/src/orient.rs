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

    /// Turns stored RGB pixels of `width` × `height` upright.
    pub(crate) fn upright(self, pixels: Vec<u8>, width: u32, height: u32) -> Vec<u8> {
        if self == Self::default() {
            return pixels;
        }
        let (across, down) = self.turn(width, height);
        let (width, height) = (width as usize, height as usize);
        let mut upright = Vec::with_capacity(pixels.len());
        for y in 0..down as usize {
            for x in 0..across as usize {
                let (x, y) = if self.swap { (y, x) } else { (x, y) };
                let x = if self.flip_x { width - 1 - x } else { x };
                let y = if self.flip_y { height - 1 - y } else { y };
                let at = (y * width + x) * 3;
                upright.extend_from_slice(&pixels[at..at + 3]);
            }
        }
        upright
    }
}
