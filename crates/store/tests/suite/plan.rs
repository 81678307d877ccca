use crate::{Desk, article, date, id, now};
use document::{
    ArticleId, IssueId, Module, ModuleKind, PagePlan, PhotoWish, Rank, Wish, Wishes,
};
use rusqlite::Connection;
use std::collections::BTreeSet;
use store::{EditError, Op, Store};

pub(crate) fn module(article: Option<ArticleId>, unit: u32, pinned: bool) -> Module {
    Module {
        kind: if article.is_some() { ModuleKind::Lead } else { ModuleKind::Masthead },
        article,
        part: unit % 2,
        unit,
        units: 4,
        line: 20,
        lines: 39,
        legs: pinned.then_some(2),
        pinned,
    }
}

fn plan() -> PagePlan {
    let cover = vec![module(None, 0, false), module(Some(id(1)), 4, true)];
    let pages = vec![cover, vec![], vec![module(Some(id(2)), 8, false)], vec![]];
    PagePlan { pages }
}

fn wish() -> Wish {
    Wish {
        rank: Some(Rank::Major),
        may_hold: true,
        page: Some(3),
        whole: true,
        photos: PhotoWish::Large,
        units: Some(8),
    }
}

/// Two issues; the first one has three articles.
fn desk() -> (Desk, IssueId, IssueId) {
    let mut desk = Desk::new();
    let issues = desk.edit(Op::AddIssue, |edit| {
        let nine = edit.add_issue(9, date("2021-02-27"), Some(4), None)?;
        let ten = edit.add_issue(10, date("2021-03-27"), None, Some(nine))?;
        for number in 1..=3 {
            edit.add_article(&article(number, "Ký kết", ""), Some(nine))?;
        }
        Ok((nine, ten))
    });
    (desk, issues.0, issues.1)
}

#[track_caller]
fn check_plan(desk: &Desk, issue: IssueId, expected: Option<PagePlan>) {
    assert_eq!(desk.store.plan(issue).unwrap(), expected);
    assert_eq!(desk.store.edition(issue).unwrap().plan, expected);
}

#[test]
fn a_plan_is_saved_as_it_is_and_only_for_its_issue() {
    let (mut desk, nine, ten) = desk();
    check_plan(&desk, nine, None);
    desk.edit(Op::Compose, |edit| edit.set_plan(nine, Some(&plan())));
    let desk = desk.reopen();
    check_plan(&desk, nine, Some(plan()));
    check_plan(&desk, ten, None);
}

#[test]
fn a_plan_replaces_the_one_before() {
    let (mut desk, nine, _) = desk();
    desk.edit(Op::Compose, |edit| edit.set_plan(nine, Some(&plan())));
    let shorter = PagePlan { pages: vec![vec![module(Some(id(3)), 2, false)], vec![]] };
    desk.edit(Op::Compose, |edit| edit.set_plan(nine, Some(&shorter)));
    check_plan(&desk, nine, Some(shorter));
    desk.edit(Op::Plan, |edit| edit.set_plan(nine, None));
    check_plan(&desk, nine, None);
    for expected in [3, 4] {
        desk.store.undo().unwrap();
        let pages = desk.store.plan(nine).unwrap().unwrap().pages.len();
        assert_eq!(pages, if expected == 3 { 2 } else { 4 });
    }
    check_plan(&desk, nine, Some(plan()));
}

#[test]
fn moving_one_module_is_a_step_of_one_row() {
    let (mut desk, nine, _) = desk();
    let many = PagePlan { pages: vec![vec![module(Some(id(1)), 0, false); 6]; 16] };
    desk.edit(Op::Compose, |edit| edit.set_plan(nine, Some(&many)));
    let mut moved = many.clone();
    moved.pages[7][3].line = 1;
    moved.pages[7][3].pinned = true;
    desk.edit(Op::Plan, |edit| edit.set_plan(nine, Some(&moved)));
    let file = Connection::open(desk.path()).unwrap();
    let step: String = file
        .query_row("SELECT changes FROM step ORDER BY id DESC LIMIT 1", [], |r| r.get(0))
        .unwrap();
    assert!(step.len() < 160, "{step}");
    drop(file);
    desk.store.undo().unwrap();
    check_plan(&desk, nine, Some(many));
    desk.store.redo().unwrap();
    check_plan(&desk, nine, Some(moved));
}

#[test]
fn wishes_are_saved_and_saying_nothing_removes_them() {
    let (mut desk, nine, ten) = desk();
    desk.edit(Op::Wish, |edit| edit.set_wish(nine, id(1), &wish()));
    let brief = Wish { rank: Some(Rank::Brief), ..Wish::default() };
    desk.edit(Op::Wish, |edit| edit.set_wish(nine, id(2), &brief));
    let mut desk = desk.reopen();
    let both = Wishes::from([(id(1), wish()), (id(2), brief.clone())]);
    assert_eq!(desk.store.edition(nine).unwrap().wishes, both);
    assert_eq!(desk.store.edition(ten).unwrap().wishes, Wishes::new());
    desk.edit(Op::Wish, |edit| edit.set_wish(nine, id(1), &Wish::default()));
    assert_eq!(desk.store.wishes(nine).unwrap(), Wishes::from([(id(2), brief)]));
    desk.store.undo().unwrap();
    assert_eq!(desk.store.wishes(nine).unwrap(), both);
}

#[test]
fn the_interface_hears_of_plans_and_wishes_and_of_nothing_else() {
    let (mut desk, nine, _) = desk();
    let told = store::Changes { plan: true, ..store::Changes::default() };
    let work = |edit: &mut store::Edit<'_>| edit.set_plan(nine, Some(&plan()));
    let (_, changes) = desk.store.edit(Op::Compose, now(), work).unwrap();
    assert_eq!(changes, told);
    let work = |edit: &mut store::Edit<'_>| edit.set_wish(nine, id(1), &wish());
    let (_, changes) = desk.store.edit(Op::Wish, now(), work).unwrap();
    assert_eq!(changes, told);
    let work = |edit: &mut store::Edit<'_>| edit.set_plan(nine, Some(&plan()));
    let (_, changes) = desk.store.edit(Op::Compose, now(), work).unwrap();
    assert!(changes.is_empty(), "the same plan is no change");
    let ops: BTreeSet<_> = desk.steps().into_iter().map(|(op, _)| op).collect();
    assert_eq!(ops, ["add_issue", "compose", "wish"].into());
}

/// Whatever takes an article out of its issue takes it out of the plan, in one step.
#[track_caller]
fn check_leaving(work: impl Fn(&mut store::Edit<'_>, IssueId) -> Result<(), EditError>) {
    let (mut desk, nine, ten) = desk();
    desk.edit(Op::Compose, |edit| {
        edit.set_plan(nine, Some(&plan()))?;
        edit.set_wish(nine, id(1), &wish())?;
        edit.set_wish(nine, id(2), &wish())
    });
    let before = desk.view();
    desk.edit(Op::MoveArticle, |edit| work(edit, ten));
    let mut without = plan();
    without.pages[0].truncate(1);
    check_plan(&desk, nine, Some(without));
    assert_eq!(desk.store.wishes(nine).unwrap(), Wishes::from([(id(2), wish())]));
    assert_eq!(desk.store.wishes(ten).unwrap(), Wishes::new());
    let after = desk.view();
    desk.store.undo().unwrap();
    assert_eq!(desk.view(), before);
    desk.store.redo().unwrap();
    assert_eq!(desk.view(), after);
}

#[test]
fn an_article_that_leaves_its_issue_leaves_the_plan() {
    check_leaving(|edit, _| edit.remove_article(id(1)));
    check_leaving(|edit, _| edit.place_article(id(1), None, 0));
    check_leaving(|edit, ten| edit.place_article(id(1), Some(ten), 0));
}

#[test]
fn moving_within_the_issue_keeps_the_plan() {
    let (mut desk, nine, _) = desk();
    desk.edit(Op::Compose, |edit| {
        edit.set_plan(nine, Some(&plan()))?;
        edit.set_wish(nine, id(1), &wish())
    });
    desk.edit(Op::MoveArticle, |edit| edit.place_article(id(1), Some(nine), 2));
    check_plan(&desk, nine, Some(plan()));
    assert_eq!(desk.store.wishes(nine).unwrap().len(), 1);
}

#[test]
fn a_removed_issue_takes_its_plan_and_undo_brings_it_back() {
    let (mut desk, nine, _) = desk();
    desk.edit(Op::Compose, |edit| {
        edit.set_plan(nine, Some(&plan()))?;
        edit.set_wish(nine, id(1), &wish())
    });
    let before = desk.view();
    desk.edit(Op::RemoveIssue, |edit| edit.remove_issue(nine));
    let mut desk = desk.reopen();
    desk.store.undo().unwrap();
    assert_eq!(desk.view(), before);
}

#[test]
fn a_plan_of_an_article_that_is_gone_is_refused_whole() {
    let (mut desk, nine, ten) = desk();
    desk.edit(Op::RemoveArticle, |edit| edit.remove_article(id(2)));
    let before = desk.view();
    for issue in [nine, ten] {
        let work = |edit: &mut store::Edit<'_>| edit.set_plan(issue, Some(&plan()));
        let refused = desk.store.edit(Op::Compose, now(), work);
        assert!(matches!(refused, Err(EditError::Missing { .. })), "{refused:?}");
    }
    let work = |edit: &mut store::Edit<'_>| edit.set_wish(ten, id(1), &wish());
    assert!(desk.store.edit(Op::Wish, now(), work).is_err());
    assert_eq!(desk.view(), before);
}

#[test]
fn odd_rows_of_a_plan_are_left_out() {
    let (mut desk, nine, _) = desk();
    desk.edit(Op::Compose, |edit| edit.set_plan(nine, Some(&plan())));
    let file = Connection::open(desk.path()).unwrap();
    let row = "INSERT INTO module (plan, page, position, kind, article, unit, units, line, \
               lines) SELECT id,";
    for cells in [
        "0, 9, 'lead', NULL, 0, 4, 0, 5 FROM plan",
        "9, 9, 'lead', NULL, 0, 4, 0, 5 FROM plan",
        "1, 9, 'hologram', NULL, 0, 4, 0, 5 FROM plan",
        "1, 9, 'lead', NULL, -3, 4, 0, 5 FROM plan",
    ] {
        file.execute(&format!("{row} {cells}"), []).unwrap();
    }
    check_plan(&desk, nine, Some(plan()));
    file.execute("UPDATE plan SET pages = 4000000000", []).unwrap();
    assert!(desk.store.plan(nine).unwrap().unwrap().pages.len() < 1000);
}

/// A file as the first version of the program made it, with a step to undo.
fn version_1(desk: &Desk) -> std::path::PathBuf {
    let path = desk.folder.path().join("cu.bantin");
    let file = Connection::open(&path).unwrap();
    file.pragma_update(None, "application_id", 0x424E_544E).unwrap();
    file.execute_batch(include_str!("../../src/schema/1.sql")).unwrap();
    file.pragma_update(None, "user_version", 1).unwrap();
    file.execute_batch(
        "INSERT INTO bulletin (id) VALUES (1);
         INSERT INTO issue (id, number, date) VALUES (1, 9, '2021-02-27');
         INSERT INTO article (id, uuid, issue, position, title)
           VALUES (1, 'd5bd5483-0000-4000-8000-000000000001', 1, 0, 'Ký kết');
         INSERT INTO step (op, at, changes) VALUES ('edit_article', 0, '[{
           \"table\": \"article\", \"id\": 1, \"set\": {\"title\": [\"Cũ\", \"Ký kết\"]}
         }]');",
    )
    .unwrap();
    path
}

#[test]
fn a_file_of_version_1_opens_and_takes_a_plan() {
    let (desk, ..) = desk();
    let path = version_1(&desk);
    let refused = Store::open_read_only(&path).unwrap_err();
    assert_eq!(refused.code(), "open.too_old", "reading alone changes nothing");
    let mut store = Store::open(&path).unwrap();
    let (issue, story) = (IssueId(1), id(1));
    let edition = store.edition(issue).unwrap();
    assert_eq!(edition.articles[0].title, "Ký kết");
    assert_eq!((edition.plan, edition.wishes.len()), (None, 0));

    let one = PagePlan { pages: vec![vec![module(Some(story), 0, false)]] };
    let work = |edit: &mut store::Edit<'_>| {
        edit.set_plan(issue, Some(&one))?;
        edit.set_wish(issue, story, &wish())
    };
    store.edit(Op::Compose, now(), work).unwrap();
    drop(store);
    let bytes = std::fs::read(&path).unwrap();
    assert_eq!(bytes[60..64], 6_u32.to_be_bytes(), "older programs see that it is newer");

    let mut store = Store::open(&path).unwrap();
    assert_eq!(store.plan(issue).unwrap(), Some(one));
    store.undo().unwrap();
    assert_eq!(store.plan(issue).unwrap(), None);
    store.undo().unwrap();
    assert_eq!(store.article(story).unwrap().title, "Cũ", "steps of before go on");
}
