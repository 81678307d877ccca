//! Reading PNG.

use crate::canvas::{Canvas, Collector};
use crate::colour::{
    Channels, Colour, is_readable, profile, profile_of_code_points, profile_of_gamma,
};
use crate::exif::Exif;
use crate::notes::Notes;
use crate::paper::{Alpha, Paper};
use crate::raw_profile;
use crate::source::{Head, Opened, judge, judge_at_once};
use crate::text;
use crate::{Caveat, PhotoRefused};
use ::png::{
    BitDepth, ColorType, Decoder, DecodingError, Info, Limits, Reader, Transformations,
};
use moxcms::ColorProfile;
use std::borrow::Cow;
use std::io::Cursor;

/// The first bytes of every PNG.
pub(crate) const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Memory for the chunks beside the pixels, and for rows.
const LIMITS: Limits = Limits { bytes: 128 << 20 };

/// Keyword of the chunk that holds XMP (XMP specification, part 3, 1.1.5).
const XMP_KEYWORD: &str = "XML:com.adobe.xmp";

/// A PNG whose headers are read.
pub(crate) struct Png<'a> {
    bytes: &'a [u8],
    info: Info<'static>,
    head: Head,
    /// Text by keyword: what is stated in Unicode, and what is Latin-1 by the standard.
    texts: Vec<(String, String)>,
    /// The file ends before its pixels do.
    cut_off: bool,
}

impl<'a> Png<'a> {
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, PhotoRefused> {
        let info = reader(bytes)?.info().clone();
        if info.interlaced {
            judge_at_once(info.width, info.height)?;
        }
        let Chunks { cut_off, behind } = Chunks::find(bytes);
        let mut texts = texts(&info);
        let mut block = info.exif_metadata.as_deref().map(<[u8]>::to_vec);
        if let Ok(reader) = reader(&behind) {
            texts.extend(self::texts(reader.info()));
            let behind = reader.info().exif_metadata.as_deref();
            block = block.or(behind.map(<[u8]>::to_vec));
        }
        let written = texts.iter().find_map(|(keyword, text)| {
            let name = keyword.strip_prefix(raw_profile::KEYWORD)?;
            matches!(name, "exif" | "APP1").then(|| raw_profile::decode(text))?
        });
        let exif = block.or(written).as_deref().map(Exif::read).unwrap_or_default();
        let head = Head { size: (info.width, info.height), exif, xmp: vec![] };
        Ok(Self { bytes, info, head, texts, cut_off })
    }

    fn text(&self, keyword: &str) -> &str {
        let found = self.texts.iter().find(|(found, _)| found == keyword);
        found.map_or("", |(_, text)| text)
    }

    /// The profile of the file, by the first of four chunks that says something (PNG,
    /// third edition, 4.3): code points, a profile, sRGB, gamma with primaries.
    fn profile(&self, channels: Channels) -> Option<ColorProfile> {
        let info = &self.info;
        if let Some(points) = &info.coding_independent_code_points
            && channels == Channels::Rgb
        {
            return profile_of_code_points(
                points.color_primaries,
                points.transfer_function,
            );
        }
        if let Some(icc) = info.icc_profile.as_deref() {
            return profile(icc, channels);
        }
        if info.srgb.is_some() {
            return None;
        }
        let primaries = info.chrm_chunk.map(|chunk| {
            [chunk.white, chunk.red, chunk.green, chunk.blue]
                .map(|(x, y)| (x.into_value(), y.into_value()))
        });
        let gamma = info.gama_chunk?.into_value();
        profile_of_gamma(gamma, primaries, channels)
    }
}

impl Opened for Png<'_> {
    fn head(&self) -> &Head {
        &self.head
    }

    fn notes(&self) -> Notes<'_> {
        let mut notes = Notes::default();
        let xmp = self.text(XMP_KEYWORD);
        if !xmp.is_empty() {
            notes.xmp.push(Cow::from(xmp.as_bytes()));
        }
        for (keyword, text) in &self.texts {
            let Some(name) = keyword.strip_prefix(raw_profile::KEYWORD) else { continue };
            let Some(content) = raw_profile::decode(text) else { continue };
            match name {
                "xmp" if xmp.is_empty() => notes.xmp.push(Cow::from(content)),
                // `ImageMagick` calls Photoshop's resources by either name.
                "iptc" | "8bim" => notes.owned_resources(&content),
                _ => {}
            }
        }
        notes.plain.caption = text::tidy(self.text("Description"));
        notes.plain.author = text::tidy(self.text("Author"));
        notes.plain.rights = text::tidy(self.text("Copyright"));
        notes
    }

    fn caveats(&self) -> Vec<Caveat> {
        let icc = self.info.icc_profile.as_deref().unwrap_or_default();
        let several =
            self.info.animation_control().is_some_and(|control| control.num_frames > 1);
        [
            self.cut_off.then_some(Caveat::CutOff),
            (!is_readable(icc)).then_some(Caveat::ProfileUnreadable),
            several.then_some(Caveat::FirstOfSeveral),
        ]
        .into_iter()
        .flatten()
        .collect()
    }

    fn decode(&self, reduction: f64) -> Result<Canvas, PhotoRefused> {
        let mut reader = reader(self.bytes)?;
        let (channels, alpha) = match reader.output_color_type().0 {
            ColorType::Grayscale => (Channels::Grey, Alpha::None),
            ColorType::GrayscaleAlpha => (Channels::Grey, Alpha::Straight),
            ColorType::Rgb => (Channels::Rgb, Alpha::None),
            ColorType::Rgba => (Channels::Rgb, Alpha::Straight),
            // Expanded by the decoder.
            ColorType::Indexed => {
                return Err(PhotoRefused::rare("PNG with bare indices"));
            }
        };
        let deep = reader.output_color_type().1 == BitDepth::Sixteen;
        let (width, height) = self.head.size;
        let profile = self.profile(channels);
        let colour = Colour::new(channels, profile.as_ref(), if deep { 16 } else { 8 });
        let mut rows = Rows {
            collector: Collector::new(colour, (width, height), reduction),
            paper: Paper::new(channels.count(), alpha),
            deep,
            wide: vec![],
        };
        if reader.info().interlaced {
            let length = reader.output_buffer_size();
            let length = length.ok_or_else(|| PhotoRefused::damaged("size overflows"))?;
            let mut frame = vec![0; length];
            let line = reader.next_frame(&mut frame).map_err(refused)?.line_size;
            for bytes in frame.chunks_exact_mut(line) {
                rows.push(bytes);
            }
            return Ok(rows.collector.finish(1.0));
        }
        let line = reader.output_line_size(width);
        let line = line.ok_or_else(|| PhotoRefused::damaged("size overflows"))?;
        let mut bytes = vec![0; line];
        for row in 0..height {
            match reader.read_row(&mut bytes) {
                Ok(Some(_)) => rows.push(&mut bytes),
                // The file ends here: enough of it is shown with the rest in grey.
                Err(_) | Ok(None) if self.cut_off && row >= height.div_ceil(8) => {
                    rows.collector.push_missing(height - row);
                    break;
                }
                Ok(None) => return Err(PhotoRefused::damaged("rows are missing")),
                Err(error) => return Err(refused(error)),
            }
        }
        Ok(rows.collector.finish(1.0))
    }
}

/// Brings rows into samples without alpha.
struct Rows {
    collector: Collector,
    paper: Paper,
    deep: bool,
    wide: Vec<u16>,
}

impl Rows {
    fn push(&mut self, bytes: &mut [u8]) {
        if self.deep {
            self.wide.clear();
            let pairs = bytes.as_chunks::<2>().0;
            self.wide.extend(pairs.iter().map(|pair| u16::from_be_bytes(*pair)));
            self.collector.push(self.paper.lay_wide(&mut self.wide));
        } else {
            self.collector.push(self.paper.lay(bytes));
        }
    }
}

/// The texts of a file by keyword. Those without a stated encoding are Latin-1 by the
/// standard, and in practice whatever their writer used.
fn texts(info: &Info<'_>) -> Vec<(String, String)> {
    let mut texts: Vec<(String, String)> = Vec::new();
    for chunk in &info.utf8_text {
        texts.extend(chunk.get_text().ok().map(|text| (chunk.keyword.clone(), text)));
    }
    // The decoder has made letters of bytes, one of each.
    let bytes = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    for chunk in &info.uncompressed_latin1_text {
        texts.push((chunk.keyword.clone(), guessed(&chunk.keyword, &bytes(&chunk.text))));
    }
    for chunk in &info.compressed_latin1_text {
        let Ok(text) = chunk.get_text() else { continue };
        texts.push((chunk.keyword.clone(), guessed(&chunk.keyword, &bytes(&text))));
    }
    texts
}

/// A text whose encoding is not stated. Profiles in digits keep their lines.
fn guessed(keyword: &str, bytes: &[u8]) -> String {
    if keyword.starts_with(raw_profile::KEYWORD) {
        return String::from_utf8_lossy(bytes).into_owned();
    }
    text::guess(bytes)
}

/// What a walk over the chunks finds that the decoder does not tell.
struct Chunks {
    /// The chunk that ends the file is missing.
    cut_off: bool,
    /// A picture of one pixel with the notes that stand behind the pixels, where the
    /// decoder does not look before it has decoded them.
    behind: Vec<u8>,
}

/// Header of a picture of one grey pixel, and the beginning of its pixels.
const PIXEL_HEADER: &[u8] =
    b"\0\0\0\x0DIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3A\x7E\x9B\x55";
const PIXEL: &[u8] = b"\0\0\0\x0AIDAT\x78\x9C\x63\x60\0\0\0\x02\0\x01\x48\xAF\xA4\x71";

impl Chunks {
    fn find(png: &[u8]) -> Self {
        let mut behind = [SIGNATURE, PIXEL_HEADER].concat();
        let (mut at, mut pixels, mut cut_off) = (SIGNATURE.len(), false, true);
        while let Some([l3, l2, l1, l0, kind @ ..]) = png.get(at..at + 8) {
            let length = u32::from_be_bytes([*l3, *l2, *l1, *l0]) as usize;
            // Length, kind and checksum.
            let end = at.saturating_add(length).saturating_add(12);
            match kind {
                b"IEND" => {
                    cut_off = false;
                    break;
                }
                b"IDAT" => pixels = true,
                b"tEXt" | b"zTXt" | b"iTXt" | b"eXIf" if pixels => {
                    behind.extend(png.get(at..end).unwrap_or_default());
                }
                _ => {}
            }
            at = end;
        }
        behind.extend(PIXEL);
        Self { cut_off, behind }
    }
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
