use crate::{Desk, article, date, id};
use document::{Article, PixelSize};
use store::{Hit, NewPhoto, Op};

fn desk() -> Desk {
    let mut desk = Desk::new();
    desk.edit(Op::Import, |edit| {
        let size = PixelSize { width: 1, height: 1 };
        let photo = NewPhoto {
            caption: "Lễ *khánh thành* cầu".into(),
            ..NewPhoto::new("cau.jpg", b"A", size)
        };
        edit.add_photo(&photo)?;
        let issue = edit.add_issue(8, date("2021-02-27"), None, None)?;
        let first = Article {
            bylines: vec!["Đan Phượng".into()],
            tags: vec!["hợp tác".into()],
            ..article(
                1,
                "Ký kết với thành phố Cần Thơ",
                "Hai địa phương **ký** biên bản.\n\n![](media/cau.jpg)",
            )
        };
        edit.add_article(&first, Some(issue))?;
        edit.add_article(
            &article(2, "Ha tang", "Can tho moc xay cau, không dấu."),
            None,
        )?;
        edit.add_article(
            &article(3, "Đường tỉnh 931B", "Thơ ca cần có người đọc."),
            None,
        )?;
        Ok(())
    });
    desk
}

#[track_caller]
fn check(desk: &Desk, query: &str, expected: &[(u8, bool)]) -> Vec<Hit> {
    let hits = desk.store.search(query).unwrap();
    let got: Vec<_> = hits.iter().map(|hit| (hit.article, hit.exact)).collect();
    let expected: Vec<_> = expected.iter().map(|(n, exact)| (id(*n), *exact)).collect();
    assert_eq!(got, expected, "{query}");
    hits
}

#[test]
fn marks_do_not_matter_but_come_first() {
    let desk = desk();
    check(&desk, "duong", &[(3, false)]);
    check(&desk, "ĐƯỜNG", &[(3, true)]);
    // Side by side before apart, as written before folded.
    check(&desk, "can tho ", &[(2, true), (1, false), (3, false)]);
    check(&desk, "Cần Thơ ", &[(1, true), (3, true), (2, false)]);
    check(&desk, "Ca\u{302}\u{300}n Tho\u{31B} ", &[(1, true), (3, true), (2, false)]);
}

#[test]
fn everything_a_reader_sees_is_found() {
    let desk = desk();
    check(&desk, "dan phuong", &[(1, false)]);
    check(&desk, "hợp tác", &[(1, true)]);
    check(&desk, "khánh thành", &[(1, true)]);
    check(&desk, "931b", &[(3, true)]);
    check(&desk, "ký biên", &[(1, true)]);
    check(&desk, "media", &[]);
}

#[test]
fn the_last_word_may_be_a_beginning() {
    let desk = desk();
    check(&desk, "ký kế", &[(1, true)]);
    check(&desk, "ký kế ", &[]);
}

#[test]
fn no_query_can_be_an_error() {
    let desk = desk();
    for query in ["", " ", "\"", "* AND (", "NEAR(a b)", "title:ký", "-", "\0", "a\"b OR"]
    {
        desk.store.search(query).unwrap();
    }
    check(&desk, "–", &[]);
    check(&desk, "ký \" kết\"", &[(1, true)]);
}

#[test]
fn a_hit_says_where_it_is() {
    let desk = desk();
    let hits = check(&desk, "khong dau", &[(2, false)]);
    assert_eq!(hits[0].issue, None);
    assert_eq!(hits[0].title, "Ha tang");
    assert_eq!(hits[0].snippet, "Can tho moc xay cau, không dấu.");
    let hits = check(&desk, "khánh thành", &[(1, true)]);
    assert!(hits[0].issue.is_some());
    assert!(hits[0].snippet.contains("Lễ khánh thành cầu"), "{}", hits[0].snippet);
}

#[test]
fn the_index_follows_edits_and_undo() {
    let mut desk = desk();
    desk.edit(Op::EditArticle, |edit| edit.save_article(&article(3, "Sông Hậu", "")));
    check(&desk, "duong", &[]);
    check(&desk, "sông hậu", &[(3, true)]);
    desk.store.undo().unwrap();
    check(&desk, "duong", &[(3, false)]);
    check(&desk, "sông hậu", &[]);
    desk.edit(Op::RemoveArticle, |edit| edit.remove_article(id(3)));
    check(&desk, "duong", &[]);
    desk.store.undo().unwrap();

    let photo = desk.store.photo_named("cau.jpg").unwrap().unwrap();
    let mended = document::Photo { caption: "Thông xe".into(), ..photo };
    desk.edit(Op::EditPhoto, |edit| edit.set_photo(&mended));
    check(&desk, "khánh thành", &[]);
    check(&desk, "thông xe", &[(1, true)]);
    let desk = desk.reopen();
    check(&desk, "thông xe", &[(1, true)]);
}

#[test]
fn what_was_just_written_is_found_by_everybody() {
    let mut desk = desk();
    let issue = desk.store.issues().unwrap()[0].id;
    // Fewer than the indexes stay behind, and then more.
    for number in 1..=12 {
        let text = format!("Bản tin *số* {number}: mùa nước nổi.");
        desk.edit(Op::EditArticle, |edit| {
            if number > 3 {
                edit.add_article(&article(number, "Mới", ""), Some(issue))?;
            }
            edit.save_article(&article(number, "Sông nước", &text))
        });
        let reader = store::Store::open_read_only(&desk.path()).unwrap();
        for store in [&desk.store, &reader] {
            let hits = store.search("mua nuoc").unwrap();
            let found: Vec<_> = hits.iter().map(|hit| hit.article).collect();
            let newest: Vec<_> = (1..=number).rev().map(id).collect();
            assert_eq!(found, newest);
            assert_eq!(hits[0].snippet, format!("Bản tin số {number}: mùa nước nổi."));
            assert_eq!(store.search("“Mùa-nước”").unwrap().len(), found.len());
        }
        check(&desk, "moc xay", if number < 2 { &[(2, true)] } else { &[] });
        let heads = reader.outline(Some(issue)).unwrap();
        assert!(heads.iter().all(|head| head.words == 7), "{heads:?}");
    }
}

#[test]
fn an_outline_counts_words_without_captions() {
    let desk = desk();
    let issue = desk.store.issues().unwrap()[0].id;
    let words: Vec<_> =
        desk.store.outline(Some(issue)).unwrap().iter().map(|h| h.words).collect();
    assert_eq!(words, [6]);
}

#[test]
fn a_filter_lets_through_what_it_names() {
    use document::{Date, SectionId};
    use store::Filter;
    let mut desk = Desk::new();
    let (issues, sections) = desk.edit(Op::AddIssue, |edit| {
        let mut issues = Vec::new();
        let mut sections: Vec<SectionId> = Vec::new();
        for number in 1..=3_u8 {
            let day = crate::date(&format!("2021-0{number}-15"));
            let issue = edit.add_issue(number.into(), day, None, None)?;
            let section = edit.section_named(&format!("Mục {number}"))?;
            let mut added = crate::article(number, "Hội nghị", "Ký kết.");
            added.section = Some(section);
            added.bylines =
                vec![["Đan Phượng", "Nguyễn Văn A"][usize::from(number) % 2].into()];
            if number == 3 {
                added.posted = Some(crate::date("2021-01-01"));
            }
            edit.add_article(&added, Some(issue))?;
            issues.push(issue);
            sections.push(section);
        }
        Ok((issues, sections))
    });
    let check = |filter: Filter, expected: &[u8]| {
        for query in ["ký kết", "ky ket"] {
            let hits = desk.store.search_in(query, &filter).unwrap();
            let mut found: Vec<_> = hits.into_iter().map(|hit| hit.article).collect();
            found.sort();
            let expected: Vec<_> =
                expected.iter().map(|number| crate::id(*number)).collect();
            assert_eq!(found, expected, "{filter:?}");
        }
    };
    let all = Filter::default;
    let day = |text: &str| Some::<Date>(crate::date(text));
    check(all(), &[1, 2, 3]);
    check(Filter { issue: Some(issues[1]), ..all() }, &[2]);
    check(Filter { section: Some(sections[0]), ..all() }, &[1]);
    check(Filter { author: "nguyen van".into(), ..all() }, &[1, 3]);
    check(Filter { from: day("2021-02-01"), ..all() }, &[2]);
    check(Filter { to: day("2021-01-15"), ..all() }, &[1, 3]);
    check(Filter { author: "Không ai".into(), ..all() }, &[]);
}
