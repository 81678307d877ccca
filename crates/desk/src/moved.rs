//! Where articles stood in the package that an export replaces: readers have kept those
//! addresses, so the new package leads on from them.
//!
//! The old package says it itself, in its `bantin.json`; nothing is kept elsewhere. An
//! article that is not in the issue any more is not looked for.

use document::{ArticleId, Edition};
use serde_json::Value;
use std::fs;
use std::path::Path;

/// A machine copy that is larger is left alone.
const LARGEST: u64 = 64 << 20;

/// Earlier names of the edition's articles in the package in `folder`; none without one.
pub(crate) fn names_before(folder: &Path, edition: &Edition) -> Vec<(String, ArticleId)> {
    let path = folder.join("bantin.json");
    let small = fs::metadata(&path).is_ok_and(|meta| meta.len() <= LARGEST);
    let text = small.then(|| fs::read_to_string(&path).ok()).flatten();
    let Some(old) = text.and_then(|text| serde_json::from_str::<Value>(&text).ok())
    else {
        return Vec::new();
    };
    let listed = |key: &str| old[key].as_array().cloned().unwrap_or_default();
    let mut names: Vec<(String, ArticleId)> = listed("moved")
        .iter()
        .chain(&listed("articles"))
        .filter_map(|one| {
            let id = one["id"].as_str()?.parse().ok()?;
            Some((one["slug"].as_str()?.to_owned(), id))
        })
        .filter(|(slug, id)| edition.article(*id).is_some_and(|one| one.slug != *slug))
        .collect();
    // The last article that had a name is where its readers want to go.
    names.reverse();
    names.sort_by(|a, b| a.0.cmp(&b.0));
    names.dedup_by(|a, b| a.0 == b.0);
    names
}
