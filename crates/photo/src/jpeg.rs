//! Reading JPEG.

use crate::baseline::Baseline;
use crate::canvas::{Canvas, Collector};
use crate::colour::{Channels, Colour, Samples, is_readable, profile};
use crate::exif::Exif;
use crate::frame::{Frame, WHOLE};
use crate::markers::{Header, Scans};
use crate::notes::Notes;
use crate::progressive::Progressive;
use crate::rescue::Rescue;
use crate::source::{Head, Opened, judge, judge_at_once};
use crate::xmp::{Packet, Property};
use crate::{Caveat, PhotoRefused};
use jpeg_decoder::{ColorTransform, Decoder, Error, PixelFormat};
use moxcms::ColorProfile;
use std::borrow::Cow;
use std::io::Read;

/// How many times the pixels needed shall be left after decoding at a smaller scale.
/// The decoder's scaling is itself a good filter, so little is enough.
const SPARE: f64 = 1.05;

/// Most scans of a progressive picture. Encoders write ten or so; a file of thousands
/// would keep the machine busy for hours.
const MOST_SCANS: usize = 128;

/// A JPEG whose headers are read.
pub(crate) struct Jpeg<'a> {
    bytes: &'a [u8],
    header: Header<'a>,
    head: Head,
    /// The file ends before its pixels do.
    cut_off: bool,
}

/// A file that is drawn smaller than it is stored.
enum Usual<'a> {
    Baseline(Baseline<'a>),
    Progressive(Progressive<'a>),
}

/// Decoded pixels, row by row.
struct Pixels {
    samples: Vec<u8>,
    width: u32,
    height: u32,
    channels: Channels,
}

impl<'a> Jpeg<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PhotoRefused> {
        let header = Header::read(bytes)?;
        judge(header.width, header.height)?;
        let mut cut_off = !is_ended(bytes);
        if header.progressive || cut_off {
            let scans = Scans::find(bytes);
            if scans.starts.len() > MOST_SCANS {
                return Err(PhotoRefused::damaged("more scans than any encoder writes"));
            }
            cut_off = !scans.ended;
        }
        if header.progressive {
            judge_at_once(header.width, header.height)?;
        }
        let exif = header.exif.map(Exif::read).unwrap_or_default();
        let size = (header.width, header.height);
        let head = Head { size, exif, xmp: vec![] };
        Ok(Self { bytes, header, head, cut_off })
    }

    /// Decodes a usual file with its sides at `eighths`/8; `None` for all others, and where
    /// nothing is to be reduced: there every pixel counts, and colour kept at half
    /// resolution wants smoothing across its blocks.
    fn decode_usual(&self, eighths: u32) -> Option<Canvas> {
        if eighths >= WHOLE || self.cut_off {
            return None;
        }
        let file = if self.header.progressive {
            Usual::Progressive(Progressive::open(self.bytes)?)
        } else {
            Usual::Baseline(Baseline::open(self.bytes)?)
        };
        let frame = file.frame();
        let transform = self.transform();
        let channels =
            if frame.components() == 1 { Channels::Grey } else { Channels::Rgb };
        let colour = Colour::new(channels, self.profile(channels).as_ref(), 8);
        let size = frame.size(eighths);
        let mut collector = Collector::new(colour, size, 1.0);
        let mut rgb = [(); 3].map(|()| vec![0; size.0 as usize]);
        file.rows(eighths, |planes| match planes {
            [luma, blue, red] if transform == ColorTransform::YCbCr => {
                to_rgb(luma, blue, red, &mut rgb);
                collector.push(Samples::Planes(rgb.each_ref().map(Vec::as_slice)));
            }
            [red, green, blue] => collector.push(Samples::Planes([red, green, blue])),
            [grey] => collector.push(Samples::Eight(grey)),
            _ => {}
        })?;
        Some(collector.finish(f64::from(WHOLE) / f64::from(eighths)))
    }

    /// Decodes a file with its sides at 1/`shrunk`.
    fn pixels(&self, file: impl Read, shrunk: u32) -> Result<Pixels, PhotoRefused> {
        let Header { width, height, .. } = self.header;
        let mut decoder = Decoder::new(file);
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
        let mut samples = decoder.decode().map_err(refused)?;
        let info = decoder.info().ok_or_else(|| PhotoRefused::damaged("no frame"))?;
        let channels = match info.pixel_format {
            PixelFormat::L8 => Channels::Grey,
            PixelFormat::RGB24 => Channels::Rgb,
            PixelFormat::CMYK32 => Channels::Cmyk,
            PixelFormat::L16 => return Err(PhotoRefused::rare("JPEG of 16 bits")),
        };
        if channels == Channels::Cmyk && self.header.adobe.is_none() {
            // The decoder takes all CMYK for Adobe's, which is stored inverted.
            for sample in &mut samples {
                *sample = 255 - *sample;
            }
        }
        let length =
            usize::from(info.width) * usize::from(info.height) * channels.count();
        if (info.width, info.height) != (side(width), side(height))
            || samples.len() != length
        {
            return Err(PhotoRefused::damaged("the decoder gave another size"));
        }
        let (width, height) = (u32::from(info.width), u32::from(info.height));
        Ok(Pixels { samples, width, height, channels })
    }

    /// The rows of a file that ends early, and how many of them are the picture's own.
    fn rescued(&self, shrunk: u32) -> Result<(Pixels, u32), PhotoRefused> {
        let rescue = Rescue::new(self.bytes, &self.header);
        if let Some(coarse) = rescue.coarse() {
            let pixels = self.pixels(coarse, shrunk)?;
            let rows = pixels.height;
            return Ok((pixels, rows));
        }
        // What a decoder makes of bits that are missing depends on where they end. So
        // rows that come out alike from a file cut off twice are the picture's own.
        let (longer, shorter) = rescue
            .two_ends()
            .ok_or_else(|| PhotoRefused::damaged("cut off before the pixels"))?;
        let pixels = self.pixels(longer, shrunk)?;
        let other = self.pixels(shorter, shrunk)?;
        let row = pixels.width as usize * pixels.channels.count();
        let alike = |(one, two): (&[u8], &[u8])| one == two;
        let mut both =
            pixels.samples.chunks_exact(row).zip(other.samples.chunks_exact(row));
        let rows =
            both.position(|rows| !alike(rows)).map_or(pixels.height, |at| at as u32);
        if rows < pixels.height.div_ceil(8) {
            return Err(PhotoRefused::damaged("cut off within the first eighth"));
        }
        Ok((pixels, rows))
    }

    /// The profile of the file; Adobe RGB where only EXIF names it, as cameras do.
    fn profile(&self, channels: Channels) -> Option<ColorProfile> {
        if self.header.icc.is_empty() {
            let adobe = self.head.exif.adobe_rgb && channels == Channels::Rgb;
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

impl Usual<'_> {
    fn frame(&self) -> &Frame {
        match self {
            Self::Baseline(file) => file.frame(),
            Self::Progressive(file) => file.frame(),
        }
    }

    /// Hands over row by row what each component holds at so many eighths.
    fn rows(self, eighths: u32, take: impl FnMut(&[&[u8]])) -> Option<()> {
        match self {
            Self::Baseline(file) => file.rows(eighths, take),
            Self::Progressive(file) => file.rows(eighths, take),
        }
    }
}

impl Opened for Jpeg<'_> {
    fn head(&self) -> &Head {
        &self.head
    }

    fn notes(&self) -> Notes<'_> {
        let mut notes = Notes::default();
        if let Some(packet) = self.header.xmp {
            notes.xmp.push(Cow::from(packet));
            let name = Packet::read(packet).text(Property::Continued);
            notes.xmp.extend(self.header.extension(&name).map(Cow::from));
        }
        notes.resources(&self.header.resources);
        notes
    }

    fn caveats(&self) -> Vec<Caveat> {
        let cut_off = self.cut_off.then_some(Caveat::CutOff);
        let profile =
            (!is_readable(&self.header.icc)).then_some(Caveat::ProfileUnreadable);
        cut_off.into_iter().chain(profile).collect()
    }

    fn spare(&self) -> f64 {
        SPARE
    }

    /// At the nearest eighth that is not below 1/`reduction`; rarer files at the nearest
    /// of 1, 1/2, 1/4 and 1/8.
    fn decode(&self, reduction: f64) -> Result<Canvas, PhotoRefused> {
        let eighths = (f64::from(WHOLE) / reduction).ceil().max(1.0) as u32;
        if let Some(canvas) = self.decode_usual(eighths) {
            return Ok(canvas);
        }
        let shrunk = match eighths {
            1 => 8,
            2 => 4,
            3 | 4 => 2,
            _ => 1,
        };
        let (pixels, rows) = if self.cut_off {
            self.rescued(shrunk)?
        } else {
            let pixels = self.pixels(self.bytes, shrunk)?;
            let rows = pixels.height;
            (pixels, rows)
        };
        let Pixels { samples, width, height, channels } = pixels;
        let profile = self.profile(channels);
        let colour = Colour::new(channels, profile.as_ref(), 8);
        let mut collector = Collector::new(colour, (width, height), 1.0);
        for row in
            samples.chunks_exact(width as usize * channels.count()).take(rows as usize)
        {
            collector.push(Samples::Eight(row));
        }
        collector.push_missing(height - rows);
        Ok(collector.finish(f64::from(shrunk)))
    }
}

/// Brightness and two differences of colour as red, green and blue (ITU-T T.871, 7), in
/// 1/2¹⁴.
#[inline(always)]
fn to_rgb(luma: &[u8], blue: &[u8], red: &[u8], rgb: &mut [Vec<u8>; 3]) {
    let [r, g, b] = rgb.each_mut().map(Vec::as_mut_slice);
    let length = r.len();
    let (luma, blue, red) = (&luma[..length], &blue[..length], &red[..length]);
    let (g, b) = (&mut g[..length], &mut b[..length]);
    for at in 0..length {
        let y = i32::from(luma[at]) << 14 | 1 << 13;
        let (cb, cr) = (i32::from(blue[at]) - 128, i32::from(red[at]) - 128);
        let code = |sum: i32| (sum >> 14).clamp(0, 255) as u8;
        r[at] = code(y + 22_970 * cr);
        g[at] = code(y - 5_638 * cb - 11_700 * cr);
        b[at] = code(y + 29_032 * cb);
    }
}

/// Whether the last bytes are the end of an image; cameras and downloads may have put
/// zeros behind it.
fn is_ended(jpeg: &[u8]) -> bool {
    let length = jpeg.iter().rposition(|byte| *byte != 0).map_or(0, |last| last + 1);
    jpeg[..length].ends_with(&[0xFF, 0xD9])
}

fn refused(error: Error) -> PhotoRefused {
    match error {
        Error::Unsupported(what) => PhotoRefused::rare(format!("{what:?}")),
        other => PhotoRefused::damaged(other),
    }
}
