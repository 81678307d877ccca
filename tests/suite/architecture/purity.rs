//! The pure crates: the same input gives the same bytes on every machine.

use super::{Source, code, none, root, sources};

const PURE: &[&str] = &["vntext", "document", "photo", "intake", "press", "web"];

/// What no pure crate says outside its tests.
const BANNED: &[&str] = &[
    "std::fs",
    "fs::read",
    "fs::write",
    "File::open",
    "File::create",
    "SystemTime",
    "Instant::now",
    "env::var",
    "env::args",
    "env::temp_dir",
    "process::Command",
    "TcpStream",
    "TcpListener",
    "UdpSocket",
    "ToSocketAddrs",
    "RandomState",
    "thread_rng",
    "new_v4",
    "now_v7",
];

fn impure(files: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        // Files of unit tests may read their own pictures and count their own time.
        let is_test = file.path.contains("/tests/") || file.path.ends_with("/tests.rs");
        if is_test {
            continue;
        }
        let code = code(&file.text);
        for word in BANNED.iter().filter(|word| says(&code, word)) {
            faults.push(format!("{} must not say {word}: its crate is pure", file.path));
        }
    }
    faults
}

/// Whether a path begins with these words: `fs::read` is in `fs::read_to_string`, but
/// `File::open` is not in `CompoundFile::open`.
fn says(code: &str, words: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || c == '_';
    code.match_indices(words).any(|(at, _)| !code[..at].ends_with(is_part))
}

#[test]
fn words_are_found_where_they_begin() {
    assert!(says("fs::read_to_string(path)", "fs::read"));
    assert!(says("std::fs::File::open(path)", "File::open"));
    assert!(!says("cfb::CompoundFile::open(bytes)", "File::open"));
}

#[test]
fn pure_crates_touch_nothing() {
    for name in PURE {
        let files = sources(&[&format!("crates/{name}/src")], &["rs"]);
        assert!(!files.is_empty(), "crates/{name}/src was not read");
        none(&impure(&files));
    }
}

#[test]
fn pure_crates_are_held_by_the_linter_too() {
    for name in PURE {
        let path = root().join(format!("crates/{name}/clippy.toml"));
        let text = std::fs::read_to_string(&path).unwrap();
        let own = std::fs::read_to_string(root().join("clippy.toml")).unwrap();
        assert!(text.starts_with(&own), "{name}: a crate's file replaces the root one");
        for call in ["std::fs::read", "SystemTime::now", "Instant::now", "std::env::var"]
        {
            let is_held = text
                .lines()
                .any(|line| line.contains(call) && line.contains("reason = \""));
            assert!(is_held, "{name}: {call} is not disallowed with a reason");
        }
    }
}

#[test]
fn an_impure_call_is_seen() {
    let file = |path: &str, text: &str| Source { path: path.into(), text: text.into() };
    let call = "let now = std::time::SystemTime::now();";
    assert_eq!(impure(&[file("crates/web/src/a.rs", call)]).len(), 1);
    assert_eq!(impure(&[file("crates/web/src/a.rs", &format!("// {call}"))]).len(), 0);
    assert_eq!(impure(&[file("crates/web/src/tests.rs", call)]).len(), 0);
}
