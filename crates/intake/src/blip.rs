//! Pictures as Microsoft's programs hold them within their files (\\[MS-ODRAW\\] 2.2.23):
//! records of JPEG, PNG, drawings and bitmaps.

use flate2::read::ZlibDecoder;
use std::io::Read;

/// Largest drawing unpacked, in bytes.
const LARGEST: u64 = 32 << 20;

/// Bytes that say how large a drawing is and how it is packed (2.2.31).
const HEADER: usize = 34;

/// Bytes of an identity; a record has one or two.
const IDENTITY: usize = 16;

/// The pictures in a stream, in their order, named by number and kind.
pub(crate) fn pictures(stream: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut found = Vec::new();
    let mut at = 0;
    while at + 8 < stream.len() {
        match picture(&stream[at..]) {
            Some((kind, bytes, length)) => {
                found.push((format!("hinh-{}.{kind}", found.len() + 1), bytes));
                at += length;
            }
            None => at += 1,
        }
    }
    found
}

/// The picture whose record begins here: kind, bytes and length of the record.
fn picture(stream: &[u8]) -> Option<(&'static str, Vec<u8>, usize)> {
    let number = |at: usize| Some(u16::from_le_bytes(*stream.get(at..)?.first_chunk()?));
    let kind = match number(2)? {
        0xF01A => "emf",
        0xF01B => "wmf",
        0xF01D | 0xF02A => "jpg",
        0xF01E => "png",
        0xF01F => "bmp",
        _ => return None,
    };
    let length = u32::from_le_bytes(*stream.get(4..)?.first_chunk()?);
    let length = usize::try_from(length).ok()?;
    let record = stream.get(8..length.checked_add(8)?)?;
    // The low bit of the instance tells of a second identity.
    let instance = number(0)? >> 4;
    let bytes = match (kind, instance) {
        ("emf", 0x3D4 | 0x3D5) | ("wmf", 0x216 | 0x217) => {
            drawing(record, instance & 1 == 1)?
        }
        ("bmp", 0x7A8 | 0x7A9) => bitmap(record, instance & 1 == 1)?,
        ("emf" | "wmf" | "bmp", _) => return None,
        _ => {
            // Marks of two bytes are also met by chance: what follows must be a picture.
            let magic: &[u8] =
                if kind == "jpg" { &[0xFF, 0xD8, 0xFF] } else { b"\x89PNG" };
            let near = IDENTITY..record.len().min(52);
            let start = { near }.find(|at| record[*at..].starts_with(magic))?;
            record[start..].to_vec()
        }
    };
    Some((kind, bytes, 8 + length))
}

/// A drawing, unpacked.
fn drawing(record: &[u8], twice: bool) -> Option<Vec<u8>> {
    let start = IDENTITY * if twice { 2 } else { 1 };
    let header = record.get(start..start + HEADER)?;
    let packed = &record[start + HEADER..];
    match header[32] {
        0xFE => Some(packed.to_vec()),
        0 => {
            let mut bytes = Vec::new();
            // A drawing that is damaged is kept as far as it goes.
            let read = ZlibDecoder::new(packed).take(LARGEST).read_to_end(&mut bytes);
            (read.is_ok() || !bytes.is_empty()).then_some(bytes)
        }
        _ => None,
    }
}

/// A bitmap without the head a file of its own has.
fn bitmap(record: &[u8], twice: bool) -> Option<Vec<u8>> {
    // A mark of one byte stands before it.
    let start = IDENTITY * if twice { 2 } else { 1 } + 1;
    let content = record.get(start..)?;
    let number = |at: usize| Some(u32::from_le_bytes(*content.get(at..)?.first_chunk()?));
    let head = number(0).filter(|size| *size == 40)?;
    let bits = number(14)? & 0xFFFF;
    let colours = match (number(32)?, bits) {
        (0, 1 | 4 | 8) => 1 << bits,
        (colours, _) => colours.min(256),
    };
    let size = u32::try_from(content.len()).ok()?.checked_add(14)?;
    let mut file = b"BM".to_vec();
    file.extend(size.to_le_bytes());
    file.extend([0; 4]);
    file.extend((14 + head + 4 * colours).to_le_bytes());
    file.extend(content);
    Some(file)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(instance: u16, kind: u16, content: &[u8]) -> Vec<u8> {
        let length = u32::try_from(content.len()).unwrap();
        [
            &(instance << 4).to_le_bytes()[..],
            &kind.to_le_bytes(),
            &length.to_le_bytes(),
            content,
        ]
        .concat()
    }

    fn kinds(stream: &[u8]) -> Vec<String> {
        pictures(stream).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn every_kind_is_found_and_unpacked() {
        let mut packed = Vec::new();
        let drawn = b"\x01\0\0\0 a drawing of some length".repeat(20);
        flate2::read::ZlibEncoder::new(&drawn[..], flate2::Compression::fast())
            .read_to_end(&mut packed)
            .unwrap();
        let emf = [&[7; IDENTITY][..], &[0; HEADER], &packed].concat();
        let mut head = [0; HEADER];
        head[32] = 0xFE;
        let wmf = [&[7; 2 * IDENTITY][..], &head, b"\xD7\xCD\xC6\x9A"].concat();
        let png = [&[7; 17][..], b"\x89PNG\r\n"].concat();
        let mut dib = vec![0; 60];
        dib[..4].copy_from_slice(&40u32.to_le_bytes());
        dib[14] = 24;
        let bmp = [&[7; 17][..], &dib].concat();
        let stream = [
            b"chance \x1A\xF0 here".to_vec(),
            record(0x3D4, 0xF01A, &emf),
            record(0x217, 0xF01B, &wmf),
            record(0x6E0, 0xF01E, &png),
            record(0x7A8, 0xF01F, &bmp),
        ]
        .concat();
        assert_eq!(
            kinds(&stream),
            ["hinh-1.emf", "hinh-2.wmf", "hinh-3.png", "hinh-4.bmp"]
        );
        let found = pictures(&stream);
        assert_eq!(found[0].1, drawn);
        assert_eq!(found[1].1, b"\xD7\xCD\xC6\x9A");
        assert_eq!(&found[3].1[..2], b"BM");
        assert_eq!(found[3].1[10..14], 54u32.to_le_bytes());
        for end in 0..stream.len() {
            pictures(&stream[..end]);
        }
    }
}
