//! The page on security names tests and files: they exist. And window and programs may do
//! no more than the page says.

use super::standards::{missing, named, unsaid};
use super::{Source, code, none, root, sources};
use std::fs;

const PAGE: &str = "docs/security.md";

/// Paths in backquotes that lead to no file.
fn lost(page: &str) -> Vec<String> {
    let quoted = page.split('`').skip(1).step_by(2);
    quoted
        .filter(|name| name.contains('/') && !name.contains(' '))
        .filter(|name| {
            [".rs", ".mjs", ".toml", ".yml"].iter().any(|end| name.ends_with(end))
        })
        .filter(|name| !root().join(name).is_file())
        .map(|name| format!("{PAGE} names {name}, which is no file"))
        .collect()
}

#[test]
fn tests_and_files_named_by_the_security_page_exist() {
    let page = fs::read_to_string(root().join(PAGE)).unwrap();
    let tests = sources(&["crates", "tests"], &["rs"]);
    let texts: Vec<&str> = tests.iter().map(|source| source.text.as_str()).collect();
    assert!(named(&page).len() >= 30, "the page names {} tests", named(&page).len());
    none(&missing(&[(PAGE, page.as_str())], &texts));
    none(&unsaid(PAGE, &page));
    none(&lost(&page));
}

#[test]
fn the_window_may_hear_and_ask_for_files_and_no_more() {
    let settings = fs::read_to_string(root().join("tauri.conf.json")).unwrap();
    let settings: serde_json::Value = serde_json::from_str(&settings).unwrap();
    let capabilities = &settings["app"]["security"]["capabilities"];
    assert_eq!(capabilities.as_array().unwrap().len(), 1);
    let may = ["core:event:default", "dialog:allow-open", "dialog:allow-save"];
    assert_eq!(capabilities[0]["permissions"], serde_json::json!(may));
    let policy = settings["app"]["security"]["csp"].as_object().unwrap();
    assert_eq!(policy["script-src"], "'self'");
    for (part, allowed) in policy {
        let allowed = allowed.as_str().unwrap();
        for word in allowed.split(' ').filter(|word| word.contains("//")) {
            let own = ["http://ipc.localhost", "http://sheet.localhost"];
            let own = own.contains(&word) || word == "http://photo.localhost";
            assert!(own, "{part} lets {word} in");
        }
    }
}

/// What opens a connection to another computer.
const CALLS: &[&str] = &[
    "TcpStream",
    "UdpSocket",
    "to_socket_addrs",
    "UnixStream",
    "ureq",
    "russh",
    "reqwest",
    "TcpSocket",
];
/// Where that may stand: the crate that publishes, and the one file that has it do so.
const MAY_CALL: &[&str] = &["crates/publish/", "crates/desk/src/publishing.rs"];

fn callers(files: &[Source]) -> Vec<String> {
    let mut faults = Vec::new();
    for file in files {
        let may = MAY_CALL.iter().any(|place| file.path.starts_with(place));
        // Tests and measurements talk to servers they started.
        let measures =
            ["/tests/", "/examples/"].iter().any(|part| file.path.contains(part));
        if may || measures {
            continue;
        }
        let code = code(&file.text);
        for word in CALLS.iter().filter(|word| code.contains(**word)) {
            faults.push(format!("{} says {word}: it must call nobody", file.path));
        }
    }
    faults
}

#[test]
fn only_publishing_calls_another_computer() {
    let files = sources(&["crates", "src-tauri"], &["rs"]);
    assert!(files.len() > 30, "the sources were not read");
    none(&callers(&files));
    // And publishing begins in two places alone: when a person types it, or presses it.
    let mut begins: Vec<String> = files
        .iter()
        .filter(|file| code(&file.text).contains("Publishing::to("))
        .map(|file| file.path.clone())
        .collect();
    begins.sort();
    let may = ["crates/bantin-cli/src/publishing.rs", "src-tauri/publishing.rs"];
    begins.retain(|path| !may.contains(&path.as_str()));
    none(&begins);
}

#[test]
fn a_call_to_another_computer_is_seen() {
    let file = |path: &str| Source {
        path: path.into(),
        text: "let line = std::net::TcpStream::connect(\"a.vn:80\");".into(),
    };
    assert_eq!(callers(&[file("crates/desk/src/serve.rs")]).len(), 1);
    assert_eq!(callers(&[file("crates/publish/src/http.rs")]).len(), 0);
}

#[test]
fn a_file_that_is_gone_is_missed() {
    assert_eq!(lost("`tests/suite/main.rs`").len(), 0);
    assert_eq!(lost("`tests/suite/gone.rs`").len(), 1);
}
