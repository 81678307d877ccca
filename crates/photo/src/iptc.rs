//! IPTC-IIM: the words news agencies have written into pictures since 1991.
//!
//! Records lie in a Photoshop resource (number 0x0404) of a JPEG, PNG or TIFF, or bare
//! in a tag of a TIFF. Fields: IPTC-IIM 4.2, record 2; 1:90 names the encoding, in
//! practice UTF-8 or nothing.

use crate::text;
use crate::words::Words;

/// A text field of record 2.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Field {
    Created = 55,
    Byline = 80,
    City = 90,
    Location = 92,
    Province = 95,
    Country = 101,
    Headline = 105,
    Credit = 110,
    Source = 115,
    Copyright = 116,
    Caption = 120,
}

/// The fields of one picture, as bytes.
#[derive(Debug, Default)]
pub(crate) struct Records {
    fields: Vec<(u8, Vec<u8>)>,
    utf8: bool,
}

/// Number of the Photoshop resource that holds the records.
const RESOURCE: u16 = 0x0404;

/// Escape sequence for UTF-8 (ISO/IEC 2022), as 1:90 states it.
const UTF8: &[u8] = b"\x1B%G";

impl Records {
    /// Reads records, after those already read. What is broken ends the reading.
    pub(crate) fn read(&mut self, mut sets: &[u8]) {
        while let Some((record, field, content, rest)) = set(sets) {
            match (record, field) {
                (1, 90) => self.utf8 = content == UTF8,
                (2, field) => self.fields.push((field, content.to_vec())),
                _ => {}
            }
            sets = rest;
        }
    }

    /// The text of a field; several of one kind are joined by commas.
    pub(crate) fn text(&self, field: Field) -> String {
        let texts = self.fields.iter().filter(|(number, _)| *number == field as u8);
        let read =
            |bytes: &[u8]| if self.utf8 { text::utf8(bytes) } else { text::guess(bytes) };
        let texts: Vec<String> =
            texts.map(|(_, bytes)| read(bytes)).filter(|text| !text.is_empty()).collect();
        texts.join(", ")
    }
}

/// The records among Photoshop resources. What is broken ends the reading.
pub(crate) fn among_resources(mut resources: &[u8]) -> Vec<&[u8]> {
    let mut found = Vec::new();
    while let Some((number, content, rest)) = resource(resources) {
        if number == RESOURCE {
            found.push(content);
        }
        resources = rest;
    }
    found
}

/// Writes words as one Photoshop resource.
pub(crate) fn write(words: &Words) -> Vec<u8> {
    let mut sets = Vec::new();
    let mut set = |record: u8, field: u8, content: &[u8]| {
        sets.extend([0x1C, record, field]);
        sets.extend((content.len() as u16).to_be_bytes());
        sets.extend(content);
    };
    set(1, 90, UTF8);
    // Version of the record.
    set(2, 0, &[0, 4]);
    let day = words
        .taken
        .map(|day| format!("{:04}{:02}{:02}", day.year(), day.month(), day.day()));
    let texts = [
        (Field::Created, day.as_deref().unwrap_or_default()),
        (Field::Byline, &words.byline),
        (Field::Location, &words.place),
        (Field::Credit, &words.credit),
        (Field::Copyright, &words.rights),
        (Field::Caption, &words.caption),
    ];
    for (field, text) in texts {
        if !text.is_empty() {
            set(2, field as u8, text.as_bytes());
        }
    }

    let mut resource = b"8BIM".to_vec();
    resource.extend(RESOURCE.to_be_bytes());
    // No name.
    resource.extend([0, 0]);
    resource.extend((sets.len() as u32).to_be_bytes());
    resource.extend(&sets);
    resource.resize(resource.len().next_multiple_of(2), 0);
    resource
}

/// Takes the first data set off: its record, its field, its content, what follows.
fn set(sets: &[u8]) -> Option<(u8, u8, &[u8], &[u8])> {
    let [0x1C, record, field, l1, l0, rest @ ..] = sets else { return None };
    let length = usize::from(u16::from_be_bytes([*l1, *l0]));
    // Beyond 32,767 bytes, this is the size of the length that follows (IIM, 1.5.4).
    let (length, rest) = match length.checked_sub(0x8000) {
        None => (length, rest),
        Some(size) => {
            let (digits, rest) = rest.split_at_checked(size)?;
            let length = digits.iter().try_fold(0_usize, |length, digit| {
                length.checked_mul(256)?.checked_add(usize::from(*digit))
            })?;
            (length, rest)
        }
    };
    let (content, rest) = rest.split_at_checked(length)?;
    Some((*record, *field, content, rest))
}

/// Takes the first resource off: its number, its content, what follows.
fn resource(resources: &[u8]) -> Option<(u16, &[u8], &[u8])> {
    let [b'8', b'B', b'I', b'M', n1, n0, rest @ ..] = resources else { return None };
    // A name of any length, padded with its length byte to an even number.
    let name = (1 + usize::from(*rest.first()?)).next_multiple_of(2);
    let rest = rest.get(name..)?;
    let (length, rest) = rest.split_at_checked(4)?;
    let length = u32::from_be_bytes([length[0], length[1], length[2], length[3]]);
    let (content, rest) = rest.split_at_checked(usize::try_from(length).ok()?)?;
    let padding = usize::from(length % 2 == 1).min(rest.len());
    Some((u16::from_be_bytes([*n1, *n0]), content, &rest[padding..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(sets: &[u8], caption: &str) {
        let mut resources = b"8BIM\x04\x04\0\0".to_vec();
        resources.extend((sets.len() as u32).to_be_bytes());
        resources.extend(sets);
        let mut records = Records::default();
        for sets in among_resources(&resources) {
            records.read(sets);
        }
        assert_eq!(records.text(Field::Caption), caption);
    }

    #[test]
    fn stated_utf8_is_kept_to_and_else_the_encoding_is_guessed() {
        check(b"\x1C\x01\x5A\0\x03\x1B%G\x1C\x02\x78\0\x03\xE1\xBA\xA3", "ả");
        check(b"\x1C\x02\x78\0\x03\xE1\xBA\xA3", "ả");
        check(b"\x1C\x02\x78\0\x03\xD0\xF4\xCC", "Đồ");
        check(b"\x1C\x02\x78\0\x06H\xE9i ho", "Hội ho");
    }

    #[test]
    fn long_fields_state_their_length_in_more_digits() {
        check(b"\x1C\x02\x78\x80\x04\0\0\0\x02an\x1C\x02\x05\0\x01x", "an");
        check(b"\x1C\x02\x78\xFF\xFFan", "");
        check(b"\x1C\x02\x78\x80\x08\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFFan", "");
    }

    #[test]
    fn broken_records_end_quietly() {
        check(b"\x1C\x02\x78\0\x02an\x1C\x02\x78\x0F\xFFan", "an");
        check(b"\x1C\x02", "");
        for cut in 0..12 {
            let resources = &b"8BIM\x04\x04\x03abc\0\0\0\x09"[..cut];
            assert!(among_resources(resources).is_empty());
        }
    }
}
