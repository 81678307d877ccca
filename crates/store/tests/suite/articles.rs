use crate::{Desk, article, date, id};
use document::{Article, Attachment, AttachmentKind, Key, Lang, Status, Trim};
use store::{EditError, Op, What};

/// The titles of an outline.
fn titles(desk: &Desk, issue: Option<document::IssueId>) -> Vec<String> {
    let outline = desk.store.outline(issue).unwrap();
    outline.into_iter().map(|head| head.title).collect()
}

#[test]
fn an_article_comes_back_as_it_was_saved() {
    let mut desk = Desk::new();
    let whole = |section| Article {
        section: Some(section),
        kicker: "Sự kiện nổi bật".into(),
        print_title: "Ký kết\nhợp tác".into(),
        web_title: "Ký kết hợp tác 2021".into(),
        lead: "Chiều *27-2*".into(),
        bylines: vec!["Đan Phượng".into(), "PV".into()],
        genre: "tin".into(),
        source: "TTXVN".into(),
        posted: Some(date("2021-02-27")),
        modified: Some(date("2021-03-01")),
        tags: vec!["hợp tác".into()],
        lang: Some(Lang::En),
        status: Status::Ready,
        related: vec![id(2), id(9)],
        translation_of: Some(id(3)),
        attachments: vec![
            attachment("ky-ket.pdf", AttachmentKind::File),
            attachment("doc.mp3", AttachmentKind::Recording { voice: "Nữ".into() }),
        ],
        ..article(1, "Ký kết hợp tác", "Hai địa phương.\n\nHết.")
    };
    let section = desk.edit(Op::AddArticle, |edit| {
        let section = edit.section_named("Chính trị")?;
        edit.add_article(&whole(section), None)?;
        Ok(section)
    });
    assert_eq!(desk.reopen().store.article(id(1)).unwrap(), whole(section));
}

#[test]
fn text_is_stored_composed_and_without_nul() {
    let mut desk = Desk::new();
    let odd = Article {
        bylines: vec!["Pho\u{31B}\u{323}ng".into()],
        ..article(1, "Ca\u{302}\u{300}n Tho\u{31B}\0", "To\u{302}\0i")
    };
    desk.edit(Op::AddArticle, |edit| edit.add_article(&odd, None));
    let saved = desk.store.article(id(1)).unwrap();
    assert_eq!(saved.title, "Cần Thơ");
    assert_eq!(saved.source_text, "Tôi");
    assert_eq!(saved.bylines, ["Phợng"]);
}

#[test]
fn articles_move_within_and_between_issues() {
    let mut desk = Desk::new();
    let issue = desk.edit(Op::Import, |edit| {
        let issue = edit.add_issue(8, date("2021-02-27"), Some(8), None)?;
        for number in 1..=4 {
            edit.add_article(&article(number, &number.to_string(), ""), Some(issue))?;
        }
        Ok(Some(issue))
    });
    for (number, to, expected) in
        [(4, 0, "4123"), (4, 3, "1234"), (1, 1, "2134"), (3, 99, "2143"), (2, 0, "2143")]
    {
        desk.edit(Op::MoveArticle, |edit| edit.place_article(id(number), issue, to));
        assert_eq!(titles(&desk, issue).concat(), expected);
    }
    desk.edit(Op::MoveArticle, |edit| edit.place_article(id(1), None, 0));
    assert_eq!(titles(&desk, issue).concat(), "243");
    assert_eq!(titles(&desk, None).concat(), "1");
    desk.edit(Op::RemoveIssue, |edit| edit.remove_issue(issue.unwrap()));
    assert_eq!(titles(&desk, None).concat(), "1243");
}

#[test]
fn an_order_without_gaps_is_spread_again() {
    let mut desk = Desk::new();
    desk.edit(Op::Import, |edit| {
        for number in 1..=3 {
            edit.add_article(&article(number, &number.to_string(), ""), None)?;
        }
        Ok(())
    });
    // Each move halves the gap before the article in the middle.
    for _ in 0..12 {
        desk.edit(Op::MoveArticle, |edit| edit.place_article(id(3), None, 1));
        desk.edit(Op::MoveArticle, |edit| edit.place_article(id(2), None, 1));
        assert_eq!(titles(&desk, None).concat(), "123");
    }
}

#[test]
fn a_section_is_found_whatever_its_capitals() {
    let mut desk = Desk::new();
    let (a, b, c) = desk.edit(Op::AddSection, |edit| {
        Ok((
            edit.section_named("Kinh tế")?,
            edit.section_named(" KINH TẾ ")?,
            edit.section_named("Kinh tê")?,
        ))
    });
    assert_eq!(a, b);
    assert_ne!(a, c);
    let taken = desk
        .store
        .edit(Op::RenameSection, crate::now(), |edit| edit.rename_section(c, "kinh tế"));
    assert!(matches!(taken, Err(EditError::Taken { .. })));
    desk.edit(Op::MoveSection, |edit| edit.move_section(c, 0));
    let sections = desk.store.sections().unwrap();
    let slugs: Vec<_> = sections.iter().map(|s| (s.name.as_str(), &*s.slug)).collect();
    assert_eq!(slugs, [("Kinh tê", "kinh-te-2"), ("Kinh tế", "kinh-te")]);
}

#[test]
fn equal_titles_get_lasting_addresses_of_their_own() {
    let mut desk = Desk::new();
    let issue = desk.edit(Op::Import, |edit| {
        let issue = edit.add_issue(8, date("2021-02-27"), None, None)?;
        for (number, title) in [(1, "Tin vắn"), (2, "Tin vấn"), (3, "Index"), (4, "")]
        {
            edit.add_article(&article(number, title, ""), Some(issue))?;
        }
        edit.place_article(id(2), Some(issue), 0)?;
        Ok(issue)
    });
    let edition = desk.store.edition(issue).unwrap();
    let slugs: Vec<_> = edition.articles.iter().map(|a| a.slug.as_str()).collect();
    assert_eq!(slugs, ["tin-van-2", "tin-van", "index-2", "bai"]);
    assert_eq!(edition, desk.store.edition(issue).unwrap());
}

#[test]
fn an_issue_begins_with_the_fields_of_another() {
    let mut desk = Desk::new();
    let (first, second) = desk.edit(Op::AddIssue, |edit| {
        let first = edit.add_issue(8, date("2021-02-27"), Some(8), None)?;
        edit.set_value(Key::Printer, Some(first), "Xí nghiệp in")?;
        edit.set_value(Key::PrintRun, Some(first), "500")?;
        edit.set_value(Key::PrintRun, Some(first), "")?;
        edit.set_value(Key::Price, None, "Không bán")?;
        Ok((first, edit.add_issue(9, date("2021-03-27"), None, Some(first))?))
    });
    let issues = desk.store.issues().unwrap();
    assert_eq!(issues.iter().map(|i| i.id).collect::<Vec<_>>(), [first, second]);
    let edition = desk.store.edition(second).unwrap();
    assert_eq!(edition.text(Key::Printer), "Xí nghiệp in");
    assert_eq!(edition.text(Key::PrintRun), "");
    assert_eq!(edition.text(Key::Price), "Không bán");
}

#[test]
fn edits_tell_what_to_show_again() {
    let mut desk = Desk::new();
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(1, "Một", ""), None));
    let mut change = |work: &dyn Fn(&mut store::Edit<'_>) -> Result<(), EditError>| {
        desk.store.edit(Op::EditArticle, crate::now(), |edit| work(edit)).unwrap().1
    };

    let text = change(&|edit| edit.save_article(&article(1, "Một", "Chữ")));
    assert_eq!(text.articles, [id(1)].into());
    assert!(!text.outline && !text.bulletin && !text.issues && !text.sections);

    assert!(change(&|edit| edit.save_article(&article(1, "Hai", "Chữ"))).outline);
    assert!(change(&|edit| edit.save_article(&article(1, "Hai", "Chữ"))).is_empty());

    let file = attachment("a.pdf", AttachmentKind::File);
    let attached = change(&|edit| edit.add_attachment(id(1), &file).map(drop));
    assert_eq!(attached.articles, [id(1)].into());
    let removed = change(&|edit| edit.remove_article(id(1)));
    assert!(removed.outline && removed.articles == [id(1)].into());

    assert!(change(&|edit| edit.set_trim(Trim::a4())).bulletin);
    assert!(change(&|edit| edit.set_value(Key::Name, None, "Tên")).bulletin);
    assert!(change(&|edit| edit.section_named("Xã hội").map(drop)).sections);
    let issue =
        change(&|edit| edit.add_issue(1, date("2021-01-01"), None, None).map(drop));
    assert!(issue.issues && !issue.bulletin);
    assert_eq!(desk.steps().len(), 9, "an edit that changed nothing made a step");
}

#[test]
fn what_is_not_there_cannot_be_changed() {
    let mut desk = Desk::new();
    let mut check =
        |work: &dyn Fn(&mut store::Edit<'_>) -> Result<(), EditError>| match desk
            .store
            .edit(Op::EditArticle, crate::now(), |edit| work(edit))
        {
            Err(EditError::Missing { what }) => what,
            other => panic!("{other:?}"),
        };
    let issue = document::IssueId(7);
    let section = document::SectionId(7);
    let photo = document::PhotoId(7);
    assert_eq!(check(&|edit| edit.remove_article(id(1))), What::Article(id(1)));
    assert_eq!(
        check(&|edit| edit.save_article(&article(1, "", ""))),
        What::Article(id(1))
    );
    assert_eq!(check(&|edit| edit.place_article(id(1), None, 0)), What::Article(id(1)));
    assert_eq!(check(&|edit| edit.remove_issue(issue)), What::Issue(issue));
    assert_eq!(
        check(&|edit| edit.set_value(Key::Proof, Some(issue), "A")),
        What::Issue(issue)
    );
    assert_eq!(check(&|edit| edit.rename_section(section, "A")), What::Section(section));
    assert_eq!(check(&|edit| edit.remove_photo(photo)), What::Photo(photo));
    assert_eq!(
        check(&|edit| {
            edit.add_article(&article(1, "", ""), None)?;
            edit.remove_attachment(id(1), "khong-co.pdf")
        }),
        What::Attachment("khong-co.pdf".into())
    );
    assert_eq!(desk.steps(), []);
}

#[test]
fn attachments_of_one_name_are_numbered() {
    let mut desk = Desk::new();
    let names = desk.edit(Op::AddAttachment, |edit| {
        edit.add_article(&article(1, "Một", ""), None)?;
        let file = attachment("Báo cáo.PDF", AttachmentKind::File);
        Ok([edit.add_attachment(id(1), &file)?, edit.add_attachment(id(1), &file)?])
    });
    assert_eq!(names, ["bao-cao.pdf", "bao-cao-2.pdf"]);
    desk.edit(Op::RemoveAttachment, |edit| edit.remove_attachment(id(1), "bao-cao.pdf"));
    let left = desk.store.article(id(1)).unwrap().attachments;
    assert_eq!(left.len(), 1);
    assert_eq!((&*left[0].name, &*left[0].bytes), ("bao-cao-2.pdf", &b"PDF"[..]));
}

fn attachment(name: &str, kind: AttachmentKind) -> Attachment {
    Attachment {
        name: name.into(),
        title: "Văn bản".into(),
        media_type: "application/pdf".into(),
        kind,
        bytes: (*b"PDF").into(),
    }
}
