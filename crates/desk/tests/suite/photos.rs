//! Photos: words of their files, words of one place, crops, the library.

use desk::{Desk, PlacementPatch, Scope};
use document::{ArticleId, Crop, Focus, Lang, PhotoId, PhotoWord, Severity};
use photo::Words;
use std::path::{Path, PathBuf};

const SIGN: &[u8] = include_bytes!("../../../../samples/sign.jpg");
const HALL: &[u8] = include_bytes!("../../../../samples/hall.jpg");

/// A bulletin with issue 8, in a folder of its own.
struct Office {
    folder: tempfile::TempDir,
    desk: Desk,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("b.bantin");
        let mut desk =
            Desk::create(&path, "Hậu Giang", "", Lang::Vi, "thoi-su").expect("a file");
        desk.add_issue(8, "2021-02-27".parse().expect("a day"), None, false)
            .expect("an issue");
        Self { folder, desk }
    }

    fn file(&self, name: &str, bytes: &[u8]) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("a folder")).expect("room");
        std::fs::write(&path, bytes).expect("room");
        path
    }

    fn import(&mut self, files: &[PathBuf]) -> desk::ImportReport {
        self.desk.import(files).expect("an import").0
    }

    /// A photo whose file says these words.
    fn photo(&mut self, name: &str, bytes: &[u8], words: &Words) -> PhotoId {
        let bytes = photo::with_words(bytes, words).expect("a JPEG");
        let path = self.file(name, &bytes);
        self.import(&[path]).photos[0]
    }

    fn story(&mut self, title: &str, text: &str) -> ArticleId {
        let (id, _) = self.desk.add_article(None).expect("an article");
        let change = |article: &mut document::Article| {
            article.title = title.into();
            article.source_text = text.into();
        };
        self.desk.edit_article(id, change).expect("an edit");
        id
    }

    fn codes(&mut self) -> Vec<(&'static str, Option<PhotoId>)> {
        let remarks = self.desk.check(Lang::Vi).expect("remarks");
        let photos = remarks.iter().map(|spoken| &spoken.remark);
        let photos = photos.filter(|remark| remark.place.photo.is_some());
        // No picture file says whether the people in it agreed.
        let photos = photos.filter(|remark| remark.code != "consent.missing");
        photos.map(|remark| (remark.code, remark.place.photo)).collect()
    }

    fn text(&self, id: ArticleId) -> String {
        self.desk.article(id).expect("the article").source_text
    }
}

fn said() -> Words {
    Words {
        caption: "Lễ ký kết *hợp tác*".into(),
        byline: "Đan Phượng".into(),
        alt: "Hai người ký".into(),
        place: "Vị Thanh, Hậu Giang".into(),
        taken: Some("2021-02-26".parse().expect("a day")),
        ..Words::default()
    }
}

#[test]
fn words_of_a_file_stand_marked_until_somebody_reads_them() {
    let mut office = Office::new();
    let id = office.photo("IMG_1.jpg", SIGN, &said());
    let photo = office.desk.photos().expect("photos").remove(0);
    // Stars in a file are stars, not markup.
    assert_eq!(photo.caption, "Lễ ký kết \\*hợp tác\\*");
    assert_eq!(photo.credit, "Ảnh: Đan Phượng");
    assert_eq!(photo.place, "Vị Thanh, Hậu Giang");
    assert_eq!(photo.taken.map(|day| day.to_string()).as_deref(), Some("2021-02-26"));
    let drafts = [
        PhotoWord::Caption,
        PhotoWord::Credit,
        PhotoWord::Alt,
        PhotoWord::Taken,
        PhotoWord::Place,
    ];
    assert_eq!(photo.drafts, drafts.into());

    office.story("Ký kết", "Chữ.\n\n![](media/img-1.jpg)");
    assert_eq!(office.codes(), [("words.unread", Some(id))]);
    let unread = office.desk.check(Lang::Vi).expect("remarks");
    let unread = unread.iter().find(|s| s.remark.code == "words.unread").expect("it");
    assert_eq!(unread.remark.severity, Severity::Could);
    assert!(unread.sentence.contains("img-1.jpg") && !unread.fix.is_empty());

    // Whoever writes anew has read.
    office
        .desk
        .edit_photo(id, |photo| photo.alt = "Hai lãnh đạo".into())
        .expect("an edit");
    let left = office.desk.photos().expect("photos").remove(0).drafts;
    assert!(!left.contains(&PhotoWord::Alt) && left.contains(&PhotoWord::Caption));

    office.desk.accept_words(&[id], &PhotoWord::ALL).expect("an edit");
    assert!(office.desk.photos().expect("photos").remove(0).drafts.is_empty());
    assert_eq!(office.codes(), []);
    let undone = office.desk.undo(Lang::Vi).expect("one step").expect("a step").0;
    assert_eq!(undone, "Nhận lời từ tệp ảnh");
    assert_eq!(office.desk.photos().expect("photos").remove(0).drafts, left);
}

#[test]
fn a_caption_that_the_text_says_too_is_no_draft() {
    let mut office = Office::new();
    let bytes =
        photo::with_words(SIGN, &Words { caption: "Lễ ký kết.".into(), ..said() });
    let photo = office.file("sign.jpg", &bytes.expect("a JPEG"));
    let story = office
        .file("bai.md", "# Ký kết\n\nChữ.\n\n![](sign.jpg \"Lễ ký kết\")\n".as_bytes());
    let report = office.import(&[photo, story]);
    assert_eq!(report.photos.len(), 1);
    let photo = office.desk.photos().expect("photos").remove(0);
    assert!(!photo.drafts.contains(&PhotoWord::Caption));
    assert!(photo.drafts.contains(&PhotoWord::Credit));
}

#[test]
fn a_place_says_its_own_words_and_shows_its_own_part() {
    let mut office = Office::new();
    let id = office.photo("a.jpg", SIGN, &said());
    let story = office.story(
        "Ký kết",
        "Chữ.\n\n::: khối lạ\nGiữ nguyên.\n:::\n\n![](media/a.jpg){#ky .wide}\n\n![](media/a.jpg)",
    );
    let before = office.text(story);
    let whole = office.desk.library().expect("photos").remove(0);
    assert_eq!(whole.placements.len(), 2);
    let printed = whole.placements[0].printed.expect("on a sheet");
    let ppi = whole.placements[0].ppi(whole.photo.size).expect("printed");

    let crop = Crop::new(0.25, 0.0, 0.5, 0.5).expect("a crop");
    let patch = PlacementPatch {
        caption: Some("Ký *tại chỗ*".into()),
        credit: Some("Ảnh: Mỹ Lệ".into()),
        focus: Some(Some(Focus { x: 0.4, y: 0.3 })),
        crop: Some(Some(crop)),
        ..PlacementPatch::default()
    };
    office.desk.edit_placement(story, 0, &patch).expect("an edit");
    let text = office.text(story);
    assert!(
        text.contains(
            "credit=\"Ảnh: Mỹ Lệ\" focus=\"0.400 0.300\" crop=\"0.25 0 0.5 0.5\""
        ),
        "{text}"
    );
    assert!(text.contains("Ký *tại chỗ*") && text.contains("#ky .wide"), "{text}");
    assert!(text.contains("Giữ nguyên."), "{text}");

    let edition = office.desk.edition().expect("an issue");
    let part = edition.photos.values().find(|photo| photo.cut.is_some()).expect("a part");
    assert_eq!(part.size, crop.size(whole.photo.size));
    let cut = office.desk.library().expect("photos").remove(0);
    let now = cut.placements[0].printed.expect("still on a sheet");
    let finer = cut.placements[0].ppi(cut.photo.size).expect("printed");
    let per_mm = finer * now.0.get() / (ppi * printed.0.get());
    assert!((0.45..0.55).contains(&per_mm), "half the pixels across: {per_mm}");
    assert_eq!(cut.photo.caption, whole.photo.caption, "the master says what it said");

    // What the check says of a part leads to the photo.
    assert!(office.codes().iter().all(|(_, photo)| *photo == Some(id)));

    office.desk.undo(Lang::Vi).expect("a step");
    assert_eq!(office.text(story), before, "one step");
    let missing =
        office.desk.edit_placement(story, 9, &patch).expect_err("no such place");
    assert_eq!(missing.code, "placement.missing");
}

#[test]
fn captions_of_a_gallery_become_one_and_come_apart() {
    let mut office = Office::new();
    office.photo("a.jpg", SIGN, &Words { caption: "Lễ ký".into(), ..Words::default() });
    office.photo(
        "b.jpg",
        HALL,
        &Words { caption: "Quang cảnh".into(), ..Words::default() },
    );
    let gallery = "Chữ.\n\n::::gallery\n![](media/a.jpg)\n\n![](media/b.jpg)\n::::\n";
    let story = office.story("Ký kết", gallery);
    office.desk.join_captions(story, 1).expect("an edit");
    let text = office.text(story);
    assert!(text.contains("Ảnh trái: Lễ ký. Ảnh phải: Quang cảnh."), "{text}");
    office.desk.part_captions(story, 0).expect("an edit");
    let text = office.text(story);
    assert!(!text.contains("trái"), "{text}");
    assert!(text.contains("Lễ ký.") && text.contains("Quang cảnh."), "{text}");
    let whole = office.desk.part_captions(story, 0).expect_err("nothing to take apart");
    assert_eq!(whole.code, "caption.inseparable");
}

#[test]
fn words_are_found_and_replaced_in_one_issue_or_in_all() {
    let mut office = Office::new();
    let caption = |text: &str| Words { caption: text.into(), ..Words::default() };
    office.photo("a.jpg", SIGN, &caption("Ông Tâm ký kết"));
    office.photo("b.jpg", HALL, &caption("Ông Tâm phát biểu, ông Tâm cười"));
    let here = office
        .story("Ký", "Chữ.\n\n:::figure\n![](media/a.jpg)\n\n**Ông Tâm** và bạn\n:::");
    office
        .desk
        .add_issue(9, "2021-03-27".parse().expect("a day"), None, false)
        .expect("9");
    office.story("Sau", "Chữ về Ông Tâm.\n\n![](media/b.jpg)");

    let count = |found: Vec<desk::Found>| found.iter().map(|f| f.count).sum::<usize>();
    let mut find =
        |scope| count(office.desk.find_in_captions("Ông Tâm", scope).expect("it"));
    assert_eq!((find(Scope::Issue), find(Scope::Bulletin)), (1, 3));

    office.desk.replace_in_captions("Ông Tâm", "Bà Tâm", Scope::Issue).expect("an edit");
    let captions = |office: &Office| -> Vec<String> {
        office.desk.photos().expect("photos").into_iter().map(|p| p.caption).collect()
    };
    assert_eq!(captions(&office), ["Ông Tâm ký kết", "Bà Tâm phát biểu, ông Tâm cười"]);
    office
        .desk
        .replace_in_captions("Ông Tâm", "Bà Tâm", Scope::Bulletin)
        .expect("an edit");
    assert_eq!(captions(&office)[0], "Bà Tâm ký kết");
    assert!(office.text(here).contains("**Bà Tâm** và bạn"), "markup stays");
    office.desk.undo(Lang::Vi).expect("a step");
    assert_eq!(captions(&office)[0], "Ông Tâm ký kết");
    assert!(office.text(here).contains("**Ông Tâm** và bạn"), "one step for all");
}

#[test]
fn the_library_knows_every_issue_and_is_searched_without_accents() {
    let mut office = Office::new();
    let id = office.photo("IMG_1.jpg", SIGN, &said());
    let other = office.photo("IMG_2.jpg", HALL, &Words::default());
    office.story("Ký kết", "Chữ.\n\n![](media/img-1.jpg)");
    office.desk.preview().expect("sheets");
    office
        .desk
        .add_issue(9, "2021-03-27".parse().expect("a day"), None, false)
        .expect("9");
    office.story("Nhắc lại", "Chữ.\n\n![](media/img-1.jpg)");

    let library = office.desk.library().expect("photos");
    let numbers: Vec<_> = library[0].placements.iter().map(|p| p.number).collect();
    let numbers: Vec<u32> = numbers.into_iter().flatten().map(|(n, _)| n).collect();
    assert_eq!(numbers, [9, 8], "the current issue first");
    assert_eq!(library[0].placements[0].pages, [0]);
    assert!(library[0].placements[0].printed.is_some());
    assert!(library[1].placements.is_empty());

    // An issue that is not on the desk is laid out to be measured, and only then.
    assert_eq!(library[0].placements[1].printed, None);
    let measured = office.desk.measuring(id).expect("a job").run().expect("sheets");
    assert_eq!(measured.len(), 1);
    assert_eq!(measured[0].number.map(|(number, _)| number), Some(8));
    assert_eq!(measured[0].pages, [0]);
    assert!(measured[0].ppi(library[0].photo.size) > Some(50.0));
    assert!(office.desk.measuring(other).expect("a job").run().expect("none").is_empty());
    let width = desk::prints_well(library[0].photo.size).expect("a width").get();
    assert!((width * 200.0 / 25.4 - f64::from(library[0].photo.size.width)).abs() < 1.0);

    let find = |query: &str| office.desk.find_photos(query).expect("an answer");
    for query in
        ["le ky", "KÝ KẾT", "vi thanh dan phuong", "26/02/2021", "26/2/2021", "img-1"]
    {
        assert_eq!(find(query), [id], "{query}");
    }
    assert_eq!(find("ky ket xa-no"), []);
    assert_eq!(find("  "), [id, other]);
}

#[test]
fn another_picture_takes_the_place_of_a_photo_everywhere() {
    let mut office = Office::new();
    let id = office.photo("a.jpg", SIGN, &said());
    let hall = office.photo("b.jpg", HALL, &Words::default());
    let story = office.story("Ký", "Chữ.\n\n![](media/a.jpg){crop=\"0 0 0.5 1\" .wide}");
    let before = office.desk.edition().expect("an issue").photos[&id].hash.clone();

    let fresh = photo::with_words(SIGN, &Words { rights: "CC".into(), ..said() });
    let fresh = office.file("moi.jpg", &fresh.expect("a JPEG"));
    assert_eq!(office.desk.replace_photo(id, &fresh).expect("an edit").0, id);
    let edition = office.desk.edition().expect("an issue");
    assert_ne!(edition.photos[&id].hash, before);
    assert!(office.text(story).contains("media/a.jpg"));

    // One that is there already: the texts lead to it, and no picture is stored twice.
    let bytes = photo::with_words(HALL, &Words::default()).expect("a JPEG");
    let known = office.file("hall.jpg", &bytes);
    assert_eq!(office.desk.replace_photo(id, &known).expect("an edit").0, hall);
    let text = office.text(story);
    assert!(text.contains("media/b.jpg") && text.contains(".wide"), "{text}");
    assert!(!text.contains("crop"), "the same part of another picture is none");

    let used = office.desk.remove_photo(hall).expect_err("a story shows it");
    assert_eq!(used.code, "photo.used");
    office.desk.remove_photo(id).expect("nothing shows it any more");
    assert_eq!(office.desk.photos().expect("photos").len(), 1);

    let text = office.file("note.jpg", b"not a picture");
    let refused = office.desk.replace_photo(hall, &text).expect_err("no picture");
    assert_eq!(refused.code, "photo.unusable");
}

#[test]
fn pictures_come_from_folders_in_folders_and_from_the_clipboard_and_once() {
    let mut office = Office::new();
    office.file("may/anh/10.jpg", HALL);
    office.file("may/anh/2.jpg", SIGN);
    office.file("may/.hidden.jpg", HALL);
    let twin = office.file("may/ban-sao.jpg", SIGN);
    let folder = twin.parent().map(Path::to_owned).expect("a folder");
    let report = office.import(&[folder]);
    let reasons: Vec<_> = report.items.iter().map(|item| item.reason.as_str()).collect();
    assert_eq!(reasons, ["photo.stored", "photo.stored", "photo.known"]);
    assert_eq!(office.desk.photos().expect("photos").len(), 2, "not stored twice");

    let pasted = desk::Reading::of_picture("dan.jpg", SIGN.to_vec());
    let (report, _) = office.desk.take_in(pasted).expect("an import");
    assert_eq!(report.items[0].reason, "photo.known");
    let junk = desk::Reading::of_picture("dan.png", b"not a picture".to_vec());
    let (report, changes) = office.desk.take_in(junk).expect("a report");
    assert_eq!(report.items[0].outcome, "dropped");
    assert!(changes.is_empty());
}

#[test]
fn a_copy_in_another_size_is_offered_to_be_joined() {
    let mut office = Office::new();
    let sign = office.photo("sign.jpg", SIGN, &said());
    office.photo("hall.jpg", HALL, &said());
    let small = document::Recipe {
        fit: document::Fit::Within { width: 500 },
        format: document::Format::Jpeg { quality: 60 },
    };
    let copy = photo::render(SIGN, &[small]).expect("a picture").remove(0).bytes;
    let path = office.file("zalo.jpg", &copy);
    let report = office.import(&[path]);
    let told: Vec<_> =
        report.items.iter().map(|item| (&*item.reason, &*item.text)).collect();
    assert_eq!(told, [("photo.stored", ""), ("photo.alike", "sign.jpg")]);
    let zalo = report.photos[0];

    let alike = |office: &mut Office| -> Vec<(PhotoId, Vec<PhotoId>)> {
        let library = office.desk.library().expect("the library");
        library.into_iter().map(|listed| (listed.photo.id, listed.alike)).collect()
    };
    let found = alike(&mut office);
    assert_eq!(found.iter().find(|(id, _)| *id == sign), Some(&(sign, vec![zalo])));
    assert_eq!(found.iter().find(|(id, _)| *id == zalo), Some(&(zalo, vec![sign])));
    assert_eq!(
        found.iter().filter(|(_, others)| others.is_empty()).count(),
        1,
        "the hall"
    );

    let story = office.story("Ký kết", "![](media/zalo.jpg)");
    office.desk.use_instead(zalo, sign).expect("an edit");
    assert!(office.text(story).contains("media/sign.jpg"));
    office.desk.remove_photo(zalo).expect("no longer used");
    assert!(alike(&mut office).iter().all(|(_, others)| others.is_empty()));
}

#[test]
fn storing_can_be_given_up_and_nothing_has_come_in() {
    struct Enough;
    impl document::Progress for Enough {
        fn reached(&self, done: usize, total: usize) -> Result<(), document::Cancelled> {
            assert_eq!(total, 2);
            if done == 1 { Err(document::Cancelled) } else { Ok(()) }
        }
    }
    let mut office = Office::new();
    let files = [office.file("sign.jpg", SIGN), office.file("hall.jpg", HALL)];
    let choices = desk::Choices::default();
    let reading =
        desk::read(&files, choices, &document::Unwatched).expect("nobody stops it");
    let refused = office.desk.take_in_told(reading, &Enough).expect_err("given up");
    assert_eq!(refused.code, "edit.cancelled");
    assert!(office.desk.photos().expect("photos").is_empty());
    assert_eq!(office.import(&files).photos.len(), 2);
}

#[test]
fn typing_in_one_field_is_one_step_and_another_field_another() {
    let mut office = Office::new();
    let a = office.photo("a.jpg", SIGN, &Words::default());
    let b = office.photo("b.jpg", HALL, &Words::default());
    let steps = |office: &Office| office.desk.history(Lang::Vi).expect("steps").len();
    let before = steps(&office);
    for words in ["L", "Lễ", "Lễ ký"] {
        office.desk.edit_photo(a, |photo| photo.caption = words.into()).expect("an edit");
    }
    assert_eq!(steps(&office), before + 1);
    office.desk.edit_photo(a, |photo| photo.credit = "Ảnh: A".into()).expect("an edit");
    office.desk.edit_photo(b, |photo| photo.credit = "Ảnh: B".into()).expect("an edit");
    assert_eq!(steps(&office), before + 3);
    // Two moves of the ring are two steps: each of them was meant.
    for x in [0.2, 0.4] {
        let focus = Some(Focus { x, y: 0.5 });
        office.desk.edit_photo(b, |photo| photo.focus = focus).expect("an edit");
    }
    assert_eq!(steps(&office), before + 5);
    office.desk.undo(Lang::Vi).expect("a step");
    let photo = office.desk.photos().expect("photos").remove(1);
    assert_eq!(photo.focus, Some(Focus { x: 0.2, y: 0.5 }));
}
