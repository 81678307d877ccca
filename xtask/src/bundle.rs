//! `cargo xtask bundle`: the installers of this system, in `out/bundles`.
//!
//! The programs are built once, as every other build is; the Tauri command line only
//! packs them. Signing is asked for with a file of settings (`--config`): what is secret
//! never stands in the repository.

use crate::house::{self, cargo};
use crate::program::{self, Done, answer};
use crate::{interface, packages, terms};
use std::fs;
use std::path::{Path, PathBuf};

/// What people install: the app, and beside it two programs for the command line.
const APP: &str = "bantin-desktop";
const BESIDE: [&str; 2] = ["bantin", "bantin-counter"];

/// Kinds of installers, and how their files end.
const KINDS: [(&str, &str); 6] = [
    ("deb", ".deb"),
    ("rpm", ".rpm"),
    ("appimage", ".AppImage"),
    ("nsis", "-setup.exe"),
    ("msi", ".msi"),
    ("dmg", ".dmg"),
];

/// What to pack.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Wish {
    /// Kinds of installers; none means all of this system.
    kinds: Vec<String>,
    /// Files of settings laid over `tauri.conf.json`.
    configs: Vec<String>,
    /// Folder of programs that are built already.
    from: Option<String>,
}

impl Wish {
    /// Reads what stands after the verb; `None` when that is no wish.
    pub(crate) fn read(words: &[&str]) -> Option<Self> {
        let mut wish = Self::default();
        let mut words = words.iter();
        while let Some(word) = words.next() {
            if *word == "--config" {
                wish.configs.push((*words.next()?).to_owned());
            } else if *word == "--from" {
                wish.from = Some((*words.next()?).to_owned());
            } else if KINDS.iter().any(|(kind, _)| kind == word) {
                wish.kinds.push((*word).to_owned());
            } else {
                return None;
            }
        }
        Some(wish)
    }

    fn kinds(&self) -> Vec<&str> {
        if !self.kinds.is_empty() {
            return self.kinds.iter().map(String::as_str).collect();
        }
        if cfg!(windows) {
            vec!["nsis", "msi"]
        } else if cfg!(target_os = "macos") {
            vec!["dmg"]
        } else {
            vec!["deb", "rpm", "appimage"]
        }
    }
}

/// Builds, packs, and moves the installers to `out/bundles`.
pub(crate) fn bundle(wish: &Wish) -> Done {
    packages::for_building()?;
    interface::install("installers")?;
    if let Some(folder) = &wish.from {
        return pack(wish, Path::new(folder));
    }
    interface::install("ui")?;
    interface::build()?;
    let mut build = cargo("build");
    build.args(["--locked", "--profile", "dist", "--bin", APP]);
    for name in BESIDE {
        build.args(["--bin", name]);
    }
    program::run(&mut build)?;
    pack(wish, &house::target().join("dist"))
}

/// Packs the programs that lie in `built`.
fn pack(wish: &Wish, built: &Path) -> Done {
    let out = house::root().join("out").join("bundles");
    // What an earlier version left is not to be taken for this one.
    fs::remove_dir_all(&out).ok();
    fs::create_dir_all(&out).map_err(|error| cannot_write(&out, &error))?;
    // Tauri looks for the app where its own build would have put it.
    let stage = house::target().join("bundle");
    copy(&built.join(executable(APP)), &stage.join("release").join(executable(APP)))?;
    let made = house::root().join("gen");
    let beside = made.join("programs");
    terms::write(&made.join("THIRD-PARTY.txt"))?;
    let triple = triple()?;
    for name in BESIDE {
        let named = beside.join(executable(&format!("{name}-{triple}")));
        copy(&built.join(executable(name)), &named)?;
    }

    if cfg!(target_os = "linux") {
        for (lang, name) in [("en", "bantin.1"), ("vi", "bantin.vi.1")] {
            man(&built.join("bantin"), lang, &made.join(name))?;
        }
    }

    let kinds = wish.kinds();
    tauri(&kinds, &wish.configs, &stage)?;
    gather(&stage, &out, "")?;
    if cfg!(windows) {
        // The same once more, with the web view inside, for networks that reach nothing.
        let offline: Vec<String> = wish
            .configs
            .iter()
            .cloned()
            .chain(["installers/offline.json".to_owned()])
            .collect();
        tauri(&kinds, &offline, &stage)?;
        gather(&stage, &out, "-offline")?;
        // Packing has signed the programs where they lie.
        portable(&stage, &beside, &triple, &out)?;
    }
    for path in files(&out) {
        println!(
            "out/bundles/{}",
            path.file_name().unwrap_or_default().to_string_lossy()
        );
    }
    Ok(())
}

/// The page for `man` as the program itself writes it, packed as Debian wants it.
fn man(bantin: &Path, lang: &str, page: &Path) -> Done {
    let mut writes = program::program(bantin, house::root());
    let text = answer(writes.args(["manual", lang, "--roff"]))
        .ok_or_else(|| "`bantin manual` wrote no page.".to_owned())?;
    fs::write(page, text + "\n").map_err(|error| cannot_write(page, &error))?;
    let mut gzip = program::program("gzip", house::root());
    program::run(gzip.args(["-9", "-n", "-f"]).arg(page))
}

fn tauri(kinds: &[&str], configs: &[String], stage: &Path) -> Done {
    let mut npm = program::npm(&house::root().join("installers"));
    npm.args(["run", "tauri", "--", "bundle", "--ci", "--bundles", &kinds.join(",")]);
    npm.args(["--config", "installers/programs.json"]);
    for config in configs {
        npm.args(["--config", config]);
    }
    npm.env("CARGO_TARGET_DIR", stage);
    program::run(&mut npm)
}

/// Moves the installers out of Tauri's folders; `mark` goes before what a name ends in.
fn gather(stage: &Path, out: &Path, mark: &str) -> Done {
    let mut moved = 0;
    for (kind, ending) in KINDS {
        for path in files(&stage.join("release").join("bundle").join(kind)) {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let Some(stem) = name.strip_suffix(ending) else { continue };
            copy(&path, &out.join(format!("{stem}{mark}{ending}")))?;
            fs::remove_file(&path).map_err(|error| cannot_write(&path, &error))?;
            moved += 1;
        }
    }
    if moved == 0 {
        return Err("Tauri left no installer.".to_owned());
    }
    Ok(())
}

/// A zip to unpack anywhere, for computers where nothing may be installed.
fn portable(stage: &Path, beside: &Path, triple: &str, out: &Path) -> Done {
    let folder = stage.join("Bantin");
    fs::remove_dir_all(&folder).ok();
    copy(
        &stage.join("release").join(executable(APP)),
        &folder.join(executable("Bantin")),
    )?;
    for name in BESIDE {
        let named = beside.join(executable(&format!("{name}-{triple}")));
        copy(&named, &folder.join("bin").join(executable(name)))?;
    }
    copy(&house::root().join("LICENSE"), &folder.join("LICENSE.txt"))?;
    let others = house::root().join("gen").join("THIRD-PARTY.txt");
    copy(&others, &folder.join("THIRD-PARTY.txt"))?;
    let zip = out.join(format!("Bantin_{}_portable.zip", version()?));
    // The system's own: a tar that came with git makes no zip.
    let system = std::env::var_os("SystemRoot").map(PathBuf::from).unwrap_or_default();
    let mut tar = program::program(system.join("System32").join("tar.exe"), stage);
    program::run(tar.args(["-a", "-c", "-f"]).arg(&zip).arg("Bantin"))
}

/// The version, as the workspace has it.
fn version() -> Result<String, String> {
    let manifest = fs::read_to_string(house::root().join("Cargo.toml"));
    manifest
        .ok()
        .and_then(|text| {
            let (_, rest) = text.split_once("\nversion = \"")?;
            Some(rest.split_once('"')?.0.to_owned())
        })
        .ok_or_else(|| "Cargo.toml names no version.".to_owned())
}

/// The name by which Tauri tells systems apart, such as `x86_64-unknown-linux-gnu`.
fn triple() -> Result<String, String> {
    let told = answer(program::program("rustc", house::root()).arg("-vV"));
    told.as_deref()
        .and_then(|told| told.lines().find_map(|line| line.strip_prefix("host: ")))
        .map(str::to_owned)
        .ok_or_else(|| "rustc does not say what system this is.".to_owned())
}

fn executable(name: &str) -> String {
    format!("{name}{}", std::env::consts::EXE_SUFFIX)
}

fn copy(from: &Path, to: &Path) -> Done {
    let folder = to.parent().expect("a file in a folder");
    fs::create_dir_all(folder).map_err(|error| cannot_write(folder, &error))?;
    match fs::copy(from, to) {
        Ok(_) => Ok(()),
        Err(error) => Err(format!(
            "{} cannot be copied to {}: {error}.",
            from.display(),
            to.display()
        )),
    }
}

fn cannot_write(path: &Path, error: &std::io::Error) -> String {
    format!("{} cannot be written: {error}.", path.display())
}

/// The files right in a folder, by name.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<PathBuf> =
        entries.map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wishes_are_kinds_and_settings() {
        let wish = Wish::read(&["deb", "--config", "sign.json", "rpm"]).unwrap();
        assert_eq!(wish.kinds(), ["deb", "rpm"]);
        assert_eq!(wish.configs, ["sign.json"]);
        assert_eq!(Wish::read(&["exe"]), None);
        assert_eq!(Wish::read(&["--config"]), None);
        let built = Wish::read(&["deb", "--from", "built"]).unwrap();
        assert_eq!(built.from.as_deref(), Some("built"));
        assert!(!Wish::read(&[]).unwrap().kinds().is_empty());
    }

    #[test]
    fn the_version_is_that_of_the_workspace() {
        assert_eq!(version().unwrap(), env!("CARGO_PKG_VERSION"));
    }
}
