//! Files that older versions of Bantin wrote, kept in `tests/old`.

use std::fs;
use std::path::PathBuf;
use store::{Op, Store};

/// A copy of the file that version `number` wrote.
fn old(number: u32) -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("cu.bantin");
    let kept = format!("{}/tests/old/v{number}.bantin", env!("CARGO_MANIFEST_DIR"));
    fs::copy(kept, &path).unwrap();
    (folder, path)
}

#[track_caller]
fn check(number: u32, modules: usize, steps: usize) {
    let (folder, path) = old(number);
    let before = fs::read(&path).unwrap();
    let refused = Store::open_read_only(&path).unwrap_err();
    assert_eq!(refused.code(), "open.too_old");
    assert!(fs::read(&path).unwrap() == before, "reading changes nothing");

    let mut store = Store::open(&path).unwrap();
    let issue = store.issues().unwrap()[0].id;
    let edition = store.edition(issue).unwrap();
    let titles: Vec<_> = edition.articles.iter().map(|a| a.title.as_str()).collect();
    assert_eq!(titles, ["Hậu Giang và Cần Thơ ký kết", "Y tế cơ sở"]);
    let photo = edition.photos.values().next().unwrap();
    assert_eq!(photo.caption, "Quang cảnh Hội nghị");
    assert!(!store.original(photo.id).unwrap().is_empty());
    assert_eq!(edition.plan.map_or(0, |plan| plan.modules().count()), modules);
    assert_eq!(store.search("duong tinh").unwrap().len(), 1);
    assert_eq!(store.history().unwrap().len(), steps);
    // Everything that was done can still be taken back, and made again.
    while store.undo().unwrap().is_some() {}
    assert_eq!(store.issues().unwrap(), []);
    while store.redo().unwrap().is_some() {}
    assert_eq!(store.edition(issue).unwrap().articles.len(), 2);
    assert_eq!(store.next_steps().unwrap().1, None::<Op>);
    drop(store);
    assert!(Store::open_read_only(&path).is_ok());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}

#[test]
fn a_file_of_version_1_opens() {
    check(1, 0, 4);
}

#[test]
fn a_file_of_version_2_opens() {
    check(2, 5, 6);
}

#[test]
fn a_file_of_version_3_opens() {
    check(3, 5, 6);
}

#[test]
fn a_file_of_version_4_opens() {
    check(4, 5, 6);
}

#[test]
fn a_file_of_version_5_opens() {
    check(5, 5, 7);
}

#[test]
fn an_old_file_that_may_not_be_written_is_read_from_a_copy() {
    let (folder, path) = old(1);
    let before = fs::read(&path).unwrap();
    let aside = tempfile::tempdir().unwrap();
    let store = Store::open_aside(&path, &aside.path().join("a.bantin")).unwrap();
    assert_eq!(store.path(), path);
    assert!(!store.is_writable());
    assert_eq!(store.issues().unwrap().len(), 1);
    assert!(fs::read(&path).unwrap() == before);
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
}
