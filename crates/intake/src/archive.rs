//! Zip archives, bounded in size: the vessel of `.docx`, `.odt` and of zipped folders.

use crate::Unreadable;
use std::io::{Cursor, Read};
use zip::ZipArchive;

/// Largest single entry unpacked, in bytes. A photo of 50 megapixels is a quarter of it.
const LARGEST_ENTRY: u64 = 96 << 20;

/// Most bytes unpacked of one archive.
const LARGEST_TOTAL: u64 = 512 << 20;

/// Most entries looked at.
const MOST_ENTRIES: usize = 10_000;

/// An archive in memory.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// Bytes that may still be unpacked.
    left: u64,
}

impl<'a> Archive<'a> {
    /// Opens the archive, or says that it is none or only a part of one.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged)?;
        if zip.len() > MOST_ENTRIES {
            return Err(Unreadable::TooLarge { bytes: bytes.len() });
        }
        Ok(Self { zip, left: LARGEST_TOTAL })
    }

    /// The names of the files inside, in the order of the archive.
    pub(crate) fn names(&self) -> Vec<String> {
        let names = self.zip.file_names();
        names.flatten().filter(|name| !name.ends_with('/')).map(Into::into).collect()
    }

    /// The bytes of an entry; `None` when it is not there.
    pub(crate) fn bytes(&mut self, name: &str) -> Result<Option<Vec<u8>>, Unreadable> {
        let Some(index) = self.zip.index_for_name(name) else { return Ok(None) };
        let mut bytes = Vec::new();
        let entry = match self.zip.by_index(index) {
            Ok(entry) if entry.encrypted() => return Err(Unreadable::Encrypted),
            Ok(entry) => entry,
            Err(zip::result::ZipError::UnsupportedArchive(_)) => {
                return Err(Unreadable::Encrypted);
            }
            Err(_) => return Err(Unreadable::Damaged),
        };
        // What the archive says of its sizes is not believed.
        let most = LARGEST_ENTRY.min(self.left);
        let read = entry.take(most + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > most {
            return Err(Unreadable::TooLarge { bytes: bytes.len() });
        }
        self.left -= bytes.len() as u64;
        match read {
            Ok(_) => Ok(Some(bytes)),
            Err(_) => Err(Unreadable::Damaged),
        }
    }

    /// The text of an entry, which is UTF-8 or UTF-16; `None` when it is not there.
    pub(crate) fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let Some(bytes) = self.bytes(name)? else { return Ok(None) };
        let (text, _, _) = encoding_rs::UTF_8.decode(&bytes);
        Ok(Some(text.into_owned()))
    }
}
