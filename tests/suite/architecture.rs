//! The house as a test: who may import whom, who alone knows what, where lines live.
//!
//! A rule that fails here is not a bug to be silenced: change `ARCHITECTURE.md` and
//! the table below in the same commit, with the reason.

mod imports;
mod knows;
mod licences;
mod map;
mod media;
mod purity;
mod security;
mod sizes;
mod standards;
mod workflows;

use serde_json::Value;
use std::path::{Path, PathBuf};
use std::process::Command;

/// What is fetched from npm: for the interface, its checks, and packing.
const LOCKS: [&str; 3] = [
    "ui/package-lock.json",
    "tests/web/package-lock.json",
    "installers/package-lock.json",
];

/// The repository.
fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap()
}

/// What cargo knows about the workspace, without asking anyone else.
fn metadata(options: &[&str]) -> Value {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--offline", "--format-version", "1"])
        .args(options)
        .current_dir(root())
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).unwrap()
}

/// A source file: its path from the root with forward slashes, and its text.
#[derive(Debug)]
struct Source {
    path: String,
    text: String,
}

/// Every file with one of the endings under the folders, in order.
fn sources(folders: &[&str], endings: &[&str]) -> Vec<Source> {
    let mut paths = Vec::new();
    for folder in folders {
        walk(&root().join(folder), &mut paths);
    }
    paths
        .retain(|path| endings.iter().any(|e| path.extension().is_some_and(|x| x == *e)));
    paths.sort();
    paths
        .into_iter()
        .map(|path| Source {
            text: std::fs::read_to_string(&path).unwrap(),
            path: from_root(&path),
        })
        .collect()
}

/// Every file under a folder but what tools make: `node_modules`, `dist`, `target`.
fn walk(folder: &Path, files: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_file() {
            files.push(path);
        } else if !is_made_by_tools(&path) {
            walk(&path, files);
        }
    }
}

fn is_made_by_tools(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    matches!(&*name, "node_modules" | "dist" | "target" | "gen" | "out" | "__pycache__")
        || name.starts_with('.')
}

fn from_root(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// The code of a Rust file: comments and everything from the first test module on
/// are left out, so that words in prose and in tests are not taken for imports.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or_default();
    text.lines()
        .filter(|line| !line.trim_start().starts_with("//"))
        .map(|line| line.split(" // ").next().unwrap_or_default())
        .collect::<Vec<_>>()
        .join("\n")
}

/// Whether `text` holds `word` with no letter or digit before or after it.
fn has_word(text: &str, word: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    text.match_indices(word).any(|(at, _)| {
        !text[..at].ends_with(is_part) && !text[at + word.len()..].starts_with(is_part)
    })
}

/// Fails with every fault, one a line.
#[track_caller]
fn none(faults: &[String]) {
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

#[test]
fn words_are_found_whole() {
    assert!(has_word("use typst::World;", "typst"));
    assert!(!has_word("use typst_library::World;", "typst"));
    assert!(!has_word("let mytypst = 1;", "typst"));
}

#[test]
fn prose_and_tests_are_not_code() {
    let text = "//! uses tauri\nuse a; // tauri\n#[cfg(test)]\nmod t { use tauri; }";
    assert!(!has_word(&code(text), "tauri"));
    assert!(has_word(&code(text), "a"));
}
