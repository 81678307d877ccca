use crate::{Desk, article, bulletin, id, now};
use std::fs;
use std::path::Path;
use store::{Damage, EditError, Op, OpenError, Store};

/// Opens bytes in both ways, and makes sure that neither changes them.
#[track_caller]
fn check_refused(bytes: &[u8], code: &str) -> OpenError {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("tep.bantin");
    fs::write(&path, bytes).unwrap();
    let reading = Store::open_read_only(&path).unwrap_err();
    assert_eq!(reading.code(), code, "{reading}");
    let error = Store::open(&path).unwrap_err();
    assert_eq!(error.code(), code, "{error}");
    assert!(fs::read(&path).unwrap() == bytes, "the file was changed");
    assert_eq!(names(folder.path()), ["tep.bantin"]);
    error
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

fn bytes_of_a_bulletin() -> Vec<u8> {
    let desk = Desk::new();
    let path = desk.path();
    let Desk { folder, store } = desk;
    drop(store);
    let bytes = fs::read(path).unwrap();
    drop(folder);
    bytes
}

#[test]
fn a_new_file_holds_its_bulletin_and_stands_alone() {
    let desk = Desk::new().reopen();
    assert_eq!(desk.store.bulletin().unwrap(), bulletin());
    assert_eq!(desk.store.issues().unwrap(), []);
    assert_eq!(desk.steps(), []);
    assert_eq!(names(desk.folder.path()), ["hau-giang.bantin"]);
}

#[test]
fn an_existing_file_is_never_replaced() {
    let desk = Desk::new();
    let before = fs::read(desk.path()).unwrap();
    let error = Store::create(&desk.path(), &bulletin()).unwrap_err();
    assert_eq!(error.code(), "open.exists");
    assert_eq!(fs::read(desk.path()).unwrap(), before);
    assert_eq!(names(desk.folder.path()), ["hau-giang.bantin"]);
}

#[test]
fn a_folder_that_is_not_there_leaves_nothing_behind() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("khong-co/tep.bantin");
    assert_eq!(Store::create(&path, &bulletin()).unwrap_err().code(), "open.missing");
    assert_eq!(Store::open(&path).unwrap_err().code(), "open.missing");
    assert_eq!(names(folder.path()), [""; 0]);
}

#[test]
fn strangers_are_refused_untouched() {
    check_refused(b"", "open.damaged");
    check_refused(b"Ban tin", "open.not_a_bulletin");
    check_refused(&[0; 8192], "open.not_a_bulletin");

    let mut foreign = bytes_of_a_bulletin();
    foreign[68..72].copy_from_slice(b"FOSS");
    let error = check_refused(&foreign, "open.not_a_bulletin");
    assert!(matches!(error, OpenError::NotABulletin { found: 0x464F_5353 }));
}

#[test]
fn a_newer_file_is_refused_untouched() {
    let mut newer = bytes_of_a_bulletin();
    newer[60..64].copy_from_slice(&7_u32.to_be_bytes());
    let error = check_refused(&newer, "open.too_new");
    assert!(matches!(error, OpenError::TooNew { found: 7, supported: 6 }));
}

#[test]
fn a_truncated_file_is_refused_untouched() {
    let whole = bytes_of_a_bulletin();
    for length in [50, 100, 4096, whole.len() / 2, whole.len() - 1] {
        let error = check_refused(&whole[..length], "open.damaged");
        let truncated =
            matches!(error, OpenError::Damaged { damage: Damage::Truncated, .. });
        assert!(truncated, "{length}: {error}");
    }
}

/// Bytes are exchanged for as many others, as a stranger with an editor could.
#[test]
fn a_strangers_photo_name_leads_nowhere() {
    let mut desk = Desk::new();
    let size = document::PixelSize { width: 3, height: 2 };
    desk.edit(Op::AddPhoto, |edit| {
        edit.add_photo(&store::NewPhoto::new("aa-aa-etc-passwd", b"A", size))
    });
    let path = desk.path();
    let Desk { folder, store } = desk;
    drop(store);
    let mut bytes = fs::read(&path).unwrap();
    let places: Vec<_> = (0..bytes.len())
        .filter(|place| bytes[*place..].starts_with(b"aa-aa-etc-passwd"))
        .collect();
    for place in places {
        bytes[place..place + 16].copy_from_slice(b"../../etc/passwd");
    }
    fs::write(&path, bytes).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(store.photos().unwrap()[0].name, "-.-..-etc-passwd");
    drop((store, folder));
}

#[test]
fn nothing_that_a_stranger_put_into_a_file_runs() {
    let mut desk = Desk::new();
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(1, "Một", ""), None));
    let path = desk.path();
    let Desk { folder, store } = desk;
    drop(store);
    let stranger = rusqlite::Connection::open(&path).unwrap();
    let batch = "CREATE TRIGGER stranger AFTER INSERT ON article
        BEGIN DELETE FROM article; END;";
    stranger.execute_batch(batch).unwrap();
    drop(stranger);
    let store = Store::open(&path).unwrap();
    let mut desk = Desk { folder, store };
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(2, "Hai", ""), None));
    assert_eq!(desk.store.outline(None).unwrap().len(), 2);
}

#[test]
fn reading_goes_on_while_a_writer_has_the_file_open() {
    let mut desk = Desk::new();
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(1, "Một", ""), None));
    let path = desk.path();
    let work = |edit: &mut store::Edit<'_>| {
        edit.add_article(&article(2, "Hai", ""), None)?;
        let mut reader = Store::open_read_only(&path).unwrap();
        assert_eq!(reader.outline(None).unwrap().len(), 1, "half an edit is seen");
        let refused = reader.edit(Op::AddArticle, now(), |edit| {
            edit.add_article(&article(3, "Ba", ""), None)
        });
        assert!(matches!(refused, Err(EditError::ReadOnly)));
        Ok(())
    };
    desk.edit(Op::AddArticle, work);
    let reader = Store::open_read_only(&desk.path()).unwrap();
    assert_eq!(reader.outline(None).unwrap().len(), 2);
}

#[test]
fn two_programs_write_in_turn() {
    let mut desk = Desk::new();
    let mut other = Store::open(&desk.path()).unwrap();
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(1, "Một", ""), None));
    let add = |edit: &mut store::Edit<'_>| edit.add_article(&article(2, "Hai", ""), None);
    other.edit(Op::AddArticle, now(), add).unwrap();
    desk.edit(Op::RemoveArticle, |edit| edit.remove_article(id(1)));
    for expected in [2, 1, 0] {
        assert!(other.undo().unwrap().is_some());
        assert_eq!(desk.store.outline(None).unwrap().len(), expected);
    }
    assert_eq!(desk.store.undo().unwrap(), None);
    for _ in 0..3 {
        assert!(desk.store.redo().unwrap().is_some());
    }
    assert_eq!(other.outline(None).unwrap()[0].title, "Hai");
}

#[test]
fn a_failed_edit_leaves_the_file_as_it_was() {
    let mut desk = Desk::new();
    let before = fs::read(desk.path()).unwrap();
    let failed = desk.store.edit(Op::Import, now(), |edit| {
        edit.add_article(&article(1, "Một", ""), None)?;
        Err::<(), _>(EditError::Cancelled)
    });
    assert!(matches!(failed, Err(EditError::Cancelled)));
    assert_eq!(desk.store.outline(None).unwrap(), []);
    assert_eq!(desk.steps(), []);
    assert_eq!(fs::read(desk.path()).unwrap(), before);
}

#[test]
fn an_edit_that_panics_leaves_the_file_as_it_was() {
    let mut desk = Desk::new();
    let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        desk.store.edit(Op::Import, now(), |edit| -> Result<(), EditError> {
            edit.add_article(&article(1, "Một", ""), None)?;
            panic!("a bug")
        })
    }));
    assert!(panicked.is_err());
    assert_eq!(desk.store.outline(None).unwrap(), []);
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(1, "Một", ""), None));
    assert_eq!(desk.reopen().steps(), [("add_article", false)]);
}

/// What a killed writer leaves: the file half written, its journal beside it.
#[test]
fn a_killed_writer_loses_only_its_half_edit() {
    let mut desk = Desk::new();
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(1, "Một", ""), None));
    let before = desk.view();
    let killed = tempfile::tempdir().unwrap();
    let copy = killed.path().join("hau-giang.bantin");
    let path = desk.path();
    let journal = |path: &Path| path.with_extension("bantin-journal");
    let photo = vec![7; 9_000_000];
    desk.edit(Op::Import, |edit| {
        edit.remove_article(id(1))?;
        // More than the page cache holds, so that pages reach the file before the commit.
        let size = document::PixelSize { width: 3000, height: 2000 };
        edit.add_photo(&store::NewPhoto::new("anh.jpg", &photo, size))?;
        fs::copy(&path, &copy).unwrap();
        fs::copy(journal(&path), journal(&copy)).unwrap();
        Ok(())
    });
    assert!(fs::metadata(&copy).unwrap().len() > 5_000_000, "nothing was half written");

    let store = Store::open(&copy).unwrap();
    let reopened = Desk { folder: killed, store };
    assert_eq!(reopened.view(), before);
    assert_eq!(names(reopened.folder.path()), ["hau-giang.bantin"]);
    assert_ne!(desk.view(), before);
}
