//! The marker segments before the pixels of a JPEG (ITU-T T.81, annex B).

use crate::PhotoRefused;

/// What a JPEG states ahead of its pixels.
#[derive(Debug, Default)]
pub(crate) struct Header<'a> {
    pub(crate) width: u32,
    pub(crate) height: u32,
    /// Identifiers of the components, in order.
    pub(crate) components: Vec<u8>,
    /// A JFIF segment is present: three components are then YCbCr.
    pub(crate) jfif: bool,
    /// Transform named by Adobe's APP14 segment.
    pub(crate) adobe: Option<u8>,
    /// TIFF structure of the EXIF segment.
    pub(crate) exif: Option<&'a [u8]>,
    /// XMP packet.
    pub(crate) xmp: Option<&'a [u8]>,
    /// Photoshop resources, joined.
    pub(crate) resources: Vec<u8>,
    /// ICC profile, joined. Empty when absent or incomplete.
    pub(crate) icc: Vec<u8>,
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
                0xC0..=0xC2 => header.frame(content)?,
                0xC3 | 0xC5..=0xC7 | 0xC9..=0xCB | 0xCD..=0xCF => {
                    return Err(PhotoRefused::Unsupported);
                }
                0xE0 if content.starts_with(b"JFIF\0") => header.jfif = true,
                0xE1 if content.starts_with(EXIF) => {
                    header.exif.get_or_insert(&content[EXIF.len()..]);
                }
                0xE1 if content.starts_with(XMP) => {
                    header.xmp.get_or_insert(&content[XMP.len()..]);
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

    fn frame(&mut self, content: &[u8]) -> Result<(), PhotoRefused> {
        let [precision, h1, h0, w1, w0, count, components @ ..] = content else {
            return Err(PhotoRefused::damaged("frame header is cut off"));
        };
        if !self.components.is_empty() {
            return Err(PhotoRefused::damaged("two frames"));
        }
        if *precision != 8 || !matches!(count, 1 | 3 | 4) {
            return Err(PhotoRefused::Unsupported);
        }
        self.height = u32::from(u16::from_be_bytes([*h1, *h0]));
        self.width = u32::from(u16::from_be_bytes([*w1, *w0]));
        self.components = components.chunks_exact(3).map(|part| part[0]).collect();
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
    let mut at = 2;
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

/// Joins the parts of a profile (ICC.1:2022, B.4) if all are there, once.
fn joined(mut parts: Vec<(u8, u8, &[u8])>) -> Vec<u8> {
    parts.sort_by_key(|(number, ..)| *number);
    let whole = parts.iter().enumerate().all(|(at, (number, count, _))| {
        usize::from(*number) == at + 1 && usize::from(*count) == parts.len()
    });
    if whole {
        parts.into_iter().flat_map(|(.., part)| part).copied().collect()
    } else {
        vec![]
    }
}
