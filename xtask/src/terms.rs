//! `cargo xtask terms`: the terms under which others gave us their work, as one text that
//! goes into every package.
//!
//! Read from what was fetched to build: the licence files of crates and of packages of
//! the interface, and those of fonts and words in this repository. A text that several
//! share stands there once.

use crate::house::{self, cargo_alone};
use crate::interface;
use crate::program::{self, Done, answer};
use std::collections::{BTreeMap, BTreeSet};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};

const OPENING: &str = "\
Bantin is given away under the MIT licence or the Apache License 2.0, see LICENSE.
It holds the work of many others; below are their names and the terms they ask for.
Bantin is based in part on the work of the Independent JPEG Group.
";

/// How names of files begin that hold terms.
const BEGINNINGS: [&str; 6] =
    ["LICEN", "COPYING", "COPYRIGHT", "NOTICE", "UNLICEN", "OFL-"];

/// Writes `out/THIRD-PARTY.txt`.
pub(crate) fn terms() -> Done {
    interface::install("ui")?;
    write(&house::root().join("out").join("THIRD-PARTY.txt"))
}

/// Writes the terms to a file.
pub(crate) fn write(to: &Path) -> Done {
    let mut works = crates()?;
    works.extend(packages()?);
    works.extend(ours());
    let folder = to.parent().expect("a file in a folder");
    let written = fs::create_dir_all(folder).and_then(|()| fs::write(to, text(&works)));
    written.map_err(|error| format!("{} cannot be written: {error}.", to.display()))?;
    println!("{}: the terms of {} works", to.display(), works.len());
    Ok(())
}

/// What somebody else made: its name, its terms in short, and in full.
struct Work {
    name: String,
    short: String,
    texts: Vec<String>,
}

fn text(works: &[Work]) -> String {
    let mut out = OPENING.to_owned();
    let mut shared: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for work in works {
        for text in &work.texts {
            shared.entry(text).or_default().insert(&work.name);
        }
    }
    out.push_str("\nNames, and terms in short\n=========================\n\n");
    let lines: BTreeSet<String> =
        works.iter().map(|work| format!("{}: {}\n", work.name, work.short)).collect();
    out.extend(lines);
    let mut shared: Vec<(BTreeSet<&str>, &str)> =
        shared.into_iter().map(|(text, names)| (names, text)).collect();
    shared.sort();
    for (names, text) in shared {
        let names: Vec<&str> = names.into_iter().collect();
        let names = names.join(", ");
        let line = "-".repeat(names.chars().count().min(79));
        out.push_str(&format!("\n\n{line}\n{names}\n{line}\n\n{}\n", text.trim_end()));
    }
    out
}

/// The crates that our programs are made of, on this system.
fn crates() -> Result<Vec<Work>, String> {
    let mut tree = cargo_alone("tree");
    tree.args(["--workspace", "--locked", "--edges", "normal", "--prefix", "none"]);
    tree.args(["--format", "{p}|{l}"]);
    let told = answer(&mut tree).ok_or("`cargo tree` failed.")?;
    let mut works = BTreeMap::new();
    let shelves = shelves();
    for line in told.lines() {
        let Some((package, short)) = line.split_once('|') else { continue };
        // Ours stand there with the path of their folder.
        let mut words = package.split_whitespace();
        let (Some(name), Some(version)) = (words.next(), words.next()) else { continue };
        if package.contains("(/") || package.contains(":\\") {
            continue;
        }
        let folder = format!("{name}-{}", version.trim_start_matches('v'));
        let short = short.trim_end_matches(" (*)").to_owned();
        let texts = shelves
            .iter()
            .map(|shelf| texts(&shelf.join(&folder), &short))
            .find(|texts| !texts.is_empty());
        let name = format!("{name} {}", version.trim_start_matches('v'));
        let texts = texts.unwrap_or_default();
        works.insert(name.clone(), Work { name, short, texts });
    }
    if works.len() < 100 {
        return Err(format!("Only {} crates were found.", works.len()));
    }
    Ok(works.into_values().collect())
}

/// Where cargo unpacks what it fetched: a folder for each place it came from.
fn shelves() -> Vec<PathBuf> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| {
        let home = if cfg!(windows) { "USERPROFILE" } else { "HOME" };
        Some(Path::new(&env::var_os(home)?).join(".cargo"))
    });
    let Some(home) = home else { return Vec::new() };
    entries(&home.join("registry").join("src"))
}

/// The packages whose code is in the interface.
fn packages() -> Result<Vec<Work>, String> {
    let mut list = program::npm(&house::root().join("ui"));
    list.args(["ls", "--all", "--omit=dev", "--parseable"]);
    let told = answer(&mut list).ok_or("`npm ls` failed.")?;
    let mut works = BTreeMap::new();
    for folder in told.lines() {
        let path = folder.replace('\\', "/");
        let Some((_, name)) = path.rsplit_once("node_modules/") else { continue };
        let texts = texts(Path::new(folder), "");
        let work = Work { name: name.to_owned(), short: "below".to_owned(), texts };
        works.insert(name.to_owned(), work);
    }
    Ok(works.into_values().collect())
}

/// What lies in this repository and was made by others.
fn ours() -> Vec<Work> {
    let root = house::root();
    let mut works: Vec<Work> = entries(&root.join("fonts"))
        .into_iter()
        .filter_map(|path| {
            let name = path.file_stem()?.to_str()?.strip_prefix("OFL-")?.to_owned();
            let texts = vec![fs::read_to_string(&path).ok()?];
            Some(Work {
                name: format!("font {name}"),
                short: "OFL-1.1".to_owned(),
                texts,
            })
        })
        .collect();
    let dictionary = root.join("crates/document/dictionaries/en.license");
    works.extend(fs::read_to_string(dictionary).ok().map(|text| Work {
        name: "English dictionary".to_owned(),
        short: "below".to_owned(),
        texts: vec![text],
    }));
    works
}

/// The terms that lie in a folder. Of a choice that offers it, MIT is taken.
fn texts(folder: &Path, short: &str) -> Vec<String> {
    let is_terms = |path: &PathBuf| {
        let name = path.file_name().unwrap_or_default().to_string_lossy().to_uppercase();
        BEGINNINGS.iter().any(|beginning| name.starts_with(beginning))
    };
    let mut found: Vec<PathBuf> = Vec::new();
    for path in entries(folder).into_iter().filter(is_terms) {
        match path.is_dir() {
            true => found.extend(entries(&path)),
            false => found.push(path),
        }
    }
    found.retain(|path| path.is_file() && path.extension().is_none_or(|end| end != "rs"));
    if offers_mit(short) {
        let named = |path: &PathBuf| {
            path.file_name().unwrap_or_default().to_string_lossy().contains("MIT")
        };
        if found.iter().any(named) {
            found.retain(named);
        }
    }
    let texts = found.iter().filter_map(|path| fs::read(path).ok());
    texts
        .map(|bytes| String::from_utf8_lossy(&bytes).replace("\r\n", "\n"))
        .filter(|text| !text.trim().is_empty())
        .collect()
}

/// Whether MIT alone is one way to meet these terms.
fn offers_mit(short: &str) -> bool {
    let spaced = short.replace('/', " OR ");
    !spaced.contains(" AND ")
        && spaced.contains(" OR ")
        && spaced.split_whitespace().any(|word| word == "MIT")
}

/// What lies in a folder, by name.
fn entries(folder: &Path) -> Vec<PathBuf> {
    let found = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = found.map(|entry| entry.path()).collect();
    found.sort();
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn mit_is_taken_where_it_is_offered() {
        for offered in
            ["MIT OR Apache-2.0", "MIT/Apache-2.0", "Zlib OR Apache-2.0 OR MIT"]
        {
            assert!(offers_mit(offered), "{offered}");
        }
        for other in ["MIT", "Apache-2.0", "(MIT OR Apache-2.0) AND IJG", "MIT-0 OR ISC"]
        {
            assert!(!offers_mit(other), "{other}");
        }
    }

    #[test]
    fn a_text_of_several_stands_once() {
        let work = |name: &str, text: &str| Work {
            name: name.to_owned(),
            short: "MIT".to_owned(),
            texts: vec![text.to_owned()],
        };
        let all = text(&[work("b 1", "same"), work("a 1", "same"), work("c 1", "other")]);
        assert_eq!(all.matches("same").count(), 1, "{all}");
        assert!(all.contains("\na 1, b 1\n") && all.contains("\nother\n"), "{all}");
        assert!(all.contains("\nb 1: MIT\n"), "{all}");
    }
}
