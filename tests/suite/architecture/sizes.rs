//! How long a file may be and what it may be called.

use super::{Source, none, sources};

const FOLDERS: &[&str] = &["crates", "src-tauri", "ui/src", "tests", "xtask"];

/// Longest file by ending, in lines.
const LONGEST: &[(&str, usize)] =
    &[("rs", 600), ("svelte", 300), ("ts", 600), ("mjs", 400)];

/// Names that say nothing about what is inside, so everything ends up inside.
const DRAWERS: &[&str] = &[
    "util", "utils", "helper", "helpers", "common", "misc", "manager", "managers",
    "service", "services", "types",
];

fn too_long(files: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let lines = file.text.lines().count();
        for (ending, most) in LONGEST {
            let is_kind = file.path.rsplit('.').next() == Some(*ending);
            if is_kind && lines > *most {
                faults
                    .push(format!("{} has {lines} lines, {most} are allowed", file.path));
            }
        }
    }
    faults
}

fn drawers(files: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        for part in file.path.split('/') {
            let stem = part.split('.').next().unwrap_or_default().to_lowercase();
            let mut words = stem.split(['_', '-']);
            if words.any(|word| DRAWERS.contains(&word)) || part == "lib.ts" {
                faults.push(format!("{}: {part} says nothing", file.path));
            }
        }
    }
    faults
}

#[test]
fn files_are_short() {
    let files = sources(FOLDERS, &["rs", "svelte", "ts", "mjs"]);
    assert!(files.len() > 40, "the sources were not read");
    // Generated: as long as what it is generated from.
    let written: Vec<Source> =
        files.into_iter().filter(|f| !f.path.contains("generated")).collect();
    none(&too_long(&written));
}

#[test]
fn names_say_what_is_inside() {
    none(&drawers(&sources(
        FOLDERS,
        &["rs", "svelte", "ts", "mjs", "css", "sql", "html"],
    )));
}

#[test]
fn long_files_and_drawers_are_seen() {
    let file = |path: &str, lines: usize| Source {
        path: path.into(),
        text: "a\n".repeat(lines),
    };
    assert_eq!(too_long(&[file("a.rs", 600), file("a.svelte", 300)]).len(), 0);
    assert_eq!(too_long(&[file("a.rs", 601), file("a.svelte", 301)]).len(), 2);
    for path in
        ["ui/src/lib.ts", "crates/a/src/utils/b.rs", "ui/src/date_helper.ts", "types.rs"]
    {
        assert_eq!(drawers(&[file(path, 1)]).len(), 1, "{path}");
    }
    assert_eq!(drawers(&[file("crates/press/src/typeset/lib.rs", 1)]).len(), 0);
}
