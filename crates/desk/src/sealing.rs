//! Sealing an issue: what it was made with and what came out, so that the same can be
//! made again years later and compared.

use crate::clock;
use crate::designs;
use crate::desk::Desk;
use crate::export::Follow;
use crate::failure::Failure;
use crate::output::Output;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use store::Cause;

/// What sealing an issue found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sealed {
    /// Every file of the exports, by its path in the folder, with its SHA-256.
    pub files: BTreeMap<String, String>,
    /// Programs, designs and fonts, by what they are.
    pub made_by: BTreeMap<String, String>,
    /// Whether the same content was sealed before.
    pub again: bool,
    /// Files that differ from that time, that are new or that are gone.
    pub different: Vec<String>,
    /// What the content was made with at that time and is not now.
    pub made_otherwise: Vec<String>,
}

impl Desk {
    /// Exports the current issue into a folder that goes again, and keeps in the file
    /// what it was made with and the hash of every file. Content that was sealed before
    /// is compared with that time, and its seal stays as it is.
    pub fn seal(&mut self, follow: &dyn Follow) -> Result<Sealed, Failure> {
        let issue = self.current()?;
        self.save_typing()?;
        let folder = tempfile::tempdir()
            .map_err(|source| Failure::disk(&std::env::temp_dir(), &source))?;
        let job = self.export_quietly(&Output::USUAL, folder.path())?;
        job.run(follow)?;
        let mut sealed = Sealed { made_by: self.made_by()?, ..Sealed::default() };
        hash_all(folder.path(), folder.path(), &mut sealed.files)?;

        let digest = self.store.digest(issue)?;
        let earlier = self.store.seals(issue)?.into_iter().find(|s| s.digest == digest);
        if let Some(earlier) = earlier {
            sealed.again = true;
            sealed.different = differences(&earlier.files, &sealed.files);
            sealed.made_otherwise = differences(&earlier.made_by, &sealed.made_by);
            return Ok(sealed);
        }
        let version = self.keep("", Cause::Seal)?.id;
        self.store.add_seal(version, clock::now(), &sealed.made_by, &sealed.files)?;
        Ok(sealed)
    }

    /// What pages are made with: the program, the design, the fonts.
    fn made_by(&self) -> Result<BTreeMap<String, String>, Failure> {
        let design = self.bulletin()?.design;
        Ok(BTreeMap::from([
            ("bantin".to_owned(), env!("CARGO_PKG_VERSION").to_owned()),
            (format!("design {design}"), designs::fingerprint(&design)),
            ("fonts".to_owned(), designs::font_fingerprint()),
        ]))
    }
}

/// Names of what is not the same in both, in their order.
fn differences(
    before: &BTreeMap<String, String>,
    now: &BTreeMap<String, String>,
) -> Vec<String> {
    let mut names: Vec<String> = before.keys().chain(now.keys()).cloned().collect();
    names.sort();
    names.dedup();
    names.retain(|name| before.get(name) != now.get(name));
    names
}

fn hash_all(
    root: &Path,
    folder: &Path,
    files: &mut BTreeMap<String, String>,
) -> Result<(), Failure> {
    let disk = |source: std::io::Error| Failure::disk(folder, &source);
    let mut entries: Vec<PathBuf> = Vec::new();
    for entry in fs::read_dir(folder).map_err(disk)? {
        entries.push(entry.map_err(disk)?.path());
    }
    entries.sort();
    for path in entries {
        if path.is_dir() {
            hash_all(root, &path, files)?;
        } else {
            let bytes = fs::read(&path).map_err(disk)?;
            let name = path.strip_prefix(root).unwrap_or(&path).to_string_lossy();
            files.insert(name.replace('\\', "/"), hash([bytes.as_slice()]));
        }
    }
    Ok(())
}

/// SHA-256 of the parts one after the other, in hexadecimal.
pub(crate) fn hash<'a>(parts: impl IntoIterator<Item = &'a [u8]>) -> String {
    let mut whole = Sha256::new();
    for part in parts {
        whole.update(part);
    }
    whole.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
