//! A bundle as one file, and its check sums.

use crate::Bundle;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{self, Cursor, Seek, Write};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

/// Kinds of files that are compressed already: packing them again costs time only.
const PACKED: [&str; 8] =
    [".jpg", ".avif", ".woff2", ".pdf", ".m4a", ".mp3", ".zip", ".docx"];

/// Packs a bundle into one file: sorted names, one fixed time, mode 0644. The same
/// bundle gives the same bytes.
pub fn zip(bundle: &Bundle) -> Vec<u8> {
    archive(&bundle.files, None)
}

/// The same, with a file before all others, as it is: some formats are told by it.
pub(crate) fn archive(
    files: &BTreeMap<String, Vec<u8>>,
    first: Option<(&str, &[u8])>,
) -> Vec<u8> {
    let room = "memory takes every byte";
    let mut packer = Packer::new(Cursor::new(Vec::new()));
    if let Some((path, bytes)) = first {
        packer.put(path, bytes, true).expect(room);
    }
    for (path, bytes) in files {
        packer.add(path, bytes).expect(room);
    }
    packer.finish().expect(room).into_inner()
}

/// Packs files one after the other, for what need not be in memory at once. Whoever adds
/// them in the order of their names gets what [`zip()`] gives.
pub struct Packer<W: Write + Seek>(ZipWriter<W>);

impl<W: Write + Seek> Packer<W> {
    /// Begins a file.
    pub fn new(to: W) -> Self {
        Self(ZipWriter::new(to))
    }

    /// Adds a file under a name that no other has.
    ///
    /// # Errors
    ///
    /// Those of the disk.
    pub fn add(&mut self, path: &str, bytes: &[u8]) -> io::Result<()> {
        let packed = PACKED.iter().any(|ending| path.ends_with(ending));
        self.put(path, bytes, packed)
    }

    fn put(&mut self, path: &str, bytes: &[u8], as_it_is: bool) -> io::Result<()> {
        let method = match as_it_is {
            true => CompressionMethod::Stored,
            false => CompressionMethod::Deflated,
        };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        self.0.start_file(path, options)?;
        self.0.write_all(bytes)
    }

    /// Ends the file and gives back what it was written to.
    ///
    /// # Errors
    ///
    /// Those of the disk.
    pub fn finish(self) -> io::Result<W> {
        Ok(self.0.finish()?)
    }
}

/// Check sums in the form that `sha256sum --check` reads.
pub(crate) fn sums(files: &BTreeMap<String, Vec<u8>>) -> String {
    files
        .iter()
        .map(|(path, bytes)| {
            let sum = Sha256::digest(bytes);
            let hex: String = sum.iter().map(|byte| format!("{byte:02x}")).collect();
            format!("{hex}  {path}\n")
        })
        .collect()
}
