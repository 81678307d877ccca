//! Finished files moved to where they belong, and what stood there before.
//!
//! An export is made in a folder of its own first; here each of its parts takes the place
//! of the one before. What an earlier export left and this one does not make goes with
//! it, and nothing that somebody else put there.

use crate::export::Exported;
use crate::failure::Failure;
use crate::provenance;
use std::collections::BTreeMap;
use std::fs;
use std::io::Write as _;
use std::path::{Path, PathBuf};

/// Moves one finished part into place.
pub(crate) fn put(
    draft: &Path,
    folder: &Path,
    part: &str,
    exported: &mut Exported,
) -> Result<(), Failure> {
    let Exported { files: written, replaced, .. } = exported;
    let (from, to) = (draft.join(part), folder.join(part));
    let disk = |source: std::io::Error| Failure::disk(&to, &source);
    if from.is_file() {
        let foreign = to.is_file() && !provenance::is_ours(&to);
        fs::rename(&from, &to).map_err(disk)?;
        replaced.extend(foreign.then(|| to.clone()));
        written.push(to);
        return Ok(());
    }
    let mut files = Vec::new();
    list(&from, &mut files).map_err(disk)?;
    if part == "web" || part == "site" {
        // The whole tree is ours: pages of withdrawn articles must not stay.
        keep_unchanged(&files, &from, &to);
        let old = draft.join(format!("old-{part}"));
        if to.exists() {
            fs::rename(&to, &old).map_err(disk)?;
        }
        if let Err(source) = fs::rename(&from, &to) {
            let _ = fs::rename(&old, &to);
            return Err(disk(source));
        }
        let below = files.iter().filter_map(|file| file.strip_prefix(&from).ok());
        written.extend(below.map(|file| to.join(file)));
        return Ok(());
    }
    let all_ours = part == "print" && provenance::is_our_folder(&to);
    match part {
        "png" => remove_old_pages(&to, files.len()),
        "print" | "script" | "social" => remove_old_articles(&to, &from),
        _ => {}
    }
    let files: Vec<(PathBuf, PathBuf, bool)> = files
        .into_iter()
        .map(|file| {
            let below = file.strip_prefix(&from).expect("listed below it");
            let target = to.join(below);
            let ours = all_ours || !target.is_file() || provenance::is_ours(&target);
            (file, target, !ours)
        })
        .collect();
    for (file, target, foreign) in files {
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder).map_err(disk)?;
        }
        fs::rename(&file, &target).map_err(disk)?;
        replaced.extend(foreign.then(|| target.clone()));
        written.push(target);
    }
    Ok(())
}

/// Takes over the files that are as they were, so that whatever copies the folder to a
/// server sees them as old ones. Where the disk has no links they are new all the same.
fn keep_unchanged(files: &[PathBuf], from: &Path, to: &Path) {
    let link = from.join(".kept");
    for file in files {
        let Ok(below) = file.strip_prefix(from) else { continue };
        let old = to.join(below);
        let is_same = || {
            let size = |path: &Path| fs::symlink_metadata(path).map(|meta| meta.len());
            let plain = fs::symlink_metadata(&old).is_ok_and(|meta| meta.is_file());
            plain
                && size(&old).ok() == size(file).ok()
                && fs::read(&old).ok() == fs::read(file).ok()
        };
        let linked = is_same() && fs::hard_link(&old, &link).is_ok();
        if linked && fs::rename(&link, file).is_err() {
            let _ = fs::remove_file(&link);
        }
    }
}

/// Whether the folder is missing, empty or a web package that Bantin wrote.
pub(crate) fn replaceable(web: &Path) -> bool {
    let Ok(mut entries) = fs::read_dir(web) else { return !web.exists() };
    entries.next().is_none()
        || (web.join("bantin.json").is_file() && web.join("SHA256SUMS").is_file())
}

/// Page pictures of a longer issue that stood here before, and only those that Bantin
/// made.
fn remove_old_pages(folder: &Path, pages: usize) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let number =
            name.strip_prefix("page-").and_then(|rest| rest.strip_suffix(".png"));
        let old = number.and_then(|number| number.parse::<usize>().ok());
        let path = entry.path();
        if old.is_some_and(|number| number > pages) && provenance::is_ours(&path) {
            let _ = fs::remove_file(path);
        }
    }
}

/// Packs a folder of the draft into one file beside it, read one file at a time.
pub(crate) fn pack(draft: &Path, name: &str) -> Result<(), Failure> {
    let (folder, archive) = (draft.join(name), draft.join(format!("{name}.zip")));
    let disk = |source: std::io::Error| Failure::disk(&archive, &source);
    let mut paths = Vec::new();
    list(&folder, &mut paths).map_err(disk)?;
    let mut names: Vec<(String, PathBuf)> = paths
        .into_iter()
        .map(|path| {
            let below = path.strip_prefix(&folder).expect("listed below it");
            let parts = below.components().map(|part| part.as_os_str().to_string_lossy());
            (parts.collect::<Vec<_>>().join("/"), path)
        })
        .collect();
    names.sort();
    let file = fs::File::create(&archive).map_err(disk)?;
    let mut packer = web::Packer::new(std::io::BufWriter::new(file));
    for (name, path) in names {
        let bytes = fs::read(path).map_err(disk)?;
        packer.add(&name, &bytes).map_err(disk)?;
    }
    let mut written = packer.finish().map_err(disk)?;
    written.flush().map_err(disk)
}

/// Pages, cards and scripts of articles that are not in this issue, and only those that
/// Bantin made: each says so itself.
fn remove_old_articles(folder: &Path, fresh: &Path) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let old = entries.flatten().filter(|entry| {
        let path = entry.path();
        let ending = path.extension().unwrap_or_default();
        let is_page = ["html", "png", "ssml", "txt"].iter().any(|own| ending == *own);
        is_page && !fresh.join(entry.file_name()).exists() && provenance::is_ours(&path)
    });
    // A text is known by its neighbour: all are looked at before the first one goes.
    let old: Vec<PathBuf> = old.map(|entry| entry.path()).collect();
    for path in old {
        let _ = fs::remove_file(&path);
    }
}

fn list(folder: &Path, files: &mut Vec<PathBuf>) -> std::io::Result<()> {
    let mut entries: Vec<PathBuf> = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    entries.sort();
    for path in entries {
        if path.is_dir() {
            list(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

pub(crate) fn write_all(
    draft: &Path,
    folder: &str,
    files: &BTreeMap<String, Vec<u8>>,
) -> Result<(), Failure> {
    for (name, bytes) in files {
        write(draft, &format!("{folder}/{name}"), bytes)?;
    }
    Ok(())
}

pub(crate) fn write(draft: &Path, name: &str, bytes: &[u8]) -> Result<(), Failure> {
    let path = draft.join(name);
    let disk = |source: std::io::Error| Failure::disk(&path, &source);
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(disk)?;
    }
    fs::write(&path, bytes).map_err(|source| {
        // The person knows the folder they chose, not our temporary one.
        let shown = draft.parent().unwrap_or(draft).join(name);
        Failure::disk(&shown, &source)
    })
}
