//! Reading the first page of a TIFF.

use crate::canvas::{Canvas, Collector};
use crate::colour::{Channels, Colour, Samples, is_readable, profile};
use crate::exif::Exif;
use crate::ifd;
use crate::notes::Notes;
use crate::paper::{Alpha, Paper};
use crate::source::{Head, Opened, judge, raw};
use crate::{Caveat, PhotoRefused};
use ::tiff::decoder::{ChunkType, Decoder, DecodingResult, Limits};
use ::tiff::tags::Tag;
use ::tiff::{ColorType, TiffError};
use std::borrow::Cow;
use std::io::Cursor;

/// Memory for a strip or a row of tiles.
const MOST_MEMORY: usize = 512 << 20;

// Tags: TIFF 6.0; those from 700 on are registered by their users.
const SUBFILE: u16 = 254;
const XMP: u16 = 700;
const IPTC: u16 = 33_723;
const RESOURCES: u16 = 34_377;
const ICC: u16 = 34_675;
/// Version of Adobe's raw format.
const DNG: u16 = 50_706;

/// None, LZW, deflate by its two numbers, `PackBits`. Faxes and JPEG in TIFF are refused
/// here, before anybody counts on their pixels.
const COMPRESSIONS: [u32; 5] = [1, 5, 8, 32_946, 32_773];

/// A TIFF whose headers are read.
pub(crate) struct Tiff<'a> {
    bytes: &'a [u8],
    head: Head,
    layout: Layout,
    several: bool,
    /// Absent in files beyond 4 GB, whose notes are not read.
    notes: Option<ifd::Directory<'a>>,
}

/// How the samples lie.
#[derive(Debug, Clone, Copy)]
struct Layout {
    channels: Channels,
    /// Bits of a sample: 1, 2, 4, 8 or 16.
    bits: u8,
    /// Samples of a pixel in the file.
    samples: usize,
    alpha: Alpha,
    /// Each channel has strips of its own.
    planar: bool,
}

impl<'a> Tiff<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PhotoRefused> {
        let notes = ifd::Tiff::open(bytes).and_then(ifd::Tiff::first);
        // What opens in a raw file is a thumbnail, called a reduced version of another.
        let reduced = |notes: &ifd::Directory<'_>| {
            notes.number(SUBFILE).unwrap_or(0) & 1 == 1 || notes.field(DNG).is_some()
        };
        if notes.as_ref().is_some_and(reduced) {
            return Err(raw());
        }
        let mut decoder = decoder(bytes)?;
        let size = decoder.dimensions().map_err(refused)?;
        judge(size.0, size.1)?;
        let compression = decoder.get_tag_u32(Tag::Compression).unwrap_or(1);
        if !COMPRESSIONS.contains(&compression) {
            return Err(PhotoRefused::rare(format!("TIFF compressed by {compression}")));
        }
        let layout = Layout::of(&mut decoder)?;
        let exif = notes.as_ref().map(Exif::of).unwrap_or_default();
        let head = Head { size, exif, xmp: vec![] };
        Ok(Self { bytes, head, layout, several: decoder.more_images(), notes })
    }

    fn icc(&self) -> &'a [u8] {
        self.notes.map_or(&[], |notes| notes.bytes(ICC))
    }
}

impl Layout {
    fn of(decoder: &mut Decoder<Cursor<&[u8]>>) -> Result<Self, PhotoRefused> {
        let colour = decoder.colortype().map_err(refused)?;
        let extra = decoder.get_tag_u16_vec(Tag::ExtraSamples).ok();
        let planar =
            decoder.get_tag_u32(Tag::PlanarConfiguration).is_ok_and(|kind| kind == 2);
        let beside = match extra.as_deref() {
            Some([1, ..]) => Alpha::Multiplied,
            // Nothing stated: what else would a fourth sample be?
            Some([2, ..]) | None => Alpha::Straight,
            _ => Alpha::Ignored,
        };
        let (channels, bits, samples, alpha) = match colour {
            ColorType::Gray(bits) => (Channels::Grey, bits, 1, Alpha::None),
            ColorType::Multiband { bit_depth, num_samples: 2 } => {
                (Channels::Grey, bit_depth, 2, beside)
            }
            ColorType::RGB(bits) => (Channels::Rgb, bits, 3, Alpha::None),
            ColorType::RGBA(bits) => (Channels::Rgb, bits, 4, beside),
            ColorType::CMYK(bits) => (Channels::Cmyk, bits, 4, Alpha::None),
            // On white paper, what is transparent has no ink already.
            ColorType::CMYKA(bits) => (Channels::Cmyk, bits, 5, Alpha::Ignored),
            other => return Err(PhotoRefused::rare(format!("TIFF as {other:?}"))),
        };
        let packed = matches!(bits, 1 | 2 | 4) && samples == 1;
        if !(packed || matches!(bits, 8 | 16)) {
            return Err(PhotoRefused::rare(format!("TIFF of {bits} bits")));
        }
        Ok(Self { channels, bits, samples, alpha, planar })
    }
}

impl Opened for Tiff<'_> {
    fn head(&self) -> &Head {
        &self.head
    }

    fn notes(&self) -> Notes<'_> {
        let mut notes = Notes::default();
        let Some(directory) = &self.notes else { return notes };
        notes.xmp.push(Cow::from(directory.bytes(XMP)));
        notes.resources(directory.bytes(RESOURCES));
        if notes.iptc.is_empty() {
            notes.iptc.push(Cow::from(directory.bytes(IPTC)));
        }
        notes
    }

    fn caveats(&self) -> Vec<Caveat> {
        let profile = (!is_readable(self.icc())).then_some(Caveat::ProfileUnreadable);
        let several = self.several.then_some(Caveat::FirstOfSeveral);
        profile.into_iter().chain(several).collect()
    }

    fn decode(&self, reduction: f64) -> Result<Canvas, PhotoRefused> {
        let mut decoder = decoder(self.bytes)?;
        let Layout { channels, bits, alpha, .. } = self.layout;
        let profile = profile(self.icc(), channels);
        let colour =
            Colour::new(channels, profile.as_ref(), if bits == 16 { 16 } else { 8 });
        let mut collector = Collector::new(colour, self.head.size, reduction);
        let paper = Paper::new(channels.count(), alpha);

        let (across, down) = decoder.chunk_dimensions();
        if across == 0 || down == 0 {
            return Err(PhotoRefused::damaged("strips of no size"));
        }
        let tiles = self.head.size.0.div_ceil(across);
        let bands = self.head.size.1.div_ceil(down);
        let tiled = decoder.get_chunk_type() == ChunkType::Tile;
        let chunks = if tiled { decoder.tile_count() } else { decoder.strip_count() };
        let planes = if self.layout.planar { self.layout.samples as u32 } else { 1 };
        let needed = u64::from(tiles) * u64::from(bands) * u64::from(planes);
        if u64::from(chunks.map_err(refused)?) < needed {
            return Err(PhotoRefused::damaged("strips are missing"));
        }
        for band in 0..bands {
            let rows = down.min(self.head.size.1 - band * down);
            let mut whole = Band::new(self.head.size.0, rows, self.layout)?;
            for plane in 0..planes {
                for tile in 0..tiles {
                    let chunk = (plane * bands + band) * tiles + tile;
                    let width = across.min(self.head.size.0 - tile * across);
                    let samples = decoder.read_chunk(chunk).map_err(refused)?;
                    whole.put(&samples, tile * across, width, plane)?;
                }
            }
            whole.give(&paper, &mut collector);
        }
        Ok(collector.finish(1.0))
    }
}

/// Some rows of the picture, complete.
struct Band {
    layout: Layout,
    /// Samples of a row.
    row: usize,
    eight: Vec<u8>,
    sixteen: Vec<u16>,
}

impl Band {
    fn new(width: u32, rows: u32, layout: Layout) -> Result<Self, PhotoRefused> {
        let row = width as usize * layout.samples;
        let length = row * rows as usize;
        let deep = layout.bits == 16;
        if length * if deep { 2 } else { 1 } > MOST_MEMORY {
            return Err(PhotoRefused::TooLarge { width, height: rows });
        }
        let (eight, sixteen) = if deep { (0, length) } else { (length, 0) };
        Ok(Self { layout, row, eight: vec![0; eight], sixteen: vec![0; sixteen] })
    }

    /// Puts the samples of a strip or tile where they belong.
    fn put(
        &mut self,
        samples: &DecodingResult,
        left: u32,
        width: u32,
        plane: u32,
    ) -> Result<(), PhotoRefused> {
        let Self { layout, row, .. } = *self;
        let (left, width) = (left as usize, width as usize);
        match samples {
            DecodingResult::U8(found) if layout.bits < 8 => {
                let bits = usize::from(layout.bits);
                let stride = (width * bits).div_ceil(8);
                for (whole, found) in
                    self.eight.chunks_exact_mut(row).zip(found.chunks(stride))
                {
                    unpack(found, layout.bits, &mut whole[left..left + width]);
                }
                Ok(())
            }
            DecodingResult::U8(found) => {
                place(&mut self.eight, found, (row, left, width), layout, plane as usize)
            }
            DecodingResult::U16(found) => place(
                &mut self.sixteen,
                found,
                (row, left, width),
                layout,
                plane as usize,
            ),
            _ => Err(PhotoRefused::rare("TIFF of fractions")),
        }
    }

    /// Gives the rows on.
    fn give(mut self, paper: &Paper, collector: &mut Collector) {
        for row in self.eight.chunks_exact_mut(self.row) {
            collector.push(paper.lay(row));
        }
        for row in self.sixteen.chunks_exact_mut(self.row) {
            let row: Samples<'_> = paper.lay_wide(row);
            collector.push(row);
        }
    }
}

/// Copies the rows of a strip or tile into a band, one channel of them where each has
/// strips of its own.
fn place<S: Copy>(
    band: &mut [S],
    found: &[S],
    (row, left, width): (usize, usize, usize),
    layout: Layout,
    plane: usize,
) -> Result<(), PhotoRefused> {
    let samples = if layout.planar { 1 } else { layout.samples };
    if band.is_empty() || found.len() < band.len() / row * width * samples {
        return Err(PhotoRefused::damaged("a strip is too short"));
    }
    for (whole, found) in
        band.chunks_exact_mut(row).zip(found.chunks_exact(width * samples))
    {
        let part = &mut whole[left * layout.samples..(left + width) * layout.samples];
        if layout.planar {
            for (pixel, sample) in part.chunks_exact_mut(layout.samples).zip(found) {
                pixel[plane] = *sample;
            }
        } else {
            part.copy_from_slice(found);
        }
    }
    Ok(())
}

/// Spreads samples of less than a byte over the range of a byte.
fn unpack(packed: &[u8], bits: u8, samples: &mut [u8]) {
    let each = usize::from(8 / bits);
    let most = (1_u16 << bits) - 1;
    for (at, sample) in samples.iter_mut().enumerate() {
        let Some(byte) = packed.get(at / each) else { return };
        let shift = 8 - usize::from(bits) * (at % each + 1);
        *sample = (u16::from(byte >> shift) & most).wrapping_mul(255 / most) as u8;
    }
}

fn decoder(bytes: &[u8]) -> Result<Decoder<Cursor<&[u8]>>, PhotoRefused> {
    let mut limits = Limits::default();
    limits.decoding_buffer_size = MOST_MEMORY;
    limits.intermediate_buffer_size = MOST_MEMORY;
    limits.ifd_value_size = 16 << 20;
    let decoder = Decoder::new(Cursor::new(bytes)).map_err(refused)?;
    Ok(decoder.with_limits(limits))
}

fn refused(error: TiffError) -> PhotoRefused {
    match error {
        TiffError::UnsupportedError(what) => PhotoRefused::rare(what),
        other => PhotoRefused::damaged(other),
    }
}

#[cfg(test)]
mod tests {
    use super::unpack;

    #[test]
    fn small_samples_reach_from_black_to_white() {
        let cases: [(u8, &[u8], &[u8]); 3] = [
            (1, &[0b1010_0000], &[255, 0, 255]),
            (2, &[0b0001_1011], &[0, 85, 170, 255]),
            (4, &[0x0F, 0x80], &[0, 255, 136]),
        ];
        for (bits, packed, expected) in cases {
            let mut samples = vec![7; expected.len()];
            unpack(packed, bits, &mut samples);
            assert_eq!(samples, expected, "{bits}");
        }
    }
}
