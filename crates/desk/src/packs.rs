//! The rule packs an issue is looked at with: those that come with Bantin, and what this
//! person wrote or changed in their settings folder.

use crate::designs::PACK_FILES;
use crate::places;
use document::{Edition, Pack, Remark, Severity};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The packs for this issue, and a remark for each name that leads to no pack.
pub(crate) fn packs_for(edition: &Edition) -> (Vec<Pack>, Vec<Remark>) {
    let own = places::settings_folder().map(|folder| folder.join("packs"));
    let mut known = built_in();
    known.extend(own.map(|folder| in_folder(&folder)).unwrap_or_default());
    let mut packs = Vec::new();
    let mut remarks = Vec::new();
    for name in document::packs_of(edition, &known) {
        match known.get(&name) {
            Some(pack) => packs.push(pack.clone()),
            None => {
                let unknown = Remark::new("pack.unknown", Severity::Should);
                remarks.push(unknown.with("name", name));
            }
        }
    }
    (packs, remarks)
}

/// The packs that come with Bantin, by name.
fn built_in() -> BTreeMap<String, Pack> {
    PACK_FILES
        .iter()
        .filter_map(|(name, bytes)| {
            let name = name.strip_suffix(".toml")?;
            let pack = toml::from_str(std::str::from_utf8(bytes).ok()?).ok()?;
            Some((name.to_owned(), pack))
        })
        .collect()
}

/// The packs in a folder, by name. A file that is no pack is passed over: its name then
/// leads to no pack, which is told.
fn in_folder(folder: &Path) -> BTreeMap<String, Pack> {
    let Ok(entries) = fs::read_dir(folder) else { return BTreeMap::new() };
    entries
        .flatten()
        .filter_map(|entry| {
            let name = entry.file_name().into_string().ok()?;
            let name = name.strip_suffix(".toml")?.to_owned();
            let text = fs::read_to_string(entry.path()).ok()?;
            Some((name, toml::from_str(&text).ok()?))
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use document::{Bulletin, Issue, IssueId, Key, Lang};

    fn names(day: &str, lang: Lang, named: &str) -> Vec<String> {
        let mut bulletin = Bulletin::new(lang, "thoi-su");
        bulletin.values.set(Key::Packs, named);
        let issue = Issue::new(IssueId(1), 1, day.parse().expect("a day"));
        document::packs_of(&Edition::new(bulletin, issue), &built_in())
    }

    #[test]
    fn every_pack_that_comes_with_bantin_can_be_read() {
        let packs = built_in();
        assert_eq!(packs.len(), PACK_FILES.len());
        for pack in packs.values() {
            assert!(pack.name.contains_key("vi") && pack.name.contains_key("en"));
            for rule in &pack.rules {
                assert!(!rule.source.is_empty() && !rule.address.is_empty());
                assert!(rule.read.parse::<document::Date>().is_ok(), "{rule:?}");
            }
        }
        // What the law of 2025 says of bulletins has not been read by anybody here.
        let new = &packs["vn-2025"];
        assert!(!new.unknown.is_empty() && new.rules.iter().all(|rule| !rule.certain));
    }

    #[test]
    fn the_day_of_the_issue_chooses_the_law() {
        assert_eq!(names("2021-02-27", Lang::Vi, ""), ["vn-2016"]);
        assert_eq!(names("2026-06-30", Lang::Vi, ""), ["vn-2016"]);
        assert_eq!(names("2026-07-01", Lang::Vi, ""), ["vn-2025"]);
        assert!(names("2021-02-27", Lang::En, "").is_empty());
        assert_eq!(names("2026-07-01", Lang::En, "generic"), ["generic"]);
        assert_eq!(names("2026-07-01", Lang::Vi, "vn-2016, khac"), ["vn-2016", "khac"]);
    }

    #[test]
    fn a_persons_own_pack_is_read_from_a_folder() {
        let folder = tempfile::tempdir().expect("a folder");
        let own =
            include_str!("../../../packs/vn-2016.toml").replace("most = 64", "most = 8");
        fs::write(folder.path().join("vn-2016.toml"), own).expect("room");
        fs::write(folder.path().join("broken.toml"), "no pack").expect("room");
        let packs = in_folder(folder.path());
        assert_eq!(packs.len(), 1);
        assert_ne!(packs["vn-2016"], built_in()["vn-2016"]);
    }
}
