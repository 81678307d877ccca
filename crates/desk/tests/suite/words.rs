//! Word files at the desk: what comes in, what is offered, what can be taken back.

use desk::{Choices, Desk, ImportReport};
use document::{ArticleId, Lang};
use std::path::PathBuf;

const FAKED: &[u8] = include_bytes!("../../../intake/tests/fixtures/faked-bold-4.docx");
const LEGACY: &[u8] = include_bytes!("../../../intake/tests/fixtures/legacy-24.docx");
const SEVERAL: &[u8] = include_bytes!("../../../intake/tests/fixtures/several-17.docx");
const FOLDER: &[u8] = include_bytes!("../../../intake/tests/fixtures/folder.zip");
const DRAWING: &[u8] = include_bytes!("../../../intake/tests/fixtures/drawing.docx");

/// A bulletin with an issue, in a folder of its own.
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
        let day = "2021-02-27".parse().expect("a day");
        desk.add_issue(8, day, None, false).expect("an issue");
        Self { folder, desk }
    }

    fn import(&mut self, name: &str, bytes: &[u8], choices: Choices) -> ImportReport {
        let path: PathBuf = self.folder.path().join(name);
        std::fs::write(&path, bytes).expect("room");
        self.desk.import_as(&[path], choices).expect("an import").0
    }

    fn title(&self, id: ArticleId) -> String {
        self.desk.article(id).expect("an article").title
    }

    fn stories(&self) -> usize {
        self.desk.outline().expect("an outline").len()
    }
}

#[track_caller]
fn reasons(report: &ImportReport, kind: &str) -> Vec<String> {
    let items = report.items.iter().filter(|item| item.kind == kind);
    items.map(|item| item.reason.clone()).collect()
}

#[test]
fn a_word_file_brings_its_pictures_with_caption_and_credit() {
    let mut office = Office::new();
    let report = office.import("bai.docx", FAKED, Choices::default());
    assert_eq!(report.articles.len(), 1);
    assert_eq!(report.photos.len(), 2);
    assert!(report.sources[0].totals.add_up());
    let article = office.desk.article(report.articles[0]).expect("an article");
    let names = document::body::photo_names(&article.body);
    assert_eq!(names.len(), 2, "{}", article.source_text);
    let photos = office.desk.photos().expect("photos");
    assert!(photos.iter().all(|photo| !photo.caption.is_empty()), "{photos:?}");
    assert!(photos.iter().all(|photo| photo.credit.starts_with("Ảnh: ")), "{photos:?}");
    // One step brought all of it.
    office.desk.undo(Lang::Vi).expect("a step");
    assert_eq!(office.stories(), 0);
    assert!(office.desk.photos().expect("photos").is_empty());
}

#[test]
fn old_encodings_are_converted_only_when_the_offer_is_accepted() {
    let mut office = Office::new();
    let report = office.import("cu.docx", LEGACY, Choices::default());
    let offer = &report.sources[0].offers[0];
    assert!(!offer.accepted && offer.before != offer.after, "{offer:?}");
    let untold = office.title(report.articles[0]);
    office.desk.take_back_import().expect("the import is taken back");
    assert_eq!(office.stories(), 0);
    let choices = Choices { convert_legacy: true, ..Choices::default() };
    let report = office.import("cu.docx", LEGACY, choices);
    let told = office.title(report.articles[0]);
    assert_ne!(told, untold);
    assert!(told.starts_with("TRƯỜNG TRUNG HỌC CƠ SỞ VỊ TÂN"), "{told}");
    assert!(reasons(&report, "text").contains(&"legacy.converted".to_owned()));
}

#[test]
fn only_an_import_is_taken_back_for_the_next_one() {
    let mut office = Office::new();
    office.import("bai.docx", FAKED, Choices::default());
    office.desk.add_article(None).expect("an article");
    office.desk.take_back_import().expect("nothing to do");
    assert_eq!(office.stories(), 2);
}

#[test]
fn a_file_of_several_articles_is_split_when_told() {
    let mut office = Office::new();
    let report = office.import("hai.docx", SEVERAL, Choices::default());
    assert_eq!((report.articles.len(), report.sources[0].articles), (1, 2));
    office.desk.take_back_import().expect("the import is taken back");
    let report =
        office.import("hai.docx", SEVERAL, Choices { split: true, ..Choices::default() });
    assert_eq!(report.articles.len(), 2);
    assert_ne!(office.title(report.articles[0]), office.title(report.articles[1]));
}

#[test]
fn a_zipped_folder_is_opened_and_its_texts_find_their_photos() {
    let mut office = Office::new();
    let report = office.import("so-9.zip", FOLDER, Choices::default());
    assert_eq!(report.articles.len(), 2, "{:#?}", report.items);
    assert!(!reasons(&report, "picture").contains(&"photo.missing".to_owned()));
    let signed = report.articles.iter().find(|id| office.title(**id) == "Ký kết");
    let signed = office.desk.article(*signed.expect("it came in")).expect("an article");
    assert_eq!(document::body::photo_names(&signed.body), ["ky.jpg"]);
}

#[test]
fn drawings_in_old_formats_are_kept_beside_the_article() {
    let mut office = Office::new();
    let report = office.import("so-do.docx", DRAWING, Choices::default());
    assert_eq!(reasons(&report, "picture"), ["as_written", "picture.drawing_attached"]);
    let article = office.desk.article(report.articles[0]).expect("an article");
    let names: Vec<&str> =
        article.attachments.iter().map(|own| own.name.as_str()).collect();
    assert_eq!(names, ["so-do.emf"]);
    assert_eq!(article.source_text, "Chu cua bai.\n");
}
