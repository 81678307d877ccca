//! EXIF: how the picture lies and what the camera was told; two fields on the way out.

use crate::ifd::{Directory, Field, Tiff};
use crate::orient::Orientation;
use crate::text;
use document::Date;

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

/// What cameras and telephones write as a description when nobody wrote one.
const MAKERS_CAPTIONS: [&str; 15] = [
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
    "screenshot",
    "cof",
    "ascii",
];

// Tags: EXIF 3.0, 4.6.4 to 4.6.6.
const DESCRIPTION: u16 = 0x010E;
const ORIENTATION: u16 = 0x0112;
const ARTIST: u16 = 0x013B;
const COPYRIGHT: u16 = 0x8298;
const EXIF_DIRECTORY: u16 = 0x8769;
const TAKEN: u16 = 0x9003;
const DIGITIZED: u16 = 0x9004;
const USER_COMMENT: u16 = 0x9286;
const COLOUR_SPACE: u16 = 0xA001;
const INTEROPERABILITY: u16 = 0xA005;

// What the Explorer of Windows writes beside them, in UTF-16.
const XP_TITLE: u16 = 0x9C9B;
const XP_COMMENT: u16 = 0x9C9C;
const XP_AUTHOR: u16 = 0x9C9D;
const XP_SUBJECT: u16 = 0x9C9F;

impl Exif {
    /// Reads an EXIF block (a TIFF structure). What is broken counts as absent.
    pub(crate) fn read(block: &[u8]) -> Self {
        // Some containers repeat the name that JPEG puts before the block.
        let block = block.strip_prefix(b"Exif\0\0").unwrap_or(block);
        let first = Tiff::open(block).and_then(Tiff::first);
        first.map(|first| Self::of(&first)).unwrap_or_default()
    }

    /// Reads the first directory of a block or of a TIFF file.
    pub(crate) fn of(first: &Directory<'_>) -> Self {
        let camera = first.below(EXIF_DIRECTORY);
        let text = |tag| text::guess(&joined(first.bytes(tag)));
        let wide = |tag| text::utf16(first.bytes(tag), false);
        let day = |tag| {
            let bytes = camera.map_or(&[][..], |camera| camera.bytes(tag));
            date(&text::guess(&joined(bytes)))
        };
        let comment = camera.and_then(|camera| camera.field(USER_COMMENT));
        let captions = [
            better(text(DESCRIPTION), wide(XP_TITLE)),
            wide(XP_SUBJECT),
            comment.as_ref().map(user_comment).unwrap_or_default(),
            wide(XP_COMMENT),
        ];
        let adobe_rgb = camera.is_some_and(|camera| {
            // 2 is what cameras wrote before the standard knew Adobe RGB.
            camera.number(COLOUR_SPACE) == Some(2)
                || camera
                    .below(INTEROPERABILITY)
                    .is_some_and(|directory| directory.bytes(1).starts_with(b"R03"))
        });
        Self {
            orientation: Orientation::from_exif(first.number(ORIENTATION).unwrap_or(1)),
            adobe_rgb,
            caption: captions
                .into_iter()
                .map(caption)
                .find(|text| !text.is_empty())
                .unwrap_or_default(),
            byline: better(text(ARTIST), wide(XP_AUTHOR)),
            rights: text(COPYRIGHT),
            taken: day(TAKEN).or_else(|| day(DIGITIZED)),
        }
    }
}

/// The text that Windows wrote twice: its Unicode version, where letters became
/// question marks in the other or nothing stands there.
fn better(text: String, wide: String) -> String {
    let lossy = text.contains('?') && !wide.contains('?');
    if !wide.is_empty() && (text.is_empty() || lossy) { wide } else { text }
}

/// A description if a person may have written it, else nothing.
pub(crate) fn caption(text: String) -> String {
    let written = text.chars().any(char::is_alphabetic)
        && !text.contains('\u{FFFD}')
        && !MAKERS_CAPTIONS.contains(&text.to_lowercase().as_str());
    if written { text } else { String::new() }
}

/// Text ends at a zero byte; a copyright may hold two, of photographer and editor.
fn joined(bytes: &[u8]) -> Vec<u8> {
    let parts: Vec<&[u8]> =
        bytes.split(|byte| *byte == 0).filter(|part| !part.is_empty()).collect();
    parts.join(&b' ')
}

/// The byte order of UTF-16 that makes more letters of the alphabets of Europe and
/// Vietnam: many a program has written the order of its processor, not of the block.
fn likelier_order(units: &[u8], stated: bool) -> bool {
    let letters = |high: usize| {
        units
            .as_chunks::<2>()
            .0
            .iter()
            .filter(|pair| matches!(pair[high], 0..=4 | 0x1E))
            .count()
    };
    match letters(0).cmp(&letters(1)) {
        std::cmp::Ordering::Greater => true,
        std::cmp::Ordering::Less => false,
        std::cmp::Ordering::Equal => stated,
    }
}

/// Reads a comment, whose first eight bytes name its encoding (EXIF 3.0, 4.6.6.4.1).
fn user_comment(field: &Field<'_>) -> String {
    let Some((code, content)) = field.bytes.split_first_chunk::<8>() else {
        return String::new();
    };
    match code {
        b"UNICODE\0" => text::utf16(content, likelier_order(content, field.big)),
        // Japanese, which no editor here would write.
        b"JIS\0\0\0\0\0" => String::new(),
        // Some cameras keep numbers of their own here.
        _ if content.iter().any(|byte| matches!(byte, 1..=8 | 14..=31)) => String::new(),
        _ => text::guess(&joined(content)),
    }
}

/// Writes an EXIF block that names the author and the copyright and nothing else;
/// `None` when there is neither. Text is UTF-8, as exiftool and others read it.
pub(crate) fn write(author: &str, rights: &str) -> Option<Vec<u8>> {
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

    /// A block in either byte order: one tag in the first directory, one below.
    fn block(big: bool, first: (u16, u16, &[u8]), below: (u16, u16, &[u8])) -> Vec<u8> {
        let short = |n: u16| if big { n.to_be_bytes() } else { n.to_le_bytes() };
        let long = |n: u32| if big { n.to_be_bytes() } else { n.to_le_bytes() };
        let (begin, mark) = if big { (b"MM", 0x2A) } else { (b"II", 0x2A) };
        let mut block = begin.to_vec();
        block.extend(short(mark));
        block.extend(long(8));
        let entry = |(tag, kind, bytes): (u16, u16, &[u8]), at: usize| {
            let mut entry = [short(tag), short(kind)].concat();
            entry.extend(long(bytes.len() as u32));
            entry.extend(long(at as u32));
            entry
        };
        let texts = 8 + 2 + 24 + 4 + 2 + 12 + 4;
        block.extend(short(2));
        block.extend(entry(first, texts));
        block.extend([short(EXIF_DIRECTORY), short(4)].concat());
        block.extend([long(1), long(38)].concat());
        block.extend([0; 4]);
        block.extend(short(1));
        block.extend(entry(below, texts + first.2.len()));
        block.extend([0; 4]);
        block.extend(first.2);
        block.extend(below.2);
        block
    }

    #[test]
    fn comments_are_read_in_every_encoding() {
        let wide = |text: &str, big: bool| -> Vec<u8> {
            let bytes =
                |unit: u16| if big { unit.to_be_bytes() } else { unit.to_le_bytes() };
            text.encode_utf16().flat_map(bytes).collect()
        };
        for big in [false, true] {
            let comments = [
                [b"UNICODE\0".to_vec(), wide("Quang cảnh Hội nghị", big)].concat(),
                // Some programs write the other order, and say so or do not.
                [b"UNICODE\0".to_vec(), wide("\u{FEFF}Quang cảnh Hội nghị", !big)]
                    .concat(),
                [b"UNICODE\0".to_vec(), wide("Quang cảnh Hội nghị", !big)].concat(),
                [b"\0\0\0\0\0\0\0\0", "Quang cảnh Hội nghị\0".as_bytes()].concat(),
            ];
            for comment in comments {
                let block = block(
                    big,
                    (DESCRIPTION, 2, b"SAMSUNG\0\0"),
                    (USER_COMMENT, 7, &comment),
                );
                assert_eq!(Exif::read(&block).caption, "Quang cảnh Hội nghị", "{big}");
            }
        }
    }

    #[test]
    fn windows_titles_are_read_and_repair_what_windows_lost() {
        let wide: Vec<u8> =
            "Lễ ký kết\0".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let day = (TAKEN, 2, b"2021:02:26 08:00:00\0".as_slice());
        let exif = Exif::read(&block(true, (XP_TITLE, 1, &wide), day));
        assert_eq!(exif.caption, "Lễ ký kết");
        assert_eq!(exif.taken.map(Date::slashed).as_deref(), Some("26/02/2021"));
        assert_eq!(better("L? k? k?t".into(), "Lễ ký kết".into()), "Lễ ký kết");
        assert_eq!(better("Ai đến?".into(), "Ai đến?".into()), "Ai đến?");
    }

    #[test]
    fn noise_in_a_comment_is_no_caption() {
        let day = (XP_TITLE, 1, b"".as_slice());
        for noise in
            [b"\0\0\0\0\0\0\0\0\x01\x02\xFF".as_slice(), b"UNICODE\0\xD8\xD8", b"AS"]
        {
            let block = block(false, day, (USER_COMMENT, 7, noise));
            assert_eq!(Exif::read(&block).caption, "");
        }
    }
}
