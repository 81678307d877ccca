//! A picture file, opened: its headers are read and judged, its pixels not yet.

use crate::canvas::Canvas;
use crate::exif::Exif;
use crate::fit::Level;
use crate::jpeg::{self, Jpeg};
use crate::orient::Orientation;
use crate::png::{self, Png};
use crate::words::{self, Sources};
use crate::{Kind, PhotoRefused, Words};
use document::PixelSize;

/// Most pixels a photo may have: twice the largest cameras of this day.
const MOST_PIXELS: u64 = 200_000_000;

/// Longest side of a photo; what JPEG can state at all.
const LONGEST_SIDE: u32 = 65_535;

/// An opened picture file.
pub(crate) enum Source<'a> {
    /// A JPEG.
    Jpeg(Jpeg<'a>),
    /// A PNG.
    Png(Png<'a>),
}

impl<'a> Source<'a> {
    /// Opens a file by its first bytes, whatever it is called.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PhotoRefused> {
        if bytes.is_empty() {
            Err(PhotoRefused::damaged("the file is empty"))
        } else if bytes.starts_with(&[0xFF, 0xD8, 0xFF]) {
            Jpeg::open(bytes).map(Self::Jpeg)
        } else if bytes.starts_with(png::SIGNATURE) {
            Png::open(bytes).map(Self::Png)
        } else {
            Err(PhotoRefused::Unsupported)
        }
    }

    pub(crate) fn kind(&self) -> Kind {
        match self {
            Self::Jpeg(_) => Kind::Jpeg,
            Self::Png(_) => Kind::Png,
        }
    }

    /// Size as stored.
    pub(crate) fn stored(&self) -> PixelSize {
        let (width, height) = match self {
            Self::Jpeg(jpeg) => (jpeg.header().width, jpeg.header().height),
            Self::Png(png) => png.size(),
        };
        PixelSize { width, height }
    }

    /// Size once turned upright.
    pub(crate) fn upright(&self) -> PixelSize {
        let PixelSize { width, height } = self.stored();
        let (width, height) = self.orientation().turn(width, height);
        PixelSize { width, height }
    }

    pub(crate) fn orientation(&self) -> Orientation {
        self.exif().orientation
    }

    /// The words of the file, from XMP, IPTC and EXIF.
    pub(crate) fn words(&self) -> Words {
        let (xmp, resources) = match self {
            Self::Jpeg(jpeg) => (jpeg.header().xmp, jpeg.header().resources.as_slice()),
            Self::Png(png) => (png.xmp(), [].as_slice()),
        };
        words::gather(&Sources { xmp, resources, exif: self.exif() })
    }

    /// Decodes the pixels, at least as finely as `level` asks.
    pub(crate) fn decode(&self, level: Level) -> Result<Canvas, PhotoRefused> {
        // Levels are about upright widths.
        let width = self.upright().width;
        match self {
            Self::Jpeg(jpeg) => jpeg.decode(level.reduction(width, jpeg::SPARE)),
            Self::Png(png) => png.decode(level.reduction(width, png::SPARE)),
        }
    }

    fn exif(&self) -> &Exif {
        match self {
            Self::Jpeg(jpeg) => jpeg.exif(),
            Self::Png(png) => png.exif(),
        }
    }
}

/// Refuses sizes that cannot be held in memory, before anything is allocated for them.
pub(crate) fn judge(width: u32, height: u32) -> Result<(), PhotoRefused> {
    if width == 0 || height == 0 {
        return Err(PhotoRefused::damaged("the header says there are no pixels"));
    }
    let pixels = u64::from(width) * u64::from(height);
    if width > LONGEST_SIDE || height > LONGEST_SIDE || pixels > MOST_PIXELS {
        return Err(PhotoRefused::TooLarge { width, height });
    }
    Ok(())
}
