//! A bulletin that goes into a folder and comes back is the same, whatever was done in
//! it and whatever signs its words are made of.

use desk::{Desk, pack};
use document::{
    Article, ArticleId, Attachment, AttachmentKind, Bulletin, Focus, IssueId, Key, Lang,
    Photo, PhotoId, PixelSize, SectionId, Status, Trim, Values, Wish,
};
use proptest::prelude::*;
use std::path::Path;
use store::{Edit, EditError, NewPhoto, Op, Record, Store, Timestamp};

/// Something a person does; numbers choose among what is there.
#[derive(Debug, Clone)]
enum Deed {
    Issue(u32, bool),
    RemoveIssue(u32),
    Section(String),
    Value(usize, Option<u32>, String),
    Since(usize, u8, String),
    Add(u8, Option<u32>),
    Save(u8, [String; 3], Vec<String>),
    Recurring(u8),
    Remove(u8),
    Place(u8, Option<u32>, usize),
    Attach(u8, String),
    Photo(u8, String),
    Words(u32, String),
    RemovePhoto(u32),
    Wish(u32, u8, Option<u32>),
    Version(String),
    Approve(String),
    Undo,
    Redo,
}

/// Words made of what Markdown, YAML and JSON take for signs of their own.
fn words() -> impl Strategy<Value = String> {
    "[aàđ0 :#'\"\\n\\t\\\\{}\\[\\]|>&*!%@`~\\-]{0,10}"
}

fn deed() -> impl Strategy<Value = Deed> {
    let row = || 1..4_u32;
    let issue = || prop::option::of(1..3_u32);
    let number = || 0..3_u8;
    let key = || 0..Key::ALL.len();
    prop_oneof![
        (row(), any::<bool>()).prop_map(|(n, from)| Deed::Issue(n, from)),
        row().prop_map(Deed::RemoveIssue),
        words().prop_map(Deed::Section),
        (key(), issue(), words()).prop_map(|(k, i, w)| Deed::Value(k, i, w)),
        (key(), 1..28_u8, words()).prop_map(|(k, d, w)| Deed::Since(k, d, w)),
        (number(), issue()).prop_map(|(n, i)| Deed::Add(n, i)),
        (number(), issue()).prop_map(|(n, i)| Deed::Add(n, i)),
        (number(), [words(), words(), words()], prop::collection::vec(words(), 0..3))
            .prop_map(|(n, w, list)| Deed::Save(n, w, list)),
        (number(), [words(), words(), words()], prop::collection::vec(words(), 0..3))
            .prop_map(|(n, w, list)| Deed::Save(n, w, list)),
        number().prop_map(Deed::Recurring),
        number().prop_map(Deed::Remove),
        (number(), issue(), 0..3_usize).prop_map(|(n, i, p)| Deed::Place(n, i, p)),
        (number(), words()).prop_map(|(n, w)| Deed::Attach(n, w)),
        (number(), words()).prop_map(|(b, w)| Deed::Photo(b, w)),
        (row(), words()).prop_map(|(p, w)| Deed::Words(p, w)),
        row().prop_map(Deed::RemovePhoto),
        (row(), number(), issue()).prop_map(|(i, n, p)| Deed::Wish(i, n, p)),
        words().prop_map(Deed::Version),
        words().prop_map(Deed::Approve),
        Just(Deed::Undo),
        Just(Deed::Redo),
    ]
}

fn id(number: u8) -> ArticleId {
    format!("d5bd5483-0000-4000-8000-0000000000{number:02x}").parse().unwrap()
}

fn now() -> Timestamp {
    Timestamp::from_unix(1_614_409_329)
}

/// Makes one edit; deeds on things that are not there fail, as they should.
fn edit(edit: &mut Edit<'_>, deed: &Deed) -> Result<(), EditError> {
    match deed {
        Deed::Issue(number, from) => {
            let from = from.then_some(IssueId(1));
            edit.add_issue(*number, "2021-02-27".parse().unwrap(), None, from).map(drop)
        }
        Deed::RemoveIssue(issue) => edit.remove_issue(IssueId(*issue)),
        Deed::Section(name) => edit.section_named(name).map(drop),
        Deed::Value(key, issue, words) => {
            edit.set_value(Key::ALL[*key], issue.map(IssueId), words)
        }
        Deed::Since(key, day, words) => {
            let day = format!("2021-03-{day:02}").parse().unwrap();
            edit.set_series_value(Key::ALL[*key], Some(day), words)
        }
        Deed::Add(number, issue) => {
            edit.add_article(&Article::new(id(*number)), issue.map(IssueId)).map(drop)
        }
        Deed::Save(number, [title, lead, text], list) => edit.save_article(&Article {
            title: title.clone(),
            lead: lead.clone(),
            kicker: lead.clone(),
            source_text: text.clone(),
            bylines: list.clone(),
            tags: list.clone(),
            section: list.is_empty().then_some(SectionId(1)),
            status: Status::Editing,
            posted: "2021-02-28".parse().ok(),
            related: vec![id(1)],
            translation_of: Some(id(2)),
            lang: Some(Lang::En),
            ..Article::new(id(*number))
        }),
        Deed::Recurring(number) => edit.set_recurring(id(*number), true),
        Deed::Remove(number) => edit.remove_article(id(*number)),
        Deed::Place(number, issue, place) => {
            edit.place_article(id(*number), issue.map(IssueId), *place)
        }
        Deed::Attach(number, words) => {
            let file = Attachment {
                name: "tệp.pdf".into(),
                title: words.clone(),
                media_type: "application/pdf".into(),
                kind: AttachmentKind::Recording { voice: words.clone() },
                bytes: words.as_bytes().into(),
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
        Deed::Wish(issue, number, page) => {
            let wish = Wish { page: *page, ..Wish::default() };
            edit.set_wish(IssueId(*issue), id(*number), &wish)
        }
        Deed::Approve(name) => edit.approve(IssueId(1), name, now()),
        Deed::Version(_) | Deed::Undo | Deed::Redo => unreachable!("not edits"),
    }
}

fn follow(store: &mut Store, deed: &Deed) {
    // What cannot be done is refused: that is tried elsewhere.
    match deed {
        Deed::Undo => drop(store.undo().unwrap()),
        Deed::Redo => drop(store.redo().unwrap()),
        Deed::Version(name) => {
            let cause = store::Cause::Named;
            let _ = store.take_version(IssueId(1), name, cause, now());
        }
        _ => drop(store.edit(Op::EditArticle, now(), |e| edit(e, deed))),
    }
}

/// Everything in a file that cannot be made again.
type Whole = (Vec<Vec<Record>>, Vec<(String, Vec<u8>)>);

fn whole(path: &Path) -> Whole {
    let store = Store::open_read_only(path).unwrap();
    let parts = [
        "bulletin",
        "issue",
        "field",
        "section",
        "article",
        "attachment",
        "photo",
        "plan",
        "module",
        "wish",
        "approval",
        "comment",
        "snapshot",
        "version",
        "version_row",
        "seal",
        "step",
        "given",
    ];
    let rows = parts.iter().map(|part| store.records(part).unwrap()).collect();
    let bytes = |hash: String| (hash.clone(), store.bytes_of(&hash).unwrap().unwrap());
    (rows, store.hashes().unwrap().into_iter().map(bytes).collect())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_bulletin_comes_back_from_a_folder_as_it_was(
        deeds in prop::collection::vec(deed(), 1..30),
    ) {
        let folder = tempfile::tempdir().unwrap();
        let inside = |name: &str| folder.path().join(name);
        let bulletin = Bulletin {
            lang: Lang::Vi,
            design: "thoi-su".into(),
            trim: Trim::tabloid(),
            values: Values::default(),
        };
        let mut store = Store::create(&inside("a.bantin"), &bulletin).unwrap();
        follow(&mut store, &Deed::Issue(9, false));
        deeds.iter().for_each(|deed| follow(&mut store, deed));
        drop(store);

        Desk::read(&inside("a.bantin")).unwrap().unpack(&inside("kho")).unwrap();
        let packed = pack(&inside("kho"), &inside("b.bantin")).unwrap();
        prop_assert!(packed.history_kept);
        prop_assert_eq!(whole(&inside("a.bantin")), whole(&inside("b.bantin")));

        // It goes on as the first one would.
        for file in ["a.bantin", "b.bantin"] {
            let mut store = Store::open(&inside(file)).unwrap();
            while store.undo().unwrap().is_some() {}
            follow(&mut store, &Deed::Add(7, None));
        }
        prop_assert_eq!(whole(&inside("a.bantin")), whole(&inside("b.bantin")));
    }
}
