//! Directories of a TIFF structure (TIFF 6.0, section 2), in which EXIF blocks and TIFF
//! files keep what they say about themselves.
//!
//! Nothing is copied, and no chain of directories is followed: a reader asks for the
//! one below a tag it knows. So a directory that points to itself costs nothing.

/// A TIFF structure: byte order and bytes.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Tiff<'a> {
    bytes: &'a [u8],
    big: bool,
}

/// One directory.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Directory<'a> {
    tiff: Tiff<'a>,
    entries: &'a [[u8; 12]],
}

/// The value of one tag.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Field<'a> {
    /// Byte order of the numbers.
    pub(crate) big: bool,
    kind: u16,
    /// The value, whole, as it stands in the file.
    pub(crate) bytes: &'a [u8],
}

/// A number of two bytes.
const SHORT: u16 = 3;

/// A number of four bytes.
const LONG: u16 = 4;

impl<'a> Tiff<'a> {
    /// Takes bytes that begin like a TIFF structure.
    pub(crate) fn open(bytes: &'a [u8]) -> Option<Self> {
        match bytes {
            [b'I', b'I', 0x2A, 0, ..] => Some(Self { bytes, big: false }),
            [b'M', b'M', 0, 0x2A, ..] => Some(Self { bytes, big: true }),
            _ => None,
        }
    }

    /// The first directory.
    pub(crate) fn first(self) -> Option<Directory<'a>> {
        self.directory(self.long(self.bytes.get(4..8)?))
    }

    /// The directory at an offset, as far as it lies within the file.
    fn directory(self, at: u32) -> Option<Directory<'a>> {
        let rest = self.bytes.get(usize::try_from(at).ok()?..)?;
        let (count, rest) = rest.split_first_chunk::<2>()?;
        let entries = rest.as_chunks::<12>().0;
        let count = usize::from(self.short(count)).min(entries.len());
        Some(Directory { tiff: self, entries: &entries[..count] })
    }

    fn short(self, bytes: &[u8]) -> u16 {
        let pair = [bytes[0], bytes[1]];
        if self.big { u16::from_be_bytes(pair) } else { u16::from_le_bytes(pair) }
    }

    fn long(self, bytes: &[u8]) -> u32 {
        let four = [bytes[0], bytes[1], bytes[2], bytes[3]];
        if self.big { u32::from_be_bytes(four) } else { u32::from_le_bytes(four) }
    }
}

impl<'a> Directory<'a> {
    /// The value of a tag, if it is there and lies within the file.
    pub(crate) fn field(&self, tag: u16) -> Option<Field<'a>> {
        let tiff = self.tiff;
        let entry = self.entries.iter().find(|entry| tiff.short(&entry[..2]) == tag)?;
        let kind = tiff.short(&entry[2..4]);
        let size = match kind {
            // Bytes, text, undefined.
            1 | 2 | 6 | 7 => 1,
            SHORT | 8 => 2,
            LONG | 9 | 11 | 13 => 4,
            5 | 10 | 12 => 8,
            _ => return None,
        };
        let length = usize::try_from(tiff.long(&entry[4..8])).ok()?.checked_mul(size)?;
        let bytes = if length <= 4 {
            &entry[8..8 + length]
        } else {
            let at = usize::try_from(tiff.long(&entry[8..12])).ok()?;
            tiff.bytes.get(at..at.checked_add(length)?)?
        };
        Some(Field { big: tiff.big, kind, bytes })
    }

    /// The directory that a tag points to.
    pub(crate) fn below(&self, tag: u16) -> Option<Directory<'a>> {
        self.tiff.directory(self.field(tag)?.number()?)
    }

    /// The bytes of a tag; empty when it is absent.
    pub(crate) fn bytes(&self, tag: u16) -> &'a [u8] {
        self.field(tag).map_or(&[], |field| field.bytes)
    }

    /// The first number of a tag.
    pub(crate) fn number(&self, tag: u16) -> Option<u32> {
        self.field(tag)?.number()
    }
}

impl Field<'_> {
    fn number(&self) -> Option<u32> {
        let order = Tiff { bytes: &[], big: self.big };
        match self.kind {
            1 | 7 => self.bytes.first().copied().map(u32::from),
            SHORT => self.bytes.get(..2).map(|pair| u32::from(order.short(pair))),
            LONG | 13 => self.bytes.get(..4).map(|four| order.long(four)),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A structure of one directory in big-endian order.
    fn structure(entries: &[(u16, u16, u32, [u8; 4])], after: &[u8]) -> Vec<u8> {
        let mut bytes = b"MM\0\x2A\0\0\0\x08".to_vec();
        bytes.extend((entries.len() as u16).to_be_bytes());
        for (tag, kind, count, value) in entries {
            bytes.extend(tag.to_be_bytes());
            bytes.extend(kind.to_be_bytes());
            bytes.extend(count.to_be_bytes());
            bytes.extend(value);
        }
        bytes.extend([0; 4]);
        bytes.extend(after);
        bytes
    }

    #[test]
    fn values_stand_in_the_entry_or_elsewhere() {
        let bytes = structure(
            &[(0x112, SHORT, 1, [0, 6, 0, 0]), (0x10E, 2, 7, [0, 0, 0, 38])],
            b"Hai Ho\0",
        );
        let directory = Tiff::open(&bytes).unwrap().first().unwrap();
        assert_eq!(directory.number(0x112), Some(6));
        assert_eq!(directory.bytes(0x10E), b"Hai Ho\0");
        assert_eq!(directory.bytes(0x8298), b"");
    }

    #[test]
    fn values_outside_the_file_are_absent() {
        for (count, at) in [(8, [0, 0, 0, 38]), (u32::MAX, [0; 4]), (5, [255; 4])] {
            let bytes = structure(&[(0x10E, 2, count, at)], b"Hai");
            let directory = Tiff::open(&bytes).unwrap().first().unwrap();
            assert_eq!(directory.bytes(0x10E), b"", "{count}");
        }
    }

    #[test]
    fn a_directory_may_point_to_itself() {
        let bytes = structure(&[(0x8769, LONG, 1, [0, 0, 0, 8])], b"");
        let mut directory = Tiff::open(&bytes).unwrap().first().unwrap();
        for _ in 0..100 {
            directory = directory.below(0x8769).unwrap();
        }
        assert_eq!(directory.number(0x112), None);
    }

    #[test]
    fn what_is_cut_off_ends_quietly() {
        let bytes = structure(&[(0x10E, 2, 3, *b"Hai\0")], b"");
        for cut in 0..bytes.len() {
            let found = Tiff::open(&bytes[..cut]).and_then(Tiff::first);
            let text = found.map_or(vec![], |found| found.bytes(0x10E).to_vec());
            assert!(text.is_empty() || text == b"Hai", "{cut}");
        }
    }
}
