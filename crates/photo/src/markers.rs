//! The marker segments before the pixels of a JPEG (ITU-T T.81, annex B).

use crate::PhotoRefused;

/// What a JPEG states ahead of its pixels.
#[derive(Debug, Default)]
pub(crate) struct Header<'a> {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Identifiers of the components, in order.
    pub(crate) components: Vec<u8>,
    /// Pixels across and down of the smallest unit that is coded as a whole.
    pub(crate) unit: (u32, u32),
    /// Units between restarts; 0 when there are none.
    pub(crate) restart: u32,
    /// A JFIF segment is present: three components are then YCbCr.
    pub(crate) jfif: bool,
    /// Transform named by Adobe's APP14 segment.
    pub(crate) adobe: Option<u8>,
    /// TIFF structure of the EXIF segment.
    pub(crate) exif: Option<&'a [u8]>,
    /// XMP packet.
    pub(crate) xmp: Option<&'a [u8]>,
    /// What continues the packet, each with its name, its length and its place.
    extensions: Vec<Extension<'a>>,
    /// Scans that refine each other (progressive).
    pub(crate) progressive: bool,
    /// Photoshop resources, joined.
    pub(crate) resources: Vec<u8>,
    /// ICC profile, joined. Empty when absent or incomplete.
    pub(crate) icc: Vec<u8>,
}

/// A part of the XMP that did not fit one segment (XMP, part 3, 1.1.3.1).
#[derive(Debug, Clone, Copy)]
struct Extension<'a> {
    name: &'a [u8],
    length: usize,
    at: usize,
    content: &'a [u8],
}

/// One segment: its marker and what it holds.
pub(crate) struct Segment<'a> {
    pub(crate) marker: u8,
    pub(crate) content: &'a [u8],
    /// Where the segment, its marker included, begins and ends in the file.
    pub(crate) begin: usize,
    pub(crate) end: usize,
}

pub(crate) const EXIF: &[u8] = b"Exif\0\0";
pub(crate) const XMP: &[u8] = b"http://ns.adobe.com/xap/1.0/\0";
pub(crate) const EXTENSION: &[u8] = b"http://ns.adobe.com/xmp/extension/\0";
pub(crate) const PHOTOSHOP: &[u8] = b"Photoshop 3.0\0";
const ICC: &[u8] = b"ICC_PROFILE\0";

/// Start of scan: pixels follow.
const SOS: u8 = 0xDA;

impl<'a> Header<'a> {
    /// Reads the segments up to the pixels.
    pub(crate) fn read(jpeg: &'a [u8]) -> Result<Self, PhotoRefused> {
        let mut header = Self::default();
        let mut icc: Vec<(u8, u8, &[u8])> = vec![];
        for segment in segments(jpeg) {
            let Segment { marker, content, .. } = segment?;
            match marker {
                // Frames that the decoder knows: baseline, extended, progressive.
                0xC0..=0xC2 => {
                    header.progressive = marker == 0xC2;
                    header.frame(content)?;
                }
                0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                    return Err(PhotoRefused::rare("JPEG, lossless or arithmetic"));
                }
                0xDD => {
                    if let [r1, r0, ..] = content {
                        header.restart = u32::from(u16::from_be_bytes([*r1, *r0]));
                    }
                }
                0xE0 if content.starts_with(b"JFIF\0") => header.jfif = true,
                0xE1 if content.starts_with(EXIF) => {
                    header.exif.get_or_insert(&content[EXIF.len()..]);
                }
                0xE1 if content.starts_with(XMP) => {
                    header.xmp.get_or_insert(&content[XMP.len()..]);
                }
                0xE1 if content.starts_with(EXTENSION) => {
                    header.extensions.extend(extension(&content[EXTENSION.len()..]));
                }
                0xE2 if content.starts_with(ICC) => {
                    if let [number, count, part @ ..] = &content[ICC.len()..] {
                        icc.push((*number, *count, part));
                    }
                }
                0xED if content.starts_with(PHOTOSHOP) => {
                    header.resources.extend_from_slice(&content[PHOTOSHOP.len()..]);
                }
                0xEE if content.starts_with(b"Adobe") && content.len() >= 12 => {
                    header.adobe = Some(content[11]);
                }
                _ => {}
            }
        }
        if header.components.is_empty() {
            return Err(PhotoRefused::damaged("no frame before the pixels"));
        }
        header.icc = joined(icc);
        Ok(header)
    }

    /// What continues the XMP packet named so, joined; `None` unless all of it is there.
    pub(crate) fn extension(&self, name: &str) -> Option<Vec<u8>> {
        let mut parts: Vec<_> =
            self.extensions.iter().filter(|part| part.name == name.as_bytes()).collect();
        parts.sort_by_key(|part| part.at);
        parts.dedup_by_key(|part| part.at);
        let mut whole = Vec::new();
        for part in &parts {
            if part.at != whole.len() {
                return None;
            }
            whole.extend_from_slice(part.content);
        }
        (parts.first()?.length == whole.len()).then_some(whole)
    }

    fn frame(&mut self, content: &[u8]) -> Result<(), PhotoRefused> {
        let [precision, h1, h0, w1, w0, count, components @ ..] = content else {
            return Err(PhotoRefused::damaged("frame header is cut off"));
        };
        if !self.components.is_empty() {
            return Err(PhotoRefused::damaged("two frames"));
        }
        if *precision != 8 || !matches!(count, 1 | 3 | 4) {
            let what = format!("JPEG of {precision} bits and {count} components");
            return Err(PhotoRefused::rare(what));
        }
        self.height = u32::from(u16::from_be_bytes([*h1, *h0]));
        self.width = u32::from(u16::from_be_bytes([*w1, *w0]));
        let components = components.as_chunks::<3>().0;
        self.components = components.iter().map(|part| part[0]).collect();
        let most = |shift: u8| {
            components
                .iter()
                .map(|part| u32::from(part[1] >> shift & 15))
                .max()
                .unwrap_or(1)
        };
        self.unit = (8 * most(4), 8 * most(0));
        if self.components.len() != usize::from(*count) {
            return Err(PhotoRefused::damaged("frame header names other components"));
        }
        Ok(())
    }
}

/// Walks through the segments between the start of the image and its first scan.
/// Ends after the first error.
pub(crate) fn segments(
    jpeg: &[u8],
) -> impl Iterator<Item = Result<Segment<'_>, PhotoRefused>> {
    segments_from(jpeg, 2)
}

/// Walks through the segments from `at` to the next scan or the end of the image. Ends
/// after the first error.
pub(crate) fn segments_from(
    jpeg: &[u8],
    mut at: usize,
) -> impl Iterator<Item = Result<Segment<'_>, PhotoRefused>> {
    let mut over = false;
    std::iter::from_fn(move || {
        if over {
            return None;
        }
        let segment = segment(jpeg, at);
        match &segment {
            Ok(Some(segment)) => {
                at = segment.end;
                over = segment.marker == SOS;
            }
            _ => over = true,
        }
        segment.transpose()
    })
}

/// The segment at or after `at`; `None` where the image ends without pixels.
fn segment(jpeg: &[u8], mut at: usize) -> Result<Option<Segment<'_>>, PhotoRefused> {
    let cut_off = || PhotoRefused::damaged("cut off before the pixels");
    // Some cameras pad between segments with what is no marker.
    let (begin, marker) = loop {
        let rest = jpeg.get(at..).unwrap_or_default();
        match rest {
            [0xFF, marker, ..] if !matches!(marker, 0x00 | 0xFF) => break (at, *marker),
            [_, _, ..] => at += 1,
            _ => return Err(cut_off()),
        }
    };
    let content = begin + 2;
    match marker {
        // End of image.
        0xD9 => return Ok(None),
        // Markers that stand alone.
        0x01 | 0xD0..=0xD8 => {
            let end = content;
            return Ok(Some(Segment { marker, content: &[], begin, end }));
        }
        _ => {}
    }
    let length = jpeg.get(content..content + 2).ok_or_else(cut_off)?;
    let length = usize::from(u16::from_be_bytes([length[0], length[1]]));
    let end = content + length;
    let content = jpeg.get(content + 2..end).ok_or_else(cut_off)?;
    Ok(Some(Segment { marker, content, begin, end }))
}

/// Where the scans of an image begin, and whether its end is there.
#[derive(Debug, Default)]
pub(crate) struct Scans {
    /// Positions of the markers that start a scan.
    pub(crate) starts: Vec<usize>,
    /// The marker that ends the image stands behind the last scan.
    pub(crate) ended: bool,
}

impl Scans {
    /// Walks through the image, scans included.
    pub(crate) fn find(jpeg: &[u8]) -> Self {
        let mut scans = Self::default();
        let mut at = 2;
        loop {
            match segment(jpeg, at) {
                Ok(Some(found)) => {
                    at = found.end;
                    if found.marker == SOS {
                        scans.starts.push(found.begin);
                        at = past_entropy(jpeg, at);
                    }
                }
                Ok(None) => {
                    scans.ended = true;
                    return scans;
                }
                Err(_) => return scans,
            }
        }
    }
}

/// Skips coded pixels: to the next marker that is no restart.
pub(crate) fn past_entropy(jpeg: &[u8], mut at: usize) -> usize {
    while let Some(rest) = jpeg.get(at..) {
        match rest.iter().position(|byte| *byte == 0xFF) {
            None => return jpeg.len(),
            Some(found) => match rest.get(found + 1) {
                None => return jpeg.len(),
                Some(0x00 | 0xD0..=0xD7) => at += found + 2,
                Some(0xFF) => at += found + 1,
                Some(_) => return at + found,
            },
        }
    }
    jpeg.len()
}

/// Reads the head of a part of XMP that did not fit.
fn extension(content: &[u8]) -> Option<Extension<'_>> {
    let (name, rest) = content.split_at_checked(32)?;
    let (length, rest) = rest.split_first_chunk::<4>()?;
    let (at, content) = rest.split_first_chunk::<4>()?;
    let number = |bytes: &[u8; 4]| usize::try_from(u32::from_be_bytes(*bytes)).ok();
    Some(Extension { name, length: number(length)?, at: number(at)?, content })
}

/// Joins the parts of a profile (ICC.1:2022, B.4), which some programs write twice. Where
/// one is missing it is a byte that nobody takes for a profile, unlike none at all.
fn joined(mut parts: Vec<(u8, u8, &[u8])>) -> Vec<u8> {
    parts.sort_by_key(|(number, ..)| *number);
    parts.dedup();
    let whole = parts.iter().enumerate().all(|(at, (number, count, _))| {
        usize::from(*number) == at + 1 && usize::from(*count) == parts.len()
    });
    if whole {
        parts.into_iter().flat_map(|(.., part)| part).copied().collect()
    } else {
        vec![0]
    }
}
