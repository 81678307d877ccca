//! Who may import whom among our own crates.

use super::{metadata, none};
use serde_json::Value;

/// Each crate and what it may import. A line that is not here is a design change.
const ALLOWED: &[(&str, &[&str])] = &[
    ("vntext", &[]),
    ("document", &["vntext"]),
    // `vntext` knows where a caption ends and its credit begins.
    ("photo", &["document", "vntext"]),
    ("intake", &["document", "vntext"]),
    ("store", &["document", "photo", "vntext"]),
    ("press", &["document", "vntext"]),
    ("web", &["document", "vntext"]),
    // What goes onto a server is files: what they say is nothing to it.
    ("publish", &[]),
    (
        "desk",
        &["document", "intake", "photo", "press", "publish", "store", "vntext", "web"],
    ),
    // The two programs speak the vocabulary of `document`; what they do goes through
    // `desk`.
    ("bantin-cli", &["desk", "document"]),
    ("counter", &[]),
    ("bantin-desktop", &["desk", "document", "vntext"]),
    // The outside view goes through the built program alone.
    ("tests", &[]),
    ("xtask", &[]),
];

/// An import: the crate and what it imports.
type Edge = (String, String);

/// Every import that no line above allows. Tests of a crate may import no more.
fn forbidden(edges: &[Edge]) -> Vec<String> {
    edges
        .iter()
        .filter(|(from, to)| {
            let line = ALLOWED.iter().find(|(name, _)| name == from);
            !line.is_some_and(|(_, may)| may.contains(&to.as_str()))
        })
        .map(|(from, to)| format!("{from} must not import {to}"))
        .collect()
}

/// The imports among our own crates, of every kind: normal, test and build.
fn edges(workspace: &Value) -> Vec<Edge> {
    let mut edges = Vec::new();
    for package in workspace["packages"].as_array().unwrap() {
        for dependency in package["dependencies"].as_array().unwrap() {
            if dependency["path"].is_string() {
                let name = |value: &Value| value["name"].as_str().unwrap().to_owned();
                edges.push((name(package), name(dependency)));
            }
        }
    }
    edges
}

#[test]
fn crates_import_only_what_the_house_allows() {
    let workspace = metadata(&["--no-deps"]);
    let edges = edges(&workspace);
    assert!(edges.len() > 10, "the workspace was not read: {edges:?}");
    none(&forbidden(&edges));
}

#[test]
fn every_crate_has_a_line() {
    let workspace = metadata(&["--no-deps"]);
    let faults: Vec<String> = workspace["packages"]
        .as_array()
        .unwrap()
        .iter()
        .map(|package| package["name"].as_str().unwrap())
        .filter(|name| !ALLOWED.iter().any(|(known, _)| known == name))
        .map(|name| format!("{name} has no line in ALLOWED"))
        .collect();
    none(&faults);
}

#[test]
fn a_forbidden_edge_is_seen() {
    let edge = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    assert_eq!(forbidden(&[edge("press", "document")]), Vec::<String>::new());
    for (from, to) in
        [("press", "web"), ("web", "photo"), ("document", "store"), ("new", "desk")]
    {
        assert_eq!(
            forbidden(&[edge("desk", "web"), edge(from, to)]),
            [format!("{from} must not import {to}")],
        );
    }
}

#[test]
fn edges_are_read_from_cargo() {
    let workspace = serde_json::json!({ "packages": [{
        "name": "press",
        "dependencies": [
            { "name": "web", "path": "/somewhere/web" },
            { "name": "serde", "source": "registry" },
        ],
    }] });
    assert_eq!(forbidden(&edges(&workspace)), ["press must not import web"]);
}

#[test]
fn a_crate_has_one_binary_of_outside_tests() {
    let workspace = metadata(&["--no-deps"]);
    let mut faults = Vec::new();
    for package in workspace["packages"].as_array().unwrap() {
        let targets = package["targets"].as_array().unwrap();
        let tests = targets.iter().filter(|target| target["kind"][0] == "test").count();
        if tests > 1 {
            faults.push(format!("{} links {tests} test binaries", package["name"]));
        }
    }
    none(&faults);
}
