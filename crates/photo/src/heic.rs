//! Reading HEIC.
//!
//! The decoder turns pictures upright itself, as the container tells it; what EXIF
//! says about orientation in such files is left alone. Mirrors it takes along the other
//! axis than the standard since its second edition (ISO/IEC 23008-12:2022, 6.5.12),
//! libheif and libavif do: half a turn makes up for it. What lies outside the clean
//! aperture it decodes as well: that is cut off here. Pictures of several rows of tiles
//! are decoded row by row, and turned upright with all others.

use crate::bands::Bands;
use crate::canvas::{Canvas, Collector};
use crate::colour::{
    Channels, Colour, Samples, is_readable, profile, profile_of_code_points,
};
use crate::exif::Exif;
use crate::hevc;
use crate::isobmff::{Aperture, Items};
use crate::notes::Notes;
use crate::orient::{Area, Orientation};
use crate::paper::{Alpha, Paper};
use crate::source::{Head, Opened, judge_at_once};
use crate::{Caveat, PhotoRefused};
use hpvcd::{
    ColorMetadata, DecodeError, DecodedImage, Decoder, HeicSettings, ImageBuffer,
    ImageInfo, ParseLimits, SampleBuf,
};
use moxcms::ColorProfile;

/// EXIF's number of a picture upside down.
const HALF_TURN: u32 = 3;

/// An HEIC file whose headers are read.
pub(crate) struct Heic<'a> {
    bytes: &'a [u8],
    head: Head,
    /// Size of what the decoder gives, and the part of it that is the picture.
    decoded: (u32, u32),
    part: Part,
    /// It is decoded one row of tiles after the other.
    in_bands: bool,
    colour: ColorMetadata,
    items: Items<'a>,
}

impl<'a> Heic<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PhotoRefused> {
        if !hevc::is_sane(bytes) {
            return Err(PhotoRefused::damaged("more reference sets than there can be"));
        }
        let info = decoder().read_info(bytes).map_err(refused)?;
        judge_at_once(info.width, info.height)?;
        let items = Items::read(bytes);
        let mut exif = items.exif.as_deref().map(Exif::read).unwrap_or_default();
        exif.orientation = match items.is_mirrored {
            true => Orientation::from_exif(HALF_TURN),
            false => Orientation::default(),
        };
        let mut part = Part::of(&info, items.aperture);
        let in_bands = !info.has_alpha
            && items.aperture.is_none()
            && Bands::of(bytes).is_some_and(|bands| {
                bands.size() == (info.coded_width, info.coded_height)
            });
        if in_bands {
            exif.orientation = turned(info.orientation).then(exif.orientation);
            (part.width, part.height) =
                (info.coded_width as usize, info.coded_height as usize);
        }
        let size = (part.width as u32, part.height as u32);
        Ok(Self {
            bytes,
            in_bands,
            head: Head { size, exif, xmp: vec![] },
            decoded: (info.width, info.height),
            part,
            colour: info.color,
            items,
        })
    }

    fn icc(&self) -> &[u8] {
        self.colour.icc.as_deref().unwrap_or_default()
    }

    /// The profile of the file: its own, or the one its code points describe.
    fn profile(&self, channels: Channels) -> Option<ColorProfile> {
        if !self.icc().is_empty() {
            return profile(self.icc(), channels);
        }
        let points = self.colour.cicp.filter(|_| channels == Channels::Rgb)?;
        profile_of_code_points(points.primaries as u8, points.transfer as u8)
    }
}

impl Opened for Heic<'_> {
    fn head(&self) -> &Head {
        &self.head
    }

    fn notes(&self) -> Notes<'_> {
        Notes { xmp: self.items.xmp.iter().cloned().collect(), ..Notes::default() }
    }

    fn caveats(&self) -> Vec<Caveat> {
        let unreadable = !is_readable(self.icc());
        unreadable.then_some(Caveat::ProfileUnreadable).into_iter().collect()
    }

    fn decode(&self, reduction: f64) -> Result<Canvas, PhotoRefused> {
        let Some(mut bands) = self.in_bands.then(|| Bands::of(self.bytes)).flatten()
        else {
            let image = decoded(self.bytes, self.decoded)?;
            let mut collector = self.collector(&image, reduction);
            self.collect(&image, self.part, &mut collector);
            return Ok(collector.finish(1.0));
        };
        let mut collector = None;
        while let Some((file, rows)) = bands.next() {
            let part = Part { height: rows as usize, ..self.part };
            let image = decoded(file, (self.head.size.0, rows))?;
            let collector =
                collector.get_or_insert_with(|| self.collector(&image, reduction));
            self.collect(&image, part, collector);
        }
        let collector = collector.ok_or_else(|| PhotoRefused::damaged("no tiles"))?;
        Ok(collector.finish(1.0))
    }
}

/// What the decoder makes of a file, if that is of the right size.
fn decoded(file: &[u8], size: (u32, u32)) -> Result<DecodedImage, PhotoRefused> {
    let image = decoder().decode(file).map_err(refused)?;
    if (image.width, image.height) != size {
        return Err(PhotoRefused::damaged("the decoder gave another size"));
    }
    Ok(image)
}

impl Heic<'_> {
    fn collector(&self, image: &DecodedImage, reduction: f64) -> Collector {
        let channels =
            if image.pixels.channels() == 1 { Channels::Grey } else { Channels::Rgb };
        let deep = matches!(image.pixels, ImageBuffer::Rgb16(_) | ImageBuffer::Luma16(_));
        let profile = self.profile(channels);
        let colour = Colour::new(channels, profile.as_ref(), if deep { 16 } else { 8 });
        Collector::new(colour, self.head.size, reduction)
    }

    /// Hands over the rows of `part` of a decoded picture.
    fn collect(&self, image: &DecodedImage, part: Part, collector: &mut Collector) {
        let mut rows = Rows {
            width: image.width as usize,
            part,
            channels: image.pixels.channels(),
            alpha: image.alpha.as_ref(),
            bits: u32::from(image.bit_depth.bits()),
        };
        match &image.pixels {
            ImageBuffer::Luma8(pixels) | ImageBuffer::Rgb8(pixels) => {
                rows.eight(pixels, collector);
            }
            ImageBuffer::Luma16(pixels) | ImageBuffer::Rgb16(pixels) => {
                rows.sixteen(pixels, collector);
            }
        }
    }
}

/// A part of a decoded picture, in pixels.
#[derive(Clone, Copy)]
struct Part {
    left: usize,
    top: usize,
    width: usize,
    height: usize,
}

impl Part {
    /// The clean aperture as the decoder turns it; everything when there is none, or one
    /// that does not lie in the picture.
    fn of(info: &ImageInfo, clean: Option<Aperture>) -> Self {
        let whole = Self {
            left: 0,
            top: 0,
            width: info.width as usize,
            height: info.height as usize,
        };
        let stored = (f64::from(info.coded_width), f64::from(info.coded_height));
        let Some(clean) = clean.and_then(|clean| seen(clean, stored)) else {
            return whole;
        };
        let orientation = turned(info.orientation);
        let Area { left, top, width, height } =
            orientation.upright(clean, stored.0, stored.1);
        let [left, top, width, height] = [left, top, width, height].map(|at| at as usize);
        let fits = left + width <= whole.width && top + height <= whole.height;
        if fits { Self { left, top, width, height } } else { whole }
    }
}

/// How the decoder would turn the stored picture.
fn turned(orientation: hpvcd::Orientation) -> Orientation {
    Orientation::from_exif(match orientation {
        hpvcd::Orientation::Normal => 1,
        hpvcd::Orientation::FlipH => 2,
        hpvcd::Orientation::Rotate180 => 3,
        hpvcd::Orientation::FlipV => 4,
        hpvcd::Orientation::Transpose => 5,
        hpvcd::Orientation::Rotate90 => 6,
        hpvcd::Orientation::Transverse => 7,
        hpvcd::Orientation::Rotate270 => 8,
    })
}

/// Where a clean aperture lies in a stored picture, in whole pixels (ISO/IEC 14496-12,
/// 12.1.4.2): so far from the middle. `None` when it leaves the picture.
fn seen(clean: Aperture, (width, height): (f64, f64)) -> Option<Area> {
    let value = |(number, parts): (i32, i32)| {
        (parts > 0).then(|| f64::from(number) / f64::from(parts))
    };
    let side = |length, off, full: f64| {
        let length = value(length)?.floor();
        let start = ((full - length) / 2.0 + value(off)?).round();
        (length >= 1.0 && start >= 0.0 && start + length <= full)
            .then_some((start, length))
    };
    let across = side(clean.width, clean.right, width)?;
    let down = side(clean.height, clean.down, height)?;
    Some(Area { left: across.0, top: down.0, width: across.1, height: down.1 })
}

/// Brings decoded samples into rows on paper.
struct Rows<'a> {
    width: usize,
    part: Part,
    channels: usize,
    alpha: Option<&'a SampleBuf>,
    /// Bits that samples of 16 bits use.
    bits: u32,
}

impl Rows<'_> {
    /// The rows of the part, with their number in the picture.
    fn rows<'p, S>(&self, pixels: &'p [S]) -> impl Iterator<Item = (usize, &'p [S])> {
        let Part { left, top, width, height } = self.part;
        let channels = self.channels;
        let rows = pixels.chunks_exact(self.width * channels).enumerate();
        rows.skip(top)
            .take(height)
            .map(move |(y, row)| (y, &row[left * channels..(left + width) * channels]))
    }

    /// Where the pixels of a row of the part stand among those of one channel.
    fn span(&self, y: usize) -> std::ops::Range<usize> {
        let begin = y * self.width + self.part.left;
        begin..begin + self.part.width
    }

    fn eight(&mut self, pixels: &[u8], collector: &mut Collector) {
        let alpha = match self.alpha {
            Some(SampleBuf::U8(alpha)) => alpha.as_slice(),
            _ => &[],
        };
        let paper = Paper::new(self.channels, Alpha::Straight);
        let mut row = Vec::new();
        for (y, samples) in self.rows(pixels) {
            match alpha.get(self.span(y)) {
                None => collector.push(Samples::Eight(samples)),
                Some(alpha) => {
                    interleave(samples, alpha, self.channels, &mut row);
                    collector.push(paper.lay(&mut row));
                }
            }
        }
    }

    fn sixteen(&mut self, pixels: &[u16], collector: &mut Collector) {
        let bits = self.bits;
        // The highest bits again at the bottom, so that full is full.
        let widen = |sample: &u16| {
            sample << (16 - bits) | sample >> (2 * bits).saturating_sub(16)
        };
        let alpha: Vec<u16> = match self.alpha {
            Some(SampleBuf::U16(alpha)) => alpha.iter().map(widen).collect(),
            Some(SampleBuf::U8(alpha)) => {
                alpha.iter().map(|a| u16::from(*a) * 257).collect()
            }
            None => vec![],
        };
        let paper = Paper::new(self.channels, Alpha::Straight);
        let (mut wide, mut row) = (Vec::new(), Vec::new());
        for (y, samples) in self.rows(pixels) {
            wide.clear();
            wide.extend(samples.iter().map(widen));
            match alpha.get(self.span(y)) {
                None => collector.push(Samples::Sixteen(&wide)),
                Some(alpha) => {
                    interleave(&wide, alpha, self.channels, &mut row);
                    collector.push(paper.lay_wide(&mut row));
                }
            }
        }
    }
}

/// Puts alpha behind the channels of each pixel.
fn interleave<S: Copy>(samples: &[S], alpha: &[S], channels: usize, row: &mut Vec<S>) {
    row.clear();
    for (pixel, alpha) in samples.chunks_exact(channels).zip(alpha) {
        row.extend_from_slice(pixel);
        row.push(*alpha);
    }
}

/// On one thread: photos are made several at a time. Sizes are judged by the caller,
/// who sees the true ones.
fn decoder() -> Decoder {
    let mut limits = ParseLimits::new();
    limits.max_dimension = u32::MAX;
    limits.max_pixels = u64::MAX;
    let settings = HeicSettings::new().with_threads(1).with_limits(limits);
    Decoder::from_settings(settings.with_decode_gain_map(false))
}

fn refused(error: DecodeError) -> PhotoRefused {
    match error {
        DecodeError::Unsupported(_)
        | DecodeError::UnsupportedItemType(_)
        | DecodeError::UnsupportedChroma(_)
        | DecodeError::UnsupportedBitDepth(_) => PhotoRefused::rare(error),
        other => PhotoRefused::damaged(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fit;
    use document::{Fit, PixelSize};

    /// Four tiles, turned by a quarter and mirrored.
    const TILES: &[u8] = include_bytes!("../tests/fixtures/tiles.heic");

    fn upright(file: &Heic<'_>) -> (PixelSize, Vec<u8>) {
        let (width, height) = file.head.size;
        let orientation = file.head.exif.orientation;
        let turned = orientation.turn(width, height);
        let full = PixelSize { width: turned.0, height: turned.1 };
        let plan = fit::plan(full, Fit::Within { width: full.width });
        let canvas = file.decode(1.0).unwrap();
        let picture = canvas.cut(&plan, orientation, PixelSize { width, height });
        (picture.size, picture.rgb)
    }

    #[test]
    fn rows_of_tiles_make_the_picture_that_the_whole_does_however_it_is_turned() {
        let at = |kind: &[u8; 4]| {
            TILES.windows(4).position(|window| window == kind).unwrap() + 4
        };
        for (turn, axis) in (0..4).flat_map(|turn| [(turn, 0), (turn, 1), (turn, 2)]) {
            let mut file = TILES.to_vec();
            file[at(b"irot")] = turn;
            match axis {
                2 => file[at(b"imir") - 4..at(b"imir")].copy_from_slice(b"free"),
                axis => file[at(b"imir")] = axis,
            }
            let rows = Heic::open(&file).unwrap();
            assert!(rows.in_bands);
            let mut whole = Heic::open(&file).unwrap();
            whole.in_bands = false;
            whole.part = Part {
                width: whole.decoded.0 as usize,
                height: whole.decoded.1 as usize,
                ..whole.part
            };
            whole.head.size = whole.decoded;
            whole.head.exif.orientation =
                Orientation::from_exif(if axis < 2 { HALF_TURN } else { 1 });
            assert!(upright(&rows) == upright(&whole), "{turn} quarters, axis {axis}");
        }
    }

    #[test]
    fn what_is_no_usual_grid_is_decoded_as_a_whole() {
        let grid = TILES
            .windows(8)
            .position(|part| part == [0, 0, 1, 1, 0, 112, 0, 96])
            .unwrap();
        // Another version; more rows than tiles are there for; a height for three rows.
        for (at, byte) in [(0, 1), (2, 2), (7, 190)] {
            let mut file = TILES.to_vec();
            file[grid + at] = byte;
            assert!(Heic::open(&file).is_ok_and(|file| !file.in_bands), "{at}");
        }
    }
}
