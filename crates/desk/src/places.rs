//! Where this person's settings and caches stand on this system.

use std::env;
use std::path::PathBuf;

/// The folder below `%LOCALAPPDATA%`. The installer for one person puts the program
/// into `Bantin` there: backups are not to lie among its files.
const APART: &str = "vn.bantin.desktop";

/// Folder for what can be made again. `None` when the system names no home.
pub(crate) fn cache_folder() -> Option<PathBuf> {
    if cfg!(windows) {
        return folder("LOCALAPPDATA").map(|local| local.join(APART).join("cache"));
    }
    if cfg!(target_os = "macos") {
        return folder("HOME").map(|home| home.join("Library/Caches/vn.bantin.desktop"));
    }
    let cache = folder("XDG_CACHE_HOME").or_else(|| Some(folder("HOME")?.join(".cache")));
    cache.map(|cache| cache.join("bantin"))
}

/// Folder for settings and the list of recent files.
pub(crate) fn settings_folder() -> Option<PathBuf> {
    if cfg!(windows) {
        return folder("APPDATA").map(|roaming| roaming.join("Bantin"));
    }
    if cfg!(target_os = "macos") {
        let below = "Library/Application Support/vn.bantin.desktop";
        return folder("HOME").map(|home| home.join(below));
    }
    let config =
        folder("XDG_CONFIG_HOME").or_else(|| Some(folder("HOME")?.join(".config")));
    config.map(|config| config.join("bantin"))
}

/// Folder for what must not be lost and is not the person's own file.
pub(crate) fn data_folder() -> Option<PathBuf> {
    if cfg!(windows) {
        return folder("LOCALAPPDATA").map(|local| local.join(APART));
    }
    if cfg!(target_os = "macos") {
        return settings_folder();
    }
    let data = folder("XDG_DATA_HOME")
        .or_else(|| Some(folder("HOME")?.join(".local").join("share")));
    data.map(|data| data.join("bantin"))
}

/// The file in which the office decides for everybody on this computer.
pub(crate) fn policy_file() -> Option<PathBuf> {
    let folder = if cfg!(windows) {
        folder("ProgramData")?.join("Bantin")
    } else if cfg!(target_os = "macos") {
        PathBuf::from("/Library/Application Support/Bantin")
    } else {
        PathBuf::from("/etc/bantin")
    };
    Some(folder.join("policy.toml"))
}

/// The servers this person's SSH knows. `None` when the system names no home.
pub(crate) fn ssh_known_hosts() -> Option<PathBuf> {
    let home = folder(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?;
    Some(home.join(".ssh").join("known_hosts"))
}

/// Folder where a person keeps documents; the home folder when there is no better one.
pub(crate) fn documents_folder() -> Option<PathBuf> {
    let home = folder(if cfg!(windows) { "USERPROFILE" } else { "HOME" })?;
    let documents = home.join("Documents");
    Some(if documents.is_dir() { documents } else { home })
}

/// The language the system speaks: Vietnamese when it says so, else English.
pub fn system_lang() -> document::Lang {
    let named = ["BANTIN_LANG", "LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .find_map(|name| env::var(name).ok().filter(|value| !value.is_empty()));
    let named = named.or_else(sys_locale::get_locale);
    named.and_then(|tag| tag.parse().ok()).unwrap_or(document::Lang::En)
}

fn folder(variable: &str) -> Option<PathBuf> {
    env::var_os(variable).filter(|value| !value.is_empty()).map(PathBuf::from)
}
