//! Every command that README and the manual tell people to type is typed here.

use crate::designing::run;
use std::fs;
use std::path::{Path, PathBuf};

/// What must be there before the commands of a page make sense: bulletins of the sample
/// issue, and folders of its files.
struct Page {
    path: &'static str,
    bulletins: &'static [&'static str],
    folders: &'static [&'static str],
}

const PAGES: [Page; 7] = [
    Page { path: "README.md", bulletins: &[], folders: &["samples"] },
    Page {
        path: "docs/manual/en/commands.md",
        bulletins: &[],
        folders: &["stories", "photos"],
    },
    Page { path: "docs/manual/vi/commands.md", bulletins: &[], folders: &["bai", "anh"] },
    Page {
        path: "docs/manual/en/designers.md",
        bulletins: &["trial.bantin"],
        folders: &[],
    },
    Page {
        path: "docs/manual/vi/designers.md",
        bulletins: &["thu.bantin"],
        folders: &[],
    },
    Page {
        path: "docs/manual/en/publish.md",
        bulletins: &["notes.bantin"],
        folders: &[],
    },
    Page {
        path: "docs/manual/vi/publish.md",
        bulletins: &["bantin.bantin"],
        folders: &[],
    },
];

/// Commands that are not typed here, and why.
const ELSEWHERE: [(&str, &str); 2] = [
    ("bantin publish ", "asks for a server: `publishing` types it with three of them"),
    (
        "$(curl ",
        "asks a counter on the internet: tests of `desk` give the figures it answers",
    ),
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("..")
}

/// The lines of a page's blocks of code that call `bantin`, but for those that show
/// how a verb is written.
fn commands(page: &Path) -> Vec<String> {
    let text = fs::read_to_string(page).unwrap();
    let mut inside = false;
    let mut found = Vec::new();
    for line in text.lines() {
        if line.trim_start().starts_with("```") {
            inside = !inside;
        } else if inside && line.starts_with("bantin ") && !line.contains(['<', '[']) {
            found.push(line.to_owned());
        }
    }
    found
}

/// The words of a line as a shell parts them.
fn words(line: &str) -> Vec<String> {
    let mut words = Vec::new();
    for (at, part) in line.split('"').enumerate() {
        match at % 2 {
            0 => words.extend(part.split_whitespace().map(str::to_owned)),
            _ => words.push(part.to_owned()),
        }
    }
    words
}

#[track_caller]
fn type_all(page: &Page) {
    let home = tempfile::tempdir().unwrap();
    let samples = root().join("samples");
    let files = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"];
    for folder in page.folders {
        let folder = home.path().join(folder);
        fs::create_dir(&folder).unwrap();
        for name in files {
            fs::copy(samples.join(name), folder.join(name)).unwrap();
        }
    }
    for file in page.bulletins {
        run(home.path(), &["new", file, "--name", "Thử"]).ended(0);
        run(home.path(), &["issue", file, "--number", "9", "--date", "2021-02-27"])
            .ended(0);
        for name in files {
            let path = samples.join(name);
            run(home.path(), &["import", file, path.to_str().unwrap()]).ended(0);
        }
    }
    let mut typed = 0;
    for line in commands(&root().join(page.path)) {
        if ELSEWHERE.iter().any(|(part, _)| line.contains(part)) {
            continue;
        }
        let words = words(&line);
        let words: Vec<&str> = words.iter().skip(1).map(String::as_str).collect();
        let ran = run(home.path(), &words);
        assert_eq!(ran.code, 0, "{}: {line}: {}", page.path, ran.stderr);
        typed += 1;
    }
    assert!(typed > 0, "{} tells of no command", page.path);
}

#[test]
fn what_the_readme_says_can_be_typed() {
    type_all(&PAGES[0]);
}

#[test]
fn what_the_manual_says_can_be_typed() {
    PAGES[1..].iter().for_each(type_all);
}

#[test]
fn no_page_with_commands_is_forgotten() {
    let mut pages = vec![root().join("README.md")];
    let mut folders = vec![root().join("docs")];
    while let Some(folder) = folders.pop() {
        for path in fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()) {
            match path.is_dir() {
                true => folders.push(path),
                false if path.extension().is_some_and(|end| end == "md") => {
                    pages.push(path);
                }
                false => {}
            }
        }
    }
    let known = |page: &Path| PAGES.iter().any(|known| page.ends_with(known.path));
    for page in pages.iter().filter(|page| !known(page)) {
        for line in commands(page) {
            let elsewhere = ELSEWHERE.iter().any(|(part, _)| line.contains(part));
            assert!(elsewhere, "{}: {line}", page.display());
        }
    }
}
