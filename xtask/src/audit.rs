//! `cargo xtask audit`: what we build on, held to `deny.toml` and to known faults.
//!
//! The list of known faults comes from the network, so this is no part of `test`. That
//! every licence is one we may ship under is a test of its own and needs no tool.
//! Then the packages that are exported, as Lighthouse, the Nu checker and epubcheck judge them.

use crate::house::{self, Profile, cargo};
use crate::interface;
use crate::program::{self, Done, is_on_path};

/// Checks crates with `cargo deny` and packages of the interface with `npm audit`.
pub(crate) fn audit() -> Done {
    if !is_on_path("cargo-deny") {
        return Err(
            "cargo-deny is missing: run `cargo install --locked cargo-deny`.".to_owned()
        );
    }
    program::run(program::program("cargo-deny", house::root()).args(["check"]))?;
    for folder in ["ui", "tests/web", "tests/audit", "installers"] {
        let mut npm = program::npm(&house::root().join(folder));
        program::run(npm.args(["audit", "--audit-level=high"]))?;
    }
    exported()
}

/// Has exported packages judged in every design; Lighthouse wants the machine to itself.
fn exported() -> Done {
    program::run(&mut cargo("build"))?;
    interface::install("tests/audit")?;
    let mut judge = program::npm(&house::root().join("tests/audit"));
    judge.args(["run", "--silent", "test"]);
    judge.env("BANTIN", house::built(Profile::Dev, "bantin"));
    program::run(&mut judge)
}
