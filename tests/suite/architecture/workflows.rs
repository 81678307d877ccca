//! What runs elsewhere with our secrets at hand: named exactly, and allowed little.

use super::{none, root};
use std::fs;

/// The workflows: name and text.
fn workflows() -> Vec<(String, String)> {
    let folder = root().join(".github/workflows");
    let mut found: Vec<(String, String)> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .map(|path| {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            (name, fs::read_to_string(&path).unwrap())
        })
        .collect();
    found.sort();
    found
}

/// Actions of others that are not named by a full commit: a tag can be moved.
fn loose(name: &str, text: &str) -> Vec<String> {
    let steps = text.lines().map(|line| line.trim().trim_start_matches("- "));
    steps
        .filter_map(|line| line.strip_prefix("uses: "))
        .filter(|action| !action.starts_with("./"))
        .filter(|action| {
            let commit = action.split_once('@').map_or("", |(_, rest)| rest);
            let commit = commit.split_whitespace().next().unwrap_or_default();
            commit.len() != 40 || !commit.bytes().all(|byte| byte.is_ascii_hexdigit())
        })
        .map(|action| format!("{name}: {action} is not named by its commit"))
        .collect()
}

#[test]
fn actions_of_others_are_named_by_their_commit() {
    let found = workflows();
    assert!(found.iter().any(|(name, _)| name == "ci.yml"));
    assert!(found.iter().any(|(name, _)| name == "release.yml"));
    none(&found.iter().flat_map(|(name, text)| loose(name, text)).collect::<Vec<_>>());
}

#[test]
fn a_workflow_may_only_read_unless_a_job_says_more() {
    let faults: Vec<String> = workflows()
        .into_iter()
        .filter(|(_, text)| !text.contains("\npermissions:\n  contents: read\n"))
        .map(|(name, _)| format!("{name} begins with more than reading"))
        .collect();
    none(&faults);
}

#[test]
fn a_person_and_a_machine_run_the_same() {
    let (_, ci) = workflows().into_iter().find(|(name, _)| name == "ci.yml").unwrap();
    assert!(ci.contains("run: bash .ci/run"), "{ci}");
}

#[test]
fn a_tag_is_seen_as_loose() {
    assert_eq!(loose("a", "      - uses: actions/checkout@v7").len(), 1);
    assert_eq!(loose("a", "    uses: ./.github/workflows/ci.yml").len(), 0);
    let commit = "3d3c42e5aac5ba805825da76410c181273ba90b1";
    assert_eq!(loose("a", &format!("- uses: actions/checkout@{commit} # v7")).len(), 0);
}
