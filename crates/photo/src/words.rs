//! The words a picture file carries, gathered from three standards into one set.

use crate::exif::{self, Exif};
use crate::iptc::{self, Field, Records};
use crate::markers::{self, EXTENSION, PHOTOSHOP, XMP};
use crate::notes::Notes;
use crate::source::Source;
use crate::text;
use crate::xmp::{self, Packet, Property};
use crate::{Kind, PhotoRefused};
use document::Date;

/// What a picture file says in words. Text is NFC, on one line, trimmed; empty when the
/// file says nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    /// What is to be seen and when: the caption.
    pub caption: String,
    /// Who made the picture.
    pub byline: String,
    /// Whom to name beside the picture, as printed: `Ảnh: Đan Phượng`.
    pub credit: String,
    /// Copyright and licence.
    pub rights: String,
    /// What the picture shows, for those who cannot see it.
    pub alt: String,
    /// The day it was taken.
    pub taken: Option<Date>,
    /// Where it was taken, from the nearest to the widest: `Vị Thanh, Hậu Giang`.
    pub place: String,
}

/// Longest text that is written, in bytes: what IPTC-IIM allows a caption.
const LONGEST: usize = 2000;

/// Writes words into a JPEG, as IPTC-IIM and as XMP, where photo editors, agencies and
/// search engines look for them. The pixels stay as they are, byte for byte.
///
/// Words, XMP and Photoshop resources that were there are replaced; EXIF and the
/// colour profile stay. Each text is cut after 2,000 bytes.
///
/// # Errors
///
/// [`PhotoRefused`] when the bytes are no JPEG that [`inspect`](crate::inspect) takes.
pub fn with_words(jpeg: &[u8], words: &Words) -> Result<Vec<u8>, PhotoRefused> {
    if Source::open(jpeg)?.kind() != Kind::Jpeg {
        return Err(PhotoRefused::Unsupported);
    }
    let words = shortened(words);
    let mut resources = PHOTOSHOP.to_vec();
    resources.extend(iptc::write(&words));
    let mut packet = XMP.to_vec();
    packet.extend(xmp::write(&words).as_bytes());

    // JFIF and EXIF want to be first; the words follow them.
    let mut file = jpeg[..2].to_vec();
    let mut rest = 2;
    let mut leading = true;
    for segment in markers::segments(jpeg) {
        let segment = segment?;
        let exif = segment.marker == 0xE1 && segment.content.starts_with(markers::EXIF);
        if leading && segment.marker != 0xE0 && !exif {
            leading = false;
            push(&mut file, 0xE1, &packet);
            push(&mut file, 0xED, &resources);
        }
        let replaced = segment.marker == 0xE1
            && (segment.content.starts_with(XMP)
                || segment.content.starts_with(EXTENSION))
            || segment.marker == 0xED && segment.content.starts_with(PHOTOSHOP);
        if !replaced {
            file.extend_from_slice(&jpeg[segment.begin..segment.end]);
        }
        rest = segment.end;
    }
    file.extend_from_slice(&jpeg[rest..]);
    Ok(file)
}

/// Gathers the words of a file, field by field: XMP first, because it is always
/// Unicode, then IPTC, then EXIF, then what PNG says in plain text.
pub(crate) fn gather(notes: &Notes<'_>, exif: &Exif) -> Words {
    let xmp = Packet::read_all(notes.xmp.iter().map(AsRef::as_ref));
    let mut iptc = Records::default();
    for records in &notes.iptc {
        iptc.read(records);
    }
    let first = |candidates: &[&str]| {
        let found = candidates.iter().find(|text| !text.is_empty());
        found.map(|text| (*text).to_owned()).unwrap_or_default()
    };
    let both = |property, field| first(&[&xmp.text(property), &iptc.text(field)]);

    let mut words = Words {
        caption: first(&[
            &xmp.text(Property::Description),
            &iptc.text(Field::Caption),
            &exif.caption,
            &exif::caption(xmp.text(Property::ExifDescription)),
            &notes.plain.caption,
            &both(Property::Headline, Field::Headline),
        ]),
        byline: first(&[
            &xmp.text(Property::Creator),
            &iptc.text(Field::Byline),
            &exif.byline,
            &xmp.text(Property::ExifArtist),
            &notes.plain.author,
        ]),
        credit: first(&[
            &both(Property::Credit, Field::Credit),
            &both(Property::Source, Field::Source),
        ]),
        rights: first(&[
            &xmp.text(Property::Rights),
            &iptc.text(Field::Copyright),
            &exif.rights,
            &xmp.text(Property::ExifRights),
            &notes.plain.rights,
        ]),
        alt: xmp.text(Property::Alt),
        taken: exif::date(&xmp.text(Property::Created))
            .or_else(|| exif::date(&iptc.text(Field::Created)))
            .or(exif.taken)
            .or_else(|| exif::date(&xmp.text(Property::ExifTaken))),
        place: first(&[
            &place([
                both(Property::Location, Field::Location),
                both(Property::City, Field::City),
                both(Property::State, Field::Province),
                both(Property::Country, Field::Country),
            ]),
            &place([
                xmp.text(Property::TakenAt),
                xmp.text(Property::TakenCity),
                xmp.text(Property::TakenState),
                xmp.text(Property::TakenCountry),
            ]),
        ]),
    };
    if words.credit.is_empty() {
        (words.caption, words.credit) = vntext::split_credit(&words.caption);
    }
    words
}

/// Joins the parts of a place, leaving out what is empty or said twice.
fn place(parts: [String; 4]) -> String {
    let mut place = Vec::new();
    for part in parts {
        if !part.is_empty() && !place.contains(&part) {
            place.push(part);
        }
    }
    place.join(", ")
}

fn shortened(words: &Words) -> Words {
    let cut = |text: &str| {
        let text = text::tidy(text);
        text[..text.floor_char_boundary(LONGEST)].trim_end().to_owned()
    };
    Words {
        caption: cut(&words.caption),
        byline: cut(&words.byline),
        credit: cut(&words.credit),
        rights: cut(&words.rights),
        alt: cut(&words.alt),
        taken: words.taken,
        place: cut(&words.place),
    }
}

/// Appends a segment. Content is short: eight texts of at most [`LONGEST`] bytes.
fn push(file: &mut Vec<u8>, marker: u8, content: &[u8]) {
    let length = u16::try_from(content.len() + 2).expect("words fit one segment");
    file.extend([0xFF, marker]);
    file.extend(length.to_be_bytes());
    file.extend(content);
}
