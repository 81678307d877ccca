//! A picture file, opened: its headers are read and judged, its pixels not yet.

use crate::bmp::Bmp;
use crate::canvas::{Canvas, SPARE};
use crate::exif::Exif;
use crate::fit::Level;
use crate::gif::Gif;
use crate::isobmff::{self, Brand};
use crate::jpeg::Jpeg;
use crate::notes::Notes;
use crate::orient::Orientation;
use crate::png::{self, Png};
use crate::tiff::Tiff;
use crate::webp::WebP;
use crate::words;
use crate::{Caveat, Kind, PhotoRefused, Words};
use document::PixelSize;
use std::borrow::Cow;

/// Most pixels a photo may have: twice the largest cameras of this day.
const MOST_PIXELS: u64 = 200_000_000;

/// Most pixels where a decoder holds the whole picture, at up to eight bytes each.
const MOST_PIXELS_AT_ONCE: u64 = 100_000_000;

/// Longest side of a photo; what JPEG can state at all.
const LONGEST_SIDE: u32 = 65_535;

/// What is known of a picture file before its pixels are read.
#[derive(Debug, Default)]
pub(crate) struct Head {
    /// Size as stored, not yet upright.
    pub(crate) size: (u32, u32),
    /// What EXIF says.
    pub(crate) exif: Exif,
    /// The XMP packet, where it stands alone.
    pub(crate) xmp: Vec<u8>,
}

/// What every kind of picture file can do once it is opened.
pub(crate) trait Opened {
    /// What every file says of itself.
    fn head(&self) -> &Head;

    /// What is written about the picture, EXIF apart.
    fn notes(&self) -> Notes<'_> {
        Notes { xmp: vec![Cow::from(&self.head().xmp)], ..Notes::default() }
    }

    /// What is not as it should be.
    fn caveats(&self) -> Vec<Caveat>;

    /// How many times the pixels needed shall be left after shrinking while decoding. By
    /// averaging, as many as cuts leave: what they would halve is not held in full.
    fn spare(&self) -> f64 {
        SPARE
    }

    /// Decodes the pixels, of which squares of at most `reduction` may become one.
    fn decode(&self, reduction: f64) -> Result<Canvas, PhotoRefused>;
}

/// An opened picture file.
pub(crate) struct Source<'a> {
    kind: Kind,
    file: Box<dyn Opened + 'a>,
}

impl<'a> Source<'a> {
    /// Opens a file by its first bytes, whatever it is called.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PhotoRefused> {
        let (kind, file): (_, Box<dyn Opened + 'a>) = match sniff(bytes)? {
            Kind::Jpeg => (Kind::Jpeg, Box::new(Jpeg::open(bytes)?)),
            Kind::Png => (Kind::Png, Box::new(Png::open(bytes)?)),
            Kind::WebP => (Kind::WebP, Box::new(WebP::open(bytes)?)),
            Kind::Tiff => (Kind::Tiff, Box::new(Tiff::open(bytes)?)),
            Kind::Gif => (Kind::Gif, Box::new(Gif::open(bytes)?)),
            Kind::Bmp => (Kind::Bmp, Box::new(Bmp::open(bytes)?)),
            #[cfg(feature = "heic")]
            Kind::Heic => (Kind::Heic, Box::new(crate::heic::Heic::open(bytes)?)),
            #[cfg(not(feature = "heic"))]
            Kind::Heic => return Err(PhotoRefused::Heic),
        };
        Ok(Self { kind, file })
    }

    pub(crate) fn kind(&self) -> Kind {
        self.kind
    }

    /// Size as stored.
    pub(crate) fn stored(&self) -> PixelSize {
        let (width, height) = self.file.head().size;
        PixelSize { width, height }
    }

    /// Size once turned upright.
    pub(crate) fn upright(&self) -> PixelSize {
        let PixelSize { width, height } = self.stored();
        let (width, height) = self.orientation().turn(width, height);
        PixelSize { width, height }
    }

    pub(crate) fn orientation(&self) -> Orientation {
        self.file.head().exif.orientation
    }

    /// The words of the file, from XMP, IPTC and EXIF.
    pub(crate) fn words(&self) -> Words {
        words::gather(&self.file.notes(), &self.file.head().exif)
    }

    pub(crate) fn caveats(&self) -> Vec<Caveat> {
        self.file.caveats()
    }

    /// Decodes the pixels, at least as finely as `level` asks.
    pub(crate) fn decode(&self, level: Level) -> Result<Canvas, PhotoRefused> {
        self.file.decode(level.reduction(self.upright(), self.file.spare()))
    }
}

/// Tells the kind of a file by its first bytes.
fn sniff(bytes: &[u8]) -> Result<Kind, PhotoRefused> {
    match bytes {
        [] => Err(PhotoRefused::damaged("the file is empty")),
        [0xFF, 0xD8, 0xFF, ..] => Ok(Kind::Jpeg),
        _ if bytes.starts_with(png::SIGNATURE) => Ok(Kind::Png),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => {
            Ok(Kind::WebP)
        }
        // Canon's raw files are TIFF by their first bytes; what opens there is a thumbnail.
        [b'I', b'I', 0x2A, 0, _, _, _, _, b'C', b'R', ..] => Err(raw()),
        // The number is 43 in files beyond 4 GB.
        [b'I', b'I', 0x2A | 0x2B, 0, ..] | [b'M', b'M', 0, 0x2A | 0x2B, ..] => {
            Ok(Kind::Tiff)
        }
        [b'G', b'I', b'F', b'8', b'7' | b'9', b'a', ..] => Ok(Kind::Gif),
        // Two letters alone would take many a text for a picture.
        [b'B', b'M', _, _, _, _, 0, 0, 0, 0, ..] => Ok(Kind::Bmp),
        [b'8', b'B', b'P', b'S', ..] => Err(PhotoRefused::rare("Photoshop")),
        [0xFF, 0x0A, ..] | [0, 0, 0, 12, b'J', b'X', b'L', b' ', ..] => {
            Err(PhotoRefused::rare("JPEG XL"))
        }
        [0, 0, 0, 12, b'j', b'P', b' ', b' ', ..] => Err(PhotoRefused::rare("JPEG 2000")),
        _ if bytes.starts_with(b"FUJIFILMCCD-RAW") || bytes.starts_with(b"IIRO") => {
            Err(raw())
        }
        _ => match isobmff::brand(bytes) {
            Some(Brand::Heic) => Ok(Kind::Heic),
            Some(Brand::Avif) => Err(PhotoRefused::Avif),
            Some(Brand::Raw) => Err(raw()),
            None => Err(PhotoRefused::Unsupported),
        },
    }
}

/// The refusal of a camera's raw file.
pub(crate) fn raw() -> PhotoRefused {
    PhotoRefused::rare("raw file of a camera")
}

/// Refuses sizes that cannot be held in memory, before anything is allocated for them.
pub(crate) fn judge(width: u32, height: u32) -> Result<(), PhotoRefused> {
    judged(width, height, MOST_PIXELS)
}

/// Like [`judge`], for decoders that hold the whole picture.
pub(crate) fn judge_at_once(width: u32, height: u32) -> Result<(), PhotoRefused> {
    judged(width, height, MOST_PIXELS_AT_ONCE)
}

fn judged(width: u32, height: u32, most: u64) -> Result<(), PhotoRefused> {
    if width == 0 || height == 0 {
        return Err(PhotoRefused::damaged("the header says there are no pixels"));
    }
    let pixels = u64::from(width) * u64::from(height);
    if width > LONGEST_SIDE || height > LONGEST_SIDE || pixels > most {
        return Err(PhotoRefused::TooLarge { width, height });
    }
    Ok(())
}
