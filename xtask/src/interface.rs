//! The interface in `ui/`: its packages and its build.
//!
//! Both are skipped when nothing they depend on changed. A rebuilt interface has
//! new file times, and the app that embeds it would be compiled again for nothing.

use crate::house;
use crate::program::{self, Done};
use std::collections::BTreeSet;
use std::fs;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

/// Installs the packages of a folder with a `package-lock.json`, if that changed.
pub(crate) fn install(folder: &str) -> Done {
    let folder = house::root().join(folder);
    let sum = sum(&[folder.join("package-lock.json"), folder.join("package.json")]);
    let stamp = folder.join("node_modules").join(".installed");
    if is_stamped(&stamp, sum) {
        return Ok(());
    }
    println!("installing the packages of {}", folder.display());
    program::run(program::npm(&folder).args(["ci", "--no-audit", "--no-fund"]))?;
    put_stamp(&stamp, sum)
}

/// Builds `ui/dist`, if anything it is made of changed.
pub(crate) fn build() -> Done {
    let folder = house::root().join("ui");
    let mut sources = BTreeSet::new();
    let Ok(entries) = fs::read_dir(&folder) else {
        return Err("The folder ui/ cannot be read.".to_owned());
    };
    for entry in entries.flatten() {
        let name = entry.file_name();
        if name != "node_modules" && name != "dist" && name != "coverage" {
            collect(&entry.path(), &mut sources);
        }
    }
    collect(&house::root().join("crates/desk/words"), &mut sources);
    let sources: Vec<PathBuf> = sources.into_iter().collect();
    let stamp = folder.join("node_modules").join(".built");
    if folder.join("dist/index.html").is_file() && is_stamped(&stamp, sum(&sources)) {
        return Ok(());
    }
    program::run(program::npm(&folder).args(["run", "build"]))?;
    // Building may write generated sources; what counts is what lies there now.
    put_stamp(&stamp, sum(&sources))
}

/// Every file under `path`, `path` itself when it is one.
fn collect(path: &Path, files: &mut BTreeSet<PathBuf>) {
    if path.is_file() {
        files.insert(path.to_owned());
    } else if let Ok(entries) = fs::read_dir(path) {
        for entry in entries.flatten() {
            collect(&entry.path(), files);
        }
    }
}

fn sum(files: &[PathBuf]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.hash(&mut hasher);
        fs::read(file).unwrap_or_default().hash(&mut hasher);
    }
    hasher.finish()
}

fn is_stamped(stamp: &Path, sum: u64) -> bool {
    fs::read_to_string(stamp).is_ok_and(|saved| saved == format!("{sum:016x}"))
}

fn put_stamp(stamp: &Path, sum: u64) -> Done {
    fs::write(stamp, format!("{sum:016x}"))
        .map_err(|error| format!("{} cannot be written: {error}.", stamp.display()))
}
