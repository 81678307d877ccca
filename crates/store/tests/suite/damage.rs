//! Files as bad disks and half copies leave them: each opens or is refused, is repaired
//! or refused, and nothing panics, hangs or disappears silently.
//!
//! `cargo xtask bench` tries ten thousand. One that failed says its number; with
//! `BANTIN_DAMAGE=number` it is tried alone.

use crate::plan::module;
use crate::{Desk, article, date, id, now};
use document::{
    Article, Attachment, AttachmentKind, Key, PagePlan, PixelSize, Rank, Wish,
};
use rusqlite::Connection;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use store::{Cause, Comment, Filter, NewPhoto, Op, Rescue, Store, repair};

const PAGE: usize = 4096;
const ARTICLES: u8 = 40;
const PHOTOS: u8 = 6;

/// Longer than this is a hang even where many others work.
const PATIENCE: Duration = Duration::from_secs(60);

/// A closed bulletin of some 300 kB with rows in every table.
pub(crate) fn filled() -> Vec<u8> {
    let mut desk = Desk::new();
    let issue = desk.edit(Op::AddIssue, |edit| {
        let issue = edit.add_issue(9, date("2021-02-27"), Some(4), None)?;
        let section = edit.section_named("Thời sự")?;
        edit.set_value(Key::Printer, Some(issue), "Xưởng in")?;
        let size = PixelSize { width: 3, height: 2 };
        for byte in 0..PHOTOS {
            let bytes = vec![byte; 5000 + 1000 * usize::from(byte)];
            edit.add_photo(&NewPhoto::new("anh.jpg", &bytes, size))?;
        }
        for number in 0..ARTICLES {
            let text = format!("Đoạn văn số {number}. ").repeat(24);
            let title = format!("Bài {number}");
            let article =
                Article { section: Some(section), ..article(number, &title, &text) };
            edit.add_article(&article, Some(issue))?;
        }
        let attachment = Attachment {
            name: "bao-cao.pdf".into(),
            title: "Báo cáo".into(),
            media_type: "application/pdf".into(),
            kind: AttachmentKind::File,
            bytes: vec![7; 3000].into(),
        };
        edit.add_attachment(id(1), &attachment)?;
        let pages = vec![vec![module(None, 0, false), module(Some(id(1)), 4, true)]];
        edit.set_plan(issue, Some(&PagePlan { pages }))?;
        let wish = Wish { rank: Some(Rank::Major), ..Wish::default() };
        edit.set_wish(issue, id(2), &wish)?;
        edit.approve(issue, "Nguyễn Văn A", now())?;
        edit.add_comment(&Comment {
            id: 0,
            uuid: "d5bd5483-0000-4000-8000-00000000c001".into(),
            article: id(3),
            paragraph: 2,
            quote: "Đoạn văn số 3.".into(),
            name: "Trần Thị B".into(),
            text: "Nên viết lại câu này.".into(),
            at: now(),
            settled: false,
        })?;
        Ok(issue)
    });
    let version = desk.store.take_version(issue, "Bản một", Cause::Named, now()).unwrap();
    let made_by = BTreeMap::from([("bantin".to_owned(), "0.1".to_owned())]);
    desk.store.add_seal(version.id, now(), &made_by, &made_by).unwrap();
    for number in 0..5 {
        let text = format!("Sửa lại đoạn {number}. ").repeat(40);
        desk.edit(Op::EditArticle, |edit| {
            edit.save_article(&article(number, &format!("Bài {number}"), &text))
        });
    }
    desk.store.undo().unwrap();
    let path = desk.path();
    let Desk { folder, store } = desk;
    drop(store);
    check_filled(&path);
    let bytes = fs::read(path).unwrap();
    drop(folder);
    bytes
}

/// Rows in every table, or damage to it would prove nothing.
fn check_filled(path: &Path) {
    let file = Connection::open(path).unwrap();
    let tables: Vec<String> = file
        .prepare("SELECT name FROM sqlite_schema WHERE type = 'table'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .collect::<Result<_, _>>()
        .unwrap();
    assert!(tables.len() > 20, "{tables:?}");
    for table in tables {
        let sql = format!("SELECT count(*) FROM {table}");
        let rows: u32 = file.query_row(&sql, [], |row| row.get(0)).unwrap();
        assert!(rows > 0, "{table} is empty");
    }
    let length = fs::metadata(path).unwrap().len();
    assert!((200_000..500_000).contains(&length), "{length} bytes");
}

/// A damage by its number: the same number does the same everywhere.
struct Damage {
    state: u64,
}

impl Damage {
    fn number(number: u64) -> Self {
        Self { state: number.wrapping_mul(0x9E37_79B9_7F4A_7C15) }
    }

    /// By `SplitMix64`.
    fn next(&mut self, below: usize) -> usize {
        self.state = self.state.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.state ^ self.state >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        usize::try_from((mixed ^ mixed >> 31) >> 1).unwrap() % below
    }

    fn byte(&mut self, bytes: &mut [u8], place: usize) {
        bytes[place] ^= u8::try_from(1 + self.next(255)).unwrap();
    }

    /// Half of them are one byte, a quarter a cut, the others worse.
    fn of(mut self, whole: &[u8]) -> (&'static str, Vec<u8>) {
        let mut bytes = whole.to_vec();
        let page = self.next(bytes.len() / PAGE) * PAGE;
        let kind = match self.next(20) {
            0..7 => {
                let place = self.next(bytes.len());
                self.byte(&mut bytes, place);
                "a byte"
            }
            // Where trees are told from one another and rows from one another.
            7..9 => {
                let place = page + self.next(60);
                self.byte(&mut bytes, place);
                "a byte of a page's head"
            }
            9 => {
                let place = self.next(100);
                self.byte(&mut bytes, place);
                "a byte of the header"
            }
            10..15 => {
                bytes.truncate(self.next(whole.len()));
                "a cut"
            }
            15..17 => {
                for _ in 0..=self.next(20) {
                    let place = self.next(bytes.len());
                    self.byte(&mut bytes, place);
                }
                bytes.truncate(whole.len() - self.next(whole.len() / 2));
                "bytes and a cut"
            }
            17 => {
                let pages = 1 + self.next(4);
                let end = (page + pages * PAGE).min(bytes.len());
                bytes[page..end].fill(if self.next(2) == 0 { 0 } else { 0xA5 });
                "lost pages"
            }
            18 => {
                let other = self.next(bytes.len() / PAGE) * PAGE;
                bytes.copy_within(other..other + PAGE, page);
                "a page twice"
            }
            _ => {
                let from = self.next(whole.len());
                bytes.drain(from..(from + 1 + self.next(600)).min(whole.len()));
                "bytes left out"
            }
        };
        (kind, bytes)
    }
}

/// What a variable says, as a number.
fn said(variable: &str) -> Option<u64> {
    std::env::var(variable).ok()?.parse().ok()
}

/// In memory where there is such a folder: every case waits for the disk often.
fn folder() -> tempfile::TempDir {
    let memory = tempfile::tempdir_in("/dev/shm");
    memory.or_else(|_| tempfile::tempdir()).unwrap()
}

fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).unwrap();
    entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect()
}

#[test]
fn random_damage_is_opened_or_refused_and_repaired_or_refused() {
    let whole = filled();
    let numbers = match said("BANTIN_DAMAGE") {
        Some(one) => one..one + 1,
        None => 0..said("BANTIN_DAMAGES").unwrap_or(120),
    };
    let folder = folder();
    let path = folder.path().join("tep.bantin");
    let mut counts: BTreeMap<(&str, &str), u32> = BTreeMap::new();
    let mut failed = Vec::new();
    let mut slowest = (Duration::ZERO, 0);
    for number in numbers {
        let (kind, bytes) = Damage::number(number).of(&whole);
        let begun = Instant::now();
        // The others are tried all the same: one failure seldom comes alone.
        let held = std::panic::catch_unwind(|| {
            fs::write(&path, &bytes).unwrap();
            let opened = check_opening(&path, &bytes);
            clear(folder.path());
            fs::write(&path, &bytes).unwrap();
            let repaired = check_repair(&path, &bytes);
            assert!(begun.elapsed() < PATIENCE, "{:?}", begun.elapsed());
            [opened, repaired]
        });
        clear(folder.path());
        slowest = slowest.max((begun.elapsed(), number));
        match held {
            Ok(both) => {
                for what in both {
                    *counts.entry((kind, what)).or_default() += 1;
                }
            }
            Err(_) => {
                eprintln!("{kind}: BANTIN_DAMAGE={number}");
                failed.push(number);
            }
        }
        if number % 500 == 499 {
            eprintln!("{} damages, the slowest {slowest:?}", number + 1);
        }
    }
    for ((kind, what), times) in counts {
        eprintln!("{times:6}  {kind}: {what}");
    }
    assert!(failed.is_empty(), "{failed:?}");
}

/// Removes what a case leaves.
fn clear(folder: &Path) {
    for name in names(folder) {
        fs::remove_file(folder.join(name)).unwrap();
    }
}

/// What a file says of itself, as far as it can be read at all.
fn read(store: &Store) {
    let issues = store.issues().unwrap_or_default();
    for issue in issues.iter().map(|issue| issue.id) {
        let _ = (store.edition(issue), store.digest(issue), store.comments_of(issue));
        let _ = (store.plan(issue), store.wishes(issue), store.approvals(issue));
        let _ = (store.seals(issue), store.recurring(Some(issue)));
    }
    for issue in issues.iter().map(|issue| Some(issue.id)).chain([None]) {
        for head in store.outline(issue).unwrap_or_default() {
            let _ = store.article(head.id);
        }
    }
    for version in store.versions(None).unwrap_or_default() {
        let _ = store.version_articles(version.id);
    }
    for photo in store.photos().unwrap_or_default() {
        let _ = store.original(photo.id);
    }
    let author = Filter { author: "a".into(), ..Filter::default() };
    let _ = (store.search("doan van"), store.search_in("bài", &author));
    let _ = (store.bulletin(), store.sections(), store.unused_photos(), store.history());
    let _ = store.state();
}

/// Opens it for reading and for writing, works in it, and goes back as far as it goes.
fn check_opening(path: &Path, bytes: &[u8]) -> &'static str {
    let reading = Store::open_read_only(path);
    reading.iter().for_each(read);
    drop(reading);
    assert!(fs::read(path).unwrap() == bytes, "a reader changed the file");
    match Store::open(path) {
        Ok(mut store) => {
            read(&store);
            let new = article(200, "Ký kết", "Hai địa phương.");
            let add = |edit: &mut store::Edit<'_>| edit.add_article(&new, None);
            let _ = store.edit(Op::AddArticle, now(), add);
            let issue = store.issues().ok().and_then(|issues| Some(issues.first()?.id));
            if let Some(issue) = issue {
                let _ = store.take_version(issue, "", Cause::Export, now());
            }
            while let Ok(Some(_)) = store.undo() {}
            while let Ok(Some(_)) = store.redo() {}
            let _ = store.copy_to(&path.with_extension("ban-sao"));
            "opened"
        }
        Err(refused) => {
            assert!(fs::read(path).unwrap() == bytes, "{refused}, but it was changed");
            assert_eq!(names(path.parent().unwrap()), ["tep.bantin"], "{refused}");
            assert!(REFUSALS.contains(&refused.code()), "{refused}");
            "refused"
        }
    }
}

/// Nothing else may be said of a damaged file.
const REFUSALS: [&str; 3] = ["open.damaged", "open.not_a_bulletin", "open.too_new"];

/// Repairs it; what came out is whole, and what did not come out is named.
fn check_repair(path: &Path, bytes: &[u8]) -> &'static str {
    let to: PathBuf = path.with_file_name("cuu.bantin");
    let repaired = repair(path, &to);
    assert!(fs::read(path).unwrap() == bytes, "the damaged file was changed");
    let rescue = match repaired {
        Ok(rescue) => rescue,
        Err(refused) => {
            assert_eq!(names(path.parent().unwrap()), ["tep.bantin"], "{refused}");
            assert!(REFUSALS.contains(&refused.code()), "{refused}");
            return "not repaired";
        }
    };
    let file = Connection::open(&to).unwrap();
    let sound: String =
        file.query_row("PRAGMA integrity_check", [], |row| row.get(0)).unwrap();
    assert_eq!(sound, "ok");
    assert!(!file.prepare("PRAGMA foreign_key_check").unwrap().exists([]).unwrap());
    drop(file);
    accounted(&rescue, "article", ARTICLES);
    accounted(&rescue, "photo", PHOTOS);
    let mut store = Store::open(&to).unwrap();
    let mut listed = 0;
    for issue in store.issues().unwrap().iter().map(|issue| Some(issue.id)).chain([None])
    {
        for head in store.outline(issue).unwrap() {
            store.article(head.id).unwrap();
            store.search(&head.title).unwrap();
            listed += 1;
        }
    }
    assert_eq!(listed, rescue.kept["article"], "an article is hidden");
    for photo in store.photos().unwrap() {
        store.original(photo.id).unwrap();
    }
    while store.undo().unwrap().is_some() {}
    while store.redo().unwrap().is_some() {}
    if rescue.lost.is_empty() { "repaired whole" } else { "repaired in part" }
}

/// Every row is there or named; a table that is gone as a whole is named without a name.
#[track_caller]
fn accounted(rescue: &Rescue, kind: &'static str, rows: u8) {
    let kept = rescue.kept.get(kind).copied().unwrap_or_default();
    let lost: Vec<_> = rescue.lost.iter().filter(|lost| lost.kind == kind).collect();
    let is_all = lost.iter().any(|lost| lost.name.is_empty());
    let named = lost.iter().filter(|lost| !lost.words_kept).count();
    assert!(
        is_all || kept + named >= usize::from(rows),
        "{kept} of {rows} {kind} and lost only {lost:?}, sound: {}",
        rescue.was_sound
    );
}
