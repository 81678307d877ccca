//! Printing that survives a closed pipe.

use std::io::{self, Write};

/// Prints a line of the result. A reader that went away ends the program quietly.
pub(crate) fn say(line: &str) {
    let mut out = io::stdout().lock();
    if writeln!(out, "{line}").and_then(|()| out.flush()).is_err() {
        std::process::exit(0);
    }
}

/// Prints a sentence for the person.
pub(crate) fn complain(sentence: &str) {
    let _ = writeln!(io::stderr().lock(), "{sentence}");
}

/// Shows how far long work has come, on one line of a terminal.
pub(crate) fn progress(text: &str) {
    let mut out = io::stderr().lock();
    let _ = write!(out, "\r\x1b[K{text}");
    let _ = out.flush();
}
