use crate::{Desk, article, bulletin, date, id, now};
use document::{IssueId, Key, PixelSize};
use store::{Cause, NewPhoto, Op, Store, Timestamp};

/// An issue with two articles, one of which shows a photo.
fn desk() -> (Desk, IssueId) {
    let mut desk = Desk::new();
    let issue = desk.edit(Op::AddIssue, |edit| {
        let issue = edit.add_issue(9, date("2021-02-27"), None, None)?;
        let size = PixelSize { width: 3, height: 2 };
        edit.add_photo(&NewPhoto::new("a.jpg", b"A", size))?;
        edit.set_value(Key::Printer, Some(issue), "Xưởng in")?;
        edit.add_article(
            &article(1, "Một", "Hai địa phương.\n\n![](media/a.jpg)"),
            Some(issue),
        )?;
        edit.add_article(&article(2, "Hai", "Trạm y tế."), Some(issue))?;
        Ok(issue)
    });
    (desk, issue)
}

fn text(desk: &Desk, number: u8) -> String {
    desk.store.article(id(number)).unwrap().source_text
}

#[test]
fn going_back_brings_back_everything_of_the_issue_and_is_one_step() {
    let (mut desk, issue) = desk();
    let version =
        desk.store.take_version(issue, "Bản trình ký", Cause::Named, now()).unwrap();
    let before = desk.view();
    desk.edit(Op::Import, |edit| {
        edit.save_article(&article(1, "Một", "Khác hẳn."))?;
        edit.remove_article(id(2))?;
        edit.add_article(&article(3, "Ba", "Thêm sau."), Some(issue))?;
        edit.set_value(Key::Printer, Some(issue), "Nơi khác")?;
        let photo = edit.photos()?[0].id;
        edit.remove_photo(photo)?;
        edit.set_issue(issue, 10, date("2021-03-27"), Some(8))
    });
    let changed = desk.view();
    let mut desk = desk.reopen();
    let restored = desk.edit(Op::Restore, |edit| edit.restore_issue(version.id));
    assert_eq!(restored.to_pool, [id(3)], "nothing is lost");
    assert_eq!(desk.view().editions, before.editions);
    assert_eq!(desk.view().photos, before.photos);
    assert_eq!(text(&desk, 3), "Thêm sau.");
    assert_eq!(desk.store.digest(issue).unwrap(), version.digest);
    desk.store.undo().unwrap();
    assert_eq!(desk.view(), changed);
    assert_eq!(desk.store.versions(Some(issue)).unwrap(), [version]);
}

#[test]
fn one_article_comes_back_where_it_stands() {
    let (mut desk, issue) = desk();
    let version = desk.store.take_version(issue, "", Cause::Named, now()).unwrap();
    desk.edit(Op::MoveArticle, |edit| {
        edit.save_article(&article(1, "Một!", "Khác hẳn."))?;
        edit.save_article(&article(2, "Hai!", "Khác nữa."))?;
        edit.place_article(id(1), None, 0)
    });
    desk.edit(Op::Restore, |edit| edit.restore_article(version.id, id(1)));
    assert!(text(&desk, 1).starts_with("Hai địa phương."));
    assert_eq!(desk.store.issue_of(id(1)).unwrap(), None, "it stays in the pool");
    assert_eq!(text(&desk, 2), "Khác nữa.", "the other one stays as it is");
    desk.edit(Op::RemoveArticle, |edit| edit.remove_article(id(2)));
    desk.edit(Op::Restore, |edit| edit.restore_article(version.id, id(2)));
    assert_eq!(desk.store.issue_of(id(2)).unwrap(), Some(issue));
    let unknown = desk
        .store
        .edit(Op::Restore, now(), |edit| edit.restore_article(version.id, id(7)));
    assert_eq!(unknown.unwrap_err().code(), "edit.missing");
    assert_eq!(desk.store.version_articles(version.id).unwrap()[1].title, "Hai");
}

#[test]
fn an_article_that_stands_in_another_issue_is_not_taken_from_it() {
    let (mut desk, issue) = desk();
    let version = desk.store.take_version(issue, "", Cause::Named, now()).unwrap();
    let other = desk.edit(Op::AddIssue, |edit| {
        let other = edit.add_issue(10, date("2021-03-27"), None, None)?;
        edit.place_article(id(1), Some(other), 0)?;
        Ok(other)
    });
    let restored = desk.edit(Op::Restore, |edit| edit.restore_issue(version.id));
    assert_eq!(restored.elsewhere, [id(1)]);
    assert_eq!(desk.store.issue_of(id(1)).unwrap(), Some(other));
}

#[test]
fn bantin_makes_no_version_twice_and_keeps_a_bounded_number() {
    let (mut desk, issue) = desk();
    let take = |desk: &mut Desk, cause| {
        desk.store.take_version(issue, "", cause, now()).unwrap().id
    };
    let first = take(&mut desk, Cause::Export);
    assert_eq!(take(&mut desk, Cause::Compose), first, "nothing changed in between");
    let named = take(&mut desk, Cause::Named);
    for number in 0..30 {
        let text = format!("Lần {number}.");
        desk.edit(Op::EditArticle, |edit| edit.save_article(&article(1, "Một", &text)));
        take(&mut desk, Cause::Import);
    }
    let versions = desk.store.versions(Some(issue)).unwrap();
    assert_eq!(versions.len(), 21, "twenty of its own, and the one with a name");
    assert!(versions.iter().any(|version| version.id == named));
    for version in versions {
        desk.store.remove_version(version.id).unwrap();
    }
    let copy = desk.folder.path().join("ban-sao.bantin");
    desk.store.copy_to(&copy).unwrap();
    assert_eq!(Store::open(&copy).unwrap().versions(None).unwrap(), []);
}

#[test]
fn an_approval_stands_until_the_content_changes() {
    let (mut desk, issue) = desk();
    let at = Timestamp::from_unix(7);
    desk.edit(Op::Approve, |edit| edit.approve(issue, "Nguyễn Văn A", at));
    let stands = |desk: &Desk| {
        let digest = desk.store.digest(issue).unwrap();
        let last = desk.store.approvals(issue).unwrap().pop();
        last.is_some_and(|approval| approval.digest == digest)
    };
    assert!(stands(&desk));
    desk.edit(Op::EditArticle, |edit| {
        let mut ready = edit.article(id(1))?;
        ready.status = document::Status::Ready;
        edit.save_article(&ready)
    });
    assert!(stands(&desk), "how far work has come is no content");
    desk.edit(Op::AddSection, |edit| edit.section_named("Số khác").map(drop));
    assert!(stands(&desk), "a section of no article here");
    desk.edit(Op::EditArticle, |edit| edit.save_article(&article(2, "Hai", "Đổi.")));
    assert!(!stands(&desk));
    desk.store.undo().unwrap();
    assert!(stands(&desk.reopen()), "the same content again");
}

#[test]
fn photos_that_only_a_version_shows_are_kept() {
    let (mut desk, issue) = desk();
    let version = desk.store.take_version(issue, "", Cause::Named, now()).unwrap();
    desk.edit(Op::RemovePhoto, |edit| {
        edit.save_article(&article(1, "Một", "Không ảnh."))?;
        let photo = edit.photos()?[0].id;
        edit.remove_photo(photo)
    });
    desk.store.forget_history().unwrap();
    let copy = desk.folder.path().join("ban-sao.bantin");
    desk.store.copy_to(&copy).unwrap();
    let mut copy = Store::open(&copy).unwrap();
    copy.edit(Op::Restore, now(), |edit| edit.restore_issue(version.id)).unwrap();
    let photo = copy.photos().unwrap()[0].id;
    assert_eq!(copy.original(photo).unwrap(), b"A");
    assert_eq!(copy.bulletin().unwrap(), bulletin());
}
