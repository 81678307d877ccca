//! EXIF: how the picture lies and what the camera was told; two fields on the way out.

use crate::orient::Orientation;
use crate::text;
use document::Date;
use exif::{In, Reader, Tag, Value};

/// What is used of an EXIF block. Everything else (position, serial numbers, the
/// maker's notes) is never looked at.
#[derive(Debug, Clone, Default)]
pub(crate) struct Exif {
    pub(crate) orientation: Orientation,
    /// Samples are Adobe RGB although no profile says so (DCF 2.0, "R03").
    pub(crate) adobe_rgb: bool,
    pub(crate) caption: String,
    pub(crate) byline: String,
    pub(crate) rights: String,
    pub(crate) taken: Option<Date>,
}

/// What cameras write as a description when nobody wrote one.
const MAKERS_CAPTIONS: [&str; 12] = [
    "olympus digital camera",
    "sony dsc",
    "digital camera",
    "dcim",
    "minolta digital camera",
    "konica minolta digital camera",
    "samsung camera pictures",
    "samsung",
    "kodak digital still camera",
    "exif_jpeg_picture",
    "default",
    "untitled",
];

impl Exif {
    /// Reads an EXIF block (a TIFF structure). What is broken counts as absent.
    pub(crate) fn read(tiff: &[u8]) -> Self {
        let block = Reader::new()
            .continue_on_error(true)
            .read_raw(tiff.to_vec())
            .or_else(|error| error.distill_partial_result(|_| {}));
        let Ok(block) = block else { return Self::default() };

        let bytes = |tag| match &block.get_field(tag, In::PRIMARY)?.value {
            Value::Ascii(parts) => Some(parts.join(&b' ')),
            _ => None,
        };
        let text = |tag| bytes(tag).map(|bytes| text::guess(&bytes)).unwrap_or_default();
        let orientation = block
            .get_field(Tag::Orientation, In::PRIMARY)
            .and_then(|field| field.value.get_uint(0));
        let caption = text(Tag::ImageDescription);
        let makers = MAKERS_CAPTIONS.contains(&caption.to_lowercase().as_str());
        Self {
            orientation: Orientation::from_exif(orientation.unwrap_or(1)),
            adobe_rgb: text(Tag::InteroperabilityIndex) == "R03",
            caption: if makers { String::new() } else { caption },
            byline: text(Tag::Artist),
            rights: text(Tag::Copyright),
            taken: date(&text(Tag::DateTimeOriginal)),
        }
    }
}

/// Writes an EXIF block that names the author and the copyright and nothing else;
/// `None` when there is neither. Text is UTF-8, as exiftool and others read it.
pub(crate) fn write(author: &str, rights: &str) -> Option<Vec<u8>> {
    const ARTIST: u16 = 0x013B;
    const COPYRIGHT: u16 = 0x8298;
    const ASCII: u16 = 2;
    let fields: Vec<(u16, &str)> = [(ARTIST, author), (COPYRIGHT, rights)]
        .into_iter()
        .filter(|(_, text)| !text.is_empty())
        .collect();
    if fields.is_empty() {
        return None;
    }

    // Header, directory, then the texts the directory points to.
    let mut block = b"MM\0\x2A\0\0\0\x08".to_vec();
    block.extend((fields.len() as u16).to_be_bytes());
    let mut texts = Vec::new();
    let texts_begin = block.len() + fields.len() * 12 + 4;
    for (tag, text) in fields {
        let mut text = text.as_bytes().to_vec();
        text.push(0);
        block.extend(tag.to_be_bytes());
        block.extend(ASCII.to_be_bytes());
        block.extend((text.len() as u32).to_be_bytes());
        if text.len() <= 4 {
            text.resize(4, 0);
            block.extend(text);
        } else {
            block.extend(((texts_begin + texts.len()) as u32).to_be_bytes());
            texts.extend(text);
            // Offsets are even.
            texts.resize(texts.len().next_multiple_of(2), 0);
        }
    }
    block.extend([0; 4]);
    block.extend(texts);
    Some(block)
}

/// Reads the day out of `2021:02:26 14:05:00`, `2021-02-26T…` or `20210226`.
pub(crate) fn date(text: &str) -> Option<Date> {
    let digits: String = match text.as_bytes().get(4)? {
        b':' | b'-' => {
            let mut parts = text.get(..10)?.split([':', '-']);
            let parts = [parts.next()?, parts.next()?, parts.next()?];
            parts.concat()
        }
        _ => text.get(..8)?.to_owned(),
    };
    if digits.len() != 8 || !digits.bytes().all(|digit| digit.is_ascii_digit()) {
        return None;
    }
    let number = |range| digits.get::<std::ops::Range<usize>>(range)?.parse::<u16>().ok();
    let (year, month, day) = (number(0..4)?, number(4..6)?, number(6..8)?);
    Date::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<&str>) {
        assert_eq!(date(text).map(Date::slashed).as_deref(), expected);
    }

    #[test]
    fn days_are_read_in_the_three_ways_they_are_written() {
        check("2021:02:26 14:05:00", Some("26/02/2021"));
        check("2021-02-26T14:05:00+07:00", Some("26/02/2021"));
        check("20210226", Some("26/02/2021"));
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in
            ["", "0000:00:00 00:00:00", "2021:02:30 00:00:00", "2021", "Tết 2021!"]
        {
            check(text, None);
        }
    }

    #[test]
    fn author_and_copyright_are_read_back() {
        let block = write("Đan Phượng", "©").unwrap();
        let exif = Exif::read(&block);
        assert_eq!((exif.byline.as_str(), exif.rights.as_str()), ("Đan Phượng", "©"));
        assert_eq!(write("", ""), None);
    }
}
