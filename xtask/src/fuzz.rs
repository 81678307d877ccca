//! `cargo xtask fuzz`: bytes by chance against everything that reads files of others.
//!
//! Each target of `fuzz/fuzz_targets` runs for a while, from the inputs in `fuzz/seeds`
//! and from what earlier runs found, which is kept beside what cargo builds. The
//! instrumentation is that of `cargo fuzz`, asked for directly: the compiler everybody has
//! knows it, only its sanitizers want another one.

use crate::house;
use crate::program::{self, Done};
use std::path::{Path, PathBuf};
use std::process::Command;

/// How the compiler counts which code an input reaches.
const FLAGS: &str = "-Cpasses=sancov-module \
    -Cllvm-args=-sanitizer-coverage-level=4 \
    -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
    -Cllvm-args=-sanitizer-coverage-pc-table \
    -Cllvm-args=-sanitizer-coverage-trace-compares \
    --cfg fuzzing -Cdebug-assertions -Ccodegen-units=1";

/// Longest input: most of what can go wrong in a file goes wrong in a small one.
const LONGEST: &str = "-max_len=16384";

/// Seconds one input may take, and megabytes the process may hold.
const LIMITS: [&str; 2] = ["-timeout=20", "-rss_limit_mb=2048"];

/// What is asked of a run.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Wish<'a> {
    /// Minutes for each target.
    minutes: u64,
    /// The targets to run; all when there is none.
    targets: Vec<&'a str>,
    /// Adds to `fuzz/seeds` what reaches code that no seed there reaches.
    keep: bool,
}

impl<'a> Wish<'a> {
    /// Reads `[--minutes N] [--keep] [TARGET...]`.
    pub(crate) fn read(words: &[&'a str]) -> Option<Self> {
        let mut wish = Self { minutes: 10, targets: vec![], keep: false };
        let mut words = words.iter();
        while let Some(word) = words.next() {
            match *word {
                "--minutes" => {
                    wish.minutes = words.next()?.parse().ok().filter(|n| *n > 0)?;
                }
                "--keep" => wish.keep = true,
                name if name.starts_with('-') => return None,
                name => wish.targets.push(name),
            }
        }
        Some(wish)
    }
}

/// Runs the targets one after the other; ends with those that found something.
pub(crate) fn fuzz(wish: &Wish<'_>) -> Done {
    let folder = house::root().join("fuzz");
    let all = targets(&folder.join("fuzz_targets"))?;
    if let Some(name) = wish.targets.iter().find(|name| !all.iter().any(|t| t == *name)) {
        return Err(format!("There is no target `{name}`, only {}.", all.join(", ")));
    }
    let host = host().ok_or("rustc does not say for which machine it compiles.")?;
    let built = house::target().join("fuzz");
    let mut build = house::cargo_alone("build");
    build
        .current_dir(&folder)
        // With a target, the flags reach no build script: those run without a fuzzer.
        .args(["--release", "--bins", "--target", &host])
        .env("CARGO_TARGET_DIR", &built)
        .env("RUSTFLAGS", FLAGS);
    program::run(&mut build)?;

    let mut fallen = Vec::new();
    for name in all
        .iter()
        .filter(|name| wish.targets.is_empty() || wish.targets.contains(&name.as_str()))
    {
        println!("── {name}, {} min", wish.minutes);
        let binary = built.join(&host).join("release").join(name);
        let run = Run {
            binary,
            corpus: built.join("corpus").join(name),
            seeds: folder.join("seeds").join(name),
            examples: EXAMPLES
                .iter()
                .filter(|(target, _)| target == name)
                .map(|(_, examples)| house::root().join(examples))
                .collect(),
        };
        let found = built.join("found").join(name);
        for place in [&run.corpus, &run.seeds, &found] {
            std::fs::create_dir_all(place).map_err(|error| {
                format!("{} cannot be made: {error}.", place.display())
            })?;
        }
        if let Err(sentence) = program::run(&mut run.search(wish.minutes, &found)) {
            fallen.push(format!("{name} (input in {}): {sentence}", found.display()));
        } else if wish.keep {
            program::run(&mut run.keep())?;
        }
    }
    if fallen.is_empty() { Ok(()) } else { Err(fallen.join("\n")) }
}

/// Folders of tests that hold good inputs as well, by target.
const EXAMPLES: &[(&str, &str)] = &[
    ("documents", "crates/intake/tests/fixtures"),
    ("picture", "crates/photo/tests/fixtures"),
];

/// One target and where its inputs are.
struct Run {
    binary: PathBuf,
    corpus: PathBuf,
    seeds: PathBuf,
    examples: Vec<PathBuf>,
}

impl Run {
    fn search(&self, minutes: u64, found: &Path) -> Command {
        let mut command = program::program(&self.binary, house::root());
        command
            .args([LONGEST, "-print_final_stats=1", "-verbosity=0", "-print_funcs=0"])
            .args(LIMITS)
            .arg(format!("-max_total_time={}", minutes * 60))
            .arg(format!("-artifact_prefix={}/", found.display()))
            .args([&self.corpus, &self.seeds])
            .args(&self.examples);
        command
    }

    /// Small inputs alone, one for each piece of code and not for each number of times it
    /// runs: what is committed is to stay small.
    fn keep(&self) -> Command {
        let mut command = program::program(&self.binary, house::root());
        command
            .args(["-set_cover_merge=1", "-use_counters=0", "-max_len=1024"])
            .args(LIMITS)
            .args([&self.seeds, &self.corpus]);
        command
    }
}

/// Names of the targets, in order.
fn targets(folder: &Path) -> Result<Vec<String>, String> {
    let mut names: Vec<String> = std::fs::read_dir(folder)
        .map_err(|error| format!("{} cannot be read: {error}.", folder.display()))?
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().to_string_lossy().into_owned();
            name.strip_suffix(".rs").map(str::to_owned)
        })
        .collect();
    names.sort();
    Ok(names)
}

/// The machine that rustc compiles for, such as `x86_64-unknown-linux-gnu`.
fn host() -> Option<String> {
    let told = program::answer(program::program("rustc", house::root()).arg("-vV"))?;
    told.lines().find_map(|line| line.strip_prefix("host: ")).map(str::to_owned)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(words: &[&str], expected: Option<(u64, &[&str], bool)>) {
        let expected = expected.map(|(minutes, targets, keep)| Wish {
            minutes,
            targets: targets.to_vec(),
            keep,
        });
        assert_eq!(Wish::read(words), expected, "{words:?}");
    }

    #[test]
    fn a_run_is_ten_minutes_for_every_target_unless_told_otherwise() {
        check(&[], Some((10, &[], false)));
        check(&["--minutes", "2"], Some((2, &[], false)));
        check(
            &["picture", "--minutes", "2", "notes"],
            Some((2, &["picture", "notes"], false)),
        );
        check(&["--keep", "text"], Some((10, &["text"], true)));
        check(&["--minutes"], None);
        check(&["--minutes", "0"], None);
        check(&["--minutes", "many"], None);
        check(&["--seconds", "2"], None);
    }
}
