//! What a picture file says about itself, read without decoding its pixels.

use crate::source::Source;
use crate::{PhotoRefused, Words};
use document::PixelSize;

/// The kinds of picture file that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Kind {
    /// JPEG: baseline or progressive, grey, RGB, YCbCr, CMYK or YCCK.
    Jpeg,
    /// PNG: any colour type and bit depth; of APNG the still picture.
    Png,
    /// WebP: with and without loss; of an animation the first frame.
    WebP,
    /// TIFF: grey, RGB or CMYK, in strips or tiles; of several pages the first.
    Tiff,
    /// GIF: the first frame.
    Gif,
    /// BMP of Windows.
    Bmp,
    /// HEIC of telephones: one HEVC picture or a grid of them.
    Heic,
}

impl Kind {
    /// The usual ending of file names of this kind, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::WebP => "webp",
            Self::Tiff => "tif",
            Self::Gif => "gif",
            Self::Bmp => "bmp",
            Self::Heic => "heic",
        }
    }
}

/// What is not as it should be in a file that is taken all the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Caveat {
    /// The file ends before its pixels do. What is there is shown, the rest is grey, or
    /// the whole is shown coarsely. Offer to fetch it again.
    CutOff,
    /// The colour profile cannot be read; colours are taken as sRGB.
    ProfileUnreadable,
    /// The file holds an animation or several pages; the first is taken.
    FirstOfSeveral,
}

impl Caveat {
    /// The stable name the interface branches on. Never reused, never translated.
    pub fn code(self) -> &'static str {
        match self {
            Self::CutOff => "photo.cut_off",
            Self::ProfileUnreadable => "photo.profile_unreadable",
            Self::FirstOfSeveral => "photo.first_of_several",
        }
    }
}

/// What a picture file says about itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inspected {
    /// Size once turned upright.
    pub size: PixelSize,
    /// Caption, credit and the rest, as far as the file names them.
    pub words: Words,
    /// Kind of file, by its content.
    pub kind: Kind,
    /// What is not as it should be. Empty for nearly every photo.
    pub caveats: Vec<Caveat>,
}

/// Reads size, kind and words of a picture file.
///
/// Only headers are read: damage among the pixels comes to light in
/// [`render`](crate::render). That the file ends early is found here, too.
///
/// A caption that ends in its credit ("Quang cảnh Hội nghị. Ảnh: Đan Phượng") is
/// split, unless the file names a credit besides.
///
/// # Errors
///
/// [`PhotoRefused`] when the file is of another kind, cut off within its headers, or
/// larger than 200 megapixels (100 where a decoder must hold the whole picture).
pub fn inspect(bytes: &[u8]) -> Result<Inspected, PhotoRefused> {
    let source = Source::open(bytes)?;
    Ok(Inspected {
        size: source.upright(),
        words: source.words(),
        kind: source.kind(),
        caveats: source.caveats(),
    })
}
