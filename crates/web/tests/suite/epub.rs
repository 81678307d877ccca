//! The promises of the book, read out of the file again.

use crate::made::codes;
use crate::page::{attributes, text};
use crate::sample::{NoPixels, edition, theme};
use document::{Cancelled, Edition, PhotoId, Progress, Unwatched, body};
use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use web::{Bundle, WebError, epub};
use zip::{CompressionMethod, ZipArchive};

fn book(edition: &Edition, cover: Option<&[u8]>) -> Bundle {
    let photos = NoPixels(edition.photos.clone());
    epub(edition, &theme(), &photos, cover, &Unwatched).unwrap()
}

/// The files in a book, as text.
fn inside(book: &Bundle) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(&book.files["issue.epub"])).unwrap();
    let count = archive.len();
    let read = |at| {
        let mut file = archive.by_index(at).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        (file.name().unwrap().into_owned(), String::from_utf8_lossy(&bytes).into_owned())
    };
    (0..count).map(read).collect()
}

#[test]
fn the_media_type_stands_first_and_as_it_is() {
    let edition = edition();
    let made = book(&edition, None);
    let bytes = &made.files["issue.epub"];
    // As programs look for it: OCF 3.2, 4.3.
    assert_eq!(&bytes[30..38], b"mimetype");
    assert_eq!(&bytes[38..58], b"application/epub+zip");
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    assert_eq!(archive.by_index(0).unwrap().compression(), CompressionMethod::Stored);
    let names: Vec<String> =
        archive.file_names().skip(1).map(|name| name.unwrap().into_owned()).collect();
    assert!(names.is_sorted(), "{names:?}");
    assert_eq!(*bytes, book(&edition, None).files["issue.epub"]);
}

#[test]
fn chapters_stand_in_the_order_of_the_contents() {
    let edition = edition();
    let files = inside(&book(&edition, Some(b"jpeg")));
    let package = &files["bantin/package.opf"];
    let manifest = package.split("<manifest>").nth(1).unwrap();
    let (ids, paths) = (attributes(manifest, "id"), attributes(manifest, "href"));
    let items: BTreeMap<String, String> = ids.into_iter().zip(paths).collect();
    let spine: Vec<&str> = package
        .split("<itemref idref=\"")
        .skip(1)
        .map(|rest| items[rest.split('"').next().unwrap()].as_str())
        .collect();
    let nav = &files["bantin/nav.xhtml"];
    let contents = nav.split("</nav>").next().unwrap();
    let listed: Vec<String> = attributes(contents, "href")
        .into_iter()
        .filter(|path| !path.contains(".css"))
        .collect();
    let without_nav: Vec<&str> =
        spine.iter().copied().filter(|path| *path != "nav.xhtml").collect();
    assert_eq!(listed, without_nav);
    assert_eq!(spine.len(), edition.articles.len() + 3, "cover, contents, imprint");
    // Everything there is listed, and everything listed is there.
    let there: BTreeSet<&str> =
        files.keys().filter_map(|path| path.strip_prefix("bantin/")).collect();
    let told: BTreeSet<&str> = items.values().map(String::as_str).collect();
    assert_eq!(told.len() + 1, there.len(), "{told:?} {there:?}");
    assert!(told.is_subset(&there));
}

#[test]
fn every_word_and_picture_of_an_article_is_in_its_chapter() {
    let edition = edition();
    let files = inside(&book(&edition, None));
    for article in &edition.articles {
        let chapter = &files[&format!("bantin/bai/{}.xhtml", article.slug)];
        let words = text(chapter);
        for paragraph in body::paragraphs(&article.body) {
            assert!(words.contains(&paragraph), "{paragraph}: {words}");
        }
        assert!(
            words.contains(&article.title) && words.contains(article.bylines[0].as_str())
        );
        for path in attributes(chapter, "src") {
            let path = format!("bantin/{}", path.trim_start_matches("../"));
            assert!(files.contains_key(&path), "{path}");
        }
        assert!(!chapter.contains("<script") && !chapter.contains("onclick"));
    }
}

#[test]
fn notes_open_in_place() {
    let edition = edition();
    let files = inside(&book(&edition, None));
    let chapter = files.values().find(|page| page.contains("doc-noteref")).unwrap();
    let reference = chapter.find("epub:type=\"noteref\"").unwrap();
    let note = chapter.find("<aside id=\"ghi-chu-1\" epub:type=\"footnote\"").unwrap();
    let byline = chapter.find("class=\"byline\"").unwrap();
    assert!(reference < byline && byline < note, "notes stand behind the author");
}

#[test]
fn descriptions_are_promised_only_when_all_are_there() {
    let mut edition = edition();
    let promised = |edition: &Edition| {
        inside(&book(edition, None))["bantin/package.opf"].contains(">alternativeText<")
    };
    assert!(promised(&edition));
    let photo = edition.photos.get_mut(&PhotoId(3)).unwrap();
    (photo.alt, photo.caption) = (String::new(), String::new());
    assert!(!promised(&edition));
}

#[test]
fn a_photo_that_is_gone_is_told_and_a_stop_stops() {
    let mut edition = edition();
    let photos = NoPixels(BTreeMap::new());
    let made = epub(&edition, &theme(), &photos, None, &Unwatched).unwrap();
    assert!(codes(&made).contains(&"photo.unavailable"));

    struct Stop;
    impl Progress for Stop {
        fn reached(&self, done: usize, _total: usize) -> Result<(), Cancelled> {
            if done > 1 { Err(Cancelled) } else { Ok(()) }
        }
    }
    let stopped = epub(&edition, &theme(), &photos, None, &Stop);
    assert!(matches!(stopped, Err(WebError::Cancelled(_))));

    // An issue without articles is a book all the same.
    edition.articles = Vec::new();
    assert!(inside(&book(&edition, None)).contains_key("bantin/cover.xhtml"));
}
