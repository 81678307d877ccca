//! `cargo xtask audit`: what we build on, held to `deny.toml` and to known faults.
//!
//! The list of known faults comes from the network, so this is no part of `test`. That
//! every licence is one we may ship under is a test of its own and needs no tool.

use crate::house;
use crate::program::{self, Done, is_on_path};

/// Checks crates with `cargo deny` and packages of the interface with `npm audit`.
pub(crate) fn audit() -> Done {
    if !is_on_path("cargo-deny") {
        return Err(
            "cargo-deny is missing: run `cargo install --locked cargo-deny`.".to_owned()
        );
    }
    program::run(program::program("cargo-deny", house::root()).args(["check"]))?;
    for folder in ["ui", "tests/web", "installers"] {
        let mut npm = program::npm(&house::root().join(folder));
        program::run(npm.args(["audit", "--audit-level=high"]))?;
    }
    Ok(())
}
