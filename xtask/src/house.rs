//! Where things are, and how cargo is called.
//!
//! Every call of cargo is made here: the whole workspace, the same features, the
//! same target folder. One call with other features would build Typst again.

use crate::program::{self, is_on_path};
use std::path::{Path, PathBuf};
use std::process::Command;

/// The folder of the repository.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("xtask/ lies in the repository")
}

/// Where cargo builds: outside the checkout, so that fresh checkouts share it.
pub(crate) fn target() -> PathBuf {
    if let Some(folder) = std::env::var_os("CARGO_TARGET_DIR").filter(|f| !f.is_empty()) {
        return root().join(folder);
    }
    let cache = if cfg!(windows) {
        std::env::var_os("LOCALAPPDATA").map(PathBuf::from)
    } else {
        std::env::var_os("HOME").map(|home| Path::new(&home).join(".cache"))
    };
    cache.map_or_else(
        || root().join("target"),
        |cache| cache.join("bantin").join("target"),
    )
}

/// Which of cargo's two ways of building.
#[derive(Clone, Copy)]
pub(crate) enum Profile {
    /// For work and for every test.
    Dev,
    /// For measuring.
    Release,
}

/// A program this workspace builds.
pub(crate) fn built(profile: Profile, name: &str) -> PathBuf {
    let folder = match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    };
    target().join(folder).join(format!("{name}{}", std::env::consts::EXE_SUFFIX))
}

/// `cargo <verb> --workspace` with the features of this machine.
pub(crate) fn cargo(verb: &str) -> Command {
    let mut command = cargo_alone(verb);
    command.arg("--workspace");
    // The bytes an encoder writes are the same with and without its assembler.
    if is_on_path("nasm") {
        command.args(["--features", "photo/fast-codecs"]);
    }
    command
}

/// `cargo <verb>` for verbs that build nothing.
pub(crate) fn cargo_alone(verb: &str) -> Command {
    let name = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = program::program(name, root());
    command.arg(verb).env("CARGO_TARGET_DIR", target());
    // Cargo tells the programs it runs about itself; a second cargo must not hear it.
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("CARGO_PKG_")
            || name.to_string_lossy().starts_with("CARGO_MANIFEST_")
        {
            command.env_remove(name);
        }
    }
    command
}
