//! `cargo xtask run`: from a fresh checkout to the app on the sample issue.

use crate::house::{self, Profile, built, cargo};
use crate::program::{self, Done};
use crate::{interface, packages, sample};
use std::path::Path;
use std::process::Stdio;

/// Sets up, builds, exports the sample to `out/` and opens the app on it.
pub(crate) fn run(with_window: bool) -> Done {
    packages::for_building()?;
    interface::install("ui")?;
    interface::build()?;
    // The same targets `xtask test` builds: after it, nothing is compiled here.
    program::run(cargo("build").arg("--all-targets"))?;

    let out = house::root().join("out");
    let existed = out.join("hau-giang.bantin").exists();
    let file = sample::make(Profile::Dev, &out)?;
    sample::export(Profile::Dev, &file, &out)?;
    list(&out, &out);
    if existed {
        println!("out/hau-giang.bantin was there already and is kept as it was.");
    }

    if !with_window {
        return Ok(());
    }
    if !has_display() {
        println!("No display here, so the app stays closed; the files are in out/.");
        return Ok(());
    }
    program::program(built(Profile::Dev, "bantin-desktop"), house::root())
        .arg(&file)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .map_err(|error| format!("The app could not be started: {error}."))?;
    println!("The app opens out/hau-giang.bantin.");
    Ok(())
}

/// One line for each exported file, folders in order.
fn list(out: &Path, folder: &Path) {
    let mut entries: Vec<_> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|e| e.path())
        .collect();
    entries.sort();
    for path in entries {
        if path.is_dir() {
            list(out, &path);
        } else if let Ok(about) = path.metadata() {
            let name = path.strip_prefix(out).unwrap_or(&path).display();
            println!("{:>10}  out/{name}", spell_size(about.len()));
        }
    }
}

fn spell_size(bytes: u64) -> String {
    match bytes {
        0..1_000 => format!("{bytes} B"),
        1_000..1_000_000 => format!("{} KB", bytes.div_ceil(1_000)),
        _ => format!("{}.{} MB", bytes / 1_000_000, bytes % 1_000_000 / 100_000),
    }
}

fn has_display() -> bool {
    let named =
        |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || named("DISPLAY") || named("WAYLAND_DISPLAY")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_spelled_for_people() {
        assert_eq!(spell_size(7), "7 B");
        assert_eq!(spell_size(1_001), "2 KB");
        assert_eq!(spell_size(2_345_678), "2.3 MB");
    }
}
