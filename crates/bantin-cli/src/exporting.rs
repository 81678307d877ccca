//! Exporting with progress on a terminal.

use crate::output;
use desk::{Follow, Output};
use document::Cancelled;
use std::io::{self, IsTerminal};

/// Shows progress on a terminal, and nothing elsewhere.
pub(crate) struct Shown {
    terminal: bool,
}

impl Shown {
    pub(crate) fn new() -> Self {
        Self { terminal: io::stderr().is_terminal() }
    }

    /// Shows how far `what` has come.
    pub(crate) fn show(&self, what: &str, done: usize, total: usize) {
        if self.terminal {
            output::progress(&format!("{what} {done}/{total}"));
        }
    }

    /// Clears the line of progress.
    pub(crate) fn finish(&self) {
        if self.terminal {
            output::progress("");
        }
    }
}

impl Follow for Shown {
    fn reached(
        &self,
        output: Output,
        done: usize,
        total: usize,
    ) -> Result<(), Cancelled> {
        self.show(output.as_str(), done, total);
        Ok(())
    }
}
