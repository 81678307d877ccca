//! What every file for the screen and the archive holds.

use super::{ISSUE, boxes, catalog, info, loose_fonts, meta, screen, words, world, xmp};
use crate::pdf::PdfRefused;
use lopdf::{Dictionary, Document, Object};

#[track_caller]
fn open(source: &str) -> Document {
    Document::load_mem(&screen(source)).unwrap()
}

fn refused(source: &str) -> PdfRefused {
    crate::pdf::screen(&world::compile(source), &meta()).unwrap_err()
}

#[test]
fn both_standards_are_declared() {
    let (packet, plain) = xmp(&open(ISSUE));
    assert!(plain, "PDF/A wants the packet unfiltered");
    for claim in [
        "<pdfuaid:part>1</pdfuaid:part>",
        "<pdfaid:part>2</pdfaid:part>",
        "<pdfaid:conformance>A</pdfaid:conformance>",
    ] {
        assert!(packet.contains(claim), "{claim} is missing in {packet}");
    }
}

#[test]
fn file_is_tagged_and_speaks_its_language() {
    // Whatever the first words are written in: the issue's language is known.
    let file = open(&format!("#set text(lang: \"en\")\nPartners\n{ISSUE}"));
    let catalog = catalog(&file);
    assert_eq!(words(catalog.get(b"Lang").unwrap()), "vi");
    let mark = catalog.get_deref(b"MarkInfo", &file).unwrap().as_dict().unwrap();
    assert!(mark.get(b"Marked").unwrap().as_bool().unwrap());
    assert!(catalog.has(b"StructTreeRoot"));
}

#[test]
fn readers_show_the_title_not_the_file_name() {
    let file = open(ISSUE);
    assert_eq!(words(info(&file).get(b"Title").unwrap()), meta().title);
    assert_eq!(words(info(&file).get(b"Author").unwrap()), meta().author);
    assert_eq!(words(info(&file).get(b"Subject").unwrap()), meta().subject);
    let view = catalog(&file).get_deref(b"ViewerPreferences", &file).unwrap();
    let view = view.as_dict().unwrap();
    assert!(view.get(b"DisplayDocTitle").unwrap().as_bool().unwrap());
}

#[test]
fn dates_are_the_issues_day_in_vietnam() {
    let file = open(ISSUE);
    for key in ["CreationDate", "ModDate"] {
        let date = words(info(&file).get(key.as_bytes()).unwrap());
        assert_eq!(date, "D:20210227000000+07'00", "{key}");
    }
}

#[test]
fn page_ends_at_the_trim() {
    let file = open(&format!("#set page(bleed: 3mm)\n{ISSUE}"));
    let trim = Some([0.0, 0.0, 190.0, 270.0]);
    assert_eq!(boxes(&file, "MediaBox"), [trim, trim]);
    for other in ["CropBox", "BleedBox", "TrimBox"] {
        assert_eq!(boxes(&file, other), [None, None], "{other}");
    }
}

#[test]
fn every_page_has_a_label() {
    let file = open(ISSUE);
    let labels = catalog(&file).get_deref(b"PageLabels", &file).unwrap();
    let tree = labels.as_dict().unwrap().get_deref(b"Nums", &file).unwrap();
    let first = tree.as_array().unwrap()[0].as_i64().unwrap();
    assert_eq!(first, 0);
}

#[test]
fn every_font_is_embedded() {
    assert_eq!(loose_fonts(&open(ISSUE)), Vec::<String>::new());
}

#[test]
fn pictures_speak() {
    let file = open(ISSUE);
    let alt: Vec<String> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| name(dict, b"S").as_deref() == Some("Figure"))
        .map(|dict| words(dict.get(b"Alt").unwrap()))
        .collect();
    assert_eq!(alt, ["Quang cảnh"]);
}

fn name(dict: &Dictionary, key: &[u8]) -> Option<String> {
    let name = dict.get(key).and_then(Object::as_name).ok()?;
    Some(String::from_utf8_lossy(name).into_owned())
}

#[test]
fn every_violation_is_told() {
    let PdfRefused::Nonconforming { violations } = refused(
        r#"#set text(font: "Source Serif 4", fill: cmyk(0%, 0%, 0%, 100%))
        = Một
        #image("/grey.jpg")
        #image("/grey.jpg", width: 5mm)"#,
    ) else {
        panic!("not a matter of the standard")
    };
    let of = |what: &str| violations.iter().filter(|told| told.contains(what)).count();
    assert!(of("alt") >= 2, "{violations:#?}");
    assert!(of("CMYK") >= 1, "{violations:#?}");
}

#[test]
fn same_issue_same_bytes() {
    assert_eq!(screen(ISSUE), screen(ISSUE));
}
