//! What a picture file says about itself, read without decoding its pixels.

use crate::source::Source;
use crate::{PhotoRefused, Words};
use document::PixelSize;

/// The two kinds of picture file that are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// JPEG: baseline or progressive, grey, RGB, YCbCr, CMYK or YCCK.
    Jpeg,
    /// PNG: any colour type and bit depth.
    Png,
}

impl Kind {
    /// The usual ending of file names of this kind, without the dot.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
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
}

/// Reads size, kind and words of a picture file.
///
/// Only headers are read: damage among the pixels comes to light in
/// [`render`](crate::render).
///
/// A caption that ends in its credit ("Quang cảnh Hội nghị. Ảnh: Đan Phượng") is
/// split, unless the file names a credit besides.
///
/// # Errors
///
/// [`PhotoRefused`] when the file is of another kind, cut off within its headers, or
/// larger than 200 megapixels.
pub fn inspect(bytes: &[u8]) -> Result<Inspected, PhotoRefused> {
    let source = Source::open(bytes)?;
    Ok(Inspected { size: source.upright(), words: source.words(), kind: source.kind() })
}
