//! What the bulletin file costs when it is large, and whether it outlives a thousand
//! sudden ends and ten thousand damages: a part of `cargo xtask bench`.

use crate::bench::Line;
use crate::house::{self, Profile, built, cargo};
use crate::program::{self, Done};
use std::path::Path;

/// What is measured and what it may take.
const BOUNDS: &[(&str, &str)] = &[
    ("search, two words without marks", "≤ 15 ms"),
    ("search, a common beginning", "≤ 15 ms"),
    ("search, words with marks", "≤ 15 ms"),
    ("search, a rare word", "≤ 15 ms"),
    ("rebuild the index", "≤ 1500 ms"),
    ("save an article", "≤ 1.5 ms"),
    ("new issue from the last", "≤ 1000 ms"),
    ("open and list 2 GB", "≤ 50 ms"),
    ("an undo step of typing, bytes", "≤ 200"),
];

/// Measures, and tries the faults as often as the numbers ask for.
pub(crate) fn measure(stage: &Path, table: &mut Vec<Line>) -> Done {
    let mut command =
        program::program(built(Profile::Release, "examples/volume"), house::root());
    program::watch(command.arg(stage.join("large")), |line| {
        let Some((name, found)) = line.split_once('\t') else { return };
        let bound = BOUNDS.iter().find(|(known, _)| *known == name);
        let what = format!("10,000 articles: {name}");
        let bound = bound.map_or("", |(_, bound)| bound);
        table.push(Line { what, found: found.to_owned(), bound });
    })?;
    // Room is scarce on a developer's machine: three gigabytes are not left behind.
    std::fs::remove_dir_all(stage.join("large")).ok();

    // The stories start the programs of the same profile.
    program::run(cargo("build").arg("--all-targets"))?;
    for (filter, variable, times) in [
        ("a_killed_program", "BANTIN_ROUNDS", 1_000),
        ("random_damage", "BANTIN_DAMAGES", 10_000),
    ] {
        let mut command = cargo("test");
        command.args(["--test", "suite", filter]);
        let ended = program::run(command.env(variable, times.to_string()));
        let what = format!("{times} times: {filter}");
        let found = if ended.is_ok() { "held" } else { "FAILED" }.to_owned();
        table.push(Line { what, found, bound: "held" });
    }
    Ok(())
}
