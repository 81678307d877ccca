//! Numbers in the bytes of a Word document, lowest byte first.

pub(super) fn u16_at(bytes: &[u8], at: usize) -> Option<u16> {
    let own = bytes.get(at..at.checked_add(2)?)?;
    Some(u16::from_le_bytes([own[0], own[1]]))
}

pub(super) fn u32_at(bytes: &[u8], at: usize) -> Option<usize> {
    let own = bytes.get(at..at.checked_add(4)?)?;
    usize::try_from(u32::from_le_bytes([own[0], own[1], own[2], own[3]])).ok()
}

/// A part of the table stream that the file information block leads to: `place` is where
/// its offset and its length stand.
pub(super) fn part<'a>(main: &[u8], table: &'a [u8], place: usize) -> Option<&'a [u8]> {
    let (at, length) = (u32_at(main, place)?, u32_at(main, place + 4)?);
    table.get(at..at.checked_add(length)?).filter(|part| !part.is_empty())
}

/// Words of two bytes a letter.
pub(super) fn words(bytes: &[u8]) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|unit| u16::from_le_bytes(*unit));
    char::decode_utf16(units).map(|letter| letter.unwrap_or('\u{FFFD}')).collect()
}
