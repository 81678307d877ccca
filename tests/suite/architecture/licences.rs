//! Every dependency may be given away with Bantin, under terms of its own choosing.

use super::{LOCKS, metadata, none, root};
use std::process::Command;

/// Terms that ask for no more than to be named, or to show changed files (MPL).
const ALLOWED: &[&str] = &[
    "0BSD",
    "Apache-2.0",
    "Apache-2.0 WITH LLVM-exception",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "BSL-1.0",
    "BlueOak-1.0.0",
    "CC0-1.0",
    "CDLA-Permissive-2.0",
    "IJG",
    "ISC",
    "MIT",
    "MIT-0",
    "MPL-2.0",
    "NCSA",
    "OFL-1.1",
    "Unicode-3.0",
    "Unicode-DFS-2016",
    "Unlicense",
    "Zlib",
    "bzip2-1.0.6",
];

/// Data and tools of the web build that never reach what we ship.
const ALLOWED_TO_BUILD: &[&str] = &["CC-BY-4.0", "CC-BY-3.0", "Python-2.0", "WTFPL"];

/// Whether an SPDX expression can be met with the terms in `may`.
fn is_met(expression: &str, may: &[&str]) -> bool {
    // Old crates write `MIT/Apache-2.0` for a choice.
    let spaced = expression.replace('/', " OR ").replace('(', " ( ").replace(')', " ) ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    let mut at = 0;
    let met = choice(&words, &mut at, may);
    met && at == words.len()
}

fn choice(words: &[&str], at: &mut usize, may: &[&str]) -> bool {
    let mut met = all(words, at, may);
    while words.get(*at) == Some(&"OR") {
        *at += 1;
        let next = all(words, at, may);
        met = met || next;
    }
    met
}

fn all(words: &[&str], at: &mut usize, may: &[&str]) -> bool {
    let mut met = one(words, at, may);
    while words.get(*at) == Some(&"AND") {
        *at += 1;
        let next = one(words, at, may);
        met = met && next;
    }
    met
}

fn one(words: &[&str], at: &mut usize, may: &[&str]) -> bool {
    let Some(word) = words.get(*at) else { return false };
    *at += 1;
    if *word == "(" {
        let met = choice(words, at, may);
        *at += 1;
        return met;
    }
    if words.get(*at) == Some(&"WITH") {
        let whole = format!("{word} WITH {}", words.get(*at + 1).unwrap_or(&""));
        *at += 2;
        return may.contains(&whole.as_str());
    }
    may.contains(word)
}

#[test]
fn crates_are_free_to_use() {
    let host = Command::new("rustc").arg("-vV").output().unwrap();
    let host = String::from_utf8(host.stdout).unwrap();
    let host = host.lines().find_map(|line| line.strip_prefix("host: ")).unwrap();
    let all = metadata(&["--filter-platform", host]);
    let packages = all["packages"].as_array().unwrap();
    assert!(packages.len() > 100, "the dependencies were not read");
    let faults: Vec<String> = packages
        .iter()
        .filter(|package| {
            !package["license"].as_str().is_some_and(|l| is_met(l, ALLOWED))
        })
        .map(|package| {
            format!("{} {}: {}", package["name"], package["version"], package["license"])
        })
        .collect();
    none(&faults);
}

#[test]
fn packages_of_the_interface_are_free_to_use() {
    let mut faults = Vec::new();
    for lock in LOCKS {
        let text = std::fs::read_to_string(root().join(lock)).unwrap();
        let value: serde_json::Value = serde_json::from_str(&text).unwrap();
        for (name, package) in value["packages"].as_object().unwrap() {
            let is_ours = name.is_empty();
            let licence = package["license"].as_str().unwrap_or("none");
            let mut may = ALLOWED.to_vec();
            if package["dev"] == true {
                may.extend(ALLOWED_TO_BUILD);
            }
            if !is_ours && !is_met(licence, &may) {
                faults.push(format!("{lock}: {name}: {licence}"));
            }
        }
    }
    none(&faults);
}

#[test]
fn expressions_are_weighed() {
    let check = |expression: &str, met: bool| {
        assert_eq!(is_met(expression, ALLOWED), met, "{expression}");
    };
    check("MIT", true);
    check("MIT/Apache-2.0", true);
    check("GPL-3.0-only", false);
    check("GPL-3.0-only OR MIT", true);
    check("MIT AND GPL-3.0-only", false);
    check("(MIT OR GPL-2.0) AND Unicode-3.0", true);
    check("Apache-2.0 WITH LLVM-exception OR MIT", true);
    check("GPL-2.0 WITH Classpath-exception-2.0", false);
    check("", false);
}
