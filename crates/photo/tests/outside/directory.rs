//! TIFF structures made in code: blocks of EXIF, and picture files.

/// What a tag holds.
pub(crate) enum Value {
    Short(Vec<u16>),
    Long(Vec<u32>),
    Text(&'static str),
    Bytes(Vec<u8>),
    Undefined(Vec<u8>),
    Below(Vec<(u16, Value)>),
    /// Where the chunks of pixels begin.
    Offsets,
    /// How long they are.
    Lengths,
}

/// A structure of one directory, with chunks of pixels ahead of it. Tags ascend.
pub(crate) fn structure(
    big: bool,
    chunks: &[Vec<u8>],
    tags: Vec<(u16, Value)>,
) -> Vec<u8> {
    let mut writer = Writer { big, bytes: vec![], offsets: vec![], lengths: vec![] };
    writer.bytes.extend(if big { b"MM" } else { b"II" });
    let mark = writer.short(0x2A);
    writer.bytes.extend(mark);
    writer.bytes.extend([0; 4]);
    for chunk in chunks {
        writer.offsets.push(writer.bytes.len() as u32);
        writer.lengths.push(chunk.len() as u32);
        writer.bytes.extend(chunk);
        writer.bytes.resize(writer.bytes.len().next_multiple_of(2), 0);
    }
    let at = writer.directory(tags);
    let at = writer.long(at);
    writer.bytes[4..8].copy_from_slice(&at);
    writer.bytes
}

struct Writer {
    big: bool,
    bytes: Vec<u8>,
    offsets: Vec<u32>,
    lengths: Vec<u32>,
}

impl Writer {
    fn short(&self, number: u16) -> Vec<u8> {
        if self.big { number.to_be_bytes().into() } else { number.to_le_bytes().into() }
    }

    fn long(&self, number: u32) -> Vec<u8> {
        if self.big { number.to_be_bytes().into() } else { number.to_le_bytes().into() }
    }

    /// Writes what the directory points to, then the directory; returns where.
    fn directory(&mut self, tags: Vec<(u16, Value)>) -> u32 {
        let mut entries = Vec::new();
        for (tag, value) in tags {
            let longs = |numbers: Vec<u32>, writer: &Self| {
                let bytes =
                    numbers.iter().flat_map(|n| writer.long(*n)).collect::<Vec<_>>();
                (4, numbers.len(), bytes)
            };
            let (kind, count, mut bytes) = match value {
                Value::Short(numbers) => {
                    let bytes = numbers.iter().flat_map(|n| self.short(*n)).collect();
                    (3, numbers.len(), bytes)
                }
                Value::Long(numbers) => longs(numbers, self),
                Value::Offsets => longs(self.offsets.clone(), self),
                Value::Lengths => longs(self.lengths.clone(), self),
                Value::Text(text) => {
                    (2, text.len() + 1, [text.as_bytes(), b"\0"].concat())
                }
                Value::Bytes(bytes) => (1, bytes.len(), bytes),
                Value::Undefined(bytes) => (7, bytes.len(), bytes),
                Value::Below(tags) => {
                    let at = self.directory(tags);
                    longs(vec![at], self)
                }
            };
            if bytes.len() > 4 {
                let at = self.bytes.len() as u32;
                self.bytes.extend(bytes);
                self.bytes.resize(self.bytes.len().next_multiple_of(2), 0);
                bytes = self.long(at);
            }
            bytes.resize(4, 0);
            let count = self.long(count as u32);
            entries.push([self.short(tag), self.short(kind), count, bytes].concat());
        }
        let at = self.bytes.len() as u32;
        let count = self.short(entries.len() as u16);
        self.bytes.extend(count);
        self.bytes.extend(entries.concat());
        self.bytes.extend([0; 4]);
        at
    }
}
