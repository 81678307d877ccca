//! A web package on this machine.

use crate::failure::PublishError;
use crate::sums::{self, OURS, RECORD, Sums};
use std::fs;
use std::path::{Path, PathBuf};

/// A web package on this machine: a folder and the list of what belongs to it.
#[derive(Debug)]
pub struct Package {
    folder: PathBuf,
    pub(crate) files: Vec<PackageFile>,
    pub(crate) record: String,
    pub(crate) sums: Sums,
}

/// A file of a package.
#[derive(Debug)]
pub(crate) struct PackageFile {
    pub(crate) path: String,
    pub(crate) sum: String,
    /// Bytes.
    pub(crate) size: u64,
}

impl Package {
    /// Opens the package in `folder`, or the one an export left in its `web` or `site`.
    /// A site of all issues is one package: its own list and those of its issues.
    ///
    /// # Errors
    ///
    /// [`PublishError::NoPackage`], and [`PublishError::Changed`] when a file that
    /// belongs to it is gone or is not what its sum says.
    pub fn open(folder: &Path) -> Result<Self, PublishError> {
        let folder = chosen(folder);
        let none = || PublishError::NoPackage { folder: folder.clone() };
        let (record, mut sums) = list(&folder).ok_or_else(none)?;
        let mut issues = Vec::new();
        for entry in fs::read_dir(&folder).map_err(|_| none())?.flatten() {
            let Ok(name) = entry.file_name().into_string() else { continue };
            if is_package(&entry.path()) {
                issues.push(name);
            }
        }
        issues.sort();
        for name in &issues {
            let (text, issue) = list(&folder.join(name)).ok_or_else(none)?;
            sums.below(name, &issue, &text);
        }
        let record = if issues.is_empty() { record } else { sums.write() };
        let mut package = Self { folder, files: Vec::new(), record, sums };
        for (path, sum) in &package.sums.0 {
            let one = sum.first().filter(|_| sum.len() == 1);
            let sum = one.ok_or_else(|| PublishError::Changed { path: path.clone() })?;
            let mut file = PackageFile { path: path.clone(), sum: sum.clone(), size: 0 };
            // What was changed by hand is not what was checked: it is said at once, and
            // not only when its turn comes.
            file.size = package.bytes(&file)?.len() as u64;
            package.files.push(file);
        }
        Ok(package)
    }

    /// The bytes of a file, when they are what its sum says.
    pub(crate) fn bytes(&self, file: &PackageFile) -> Result<Vec<u8>, PublishError> {
        let bytes = fs::read(self.folder.join(&file.path)).unwrap_or_default();
        match sums::sum(&bytes) == file.sum {
            true => Ok(bytes),
            false => Err(PublishError::Changed { path: file.path.clone() }),
        }
    }
}

/// The folder itself, or the one package an export left in it.
fn chosen(folder: &Path) -> PathBuf {
    if is_package(folder) {
        return folder.to_owned();
    }
    let below = ["web", "site"].map(|name| folder.join(name));
    match below.each_ref().map(|folder| is_package(folder)) {
        [true, false] => below[0].clone(),
        [false, true] => below[1].clone(),
        _ => folder.to_owned(),
    }
}

fn is_package(folder: &Path) -> bool {
    folder.join(RECORD).is_file() && folder.join(OURS).is_file()
}

/// The list of a folder, as text and read. `None` when it is not one of ours; a line
/// that was left out would be a file that is not published.
fn list(folder: &Path) -> Option<(String, Sums)> {
    let text = fs::read_to_string(folder.join(RECORD)).ok()?;
    let sums = Sums::read(&text);
    let is_whole = sums.write().lines().count() == text.lines().count();
    (is_whole && sums.is_ours()).then_some((text, sums))
}
