//! Photos as the rest of the program sees them: facts and words, not pixels.

use crate::Mm;
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// A photo of the bulletin, by its row in the file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct PhotoId(pub u32);

/// A size in pixels, of the upright picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PixelSize {
    /// Pixels across.
    pub width: u32,
    /// Pixels down.
    pub height: u32,
}

impl PixelSize {
    /// Measures the resolution of a photo printed `printed_width` wide, in pixels
    /// per inch, not rounded.
    pub fn ppi(self, printed_width: Mm) -> f64 {
        f64::from(self.width) * 25.4 / printed_width.get()
    }
}

/// The point every crop keeps in view, as fractions of the upright picture:
/// (0, 0) is the top left corner, (1, 1) the bottom right one.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Focus {
    /// Fraction from the left.
    pub x: f64,
    /// Fraction from the top.
    pub y: f64,
}

impl Focus {
    /// The middle of the picture.
    pub const CENTRE: Self = Self { x: 0.5, y: 0.5 };
}

/// A photo: facts, words and rights. Its original bytes stay in the store.
#[derive(Debug, Clone, PartialEq)]
pub struct Photo {
    /// Identity within the bulletin.
    pub id: PhotoId,
    /// File name that article texts use after `media/`, such as `ky-ket.jpg`:
    /// lower case, without accents, unique in the bulletin.
    pub name: String,
    /// SHA-256 of the original bytes, in lower-case hexadecimal.
    pub hash: String,
    /// Upright size of the original.
    pub size: PixelSize,
    /// Master caption, inline Markdown. Empty when nobody wrote one.
    pub caption: String,
    /// Who made the picture, as printed: `Ảnh: Đan Phượng`. Empty when unknown.
    pub credit: String,
    /// What the picture shows, for those who cannot see it.
    pub alt: String,
    /// Copyright and licence.
    pub rights: String,
    /// Consent of the persons shown; for the editors only.
    pub consent: String,
    /// The point every crop keeps; `None` means the middle.
    pub focus: Option<Focus>,
}

/// What to cut out of the upright picture and how large.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Fit {
    /// The whole picture, at most `width` pixels wide. Never enlarged.
    Within {
        /// Greatest width in pixels.
        width: u32,
    },
    /// A crop of this ratio that keeps the focal point, at most this large.
    /// Never enlarged: a smaller picture gives a smaller crop of the same ratio.
    Cover {
        /// Greatest width in pixels.
        width: u32,
        /// Greatest height in pixels.
        height: u32,
        /// The point to keep in view.
        focus: Focus,
    },
}

/// File format of a rendition.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// JPEG in sRGB, quality 1–100.
    Jpeg {
        /// Quality 1–100.
        quality: u8,
    },
    /// AVIF in sRGB, quality 1–100.
    Avif {
        /// Quality 1–100.
        quality: u8,
    },
    /// JPEG in the four inks of the printing condition (ISO Coated v2 300 %).
    CmykJpeg {
        /// Quality 1–100.
        quality: u8,
    },
}

/// What a rendition shall be. Equal recipes give equal bytes on every machine.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Recipe {
    /// Crop and size.
    pub fit: Fit,
    /// File format and quality.
    pub format: Format,
}

/// A photo made ready for one use: upright, colour-managed, without private data.
#[derive(Debug, Clone)]
pub struct Rendition {
    /// The encoded file.
    pub bytes: Arc<[u8]>,
    /// Its true size, which may be smaller than the recipe allowed.
    pub size: PixelSize,
}

/// The original cannot be read or decoded. The page goes on without the picture.
#[derive(Debug, thiserror::Error)]
#[error("photo {photo:?} is unavailable: {reason}")]
pub struct PhotoUnavailable {
    /// Which photo.
    pub photo: PhotoId,
    /// For the log.
    pub reason: String,
}

/// Where `press` and `web` get pictures from, without knowing how they are kept.
pub trait PhotoLibrary: Sync {
    /// Makes, or finds in the cache, the rendition `recipe` of `photo`.
    fn rendition(
        &self,
        photo: PhotoId,
        recipe: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable>;
}
