//! `ARCHITECTURE.md` lists every folder of sources, and nothing that is gone.

use super::{none, root, sources};
use std::collections::BTreeSet;

const FOLDERS: &[&str] = &["crates", "src-tauri", "ui/src", "tests", "xtask", "designs"];
const ENDINGS: &[&str] =
    &["rs", "sql", "ts", "svelte", "css", "mjs", "toml", "typ", "html", "md", "j2", "js"];

/// What stands between single back-quotes and looks like a path of ours.
fn mapped(text: &str) -> BTreeSet<String> {
    text.split('`')
        .skip(1)
        .step_by(2)
        .filter(|piece| piece.ends_with('/') && !piece.contains([' ', '<', '*', '\n']))
        .map(|piece| piece.trim_end_matches('/').to_owned())
        .filter(|piece| {
            FOLDERS.iter().any(|f| piece == f || piece.starts_with(&format!("{f}/")))
        })
        .collect()
}

/// Every folder that holds a source file, except unit test folders and the folder
/// of a crate itself when its sources are in `src/`.
fn folders() -> BTreeSet<String> {
    sources(FOLDERS, ENDINGS)
        .into_iter()
        .filter_map(|file| {
            file.path.rsplit_once('/').map(|(folder, _)| folder.to_owned())
        })
        .map(|folder| match folder.find("/tests") {
            Some(at) if folder.starts_with("crates/") => folder[..at].to_owned(),
            _ => folder,
        })
        .filter(|folder| !folder.is_empty())
        .collect()
}

fn missing(folders: &BTreeSet<String>, mapped: &BTreeSet<String>) -> Vec<String> {
    let has = |folder: &str| {
        // `crates/store` stands for its `src`; one line is enough for both.
        mapped.contains(folder)
            || folder.strip_suffix("/src").is_some_and(|short| mapped.contains(short))
    };
    folders
        .iter()
        .filter(|folder| !has(folder))
        .map(|folder| format!("`{folder}/` is not in ARCHITECTURE.md"))
        .collect()
}

#[test]
fn every_folder_is_on_the_map() {
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    none(&missing(&folders(), &mapped(&map)));
}

#[test]
fn nothing_on_the_map_is_gone() {
    let map = std::fs::read_to_string(root().join("ARCHITECTURE.md")).unwrap();
    let faults: Vec<String> = mapped(&map)
        .into_iter()
        .filter(|folder| !root().join(folder).is_dir())
        .map(|folder| format!("`{folder}/` is on the map and not on the disk"))
        .collect();
    none(&faults);
}

#[test]
fn a_hole_in_the_map_is_seen() {
    let set =
        |names: &[&str]| names.iter().map(|n| (*n).to_owned()).collect::<BTreeSet<_>>();
    let map = mapped("- `crates/store/`: the file\n- `not ours/` `crates/web/src/x.rs`");
    assert_eq!(map, set(&["crates/store"]));
    assert!(missing(&set(&["crates/store", "crates/store/src"]), &map).is_empty());
    assert_eq!(missing(&set(&["crates/store/src/undo"]), &map).len(), 1);
}
