//! Who alone knows a library: behind one door it can be exchanged.

use super::{LOCKS, Source, code, has_word, metadata, none, root, sources};

/// A library and the crates whose manifests may name it.
const OWNERS: &[(&str, &[&str])] = &[
    ("comrak", &["document"]),
    ("rusqlite", &["store", "counter"]),
    ("typst*", &["press"]),
    ("lopdf", &["press"]),
    ("comemo", &["press"]),
    ("image", &["photo"]),
    ("ravif", &["photo"]),
    ("moxcms", &["photo"]),
    ("tauri*", &["bantin-desktop"]),
    ("ts-rs", &["bantin-desktop"]),
    ("clap", &["bantin-cli", "counter"]),
    ("axum", &["desk", "counter"]),
    ("tokio", &["desk", "counter", "publish"]),
    // The one door to other computers.
    ("ureq", &["publish"]),
    ("rustls*", &["publish"]),
    ("russh*", &["publish"]),
    ("aws-*", &["publish"]),
    ("keyring", &["publish"]),
    ("cfb", &["intake"]),
    ("html5ever", &["intake"]),
    ("minijinja", &["web"]),
    ("ammonia", &["web"]),
    ("zip", &["web", "intake"]),
];

/// A word of code and the only places it may stand in.
const WORDS: &[(&str, &[&str])] = &[
    ("comrak", &["crates/document/src/body/parse.rs"]),
    ("rusqlite", &["crates/store/", "crates/counter/"]),
    ("typst", &["crates/press/"]),
    ("typst_library", &["crates/press/"]),
    ("tauri", &["src-tauri/"]),
    ("ts_rs", &["src-tauri/wire"]),
];

fn matches(pattern: &str, name: &str) -> bool {
    match pattern.strip_suffix('*') {
        Some(start) => name.starts_with(start),
        None => name == pattern,
    }
}

/// Manifest entries of a crate that does not own the library.
fn strangers(entries: &[(String, String)]) -> Vec<String> {
    let mut faults = Vec::new();
    for (package, library) in entries {
        for (pattern, owners) in OWNERS {
            if matches(pattern, library) && !owners.contains(&package.as_str()) {
                faults
                    .push(format!("{package} must not know {library}: {owners:?} does"));
            }
        }
    }
    faults
}

/// Files that hold a word they must not.
fn misplaced(files: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let code = code(&file.text);
        for (word, places) in WORDS {
            let is_home = places.iter().any(|place| file.path.starts_with(place));
            if !is_home && has_word(&code, word) {
                faults.push(format!("{} must not say {word}", file.path));
            }
        }
    }
    faults
}

#[test]
fn libraries_stay_behind_their_door() {
    let workspace = metadata(&["--no-deps"]);
    let mut entries = Vec::new();
    for package in workspace["packages"].as_array().unwrap() {
        for dependency in package["dependencies"].as_array().unwrap() {
            // Tests may draw a picture or read a PDF with whatever is at hand.
            if dependency["kind"] == "dev" {
                continue;
            }
            let name =
                |value: &serde_json::Value| value["name"].as_str().unwrap().to_owned();
            entries.push((name(package), name(dependency)));
        }
    }
    none(&strangers(&entries));
}

#[test]
fn libraries_are_spoken_of_only_at_home() {
    let files = sources(&["crates", "src-tauri"], &["rs"]);
    assert!(files.len() > 30, "the sources were not read");
    none(&misplaced(&files));
}

#[test]
fn a_stranger_is_seen() {
    let entry = |a: &str, b: &str| (a.to_owned(), b.to_owned());
    assert_eq!(strangers(&[entry("web", "typst-pdf")]).len(), 1);
    assert_eq!(strangers(&[entry("press", "typst-pdf")]).len(), 0);
    let file = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    assert_eq!(
        misplaced(&[file("crates/desk/src/a.rs", "use rusqlite::Error;")]).len(),
        1
    );
    assert_eq!(misplaced(&[file("crates/desk/src/a.rs", "// not rusqlite")]).len(), 0);
    let other = "crates/document/src/body/write.rs";
    assert_eq!(misplaced(&[file(other, "use comrak::Arena;")]).len(), 1);
}

#[test]
fn the_page_plan_knows_no_typst() {
    let faults: Vec<String> = sources(&["crates/press/src/plan"], &["rs"])
        .into_iter()
        .filter(|file| {
            let code = code(&file.text);
            code.contains("typst_") || has_word(&code, "typst")
        })
        .map(|file| format!("{} must not say typst", file.path))
        .collect();
    none(&faults);
}

#[test]
fn one_file_of_the_interface_knows_the_shell() {
    let home = "ui/src/backend/tauri.ts";
    let faults: Vec<String> = sources(&["ui/src"], &["ts", "svelte", "js"])
        .into_iter()
        .filter(|file| file.path != home && file.text.contains("@tauri-apps"))
        .map(|file| format!("{} must not import @tauri-apps", file.path))
        .collect();
    none(&faults);
}

#[test]
fn the_wire_alone_is_serialised_for_the_interface() {
    let faults: Vec<String> = sources(&["src-tauri"], &["rs"])
        .into_iter()
        .filter(|file| !file.path.starts_with("src-tauri/wire"))
        .filter(|file| has_word(&code(&file.text), "Serialize"))
        .map(|file| format!("{} derives Serialize: that is wire.rs's part", file.path))
        .collect();
    none(&faults);
}

#[test]
fn lock_files_name_no_download_address() {
    for lock in LOCKS {
        let text = std::fs::read_to_string(root().join(lock)).unwrap();
        let lock_value: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (name, package) in lock_value["packages"].as_object().unwrap() {
            assert!(package["resolved"].is_null(), "{lock}: {name} has an address");
        }
    }
}
