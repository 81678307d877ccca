//! Starting other programs, and saying in one sentence why that failed.

use std::ffi::OsStr;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

/// What a chore comes to: nothing, or one sentence for the person who ran it.
pub(crate) type Done = Result<(), String>;

/// A command that starts in `folder`.
pub(crate) fn program(name: impl AsRef<OsStr>, folder: &Path) -> Command {
    let mut command = Command::new(name);
    command.current_dir(folder).stdin(Stdio::null());
    command
}

/// `npm`, which Windows knows as a script.
pub(crate) fn npm(folder: &Path) -> Command {
    program(if cfg!(windows) { "npm.cmd" } else { "npm" }, folder)
}

/// Runs to the end; a failure names the command.
pub(crate) fn run(command: &mut Command) -> Done {
    let line = spell(command);
    match command.status() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status}).")),
        Err(error) => Err(format!("`{line}` could not be started: {error}.")),
    }
}

/// What a command printed, or `None` when it failed or is not there.
pub(crate) fn answer(command: &mut Command) -> Option<String> {
    let output = command.stderr(Stdio::null()).output().ok()?;
    output.status.success().then(|| String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Runs to the end and hands every line of stdout to `see` after printing it.
pub(crate) fn watch(command: &mut Command, mut see: impl FnMut(&str)) -> Done {
    let line = spell(command);
    let mut child = command
        .stdout(Stdio::piped())
        .spawn()
        .map_err(|error| format!("`{line}` could not be started: {error}."))?;
    let stdout = child.stdout.take().expect("stdout was asked to be piped");
    for text in BufReader::new(stdout).split(b'\n').map_while(Result::ok) {
        let text = String::from_utf8_lossy(&text);
        println!("{text}");
        see(&text);
    }
    match child.wait() {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => Err(format!("`{line}` failed ({status}).")),
        Err(error) => Err(format!("`{line}` was lost: {error}.")),
    }
}

/// Whether a program of that name is on PATH.
pub(crate) fn is_on_path(name: &str) -> bool {
    std::env::var_os("PATH").is_some_and(|path| {
        std::env::split_paths(&path).any(|folder| {
            folder.join(name).is_file() || folder.join(format!("{name}.exe")).is_file()
        })
    })
}

fn spell(command: &Command) -> String {
    let mut line = command.get_program().to_string_lossy().into_owned();
    for argument in command.get_args() {
        line.push(' ');
        line.push_str(&argument.to_string_lossy());
    }
    line
}
