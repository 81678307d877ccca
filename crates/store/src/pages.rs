//! Rows found page by page, where the trees of a damaged file no longer lead to them.
//!
//! Follows the SQLite file format, sections 1.5 to 2.1
//! (<https://www.sqlite.org/fileformat2.html>): every table leaf page is read by itself,
//! wherever it stands, and a row is recognised by the kinds of its columns, which are
//! known from the schema. Nothing is trusted: lengths and addresses that lead out of the
//! file end the row.

use rusqlite::types::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::path::Path;

/// A row as it stands on a page: its rowid and its columns.
pub(crate) type Found = (i64, Vec<Value>);

/// The kinds of a table's columns: `i` a number, `t` a text, `b` bytes, each as a
/// capital when it may be NULL; `k` stands for the rowid, stored as NULL.
///
/// Columns that later versions of the file added may be missing at the end.
const KINDS: [(&str, &str, usize); 14] = [
    ("bulletin", "kttt", 4),
    ("issue", "kitI", 4),
    ("field", "kIttT", 4),
    ("section", "kti", 3),
    ("content", "tb", 2),
    ("article", "ktIiIttttttttttTTtTtTi", 21),
    ("attachment", "kitttTt", 7),
    ("photo", "kttiitttttTttTtTT", 12),
    ("plan", "kii", 3),
    ("module", "kiiitIiiiiiIi", 13),
    ("wish", "kiTiIitI", 8),
    ("approval", "kitit", 5),
    ("comment", "kttitttii", 9),
    ("reading", "kitttt", 6),
];

/// A row is no longer than this, in bytes: no photo is.
const LONGEST: u64 = 1 << 30;

/// Reads the rows of every table leaf page of the file, by table. Pages of the free list
/// are passed over while it can be followed: what is there was removed.
pub(crate) fn scan(path: &Path) -> io::Result<BTreeMap<&'static str, Vec<Found>>> {
    let mut file = Pages::open(path)?;
    let free = file.free();
    let mut rows: BTreeMap<&'static str, Vec<Found>> = BTreeMap::new();
    for number in 1..=file.count {
        if free.contains(&number) {
            continue;
        }
        let Ok(page) = file.page(number) else { continue };
        for cell in cells(&page, number) {
            if let Some((id, values)) = file.row(&page, cell)
                && let Some(table) = table_of(id, &values)
            {
                rows.entry(table).or_default().push((id, values));
            }
        }
    }
    Ok(rows)
}

/// The table whose columns are of these kinds.
fn table_of(id: i64, values: &[Value]) -> Option<&'static str> {
    let fits = |kind: char, value: &Value| match (kind, value) {
        ('k', Value::Null) => true,
        ('k', Value::Integer(number)) => *number == id,
        ('i' | 'I', Value::Integer(_))
        | ('t' | 'T', Value::Text(_))
        | ('b', Value::Blob(_)) => true,
        (kind, Value::Null) => kind.is_ascii_uppercase(),
        _ => false,
    };
    let found = KINDS.iter().find(|(_, kinds, least)| {
        (*least..=kinds.len()).contains(&values.len())
            && kinds.chars().zip(values).all(|(kind, value)| fits(kind, value))
    });
    let (table, ..) = found?;
    is_sensible(table, values).then_some(*table)
}

/// Whether the words of a row are such as its table has: other tables may have columns
/// of the same kinds.
fn is_sensible(table: &str, values: &[Value]) -> bool {
    let text = |at: usize| match values.get(at) {
        Some(Value::Text(text)) => text.as_str(),
        _ => "",
    };
    let is_hash =
        |text: &str| text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
    match table {
        "bulletin" => text(3).contains('x'),
        "issue" => text(2).parse::<document::Date>().is_ok(),
        "content" => is_hash(text(0)),
        "photo" => is_hash(text(2)),
        "attachment" => is_hash(text(6)),
        "article" => text(1).parse::<document::ArticleId>().is_ok(),
        "approval" => is_hash(text(4)),
        "comment" => text(2).parse::<document::ArticleId>().is_ok(),
        _ => true,
    }
}

/// Where the cells of a table leaf page begin; none for other pages.
fn cells(page: &[u8], number: u32) -> Vec<usize> {
    let start = if number == 1 { 100 } else { 0 };
    let Some(header) = page.get(start..start + 8) else { return Vec::new() };
    if header[0] != 0x0D {
        return Vec::new();
    }
    let count = usize::from(u16::from_be_bytes([header[3], header[4]]));
    let pointers = page.get(start + 8..start + 8 + 2 * count).unwrap_or_default();
    pointers
        .chunks_exact(2)
        .map(|pointer| usize::from(u16::from_be_bytes([pointer[0], pointer[1]])))
        .filter(|at| (start + 8..page.len()).contains(at))
        .collect()
}

struct Pages {
    file: File,
    size: usize,
    /// Bytes of a page that hold content.
    usable: usize,
    count: u32,
}

impl Pages {
    fn open(path: &Path) -> io::Result<Self> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let mut header = [0; 100];
        file.read_exact(&mut header)?;
        let told = match u16::from_be_bytes([header[16], header[17]]) {
            1 => 65_536,
            size => usize::from(size),
        };
        // A header that was lost: files of ours have pages of this size.
        let size = if told.is_power_of_two() && told >= 512 { told } else { 4096 };
        let usable = size - usize::from(header[20]).min(size / 8);
        let count = u32::try_from(length.div_ceil(size as u64)).unwrap_or(u32::MAX);
        Ok(Self { file, size, usable, count })
    }

    fn page(&mut self, number: u32) -> io::Result<Vec<u8>> {
        let at = u64::from(number.saturating_sub(1)) * self.size as u64;
        self.file.seek(SeekFrom::Start(at))?;
        let mut page = Vec::with_capacity(self.size);
        // The last page of a file that was cut off is shorter.
        self.file.by_ref().take(self.size as u64).read_to_end(&mut page)?;
        page.resize(self.size, 0);
        Ok(page)
    }

    /// The pages of the free list, as far as it can be followed.
    fn free(&mut self) -> BTreeSet<u32> {
        let mut free = BTreeSet::new();
        let Ok(first) = self.page(1) else { return free };
        let mut trunk = word(&first, 32);
        while trunk != 0 && trunk <= self.count && free.insert(trunk) {
            let Ok(page) = self.page(trunk) else { break };
            let leaves = (word(&page, 4) as usize).min(self.size / 4 - 2);
            free.extend((0..leaves).map(|leaf| word(&page, 8 + 4 * leaf)));
            trunk = word(&page, 0);
        }
        free
    }

    /// Reads the cell at `at`: its rowid and the columns of its record.
    fn row(&mut self, page: &[u8], at: usize) -> Option<Found> {
        let (length, at) = varint(page, at)?;
        let (id, at) = varint(page, at)?;
        if length > LONGEST {
            return None;
        }
        let payload = self.payload(page, at, usize::try_from(length).ok()?)?;
        Some((id.cast_signed(), record(&payload)?))
    }

    /// The payload of a cell, with what stands on overflow pages (section 1.6).
    fn payload(&mut self, page: &[u8], at: usize, length: usize) -> Option<Vec<u8>> {
        let most = self.usable - 35;
        if length <= most {
            return page.get(at..at + length).map(<[u8]>::to_vec);
        }
        let least = (self.usable - 12) * 32 / 255 - 23;
        let here = least + (length - least) % (self.usable - 4);
        let here = if here <= most { here } else { least };
        let mut payload = page.get(at..at + here)?.to_vec();
        let mut next =
            page.get(at + here..at + here + 4).map(|_| word(page, at + here))?;
        while payload.len() < length {
            if next == 0 || next > self.count {
                return None;
            }
            let page = self.page(next).ok()?;
            let rest = (length - payload.len()).min(self.usable - 4);
            payload.extend_from_slice(page.get(4..4 + rest)?);
            next = word(&page, 0);
        }
        Some(payload)
    }
}

/// The columns of a record (section 2.1). `None` when they do not fill it exactly.
fn record(payload: &[u8]) -> Option<Vec<Value>> {
    let (header, mut at) = varint(payload, 0)?;
    let header = usize::try_from(header).ok().filter(|end| *end <= payload.len())?;
    let mut body = header;
    let mut values = Vec::new();
    while at < header {
        let (kind, next) = varint(payload, at)?;
        at = next;
        let length = match kind {
            0 | 8 | 9 => 0,
            1..=4 => usize::try_from(kind).ok()?,
            5 => 6,
            6 | 7 => 8,
            10 | 11 => return None,
            text => usize::try_from((text - 12) / 2).ok()?,
        };
        let bytes = payload.get(body..body.checked_add(length)?)?;
        body += length;
        values.push(match kind {
            0 => Value::Null,
            8 => Value::Integer(0),
            9 => Value::Integer(1),
            // STRICT tables of ours have no such numbers.
            7 => return None,
            1..=6 => Value::Integer(signed(bytes)),
            kind if kind % 2 == 0 => Value::Blob(bytes.to_vec()),
            _ => Value::Text(String::from_utf8_lossy(bytes).into_owned()),
        });
    }
    (at == header && body == payload.len() && !values.is_empty()).then_some(values)
}

fn signed(bytes: &[u8]) -> i64 {
    let negative = bytes.first().is_some_and(|byte| byte & 0x80 != 0);
    let start = if negative { -1 } else { 0 };
    bytes.iter().fold(start, |number, byte| number << 8 | i64::from(*byte))
}

/// A variable-length number and where it ends.
fn varint(bytes: &[u8], at: usize) -> Option<(u64, usize)> {
    let mut number = 0_u64;
    for place in 0..9 {
        let byte = *bytes.get(at + place)?;
        if place == 8 {
            return Some((number << 8 | u64::from(byte), at + 9));
        }
        number = number << 7 | u64::from(byte & 0x7F);
        if byte & 0x80 == 0 {
            return Some((number, at + place + 1));
        }
    }
    None
}

fn word(bytes: &[u8], at: usize) -> u32 {
    let four = bytes.get(at..at + 4).unwrap_or(&[0; 4]);
    u32::from_be_bytes([four[0], four[1], four[2], four[3]])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_the_format_says() {
        assert_eq!(varint(&[0x7F], 0), Some((127, 1)));
        assert_eq!(varint(&[0x81, 0x00], 0), Some((128, 2)));
        assert_eq!(varint(&[0xFF; 9], 0), Some((u64::MAX, 9)));
        assert_eq!(varint(&[0x81], 0), None);
        assert_eq!(signed(&[0xFF]), -1);
        assert_eq!(signed(&[0x01, 0x00]), 256);
        assert_eq!(signed(&[0x80, 0, 0, 0, 0, 0, 0, 0]), i64::MIN);
    }

    #[test]
    fn records_that_do_not_add_up_are_none() {
        let whole = [3, 0, 15, b'A'];
        assert_eq!(record(&whole), Some(vec![Value::Null, Value::Text("A".into())]));
        for broken in
            [&whole[..3], &[9, 0, 15, b'A'], &[3, 0, 17, b'A'], &[3, 0, 10, b'A']]
        {
            assert_eq!(record(broken), None, "{broken:?}");
        }
    }
}
