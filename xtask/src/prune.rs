//! Keeping the shared target folder from filling the disk.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

const LIMIT: u64 = 20 << 30;
const COMFORTABLE: u64 = 12 << 30;

/// Brings a target folder of more than 20 GB down. What costs least to make again goes
/// first: cargo's notes for building half a crate, then release outputs and linked
/// programs, the oldest before the others, and libraries last. Going by age alone would
/// take the libraries everything else is built on, because they are the oldest of all.
pub(crate) fn prune(target: &Path) {
    let mut size = weigh(target);
    if size <= LIMIT {
        return;
    }
    println!("{} holds {} GB: removing old outputs", target.display(), size >> 30);
    for profile in ["debug", "release"] {
        let folder = target.join(profile).join("incremental");
        size = size.saturating_sub(weigh(&folder));
        fs::remove_dir_all(&folder).ok();
    }
    if size <= COMFORTABLE {
        return;
    }
    let mut outputs: Vec<(bool, SystemTime, PathBuf, u64)> = Vec::new();
    for profile in ["release", "debug"] {
        for entry in fs::read_dir(target.join(profile).join("deps"))
            .into_iter()
            .flatten()
            .flatten()
        {
            if let Ok(about) = entry.metadata()
                && about.is_file()
            {
                let path = entry.path();
                // Programs have no extension on the systems this runs on.
                let library = profile == "debug" && path.extension().is_some();
                let changed = about.modified().unwrap_or(SystemTime::UNIX_EPOCH);
                outputs.push((library, changed, path, about.len()));
            }
        }
    }
    outputs.sort();
    for (_, _, path, bytes) in outputs {
        if size <= COMFORTABLE {
            break;
        }
        if fs::remove_file(path).is_ok() {
            size = size.saturating_sub(bytes);
        }
    }
}

fn weigh(folder: &Path) -> u64 {
    let mut sum = 0;
    for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
        match entry.metadata() {
            Ok(about) if about.is_dir() => sum += weigh(&entry.path()),
            Ok(about) => sum += about.len(),
            Err(_) => {}
        }
    }
    sum
}
