//! What revisers write beside a text in Word stays in the bulletin: no export carries it.

use crate::whole_path::files;
use std::path::Path;
use tests::{Bulletin, tool};

/// What the comment in the file below says, and who says it.
const SAID: [&str; 2] = ["Kiểm tra lại số liệu này", "Biên tập"];

/// A Word file with a comment, of those the importer is tried on.
fn commented() -> Vec<u8> {
    let fixtures =
        Path::new(env!("CARGO_MANIFEST_DIR")).join("../crates/intake/tests/fixtures");
    std::fs::read(fixtures.join("commented-13.docx")).unwrap()
}

/// All words of a file that hold text: of PDFs as a reader takes them out, of archives as
/// they unpack. Spaces and line ends do not count.
fn words(path: &Path, bytes: &[u8]) -> Option<String> {
    let text = match path.extension()?.to_str()? {
        "pdf" => tool("pdftotext", &["-raw"], path).map(|_| {
            let out = path.with_extension("taken-out");
            let ran = std::process::Command::new("pdftotext")
                .args(["-raw".as_ref(), path.as_os_str(), out.as_os_str()])
                .status();
            assert!(ran.is_ok_and(|ran| ran.success()));
            std::fs::read_to_string(&out).unwrap()
        })?,
        "zip" | "epub" => tool("unzip", &["-p"], path)?,
        "png" | "jpg" | "avif" | "woff2" => return None,
        _ => String::from_utf8_lossy(bytes).into_owned(),
    };
    Some(squeezed(&text))
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_lowercase()
}

#[test]
fn no_export_carries_a_comment_of_a_word_file() {
    let bulletin = Bulletin::with_issue();
    bulletin.beside("bai.docx", commented());
    bulletin.run("import", ["bai.docx"]).ended(0);
    // It is there for those who work on the text: the folder of the bulletin has it.
    bulletin.run("unpack", ["goi"]).ended(0);
    let packed = files(&bulletin.folder().join("goi"));
    let here = |said: &str| {
        let own = squeezed(said);
        packed
            .values()
            .any(|bytes| squeezed(&String::from_utf8_lossy(bytes)).contains(&own))
    };
    assert!(SAID.iter().all(|said| here(said)), "the import keeps the comment");

    let all = "press,screen,office,booklet,proof,masthead,royalties,deposit,print-html,web,\
        epub,wxr,png,social,script";
    let out = bulletin.export("out", &["--as", all]);
    bulletin.run("review", ["--to", "duyet"]).ended(0);
    let title = squeezed("Hỏa Tiến");
    let mut held = Vec::new();
    for folder in [out, bulletin.folder().join("duyet")] {
        for (path, bytes) in files(&folder) {
            let Some(words) = words(&folder.join(&path), &bytes) else { continue };
            for said in SAID {
                assert!(!words.contains(&squeezed(said)), "{}: {said}", path.display());
            }
            if words.contains(&title) {
                held.push(path.display().to_string());
            }
        }
    }
    // The text itself is in every kind of output, so the search looked into them.
    for ending in [
        "press.pdf",
        "screen.pdf",
        "office.pdf",
        "proof.pdf",
        "web.zip",
        ".html",
        ".ssml",
        "review.html",
        ".json",
        "web/email.html",
        "web/email.txt",
    ] {
        assert!(held.iter().any(|path| path.ends_with(ending)), "{ending}: {held:?}");
    }
}
