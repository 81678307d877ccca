//! The sample issue: one article of a provincial portal, in a bulletin of its own.
//!
//! Made through the command line only, as an officer would make it.

use crate::house::{self, Profile};
use crate::program::{self, Done};
use std::path::{Path, PathBuf};

/// What stands in the masthead and the imprint of every issue, a field a line. The
/// licence, its number and the people are made up.
const SERIES: &str = include_str!("../../samples/series.txt");

/// What stands in the imprint of this issue.
const ISSUE: &str = include_str!("../../samples/issue.txt");

/// Makes `hau-giang.bantin` in a folder, unless it stands there already: it may
/// hold work by now. Returns its path.
pub(crate) fn make(profile: Profile, folder: &Path) -> Result<PathBuf, String> {
    let file = folder.join("hau-giang.bantin");
    if file.exists() {
        return Ok(file);
    }
    std::fs::create_dir_all(folder)
        .map_err(|error| format!("{} cannot be made: {error}.", folder.display()))?;
    let samples = house::root().join("samples");
    let made = bantin(profile, "new", &file, &["--name", "Hậu Giang"])
        .and_then(|()| bantin(profile, "set", &file, &SERIES.lines().collect::<Vec<_>>()))
        .and_then(|()| {
            let words = ["--number", "9", "--date", "2021-02-27"];
            bantin(profile, "issue", &file, &words)
        })
        .and_then(|()| {
            let words: Vec<&str> =
                ["--issue", "9"].into_iter().chain(ISSUE.lines()).collect();
            bantin(profile, "set", &file, &words)
        })
        .and_then(|()| {
            let paths = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"]
                .map(|name| samples.join(name).to_string_lossy().into_owned());
            bantin(profile, "import", &file, &paths.each_ref().map(String::as_str))
        });
    if let Err(sentence) = made {
        // Half a sample must not be taken for someone's work next time.
        std::fs::remove_file(&file).ok();
        return Err(sentence);
    }
    Ok(file)
}

/// Exports a bulletin to `folder`, all five outputs.
pub(crate) fn export(profile: Profile, file: &Path, folder: &Path) -> Done {
    bantin(profile, "export", file, &["--to", &folder.to_string_lossy()])
}

/// One call of the command line on a file.
pub(crate) fn bantin(profile: Profile, verb: &str, file: &Path, words: &[&str]) -> Done {
    let mut command = program::program(house::built(profile, "bantin"), house::root());
    command.arg(verb).arg(file).args(words);
    // Its answer is for scripts; here the files it makes are what counts.
    command.stdout(std::process::Stdio::null());
    program::run(&mut command)
}
