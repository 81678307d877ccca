//! Reading JPEG.

use crate::PhotoRefused;
use crate::canvas::{Canvas, Collector};
use crate::colour::{Channels, Colour, Samples, profile};
use crate::exif::Exif;
use crate::markers::Header;
use crate::source::judge;
use jpeg_decoder::{ColorTransform, Decoder, Error, PixelFormat};
use moxcms::ColorProfile;

/// How many times the pixels needed shall be left after decoding at a smaller scale.
/// The decoder's scaling is itself a good filter, so little is enough.
pub(crate) const SPARE: f64 = 1.25;

/// A JPEG whose headers are read.
pub(crate) struct Jpeg<'a> {
    bytes: &'a [u8],
    header: Header<'a>,
    exif: Exif,
}

impl<'a> Jpeg<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PhotoRefused> {
        let header = Header::read(bytes)?;
        judge(header.width, header.height)?;
        let exif = header.exif.map(Exif::read).unwrap_or_default();
        Ok(Self { bytes, header, exif })
    }

    pub(crate) fn header(&self) -> &Header<'a> {
        &self.header
    }

    pub(crate) fn exif(&self) -> &Exif {
        &self.exif
    }

    /// Decodes the picture, at the nearest of 1, 1/2, 1/4 and 1/8 that is not below
    /// 1/`reduction`.
    pub(crate) fn decode(&self, reduction: u32) -> Result<Canvas, PhotoRefused> {
        let Header { width, height, .. } = self.header;
        let shrunk = match reduction {
            0 | 1 => 1,
            2 | 3 => 2,
            4..=7 => 4,
            _ => 8,
        };
        let mut decoder = Decoder::new(self.bytes);
        decoder.set_color_transform(self.transform());
        let side = |full: u32| full.div_ceil(shrunk) as u16;
        if shrunk > 1 {
            // The decoder is content when either side is long enough: state one only.
            let (across, down) = if width >= height {
                (side(width), u16::MAX)
            } else {
                (u16::MAX, side(height))
            };
            decoder.scale(across, down).map_err(refused)?;
        }
        let mut pixels = decoder.decode().map_err(refused)?;
        let info = decoder.info().ok_or(PhotoRefused::Unsupported)?;
        let (across, down) = (info.width, info.height);
        let channels = match info.pixel_format {
            PixelFormat::L8 => Channels::Grey,
            PixelFormat::RGB24 => Channels::Rgb,
            PixelFormat::CMYK32 => Channels::Cmyk,
            PixelFormat::L16 => return Err(PhotoRefused::Unsupported),
        };
        if channels == Channels::Cmyk && self.header.adobe.is_none() {
            // The decoder takes all CMYK for Adobe's, which is stored inverted.
            for sample in &mut pixels {
                *sample = 255 - *sample;
            }
        }
        let row = usize::from(across) * channels.count();
        let expected = (side(width), side(height));
        if (across, down) != expected || pixels.len() != row * usize::from(down) {
            return Err(PhotoRefused::damaged("the decoder gave another size"));
        }

        let profile = self.profile(channels);
        let colour = Colour::new(channels, profile.as_ref(), 8);
        let mut collector = Collector::new(colour, u32::from(across), 1);
        for row in pixels.chunks_exact(row) {
            collector.push(Samples::Eight(row));
        }
        Ok(collector.finish(shrunk))
    }

    /// The profile of the file; Adobe RGB where only EXIF names it, as cameras do.
    fn profile(&self, channels: Channels) -> Option<ColorProfile> {
        if self.header.icc.is_empty() {
            let adobe = self.exif.adobe_rgb && channels == Channels::Rgb;
            return adobe.then(ColorProfile::new_adobe_rgb);
        }
        profile(&self.header.icc, channels)
    }

    /// How the components are meant: as libjpeg decides it.
    fn transform(&self) -> ColorTransform {
        let Header { components, jfif, adobe, .. } = &self.header;
        match (components.as_slice(), adobe) {
            ([_], _) => ColorTransform::Grayscale,
            ([_, _, _, _], Some(2)) => ColorTransform::YCCK,
            ([_, _, _, _], _) => ColorTransform::CMYK,
            _ if *jfif => ColorTransform::YCbCr,
            (_, Some(0)) => ColorTransform::RGB,
            (_, Some(_)) => ColorTransform::YCbCr,
            ([b'R', b'G', b'B'], None) => ColorTransform::RGB,
            _ => ColorTransform::YCbCr,
        }
    }
}

fn refused(error: Error) -> PhotoRefused {
    match error {
        Error::Unsupported(_) => PhotoRefused::Unsupported,
        other => PhotoRefused::damaged(other),
    }
}
