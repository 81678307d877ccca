//! Photos as the rest of the program sees them: facts and words, not pixels.

use crate::{Cut, Date, Lang, Mm};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use std::str::FromStr;
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
    /// The point every crop keeps, as a person chose it.
    pub focus: Option<Focus>,
    /// Where the pixels are most worth looking at: what crops keep while nobody said
    /// otherwise. Found when the photo came in; `None` when nobody looked.
    pub guess: Option<Focus>,
    /// Fingerprint of what is to be seen, as `photo` makes it; `None` when nobody looked.
    pub likeness: Option<u64>,
    /// The day it was taken, when that is known.
    pub taken: Option<Date>,
    /// Where it was taken, from the nearest to the widest: `Vị Thanh, Hậu Giang`.
    pub place: String,
    /// Language of caption and alternative text; `None` is that of the article.
    pub lang: Option<Lang>,
    /// Words that came from the picture file and that nobody has read over yet. They
    /// stand in their fields and are printed; what is listed here only says so.
    pub drafts: BTreeSet<PhotoWord>,
    /// Set on the part of a photo that a placement shows, see [`Cut`]; never saved.
    pub cut: Option<Cut>,
}

impl Photo {
    /// A photo without words.
    pub fn new(
        id: PhotoId,
        name: impl Into<String>,
        hash: impl Into<String>,
        size: PixelSize,
    ) -> Self {
        Self {
            id,
            name: name.into(),
            hash: hash.into(),
            size,
            caption: String::new(),
            credit: String::new(),
            alt: String::new(),
            rights: String::new(),
            consent: String::new(),
            focus: None,
            guess: None,
            likeness: None,
            taken: None,
            place: String::new(),
            lang: None,
            drafts: BTreeSet::new(),
            cut: None,
        }
    }

    /// The photo itself: for a part of one, the photo it is a part of.
    pub fn whole(&self) -> PhotoId {
        self.cut.as_ref().map_or(self.id, |cut| cut.of)
    }

    /// What one of its words says; the day as `2021-02-27`.
    pub fn word(&self, word: PhotoWord) -> String {
        match word {
            PhotoWord::Caption => self.caption.clone(),
            PhotoWord::Credit => self.credit.clone(),
            PhotoWord::Alt => self.alt.clone(),
            PhotoWord::Rights => self.rights.clone(),
            PhotoWord::Taken => self.taken.map(|day| day.to_string()).unwrap_or_default(),
            PhotoWord::Place => self.place.clone(),
        }
    }
}

/// A word that a picture file may bring along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PhotoWord {
    /// [`Photo::caption`].
    Caption,
    /// [`Photo::credit`].
    Credit,
    /// [`Photo::alt`].
    Alt,
    /// [`Photo::rights`].
    Rights,
    /// [`Photo::taken`].
    Taken,
    /// [`Photo::place`].
    Place,
}

impl PhotoWord {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Caption, Self::Credit, Self::Alt, Self::Rights, Self::Taken, Self::Place];

    /// The name in files and in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Caption => "caption",
            Self::Credit => "credit",
            Self::Alt => "alt",
            Self::Rights => "rights",
            Self::Taken => "taken",
            Self::Place => "place",
        }
    }
}

/// No word of a photo has this name.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("no word of a photo is named {0}")]
pub struct UnknownWord(pub String);

impl FromStr for PhotoWord {
    type Err = UnknownWord;

    fn from_str(name: &str) -> Result<Self, UnknownWord> {
        let found = Self::ALL.into_iter().find(|word| word.as_str() == name);
        found.ok_or_else(|| UnknownWord(name.to_owned()))
    }
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
    /// PNG of black lines on white, one bit a pixel: pictures for one ink, for copier
    /// and risograph. Tones become the thickness of lines.
    Engraving {
        /// Lines that would stand side by side over the width of the picture. Small
        /// pictures get more pixels than they have, so that lines stay smooth.
        across: u16,
    },
    /// JPEG in the four inks of the printing condition (ISO Coated v2 300 %).
    CmykJpeg {
        /// Quality 1–100.
        quality: u8,
    },
    /// JPEG in the black ink of the printing condition alone, as PDF's device grey: 255
    /// is bare paper. Pictures for one ink that shows tones.
    GreyJpeg {
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
