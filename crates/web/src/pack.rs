//! A bundle as one file, and its check sums.

use crate::Bundle;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::io::{Cursor, Write};
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
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let sorted = files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()));
    for (place, (path, bytes)) in first.into_iter().chain(sorted).enumerate() {
        let packed = (place == 0 && first.is_some())
            || PACKED.iter().any(|ending| path.ends_with(ending));
        let method =
            if packed { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::default())
            .unix_permissions(0o644);
        writer.start_file(path, options).expect("a short name that is new");
        writer.write_all(bytes).expect("memory takes every byte");
    }
    writer.finish().expect("memory takes every byte").into_inner()
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
