//! `cargo xtask test`: everything a change must pass, the quick parts first.

use crate::house::{self, Profile, built, cargo, cargo_alone};
use crate::part::Parts;
use crate::program::{self, Done};
use crate::{interface, packages, prune, sample};
use std::path::PathBuf;
use std::process::Command;

/// Sets up and passes the whole suite. Ends with `N passed, N failed`.
pub(crate) fn test() -> Done {
    let mut parts = Parts::default();
    if !parts.step("set up", || {
        prune::prune(&house::target());
        packages::for_testing()?;
        interface::install("ui")?;
        interface::install("tests/web")
    }) {
        return parts.close();
    }

    let mut format = cargo_alone("fmt");
    format.args(["--all", "--check"]);
    parts.commands("format", vec![format]);

    let has_interface = parts.step("interface: build", interface::build);
    parts.commands("interface: check and test", interface_checks());
    if !has_interface {
        parts.skip("everything of Rust", "the app embeds the interface");
        return parts.close();
    }

    let mut clippy = cargo("clippy");
    clippy.args(["--all-targets", "--", "-D", "warnings"]);
    parts.commands("lints", vec![clippy]);

    let mut build = cargo("build");
    build.arg("--all-targets");
    if !parts.commands("build", vec![build]) {
        parts.skip("tests, documentation, browser, journeys", "the build failed");
        return parts.close();
    }
    let mut tests = cargo("test");
    tests.arg("--no-fail-fast");
    parts.commands("tests of Rust", vec![tests]);

    let mut documents = cargo("doc");
    documents.arg("--no-deps").env("RUSTDOCFLAGS", "-D warnings");
    parts.commands("documentation", vec![documents]);

    let stage = house::target().join("stage");
    std::fs::remove_dir_all(&stage).ok();
    let mut file = PathBuf::new();
    if !parts.step("sample issue", || {
        file = sample::make(Profile::Dev, &stage)?;
        sample::export(Profile::Dev, &file, &stage)
    }) {
        parts.skip("browser and journeys", "there is no sample issue");
        return parts.close();
    }
    parts.commands("browser", vec![outside("web", &file)]);
    if cfg!(target_os = "linux") {
        parts.commands("journeys in the app", vec![outside("journeys", &file)]);
    } else {
        println!("The journeys drive the app through WebKitWebDriver, on Linux only.");
    }
    parts.close()
}

fn interface_checks() -> Vec<Command> {
    let folder = house::root().join("ui");
    ["check", "test"]
        .map(|script| {
            let mut command = program::npm(&folder);
            command.args(["run", script]).env("CI", "true").env("NO_COLOR", "1");
            command
        })
        .into()
}

/// `node --test` in a folder of `tests/`, told where the programs and the sample are.
pub(crate) fn outside(folder: &str, file: &std::path::Path) -> Command {
    let folder = house::root().join("tests").join(folder);
    let mut command = program::program("node", &folder);
    command
        .args(["--test", "--test-concurrency=1"])
        .args(scripts(&folder))
        .env("BANTIN", built(Profile::Dev, "bantin"))
        .env("BANTIN_DESKTOP", built(Profile::Dev, "bantin-desktop"))
        .env("BANTIN_SAMPLE", file);
    command
}

/// The `*.test.mjs` files of a folder, by name.
fn scripts(folder: &std::path::Path) -> Vec<PathBuf> {
    let mut found: Vec<PathBuf> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    found.sort();
    found
}
