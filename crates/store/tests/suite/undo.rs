use crate::plan::module;
use crate::{Desk, View, article, date, id, now};
use document::{
    Attachment, AttachmentKind, Focus, IssueId, Key, Lang, PagePlan, Photo, PhotoId,
    PixelSize, SectionId, Status, Trim, Wish,
};
use proptest::prelude::*;
use store::{Edit, EditError, NewPhoto, Op, Timestamp};

#[test]
fn typing_becomes_one_step_until_the_caller_says_otherwise() {
    let mut desk = Desk::new();
    desk.edit(Op::AddArticle, |edit| {
        edit.add_article(&article(1, "Một", ""), None)?;
        edit.add_article(&article(2, "Hai", ""), None)
    });
    let typing = |desk: &mut Desk, number: u8, text: &str, join: bool, second: i64| {
        let op = Op::Typing { article: id(number) };
        let at = Timestamp::from_unix(second);
        let title = desk.store.article(id(number)).unwrap().title;
        let saved = article(number, &title, text);
        let work = |edit: &mut Edit<'_>| edit.save_article(&saved);
        let edited = if join {
            desk.store.edit_joined(op, at, work)
        } else {
            desk.store.edit(op, at, work)
        };
        edited.unwrap();
    };
    typing(&mut desk, 1, "a", true, 1);
    typing(&mut desk, 1, "ab", true, 2);
    typing(&mut desk, 1, "abc", false, 3);
    typing(&mut desk, 2, "x", true, 4);
    typing(&mut desk, 1, "abcd", true, 5);
    typing(&mut desk, 1, "abcde", true, 6);
    let typed = Op::Typing { article: id(1) };
    let steps = desk.store.history().unwrap();
    let ops: Vec<_> = steps.iter().map(|s| (s.op, s.at.as_unix())).collect();
    assert_eq!(
        &ops[1..],
        [(typed, 2), (typed, 3), (Op::Typing { article: id(2) }, 4), (typed, 6)]
    );

    let mut desk = desk.reopen();
    let text = |desk: &Desk| desk.store.article(id(1)).unwrap().source_text;
    for expected in ["abc", "abc", "ab", ""] {
        desk.store.undo().unwrap();
        assert_eq!(text(&desk), expected);
    }
    desk.store.redo().unwrap();
    assert_eq!(text(&desk), "ab");
    // Undone in between: typing goes on in a step of its own.
    typing(&mut desk, 1, "ab!", true, 7);
    assert_eq!(desk.steps().len(), 3);
    desk.store.undo().unwrap();
    assert_eq!(text(&desk), "ab");
}

#[test]
fn typing_that_comes_to_nothing_leaves_no_step() {
    let mut desk = Desk::new();
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(1, "", "a"), None));
    for text in ["ab", "abc", "a"] {
        let op = Op::Typing { article: id(1) };
        let work = |edit: &mut Edit<'_>| edit.save_article(&article(1, "", text));
        desk.store.edit_joined(op, now(), work).unwrap();
    }
    assert_eq!(desk.steps(), [("add_article", false)]);
}

#[test]
fn a_new_edit_ends_what_could_be_redone() {
    let mut desk = Desk::new();
    for number in 1..=3 {
        desk.edit(Op::AddArticle, |edit| {
            edit.add_article(&article(number, "", ""), None)
        });
    }
    assert_eq!(desk.store.redo().unwrap(), None);
    desk.store.undo().unwrap();
    desk.store.undo().unwrap();
    let add = Some(Op::AddArticle);
    assert_eq!(desk.store.next_steps().unwrap(), (add, add));
    desk.edit(Op::SetField, |edit| edit.set_value(Key::Name, None, "Khác"));
    assert_eq!(desk.store.next_steps().unwrap(), (Some(Op::SetField), None));
    assert_eq!(desk.steps(), [("add_article", false), ("set_field", false)]);
    assert_eq!(desk.store.redo().unwrap(), None);
}

#[test]
fn an_edit_without_effect_keeps_what_can_be_redone() {
    let mut desk = Desk::new();
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(1, "", ""), None));
    desk.store.undo().unwrap();
    desk.edit(Op::SetField, |edit| edit.set_value(Key::Name, None, "Hậu Giang"));
    assert_eq!(desk.steps(), [("add_article", true)]);
    let (op, changes) = desk.store.redo().unwrap().unwrap();
    assert_eq!(op, Op::AddArticle);
    assert!(changes.outline && changes.articles == [id(1)].into());
}

#[test]
fn names_that_trade_places_are_undone_in_one_step() {
    let mut desk = Desk::new();
    let (a, b) = desk.edit(Op::AddSection, |edit| {
        Ok((edit.section_named("A")?, edit.section_named("B")?))
    });
    desk.edit(Op::RenameSection, |edit| {
        edit.rename_section(a, "C")?;
        edit.rename_section(b, "A")?;
        edit.rename_section(a, "B")
    });
    desk.store.undo().unwrap();
    let names: Vec<_> =
        desk.store.sections().unwrap().into_iter().map(|s| s.name).collect();
    assert_eq!(names, ["A", "B"]);
}

#[test]
fn old_typing_takes_longer_strides_and_forgets_nothing() {
    let mut desk = Desk::new();
    let op = Op::Typing { article: id(1) };
    let mut text = String::from("Chiều 27-2, hai địa phương ký kết. ");
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(1, "Một", &text), None));
    desk.edit(Op::AddArticle, |edit| edit.add_article(&article(2, "Hai", ""), None));
    let start = desk.view();
    let mut looks = Vec::new();
    for number in 0..640 {
        // Now at the end, now corrected: what was typed last is typed over.
        if number % 5 == 4 {
            text.truncate(text.rfind("Câu").unwrap());
        }
        text.push_str(&format!("Câu {number}: {}. ", "hai bên hợp tác ".repeat(40)));
        if number == 300 {
            desk.edit(Op::EditArticle, |edit| edit.save_article(&article(2, "B", "")));
        }
        desk.edit(op, |edit| edit.save_article(&article(1, "Một", &text)));
        looks.push(text.clone());
    }
    let full: u64 = 640 * 700;
    assert!(desk.store.history_bytes().unwrap() < full * 3 / 2);
    let steps = desk.steps().len();
    assert!((300..500).contains(&steps), "{steps} of 643");

    let mut desk = desk.reopen();
    let end = desk.view();
    let now = |desk: &Desk| desk.store.article(id(1)).unwrap().source_text;
    // The newest are as fine as they were typed; then every stride ends where typing did.
    for look in looks.iter().rev().skip(1).take(200) {
        desk.store.undo().unwrap();
        assert_eq!(now(&desk), *look);
    }
    let other = |desk: &Desk| desk.store.article(id(2)).unwrap().title;
    let (mut between, mut undone) = (None, 200);
    while undone < steps - 2 {
        desk.store.undo().unwrap();
        undone += 1;
        let text = now(&desk);
        assert!(looks.contains(&text) || undone == steps - 2);
        if other(&desk) == "Hai" && between.is_none() {
            between = Some(text);
        }
    }
    assert_eq!(between.as_ref(), Some(&looks[299]), "no stride goes past another deed");
    assert_eq!(desk.view(), start);
    let mut desk = desk.reopen();
    while desk.store.redo().unwrap().is_some() {}
    assert_eq!(desk.view(), end);
}

/// Something a person does; numbers choose among what is there.
#[derive(Debug, Clone)]
enum Deed {
    Value(usize, Option<u32>, String),
    Series(u8),
    Issue(u32, Option<u32>),
    EditIssue(u32, u32),
    RemoveIssue(u32),
    Section(String),
    RenameSection(u32, String),
    MoveSection(u32, usize),
    RemoveSection(u32),
    Add(u8, Option<u32>, String),
    Save(u8, Option<u32>, String),
    Type(u8, String),
    Remove(u8),
    Place(u8, Option<u32>, usize),
    Attach(u8, u8),
    Photo(u8, String),
    Words(u32, String),
    RemovePhoto(u32),
    Plan(u32, Option<usize>),
    Wish(u32, u8, Option<u32>),
    Undo,
    Redo,
    Reopen,
}

fn deed() -> impl Strategy<Value = Deed> {
    let row = || 1..5_u32;
    let issue = || prop::option::of(1..4_u32);
    let words = || "[aàđ \\n*]{0,12}";
    let number = || 0..3_u8;
    prop_oneof![
        (0..Key::ALL.len(), issue(), words()).prop_map(|(k, i, w)| Deed::Value(k, i, w)),
        (0..9_u8).prop_map(Deed::Series),
        (row(), issue()).prop_map(|(n, i)| Deed::Issue(n, i)),
        (row(), row()).prop_map(|(i, n)| Deed::EditIssue(i, n)),
        row().prop_map(Deed::RemoveIssue),
        "[a-dà]".prop_map(Deed::Section),
        (row(), "[a-dà]").prop_map(|(s, n)| Deed::RenameSection(s, n)),
        (row(), 0..4_usize).prop_map(|(s, p)| Deed::MoveSection(s, p)),
        row().prop_map(Deed::RemoveSection),
        (number(), issue(), words()).prop_map(|(n, i, w)| Deed::Add(n, i, w)),
        (number(), issue(), words()).prop_map(|(n, i, w)| Deed::Add(n, i, w)),
        (number(), issue(), words()).prop_map(|(n, s, w)| Deed::Save(n, s, w)),
        (0..2_u8, "[ab]{0,1}").prop_map(|(n, w)| Deed::Type(n, w)),
        (0..2_u8, "[ab]{0,1}").prop_map(|(n, w)| Deed::Type(n, w)),
        number().prop_map(Deed::Remove),
        (number(), issue(), 0..4_usize).prop_map(|(n, i, p)| Deed::Place(n, i, p)),
        (number(), number()).prop_map(|(n, b)| Deed::Attach(n, b)),
        (number(), words()).prop_map(|(b, w)| Deed::Photo(b, w)),
        (row(), words()).prop_map(|(p, w)| Deed::Words(p, w)),
        row().prop_map(Deed::RemovePhoto),
        (row(), prop::option::of(0..4_usize)).prop_map(|(i, p)| Deed::Plan(i, p)),
        (row(), prop::option::of(0..4_usize)).prop_map(|(i, p)| Deed::Plan(i, p)),
        (row(), number(), issue()).prop_map(|(i, n, p)| Deed::Wish(i, n, p)),
        Just(Deed::Undo),
        Just(Deed::Undo),
        Just(Deed::Redo),
        Just(Deed::Reopen),
    ]
}

/// Makes one edit; deeds on things that are not there fail, as they should.
fn edit(edit: &mut Edit<'_>, deed: &Deed) -> Result<(), EditError> {
    match deed {
        Deed::Value(key, issue, words) => {
            edit.set_value(Key::ALL[*key], issue.map(IssueId), words)
        }
        Deed::Series(kind) => {
            edit.set_lang(if kind % 2 == 0 { Lang::En } else { Lang::Vi })?;
            edit.set_design(&format!("mau-{}", kind % 3))?;
            edit.set_trim(if kind % 5 == 0 { Trim::a4() } else { Trim::tabloid() })
        }
        Deed::Issue(number, from) => {
            let from = from.map(IssueId);
            edit.add_issue(*number, date("2021-02-27"), None, from).map(drop)
        }
        Deed::EditIssue(issue, number) => {
            edit.set_issue(IssueId(*issue), *number, date("2021-03-27"), Some(8))
        }
        Deed::RemoveIssue(issue) => edit.remove_issue(IssueId(*issue)),
        Deed::Section(name) => edit.section_named(name).map(drop),
        Deed::RenameSection(section, name) => {
            edit.rename_section(SectionId(*section), name)
        }
        Deed::MoveSection(section, place) => {
            edit.move_section(SectionId(*section), *place)
        }
        Deed::RemoveSection(section) => edit.remove_section(SectionId(*section)),
        Deed::Add(number, issue, words) => edit
            .add_article(&article(*number, words, words), issue.map(IssueId))
            .map(drop),
        Deed::Save(number, section, words) => {
            let mut saved = article(*number, words, words);
            saved.section = section.map(SectionId);
            saved.bylines = vec![words.clone()];
            saved.status = Status::Editing;
            saved.related = vec![id(1)];
            edit.save_article(&saved)
        }
        Deed::Type(number, words) => {
            let mut saved = edit.article(id(*number))?;
            let long = "Chiều 27-2, hai địa phương ký kết biên bản hợp tác.";
            saved.source_text = format!("{long}{words}{long}");
            edit.save_article(&saved)
        }
        Deed::Remove(number) => edit.remove_article(id(*number)),
        Deed::Place(number, issue, place) => {
            edit.place_article(id(*number), issue.map(IssueId), *place)
        }
        Deed::Attach(number, byte) => {
            let file = Attachment {
                name: "tệp.pdf".into(),
                title: String::new(),
                media_type: String::new(),
                kind: AttachmentKind::File,
                bytes: [*byte].into(),
            };
            edit.add_attachment(id(*number), &file).map(drop)
        }
        Deed::Photo(byte, words) => {
            let size = PixelSize { width: 3, height: 2 };
            let (caption, bytes) = (words.clone(), [*byte]);
            let photo = NewPhoto { caption, ..NewPhoto::new("a.jpg", &bytes, size) };
            edit.add_photo(&photo).map(drop)
        }
        Deed::Words(photo, words) => {
            let known = edit.photo(PhotoId(*photo))?;
            let focus = Some(Focus { x: 1.0 / 3.0, y: 0.7 });
            edit.set_photo(&Photo { alt: words.clone(), focus, ..known })
        }
        Deed::RemovePhoto(photo) => edit.remove_photo(PhotoId(*photo)),
        Deed::Plan(issue, pages) => {
            let issue = IssueId(*issue);
            let heads = edit.outline(Some(issue))?;
            let page = |page| {
                let shown = heads.iter().take(page).map(|head| Some(head.id));
                shown.map(|id| module(id, page as u32, page == 1)).collect()
            };
            let plan =
                pages.map(|pages| PagePlan { pages: (0..pages).map(page).collect() });
            edit.set_plan(issue, plan.as_ref())
        }
        Deed::Wish(issue, number, page) => {
            let wish = Wish { page: *page, ..Wish::default() };
            edit.set_wish(IssueId(*issue), id(*number), &wish)
        }
        Deed::Undo | Deed::Redo | Deed::Reopen => unreachable!("not edits"),
    }
}

/// The bulletin as it should be: every look of it with what led there, and where we
/// stand among them.
struct Model {
    looks: Vec<(View, Option<Op>)>,
    now: usize,
}

impl Model {
    fn check(&self, desk: &Desk) {
        assert_eq!(desk.view(), self.looks[self.now].0);
        let undone = desk.steps().iter().filter(|(_, undone)| *undone).count();
        assert_eq!(undone, self.looks.len() - 1 - self.now);
        assert_eq!(desk.steps().len(), self.looks.len() - 1);
    }

    fn follow(&mut self, desk: &mut Desk, deed: &Deed) {
        match deed {
            Deed::Undo => {
                let undone = desk.store.undo().unwrap();
                assert_eq!(undone.is_some(), self.now > 0);
                self.now = self.now.saturating_sub(1);
            }
            Deed::Redo => {
                let redone = desk.store.redo().unwrap();
                assert_eq!(redone.is_some(), self.now + 1 < self.looks.len());
                self.now = (self.now + 1).min(self.looks.len() - 1);
            }
            Deed::Type(number, _) => {
                self.make(desk, Op::Typing { article: id(*number) }, deed);
            }
            _ => self.make(desk, Op::EditArticle, deed),
        }
    }

    fn make(&mut self, desk: &mut Desk, op: Op, deed: &Deed) {
        let typing = op != Op::EditArticle;
        let edited = if typing {
            desk.store.edit_joined(op, now(), |e| edit(e, deed))
        } else {
            desk.store.edit(op, now(), |e| edit(e, deed))
        };
        let view = desk.view();
        let Ok(((), changes)) = edited else { return };
        if changes.is_empty() {
            assert_eq!(view, self.looks[self.now].0, "a change went unseen");
            return;
        }
        let joins = typing
            && self.now + 1 == self.looks.len()
            && self.looks[self.now].1 == Some(op);
        self.looks.truncate(if joins { self.now } else { self.now + 1 });
        if self.looks.last().is_none_or(|(last, _)| *last != view) {
            self.looks.push((view, Some(op)));
        }
        self.now = self.looks.len() - 1;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_sequence_of_deeds_can_be_undone_and_redone(
        deeds in prop::collection::vec(deed(), 1..40),
    ) {
        let mut desk = Desk::new();
        let mut model = Model { looks: vec![(desk.view(), None)], now: 0 };
        for deed in &deeds {
            if matches!(deed, Deed::Reopen) {
                desk = desk.reopen();
            } else {
                model.follow(&mut desk, deed);
            }
            model.check(&desk);
        }
        for _ in 0..model.now {
            model.follow(&mut desk, &Deed::Undo);
            model.check(&desk);
        }
        desk = desk.reopen();
        for _ in 1..model.looks.len() {
            model.follow(&mut desk, &Deed::Redo);
            model.check(&desk);
        }
        check_index(&mut desk);
    }
}

/// The search after all that finds what a fresh index finds, for readers too.
fn check_index(desk: &mut Desk) {
    let queries = ["chieu", "Chiều", "hai dia phuong ", "aà", "a ", "đ ", "ký kết b"];
    let search = |store: &store::Store| queries.map(|query| store.search(query).unwrap());
    let found = search(&desk.store);
    let reader = store::Store::open_read_only(&desk.path()).unwrap();
    assert_eq!(search(&reader), found);
    assert_eq!(reader.outline(None).unwrap(), desk.store.outline(None).unwrap());
    let copy = desk.folder.path().join("ban-sao.bantin");
    desk.store.copy_to(&copy).unwrap();
    store::Store::rebuild_index(&copy).unwrap();
    let rebuilt = store::Store::open(&copy).unwrap();
    assert_eq!(search(&rebuilt), found);
    assert_eq!(rebuilt.outline(None).unwrap(), desk.store.outline(None).unwrap());

    let mut expected = Vec::new();
    let issues = desk.store.issues().unwrap().into_iter().map(|issue| Some(issue.id));
    for issue in issues.chain([None]) {
        for head in desk.store.outline(issue).unwrap() {
            let article = desk.store.article(head.id).unwrap();
            if article.source_text.contains("Chiều") {
                expected.push(head.id);
            }
        }
    }
    let mut found: Vec<_> = found[0].iter().map(|hit| hit.article).collect();
    found.sort();
    expected.sort();
    assert_eq!(found, expected);
}
