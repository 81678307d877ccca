//! The part of a photo that one placement shows: a crop made by hand.
//!
//! A crop stands in the text, on the figure: `crop="0.1 0.2 0.6 0.5"`. Pages show a
//! part of a photo as a photo of its own, with its own identity, size and hash, so that
//! paper and web treat it like any other; [`Edition::cut_out`] adds them. Whoever makes
//! the pixels finds in [`Photo::cut`] what to cut out of which photo.
//!
//! Invariants:
//! - A crop lies within its picture and is never empty.
//! - Equal crops of equal photos give equal identities on every machine.

use crate::{Edition, Focus, Photo, PhotoId, PixelSize, body};
use std::fmt;
use std::str::FromStr;

/// A rectangle of a picture, as fractions of the upright picture.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Crop {
    left: f64,
    top: f64,
    width: f64,
    height: f64,
}

/// The shortest side of a crop: what is smaller is a slip of the hand.
const SHORTEST: f64 = 0.02;

/// Fractions are kept to a ten-thousandth: half a pixel of 5,000.
const STEPS: f64 = 10_000.0;

impl Crop {
    /// Returns `None` unless the rectangle lies within the picture and both sides are
    /// at least a fiftieth of it. Fractions are rounded to four digits.
    pub fn new(left: f64, top: f64, width: f64, height: f64) -> Option<Self> {
        let [left, top, width, height] =
            [left, top, width, height].map(|part| (part * STEPS).round() / STEPS);
        let inside = |start: f64, length: f64| {
            start >= 0.0 && length >= SHORTEST && start + length <= 1.0 + 0.5 / STEPS
        };
        (inside(left, width) && inside(top, height)).then_some(Self {
            left,
            top,
            width,
            height,
        })
    }

    /// Whether nothing is cut off.
    pub fn is_whole(self) -> bool {
        self.width >= 1.0 && self.height >= 1.0
    }

    /// From the left edge.
    pub fn left(self) -> f64 {
        self.left
    }

    /// From the top edge.
    pub fn top(self) -> f64 {
        self.top
    }

    /// Width.
    pub fn width(self) -> f64 {
        self.width
    }

    /// Height.
    pub fn height(self) -> f64 {
        self.height
    }

    /// Size in pixels of the part it leaves, at least 1 × 1.
    pub fn size(self, whole: PixelSize) -> PixelSize {
        let part = |side: u32, share: f64| {
            ((f64::from(side) * share).round() as u32).clamp(1, side.max(1))
        };
        PixelSize {
            width: part(whole.width, self.width),
            height: part(whole.height, self.height),
        }
    }

    /// Where a point of the whole picture lies in the part: at the nearest edge when it
    /// was cut off.
    pub fn focus(self, of_whole: Focus) -> Focus {
        let inside =
            |at: f64, start: f64, length: f64| ((at - start) / length).clamp(0.0, 1.0);
        Focus {
            x: inside(of_whole.x, self.left, self.width),
            y: inside(of_whole.y, self.top, self.height),
        }
    }
}

impl fmt::Display for Crop {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.left, self.top, self.width, self.height)
    }
}

/// The text is no crop.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a crop: four fractions within the picture are needed")]
pub struct NotACrop;

impl FromStr for Crop {
    type Err = NotACrop;

    /// Reads `left top width height`, as figures in texts have it.
    fn from_str(text: &str) -> Result<Self, NotACrop> {
        let numbers: Vec<f64> = text
            .split_whitespace()
            .map(|part| part.parse().map_err(|_| NotACrop))
            .collect::<Result<_, _>>()?;
        match numbers.as_slice() {
            [left, top, width, height] => {
                Self::new(*left, *top, *width, *height).ok_or(NotACrop)
            }
            _ => Err(NotACrop),
        }
    }
}

/// What a part of a photo is a part of.
#[derive(Debug, Clone, PartialEq)]
pub struct Cut {
    /// The photo.
    pub of: PhotoId,
    /// Hash of its original bytes.
    pub hash: String,
    /// The part of it.
    pub crop: Crop,
}

/// Identities of parts begin here; photos of a file are numbered from 1.
const FIRST_CUT: u32 = 1 << 31;

impl Edition {
    /// Adds the parts of photos that figures show, and drops those that none shows any
    /// more. [`Edition::resolve`] finds them.
    pub fn cut_out(&mut self) {
        self.photos.retain(|_, photo| photo.cut.is_none());
        let mut wanted: Vec<(String, Crop)> = Vec::new();
        for article in &self.articles {
            for cut in body::crops(&article.body) {
                if !wanted.contains(&cut) {
                    wanted.push(cut);
                }
            }
        }
        for (name, crop) in wanted {
            let Some(whole) = self.photo_named(&name) else { continue };
            let part = part(whole, crop);
            let mut id = part.id;
            // Two crops of one number in two thousand millions: the later one moves on.
            while self.photos.contains_key(&id) {
                id = PhotoId(FIRST_CUT | (id.0.wrapping_add(1) & !FIRST_CUT));
            }
            self.photos.insert(id, Photo { id, ..part });
        }
    }
}

/// The photo that stands for a part of `whole`.
fn part(whole: &Photo, crop: Crop) -> Photo {
    let number = fnv(&format!("{} {crop}", whole.hash));
    let rest = whole.hash.get(16..).unwrap_or_default();
    Photo {
        id: PhotoId(FIRST_CUT | (number as u32 & !FIRST_CUT)),
        hash: format!("{number:016x}{rest}"),
        size: crop.size(whole.size),
        focus: whole.focus.map(|focus| crop.focus(focus)),
        // A hand that cuts a part out means all of it.
        guess: None,
        likeness: None,
        cut: Some(Cut { of: whole.id, hash: whole.hash.clone(), crop }),
        ..whole.clone()
    }
}

/// FNV-1a over 64 bits: short, and the same everywhere.
fn fnv(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<[f64; 4]>) {
        let read: Option<Crop> = text.parse().ok();
        let sides = read.map(|crop| [crop.left, crop.top, crop.width, crop.height]);
        assert_eq!(sides, expected, "{text}");
        if let Some(crop) = read {
            assert_eq!(crop.to_string().parse(), Ok(crop), "{text}");
        }
    }

    #[test]
    fn a_crop_lies_within_its_picture() {
        check("0.1 0.2 0.6 0.5", Some([0.1, 0.2, 0.6, 0.5]));
        check("0 0 1 1", Some([0.0, 0.0, 1.0, 1.0]));
        check("0.33333333 0 0.66666667 1", Some([0.3333, 0.0, 0.6667, 1.0]));
        for wrong in [
            "",
            "0.1 0.2 0.6",
            "0.5 0 0.6 1",
            "-0.1 0 1 1",
            "0 0 0 1",
            "a b c d",
            "NaN 0 1 1",
        ] {
            check(wrong, None);
        }
    }

    #[test]
    fn a_point_that_was_cut_off_stays_at_the_edge() {
        let crop = Crop::new(0.5, 0.0, 0.5, 1.0).expect("a crop");
        assert_eq!(crop.focus(Focus { x: 0.75, y: 0.3 }), Focus { x: 0.5, y: 0.3 });
        assert_eq!(crop.focus(Focus { x: 0.1, y: 0.3 }), Focus { x: 0.0, y: 0.3 });
        let size = PixelSize { width: 4001, height: 10 };
        assert_eq!(crop.size(size), PixelSize { width: 2001, height: 10 });
    }
}
