//! A bulletin in a folder of its own, worked on through `bantin`.

use serde_json::Value;
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// How a call of `bantin` ended.
#[derive(Debug)]
pub struct Ran {
    /// The exit code; 128 and more stand for a signal.
    pub code: i32,
    /// The result.
    pub stdout: String,
    /// Sentences for the person at the terminal.
    pub stderr: String,
}

impl Ran {
    /// Expects an exit code and returns the result, so that stories read on.
    ///
    /// # Panics
    ///
    /// When the code is another one, showing what was said.
    #[track_caller]
    pub fn ended(self, code: i32) -> Self {
        assert_eq!(self.code, code, "stdout: {}\nstderr: {}", self.stdout, self.stderr);
        self
    }

    /// The one JSON value on stdout.
    ///
    /// # Panics
    ///
    /// When stdout holds anything else.
    #[track_caller]
    pub fn json(&self) -> Value {
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| {
            panic!("not one JSON value: {error}\n{}", self.stdout)
        })
    }

    /// The sentence of a failure: one line, a full stop, no panic and no Rust.
    ///
    /// # Panics
    ///
    /// When it is anything else.
    #[track_caller]
    pub fn sentence(&self) -> &str {
        let said = self.stderr.trim();
        check_sentence(said);
        said
    }
}

/// Holds a text to what a person may be shown: one sentence or two on one line.
///
/// # Panics
///
/// When it is anything else.
#[track_caller]
pub fn check_sentence(said: &str) {
    assert!(!said.is_empty(), "a failure must say something");
    assert!(!said.contains('\n'), "one line: {said}");
    assert!(said.ends_with(['.', '!', '?']), "a sentence ends: {said}");
    for trace in ["panicked", "Os {", "Err(", "unwrap", "RUST_BACKTRACE", "os error"] {
        assert!(!said.contains(trace), "{trace} is not for people: {said}");
    }
}

/// The built program. It lies two folders above the running test.
///
/// # Panics
///
/// When it was not built.
pub fn program() -> PathBuf {
    let test = std::env::current_exe().expect("a running test has a path");
    let folder = test.ancestors().nth(2).expect("tests run in target/<profile>/deps");
    let program = folder.join(format!("bantin{}", std::env::consts::EXE_SUFFIX));
    assert!(
        program.exists(),
        "{} is missing: build the workspace first (cargo xtask test)",
        program.display()
    );
    program
}

/// Calls `bantin` in a folder.
///
/// # Panics
///
/// When it cannot be started.
pub fn bantin<I>(folder: &Path, words: I) -> Ran
where
    I: IntoIterator,
    I::Item: AsRef<OsStr>,
{
    finish(Command::new(program()).args(words).current_dir(folder))
}

/// Runs `bantin` in a folder as a person whose environment says this.
///
/// # Panics
///
/// When it cannot be started.
pub fn bantin_with(folder: &Path, variables: &[(&str, &str)], words: &[&str]) -> Ran {
    let mut command = Command::new(program());
    command.args(words).current_dir(folder).envs(variables.iter().copied());
    finish(&mut command)
}

/// Where the stories of a machine share what can be made again, apart from the
/// person's own.
fn cache() -> PathBuf {
    let program = program();
    let target = program.ancestors().nth(2).expect("a program lies in target/<profile>");
    target.join("tmp").join("suite-cache")
}

/// Runs a command to its end.
fn finish(command: &mut Command) -> Ran {
    let output = command
        .stdin(Stdio::null())
        .env("BANTIN_LANG", "vi")
        .env("XDG_CACHE_HOME", cache())
        .output()
        .expect("the program was built and can be started");
    Ran {
        code: output.status.code().unwrap_or(128),
        stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
        stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A bulletin under test. The folder goes when the value goes.
pub struct Bulletin {
    folder: TempDir,
}

impl Bulletin {
    /// A new bulletin named Hậu Giang, without issues.
    ///
    /// # Panics
    ///
    /// When it cannot be made.
    #[track_caller]
    pub fn new() -> Self {
        let folder =
            tempfile::tempdir().expect("the system has a folder for such things");
        let made = Self { folder };
        made.run("new", ["--name", "Hậu Giang"]).ended(0);
        made
    }

    /// The same with issue 9 of 27 February 2021.
    ///
    /// # Panics
    ///
    /// When it cannot be made.
    #[track_caller]
    pub fn with_issue() -> Self {
        let made = Self::new();
        made.run("issue", ["--number", "9", "--date", "2021-02-27"]).ended(0);
        made
    }

    /// The issue with the seed article and its two photos.
    ///
    /// # Panics
    ///
    /// When it cannot be made.
    #[track_caller]
    pub fn with_seed() -> Self {
        let made = Self::with_issue();
        let samples = samples();
        let paths = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"];
        made.run("import", paths.map(|name| samples.join(name))).ended(0);
        made
    }

    /// The folder the bulletin lies in.
    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    /// The `.bantin` file.
    pub fn file(&self) -> PathBuf {
        self.folder().join("b.bantin")
    }

    /// Writes a file beside the bulletin and returns its path.
    ///
    /// # Panics
    ///
    /// When it cannot be written.
    pub fn beside(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder().join(name);
        std::fs::write(&path, bytes).expect("a test may write into its own folder");
        path
    }

    /// `bantin <verb> b.bantin <words>`.
    pub fn run<I>(&self, verb: &str, words: I) -> Ran
    where
        I: IntoIterator,
        I::Item: AsRef<OsStr>,
    {
        let mut command = Command::new(program());
        command.arg(verb).arg("b.bantin").args(words).current_dir(self.folder());
        finish(&mut command)
    }

    /// The same in a shell that first does `before`, such as setting a limit.
    pub fn run_after(&self, before: &str, words: &str) -> Ran {
        let mut command = Command::new("sh");
        let line = format!("{before}; exec \"$BANTIN\" {words}");
        command.arg("-c").arg(line).env("BANTIN", program()).current_dir(self.folder());
        finish(&mut command)
    }

    /// Exports to `out` and returns that folder.
    ///
    /// # Panics
    ///
    /// When the export fails.
    #[track_caller]
    pub fn export(&self, out: &str, words: &[&str]) -> PathBuf {
        self.run("export", ["--to", out].iter().chain(words)).ended(0);
        self.folder().join(out)
    }

    /// The bytes of the `.bantin` file.
    ///
    /// # Panics
    ///
    /// When it cannot be read.
    pub fn bytes(&self) -> Vec<u8> {
        std::fs::read(self.file()).expect("the bulletin was made")
    }
}

impl Default for Bulletin {
    fn default() -> Self {
        Self::new()
    }
}

/// The folder with the sample texts and photos.
pub fn samples() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../samples")
}
