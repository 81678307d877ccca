//! Reading PNG.

use crate::PhotoRefused;
use crate::canvas::{Canvas, Collector};
use crate::colour::{Channels, Colour, Samples, profile};
use crate::exif::Exif;
use crate::source::judge;
use ::png::{
    BitDepth, ColorType, Decoder, DecodingError, Limits, Reader, Transformations,
};
use std::io::Cursor;

/// The first bytes of every PNG.
pub(crate) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// How many times the pixels needed shall be left after averaging squares, which is a
/// soft filter.
pub(crate) const SPARE: f64 = 2.0;

/// Memory for the chunks beside the pixels, and for rows.
const LIMITS: Limits = Limits { bytes: 128 << 20 };

/// Keyword of the chunk that holds XMP (XMP specification, part 3, 1.1.5).
const XMP_KEYWORD: &str = "XML:com.adobe.xmp";

/// A PNG whose headers are read.
pub(crate) struct Png<'a> {
    bytes: &'a [u8],
    size: (u32, u32),
    xmp: Option<String>,
    exif: Exif,
}

impl<'a> Png<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PhotoRefused> {
        let reader = reader(bytes)?;
        let info = reader.info();
        let xmp = info
            .utf8_text
            .iter()
            .find(|chunk| chunk.keyword == XMP_KEYWORD)
            .and_then(|chunk| chunk.get_text().ok());
        let exif = info.exif_metadata.as_deref().map(Exif::read).unwrap_or_default();
        Ok(Self { bytes, size: (info.width, info.height), xmp, exif })
    }

    pub(crate) fn size(&self) -> (u32, u32) {
        self.size
    }

    pub(crate) fn exif(&self) -> &Exif {
        &self.exif
    }

    pub(crate) fn xmp(&self) -> Option<&[u8]> {
        self.xmp.as_deref().map(str::as_bytes)
    }

    /// Decodes the picture on white, averaging squares of `reduction` pixels.
    pub(crate) fn decode(&self, reduction: u32) -> Result<Canvas, PhotoRefused> {
        let mut reader = reader(self.bytes)?;
        let (channels, alpha) = match reader.output_color_type().0 {
            ColorType::Grayscale => (Channels::Grey, false),
            ColorType::GrayscaleAlpha => (Channels::Grey, true),
            ColorType::Rgb => (Channels::Rgb, false),
            ColorType::Rgba => (Channels::Rgb, true),
            // Expanded by the decoder.
            ColorType::Indexed => return Err(PhotoRefused::Unsupported),
        };
        let deep = reader.output_color_type().1 == BitDepth::Sixteen;
        let info = reader.info();
        let own = info.icc_profile.as_deref().and_then(|icc| profile(icc, channels));
        let colour = Colour::new(channels, own.as_ref(), if deep { 16 } else { 8 });

        let mut collector = Collector::new(colour, self.size.0, reduction);
        let mut row =
            Row { deep, channels: alpha.then(|| channels.count()), wide: vec![] };
        if reader.info().interlaced {
            let length = reader.output_buffer_size();
            let length = length.ok_or_else(|| PhotoRefused::damaged("size overflows"))?;
            let mut frame = vec![0; length];
            let line = reader.next_frame(&mut frame).map_err(refused)?.line_size;
            for bytes in frame.chunks_exact_mut(line) {
                collector.push(row.opaque(bytes));
            }
        } else {
            let line = reader.output_line_size(self.size.0);
            let line = line.ok_or_else(|| PhotoRefused::damaged("size overflows"))?;
            let mut bytes = vec![0; line];
            for _ in 0..self.size.1 {
                reader
                    .read_row(&mut bytes)
                    .map_err(refused)?
                    .ok_or_else(|| PhotoRefused::damaged("rows are missing"))?;
                collector.push(row.opaque(&mut bytes));
            }
        }
        Ok(collector.finish(1))
    }
}

/// Brings rows into samples without alpha.
struct Row {
    deep: bool,
    /// Channels beside alpha, if there is alpha.
    channels: Option<usize>,
    wide: Vec<u16>,
}

impl Row {
    /// Lays a row on white paper. Mixed as coded values, as browsers mix them.
    fn opaque<'a>(&'a mut self, bytes: &'a mut [u8]) -> Samples<'a> {
        if self.deep {
            self.wide.clear();
            let (pairs, _) = bytes.as_chunks::<2>();
            self.wide.extend(pairs.iter().map(|pair| u16::from_be_bytes(*pair)));
            let length = self.channels.map_or(self.wide.len(), |channels| {
                flatten(&mut self.wide, channels, u32::from(u16::MAX), |sum| sum as u16)
            });
            return Samples::Sixteen(&self.wide[..length]);
        }
        let length = self.channels.map_or(bytes.len(), |channels| {
            flatten(bytes, channels, 255, |sum| sum as u8)
        });
        Samples::Eight(&bytes[..length])
    }
}

/// Replaces pixels with alpha by pixels on white, in place; returns the new length.
fn flatten<S: Copy + Into<u32>>(
    samples: &mut [S],
    channels: usize,
    full: u32,
    narrow: impl Fn(u32) -> S,
) -> usize {
    let pixels = samples.len() / (channels + 1);
    for pixel in 0..pixels {
        let from = pixel * (channels + 1);
        let alpha: u32 = samples[from + channels].into();
        for channel in 0..channels {
            let value: u32 = samples[from + channel].into();
            // At most full², which fits.
            let mixed = (value * alpha + full * (full - alpha) + full / 2) / full;
            samples[pixel * channels + channel] = narrow(mixed);
        }
    }
    pixels * channels
}

fn reader(bytes: &[u8]) -> Result<Reader<Cursor<&[u8]>>, PhotoRefused> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), LIMITS);
    decoder.set_transformations(Transformations::EXPAND);
    let header = decoder.read_header_info().map_err(refused)?;
    judge(header.width, header.height)?;
    decoder.read_info().map_err(refused)
}

fn refused(error: DecodingError) -> PhotoRefused {
    PhotoRefused::damaged(error)
}
