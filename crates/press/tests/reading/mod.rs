//! How the file for reading is read: its outline, its links, its order.

use crate::{compose, sample};
use document::Unwatched;
use lopdf::{Dictionary, Document, Object};
use press::Profile;
use sample::{Pictures, article, design, edition, press};

fn screen(edition: &document::Edition) -> Document {
    let pdf = press()
        .pdf(edition, &design(), &Pictures, Profile::Screen, &Unwatched)
        .expect("a file");
    Document::load_mem(&pdf.bytes).expect("a PDF")
}

/// Follows a reference.
fn dictionary<'f>(
    file: &'f Document,
    of: &Dictionary,
    key: &[u8],
) -> Option<&'f Dictionary> {
    file.get_object(of.get(key).ok()?.as_reference().ok()?).ok()?.as_dict().ok()
}

fn outline(file: &Document) -> Vec<String> {
    let catalog = file.catalog().expect("a catalogue");
    let outlines = dictionary(file, catalog, b"Outlines").expect("an outline");
    let mut titles = Vec::new();
    let mut entry = dictionary(file, outlines, b"First");
    while let Some(item) = entry {
        let title = item.get(b"Title").expect("a title");
        titles.push(lopdf::decode_text_string(title).expect("text"));
        assert!(item.get(b"First").is_err(), "an entry below {titles:?}");
        entry = dictionary(file, item, b"Next");
    }
    titles
}

#[test]
fn the_outline_has_one_entry_for_each_article() {
    let long = sample::words(900);
    let edition = edition(vec![
        article(1, "Tiêu đề của bài thứ nhất dài hơn một dòng trên trang bìa", &long),
        article(2, "Bài hai", &format!("# Phụ\n\n{long}\n\n## Phụ nữa\n\n{long}")),
        article(3, "", "Bài này không có tiêu đề mà có nhiều chữ."),
    ]);
    // In the order of the pages: a short article may fill a foot before a long one.
    let mut titles = outline(&screen(&edition));
    titles.sort();
    assert_eq!(
        titles,
        [
            "Bài hai",
            "Bài này không có tiêu đề mà có …",
            "Tiêu đề của bài thứ nhất dài hơn một dòng trên trang bìa",
        ]
    );
}

#[test]
fn each_line_of_the_contents_leads_to_its_article() {
    let mut articles = vec![article(1, "Bài một", &sample::words(900))];
    articles
        .extend((2..6).map(|n| article(n, &format!("Bài số {n}"), &sample::words(700))));
    let edition = edition(articles);
    let sheets = compose(&edition);
    let inside = (2..6)
        .filter(|n| sheets.frames_of(sample::id(*n)).first().is_some_and(|p| p.page > 0))
        .count();
    assert!(inside > 2, "{inside} articles begin inside");
    let file = screen(&edition);
    let pages = file.get_pages();
    let cover = file.get_dictionary(pages[&1]).expect("page 1");
    let links = match cover.get(b"Annots").expect("links") {
        Object::Reference(id) => file.get_object(*id).and_then(Object::as_array),
        other => other.as_array(),
    };
    let mut pages_led_to: Vec<lopdf::ObjectId> = Vec::new();
    for link in links.expect("an array") {
        let link = file.get_object(link.as_reference().expect("a reference"));
        let link = link.and_then(Object::as_dict).expect("a link");
        assert!(link.get(b"Contents").is_ok(), "a link without words");
        let to = match link.get(b"Dest").expect("a destination") {
            Object::Reference(id) => file.get_object(*id).expect("a destination"),
            direct => direct,
        };
        let to = to.as_array().expect("an array");
        pages_led_to.push(to[0].as_reference().expect("a page"));
    }
    assert!(!pages_led_to.contains(&pages[&1]), "a link back to the cover");
    pages_led_to.sort_unstable();
    pages_led_to.dedup();
    assert!(pages_led_to.len() > 1, "all links lead to one page");
}

#[test]
fn the_imprint_is_read_last() {
    let articles: Vec<_> = (1..6)
        .map(|n| article(n, &format!("Bài số {n}"), &sample::words(150 * n as usize)))
        .collect();
    let sheets = compose(&edition(articles));
    let last = sheets.texts(sheets.count() - 1);
    let imprint = last.iter().position(|line| line.text.contains("Cơ quan xuất bản"));
    let (_, height) = sheets.size(0).expect("a page");
    for line in &last[imprint.expect("an imprint")..] {
        assert!(line.baseline.0 > height.0 / 2.0 && line.size.0 < 8.0, "{line:?}");
    }
}

#[test]
fn no_element_of_the_file_is_empty() {
    let file = screen(&edition(vec![article(1, "Bài một", &sample::words(90))]));
    for object in file.objects.values() {
        let Ok(element) = object.as_dict() else { continue };
        let is = |name: &[u8]| {
            element.get(b"S").and_then(Object::as_name).is_ok_and(|s| s == name)
        };
        if is(b"Div") || is(b"P") {
            let children = element.get(b"K").and_then(Object::as_array);
            assert!(!children.is_ok_and(Vec::is_empty), "{element:?}");
            assert!(element.get(b"K").is_ok(), "{element:?}");
        }
    }
}

/// Languages that parts of a file name for themselves.
fn languages(file: &Document) -> Vec<String> {
    let named = |object: &Object| {
        let element = object.as_dict().ok()?;
        element.get(b"S").ok()?;
        lopdf::decode_text_string(element.get(b"Lang").ok()?).ok()
    };
    file.objects.values().filter_map(named).collect()
}

#[test]
fn a_caption_in_another_language_is_read_as_such() {
    let photo = |lang| {
        let text = "Chữ của bài.\n\n![Mô tả](media/wide.jpg)";
        let mut edition = edition(vec![article(1, "Bài", text)]);
        for photo in edition.photos.values_mut() {
            photo.caption = "Partners sign the agreement".into();
            photo.lang = lang;
        }
        languages(&screen(&edition))
    };
    assert!(photo(Some(document::Lang::En)).contains(&"en".to_owned()));
    for lang in [None, Some(document::Lang::Vi)] {
        assert!(!photo(lang).contains(&"en".to_owned()), "{lang:?}");
    }
}
