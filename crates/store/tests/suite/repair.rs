use crate::{Desk, article, date, id};
use document::PixelSize;
use std::fs;
use std::path::{Path, PathBuf};
use store::{Cause, NewPhoto, Op, Store, repair};

/// A closed file with an issue, photos, forty articles and a version.
fn file() -> (tempfile::TempDir, PathBuf) {
    let mut desk = Desk::new();
    let issue = desk.edit(Op::AddIssue, |edit| {
        let issue = edit.add_issue(9, date("2021-02-27"), None, None)?;
        let size = PixelSize { width: 3, height: 2 };
        for byte in 0..3_u8 {
            edit.add_photo(&NewPhoto::new("anh.jpg", &[byte; 9000], size))?;
        }
        for number in 0..40 {
            let text = format!("Đoạn văn số {number}. ").repeat(60);
            edit.add_article(
                &article(number, &format!("Bài {number}"), &text),
                Some(issue),
            )?;
        }
        Ok(issue)
    });
    desk.store.take_version(issue, "Bản một", Cause::Named, crate::now()).unwrap();
    let path = desk.path();
    let Desk { folder, store } = desk;
    drop(store);
    (folder, path)
}

fn titles(path: &Path) -> Vec<String> {
    let store = Store::open(path).unwrap();
    let issues = store.issues().unwrap().into_iter().map(|issue| Some(issue.id));
    let heads = issues.chain([None]).flat_map(|issue| store.outline(issue).unwrap());
    let mut titles: Vec<_> = heads.map(|head| head.title).collect();
    titles.sort();
    titles
}

#[test]
fn a_sound_file_comes_through_whole() {
    let (folder, path) = file();
    let before = fs::read(&path).unwrap();
    let to = folder.path().join("cuu.bantin");
    let rescue = repair(&path, &to).unwrap();
    assert!(rescue.was_sound);
    assert_eq!(rescue.lost, []);
    assert_eq!(rescue.kept["article"], 40);
    assert_eq!(fs::read(&path).unwrap(), before);
    let (old, mut new) = (Store::open(&path).unwrap(), Store::open(&to).unwrap());
    assert_eq!(new.history().unwrap(), old.history().unwrap());
    assert_eq!(new.versions(None).unwrap(), old.versions(None).unwrap());
    assert_eq!(
        new.search("doan van").unwrap().len(),
        old.search("doan van").unwrap().len()
    );
    assert!(new.undo().unwrap().is_some());
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2, "nothing else is left");
}

#[test]
fn what_is_lost_is_named_and_the_rest_is_saved() {
    let (folder, path) = file();
    let whole = fs::read(&path).unwrap();
    // The page with the text of one article is made unreadable.
    let page = 4096;
    let wanted = "Đoạn văn số 17. Đoạn văn số 17.".as_bytes();
    let mut bytes = whole.clone();
    let found: Vec<usize> = (0..whole.len() - wanted.len())
        .filter(|at| whole[*at..].starts_with(wanted))
        .collect();
    let first = found[0] / page * page;
    bytes[first..first + page].fill(0xA5);
    fs::write(&path, &bytes).unwrap();
    let to = folder.path().join("cuu.bantin");
    let rescue = repair(&path, &to).unwrap();
    assert!(!rescue.was_sound);
    assert!(!rescue.lost.is_empty());
    assert_eq!(fs::read(&path).unwrap(), bytes, "the original is never touched");
    let titles = titles(&to);
    assert!(titles.len() >= 38, "{titles:?}\n{:?}", rescue.lost);
    for number in 0..40 {
        let title = format!("Bài {number}");
        let told = rescue.lost.iter().any(|lost| lost.name == title);
        assert!(titles.contains(&title) || told, "{title} disappeared silently");
    }
    assert!(Store::open(&to).unwrap().article(id(3)).is_ok());
}

#[test]
fn a_file_without_its_end_is_saved_as_far_as_it_goes() {
    let (folder, path) = file();
    let whole = fs::read(&path).unwrap();
    for (place, share) in [9, 7, 5].into_iter().enumerate() {
        let cut = &whole[..whole.len() * share / 10];
        fs::write(&path, cut).unwrap();
        let to = folder.path().join(format!("cuu-{place}.bantin"));
        match repair(&path, &to) {
            Ok(rescue) => {
                assert!(!rescue.was_sound && !rescue.lost.is_empty());
                assert!(Store::open(&to).is_ok());
            }
            Err(refused) => assert_eq!(refused.code(), "open.damaged"),
        }
        assert_eq!(fs::read(&path).unwrap(), cut);
    }
}

#[test]
fn strangers_are_no_bulletins_to_repair() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.bantin");
    for bytes in [b"".as_slice(), b"Ban tin", &[0; 5000]] {
        fs::write(&path, bytes).unwrap();
        let refused = repair(&path, &folder.path().join("b.bantin")).unwrap_err();
        assert!(["open.damaged", "open.not_a_bulletin"].contains(&refused.code()));
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}

/// Cuts pieces out of the file, wherever they fall: what stands elsewhere comes through.
#[test]
fn lost_blocks_cost_what_stood_on_them_and_no_more() {
    let (folder, path) = file();
    let whole = fs::read(&path).unwrap();
    let to = folder.path().join("cuu.bantin");
    let pages = whole.len() / 4096;
    let mut least = usize::MAX;
    for first in 0..pages - 4 {
        let mut bytes = whole.clone();
        bytes[first * 4096..(first + 4) * 4096].fill(0);
        fs::write(&path, &bytes).unwrap();
        let rescue = repair(&path, &to).unwrap_or_else(|e| panic!("{first}: {e}"));
        least = least.min(rescue.kept["article"]);
        fs::remove_file(&to).unwrap();
    }
    assert!(least >= 30, "of forty articles {least} came through four lost pages");
}

#[test]
fn a_file_whose_beginning_is_gone_gives_its_articles_and_photos() {
    let (folder, path) = file();
    let mut bytes = fs::read(&path).unwrap();
    let lost = bytes.len() / 3;
    bytes[..lost].fill(0xA5);
    fs::write(&path, &bytes).unwrap();
    let to = folder.path().join("cuu.bantin");
    let rescue = repair(&path, &to).unwrap();
    assert!(!rescue.was_sound && !rescue.lost.is_empty());
    assert!(rescue.kept["article"] >= 20, "{rescue:?}");
    let titles = titles(&to);
    assert!(titles.iter().filter(|title| title.starts_with("Bài ")).count() >= 20);
    let store = Store::open(&to).unwrap();
    assert!(!store.search("doan van so").unwrap().is_empty());
    assert_eq!(fs::read(&path).unwrap(), bytes);
}
