//! The sample issue: a real article with two drawn pictures.

use crate::designs;
use crate::desk::Desk;
use crate::failure::Failure;
use crate::places;
use crate::policy::Policy;
use document::Lang;
use std::fs;
use std::path::PathBuf;

/// File name of a fresh sample bulletin, without its ending.
pub const SAMPLE_NAME: &str = "ban-tin-hau-giang";

const FILES: [&str; 3] = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"];

impl Desk {
    /// Makes a fresh sample bulletin among the person's documents and opens it. An
    /// earlier one is left alone: the new one gets the next free number.
    pub fn sample() -> Result<Self, Failure> {
        let folder = places::documents_folder()
            .ok_or_else(|| Failure::new("sample.no_folder", "no home folder"))?;
        let path = (1..1000)
            .map(|number| match number {
                1 => folder.join(format!("{SAMPLE_NAME}.bantin")),
                _ => folder.join(format!("{SAMPLE_NAME}-{number}.bantin")),
            })
            .find(|path| !path.exists())
            .ok_or_else(|| Failure::new("sample.no_folder", "too many samples"))?;
        // The sample is the same everywhere, whatever the office decided.
        let (policy, design) = (Policy::default(), designs::DEFAULT_DESIGN);
        let mut desk =
            Self::create_under(&policy, &path, ("Hậu Giang", ""), Lang::Vi, design)?;
        desk.set_all(&fields("series.txt"), None)?;
        let date = "2021-02-27".parse().expect("a real day");
        let (issue, _) = desk.add_issue(9, date, None, false)?;
        desk.set_all(&fields("issue.txt"), Some(issue))?;
        let sources = tempfile::tempdir()
            .map_err(|source| Failure::disk(&std::env::temp_dir(), &source))?;
        let mut paths: Vec<PathBuf> = Vec::new();
        for name in FILES {
            let path = sources.path().join(name);
            let bytes = designs::sample(name).unwrap_or_default();
            fs::write(&path, bytes).map_err(|source| Failure::disk(&path, &source))?;
            paths.push(path);
        }
        desk.import(&paths)?;
        Ok(desk)
    }
}

/// The fields of a sample file: `key=value`, one a line.
fn fields(file: &str) -> Vec<(String, String)> {
    let text = designs::sample(file).unwrap_or_default();
    let text = std::str::from_utf8(text).expect("the sample is text");
    let pairs = text.lines().filter_map(|line| line.split_once('='));
    pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect()
}
