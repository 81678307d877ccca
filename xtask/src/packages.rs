//! The programs and libraries that come from the system.
//!
//! On Debian and Ubuntu what is missing is installed. Elsewhere the system's own
//! web view is there already and nothing is asked for.

use crate::house;
use crate::program::{self, Done, answer, is_on_path};
use std::process::Command;

/// What building needs.
const TO_BUILD: &[&str] = &[
    "build-essential",
    "libssl-dev",
    "libwebkit2gtk-4.1-dev",
    "librsvg2-dev",
    "nasm",
    "patchelf",
    "pkg-config",
];

/// What the journeys, the browser checks and the checks of exported files need.
const TO_TEST: &[&str] = &[
    "chromium",
    "dbus",
    "epubcheck",
    "fonts-noto-core",
    "gnome-keyring",
    "libimage-exiftool-perl",
    "openssh-server",
    "poppler-utils",
    "python3-venv",
    "qpdf",
    "rclone",
    "webkit2gtk-driver",
    "xauth",
    "xclip",
    "xdotool",
    "xvfb",
];

/// Oldest Node the interface is built with.
const NODE: (u32, u32) = (20, 19);

/// Sees to it that building is possible.
pub(crate) fn for_building() -> Done {
    node()?;
    install(TO_BUILD)
}

/// Sees to it that testing is possible.
pub(crate) fn for_testing() -> Done {
    node()?;
    let all = TO_BUILD.iter().chain(TO_TEST).copied();
    // Ubuntu has no package of this name; a browser that is there already will do.
    let all: Vec<&str> =
        all.filter(|name| *name != "chromium" || !is_on_path(name)).collect();
    install(&all)?;
    storage()
}

/// The storage that tests publish to, from `PyPI`, in a folder of its own.
const STORAGE: &str = "moto[server]==5.2.5";

/// Sees to it that there is a server of S3 to publish to.
fn storage() -> Done {
    if !cfg!(target_os = "linux") || !is_on_path("python3") {
        return Ok(());
    }
    let folder = house::target().join("moto");
    if folder.join("bin").join("moto_server").is_file() {
        return Ok(());
    }
    println!("installing {STORAGE}");
    let mut make = program::program("python3", house::root());
    program::run(make.args(["-m", "venv"]).arg(&folder))?;
    let pip = folder.join("bin").join("pip");
    let mut install = program::program(pip, house::root());
    program::run(install.args(["install", "--quiet", STORAGE]))
}

fn node() -> Done {
    let Some(version) = answer(program::program("node", house::root()).arg("--version"))
    else {
        return Err(format!(
            "Node is missing: install Node {}.{} or newer and run this again.",
            NODE.0, NODE.1
        ));
    };
    if read_version(&version).is_some_and(|found| found >= NODE) {
        Ok(())
    } else {
        Err(format!(
            "Node {} is too old: install Node {}.{} or newer and run this again.",
            version.trim(),
            NODE.0,
            NODE.1
        ))
    }
}

fn read_version(text: &str) -> Option<(u32, u32)> {
    let mut numbers = text.trim().trim_start_matches('v').split('.');
    Some((numbers.next()?.parse().ok()?, numbers.next()?.parse().ok()?))
}

fn install(names: &[&str]) -> Done {
    if !cfg!(target_os = "linux") || !is_on_path("dpkg-query") {
        return Ok(());
    }
    let missing: Vec<&str> =
        names.iter().copied().filter(|name| !is_installed(name)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    println!("installing {}", missing.join(" "));
    let by_hand = || {
        Err(format!(
            "Some packages are missing and may not be installed from here; run this, then \
             try again: sudo apt-get install {}",
            missing.join(" ")
        ))
    };
    let Some(update) = as_root(&["apt-get", "update", "-qq"]) else { return by_hand() };
    let Some(install) =
        as_root(&["apt-get", "install", "-y", "-qq", "--no-install-recommends"])
    else {
        return by_hand();
    };
    let mut update = update;
    let mut install = install;
    // Old lists are no reason to stop: the packages may be there all the same.
    if let Err(sentence) = program::run(&mut update) {
        eprintln!("{sentence}");
    }
    if program::run(install.args(&missing)).is_err() {
        return by_hand();
    }
    Ok(())
}

fn is_installed(name: &str) -> bool {
    answer(program::program("dpkg-query", house::root()).args([
        "-W",
        "-f=${db:Status-Abbrev}",
        name,
    ]))
    .is_some_and(|state| state.starts_with("ii"))
}

/// The command as root: directly, through sudo, or not at all.
fn as_root(words: &[&str]) -> Option<Command> {
    let is_root = answer(program::program("id", house::root()).arg("-u"))
        .is_some_and(|id| id.trim() == "0");
    let mut command = if is_root {
        program::program("env", house::root())
    } else if is_on_path("sudo") {
        let mut sudo = program::program("sudo", house::root());
        sudo.stdin(std::process::Stdio::inherit());
        if !std::io::IsTerminal::is_terminal(&std::io::stdin()) {
            sudo.arg("-n");
        }
        sudo.arg("env");
        sudo
    } else {
        return None;
    };
    command.arg("DEBIAN_FRONTEND=noninteractive").args(words);
    Some(command)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_compared_as_numbers() {
        assert_eq!(read_version("v20.19.2\n"), Some((20, 19)));
        assert!(read_version("v9.99.0").unwrap() < NODE);
        assert!(read_version("v24.0.0").unwrap() > NODE);
        assert_eq!(read_version("nonsense"), None);
    }
}
