//! What every file for the printer holds.

use super::drawing::{self, Mark};
use super::{
    INKS, ISSUE, boxes, catalog, info, loose_fonts, meta, press, words, world, xmp,
};
use crate::pdf::slug::Slug;
use document::PRINT_CONDITION;
use lopdf::{Document, Object};
use typst::layout::{Abs, Frame, FrameItem, Size};
use typst::text::TextItem;

#[track_caller]
fn open(source: &str) -> Document {
    Document::load_mem(&press(source)).unwrap()
}

/// Every mark on every page.
fn painted(file: &Document) -> Vec<Mark> {
    file.page_iter().flat_map(|page| drawing::marks(file, page)).collect()
}

fn in_points(mm: f64) -> f64 {
    mm / 25.4 * 72.0
}

/// The first page's box in points.
fn points(file: &Document, name: &str) -> [f64; 4] {
    boxes(file, name)[0].unwrap().map(in_points)
}

fn apart(a: [f64; 4], b: [f64; 4]) -> bool {
    a[2] <= b[0] || b[2] <= a[0] || a[3] <= b[1] || b[3] <= a[1]
}

fn within(inner: [f64; 4], outer: [f64; 4]) -> bool {
    // A box is written with hundredths of a millimetre here.
    const SLACK: f64 = 0.05;
    inner[0] >= outer[0] - SLACK
        && inner[1] >= outer[1] - SLACK
        && inner[2] <= outer[2] + SLACK
        && inner[3] <= outer[3] + SLACK
}

#[test]
fn every_page_has_its_boxes() {
    let file = open(ISSUE);
    let all = |sides| [Some(sides), Some(sides)];
    assert_eq!(boxes(&file, "MediaBox"), all([0.0, 0.0, 210.0, 290.0]));
    assert_eq!(boxes(&file, "BleedBox"), all([7.0, 7.0, 203.0, 283.0]));
    assert_eq!(boxes(&file, "TrimBox"), all([10.0, 10.0, 200.0, 280.0]));
    assert_eq!(boxes(&file, "ArtBox"), [None, None]);
    assert_eq!(boxes(&file, "CropBox"), [None, None]);
}

#[test]
fn bleed_of_the_source_changes_no_box() {
    let own = open(&format!("#set page(bleed: 5mm)\n{ISSUE}"));
    assert_eq!(boxes(&own, "TrimBox"), boxes(&open(ISSUE), "TrimBox"));
    assert_eq!(boxes(&own, "MediaBox"), boxes(&open(ISSUE), "MediaBox"));
}

#[test]
fn printing_condition_is_declared_with_its_profile() {
    let file = open(ISSUE);
    let intents = catalog(&file).get(b"OutputIntents").unwrap().as_array().unwrap();
    let [intent] = intents.as_slice() else { panic!("not one output intent") };
    let intent = file.dereference(intent).unwrap().1.as_dict().unwrap();
    assert_eq!(intent.get(b"S").unwrap().as_name().unwrap(), b"GTS_PDFX");
    let id = words(intent.get(b"OutputConditionIdentifier").unwrap());
    assert_eq!(id, PRINT_CONDITION.id);
    let profile = intent.get_deref(b"DestOutputProfile", &file).unwrap();
    let profile = profile.as_stream().unwrap();
    assert_eq!(profile.dict.get(b"N").unwrap().as_i64().unwrap(), 4);
    assert_eq!(profile.get_plain_content().unwrap(), PRINT_CONDITION.icc);
}

#[test]
fn metadata_is_plain_and_says_the_same_twice() {
    let file = open(ISSUE);
    let (packet, plain) = xmp(&file);
    assert!(plain);
    let told = |name: &str| {
        let (open, close) = (format!("<{name}>"), format!("</{name}>"));
        let from = packet.find(&open).unwrap_or_else(|| panic!("no {name}")) + open.len();
        packet[from..].split(&close).next().unwrap().to_owned()
    };
    assert_eq!(told("pdfxid:GTS_PDFXVersion"), "PDF/X-4");
    assert_eq!(told("pdf:Trapped"), "False");
    assert_eq!(info(&file).get(b"Trapped").unwrap().as_name().unwrap(), b"False");
    assert!(told("dc:title").contains("Hậu Giang &amp; số 2"));
    assert_eq!(words(info(&file).get(b"Title").unwrap()), meta().title);
    for (name, key) in [("xmp:CreateDate", "CreationDate"), ("xmp:ModifyDate", "ModDate")]
    {
        assert_eq!(told(name), "2021-02-27T00:00:00+07:00");
        let date = words(info(&file).get(key.as_bytes()).unwrap());
        assert_eq!(date, "D:20210227000000+07'00'");
    }
    let urn = told("xmpMM:DocumentID").replace('-', "");
    let [first, second] = file.trailer.get(b"ID").unwrap().as_array().unwrap().as_slice()
    else {
        panic!("an ID has two parts")
    };
    let hex: String =
        first.as_str().unwrap().iter().map(|byte| format!("{byte:02x}")).collect();
    assert_eq!(urn, format!("urn:uuid:{hex}"));
    assert_eq!(first, second);
    assert_eq!(file.version, "1.6");
}

#[test]
fn text_is_black_ink_alone() {
    let text: Vec<Mark> =
        painted(&open(ISSUE)).into_iter().filter(|mark| mark.text).collect();
    assert!(text.len() > 10, "only {} runs of text", text.len());
    for mark in text {
        let black = match mark.space.as_str() {
            "DeviceGray" => mark.colour == [0.0],
            "DeviceCMYK" => mark.colour == [0.0, 0.0, 0.0, 1.0],
            _ => false,
        };
        assert!(black, "{mark:?}");
    }
}

#[test]
fn all_greys_are_black_ink() {
    let file = open(&format!("{ISSUE}{INKS}"));
    for (id, object) in &file.objects {
        let Object::Stream(stream) = object else { continue };
        let components = stream.dict.get(b"N").and_then(Object::as_i64).ok();
        assert_ne!(components, Some(1), "a grey profile is left in {id:?}");
        assert_ne!(components, Some(3), "an RGB profile is left in {id:?}");
    }
    let marks = painted(&file);
    let spaces = drawing::spaces(&marks);
    let known = ["DeviceCMYK", "DeviceGray", "Pattern", "Separation All"];
    assert!(spaces.keys().all(|space| known.contains(space)), "{spaces:?}");
}

#[test]
fn colour_for_screens_stays_calibrated() {
    let file = open("#rect(fill: rgb(\"#a6121f\"), width: 20mm, height: 5mm)");
    let marks = painted(&file);
    let spaces = drawing::spaces(&marks);
    assert!(spaces.contains_key("ICCBased"), "{spaces:?}");
    assert!(!spaces.contains_key("DeviceRGB"), "{spaces:?}");
}

#[test]
fn marks_stand_outside_the_bleed_on_every_plate() {
    let file = open(ISSUE);
    let (bleed, media) = (points(&file, "BleedBox"), points(&file, "MediaBox"));
    for page in file.page_iter() {
        let marks = drawing::marks(&file, page);
        let plates: Vec<&Mark> =
            marks.iter().filter(|mark| mark.space == "Separation All").collect();
        // Eight crop marks, four register marks of two strokes and a ring.
        assert_eq!(plates.len(), 8 + 4 * 3);
        for mark in plates {
            assert_eq!(mark.colour, [1.0]);
            assert!(apart(mark.extent, bleed), "{mark:?} in {bleed:?}");
            assert!(within(mark.extent, media), "{mark:?} off {media:?}");
        }
    }
}

#[test]
fn crop_marks_point_at_the_cut() {
    let file = open(ISSUE);
    let [left, bottom, right, top] = points(&file, "TrimBox");
    let page = file.page_iter().next().unwrap();
    let marks = drawing::marks(&file, page);
    let near = |a: f64, b: f64| (a - b).abs() < 0.05;
    for x in [left, right] {
        let count = marks
            .iter()
            .filter(|mark| near(mark.extent[0], x) && near(mark.extent[2], x));
        assert_eq!(count.count(), 2, "at x = {x}");
    }
    for y in [bottom, top] {
        let level = |mark: &&Mark| !mark.text && near(mark.extent[1], y);
        let count = marks.iter().filter(|mark| level(mark) && near(mark.extent[3], y));
        assert_eq!(count.count(), 2, "at y = {y}");
    }
}

#[test]
fn ink_of_the_page_ends_at_the_bleed() {
    let file = open(ISSUE);
    let bleed = points(&file, "BleedBox");
    let page = file.page_iter().next().unwrap();
    let marks = drawing::marks(&file, page);
    let past = marks.iter().find(|mark| mark.extent[0] < 0.0).expect("the long band");
    let clip = past.clip.expect("a clip");
    assert!(within(clip, bleed) && within(bleed, clip), "{clip:?} is not {bleed:?}");
    let around = |mark: &&Mark| mark.space != "Separation All" && mark.clip.is_none();
    for mark in marks.iter().filter(around) {
        assert!(mark.text && apart(mark.extent, bleed), "not the slug: {mark:?}");
    }
}

#[test]
fn nothing_is_left_that_only_a_screen_has() {
    let file = open(ISSUE);
    for page in file.page_iter() {
        let page = file.get_dictionary(page).unwrap();
        for key in ["Annots", "AA", "StructParents", "Tabs"] {
            assert!(!page.has(key.as_bytes()), "{key}");
        }
    }
    let forbidden = ["Outlines", "OpenAction", "AA", "AcroForm", "StructTreeRoot"];
    for key in forbidden {
        assert!(!catalog(&file).has(key.as_bytes()), "{key}");
    }
    for object in file.objects.values() {
        let Ok(dict) = object.as_dict() else { continue };
        assert!(!dict.has_type(b"Annot") && !dict.has(b"URI"), "{dict:?}");
    }
}

#[test]
fn every_font_is_embedded() {
    assert_eq!(loose_fonts(&open(ISSUE)), Vec::<String>::new());
}

#[test]
fn picture_in_inks_keeps_its_bytes_and_its_sense() {
    let file = open(INKS);
    let is_picture = |object: &&Object| matches!(object, Object::Stream(stream) if stream.dict.has(b"Decode"));
    let pictures: Vec<&Object> = file.objects.values().filter(is_picture).collect();
    let [picture] = pictures.as_slice() else { panic!("{} pictures", pictures.len()) };
    let picture = picture.as_stream().unwrap();
    assert_eq!(picture.content, *world::INKS);
    let space = picture.dict.get_deref(b"ColorSpace", &file).unwrap();
    assert_eq!(space.as_name().unwrap(), b"DeviceCMYK");
    // The encoder writes inks inverted and says so (Adobe APP14); so must the file.
    let decode = picture.dict.get(b"Decode").unwrap().as_array().unwrap();
    let decode: Vec<f32> = decode.iter().map(|end| end.as_float().unwrap()).collect();
    assert_eq!(decode, [1.0, 0.0].repeat(4));
}

/// The two halves of the first page's slug.
fn slug(source: &str, issue_line: &str) -> Vec<TextItem> {
    let mut meta = meta();
    meta.issue_line = issue_line.into();
    let document = world::compile(source);
    let size = Size::new(Abs::mm(190.0), Abs::mm(270.0));
    let mut frame = Frame::hard(size);
    let slug = Slug::new(document.pages(), &meta);
    slug.write(&mut frame, size, Abs::mm(3.0), 0);
    frame
        .items()
        .filter_map(|(_, item)| match item {
            FrameItem::Text(text) => Some(text.clone()),
            _ => None,
        })
        .collect()
}

#[track_caller]
fn check_slug(issue_line: &str, expected: [&str; 2]) {
    let halves = slug(ISSUE, issue_line);
    let words: Vec<&str> = halves.iter().map(|half| half.text.as_str()).collect();
    assert_eq!(words, expected);
    assert!(halves.iter().flat_map(|half| &half.glyphs).all(|glyph| glyph.id != 0));
}

#[test]
fn slug_tells_issue_page_date_and_sizes() {
    let sizes = "27/02/2021 · 190 × 270 mm, tràn lề 3 mm";
    check_slug("Bản tin Hậu Giang, số 2", ["Bản tin Hậu Giang, số 2 · Trang 1/2", sizes]);
    check_slug("  ", ["Trang 1/2", sizes]);
    // No font here has it, and a slug must not print a box.
    check_slug("Số 2 \u{4e2d}", ["Số 2  · Trang 1/2", sizes]);
}

#[test]
fn slug_keeps_its_place_however_long() {
    for half in slug(ISSUE, &"Nguyễn Thị Ngọc Hương ".repeat(20)) {
        assert!(half.width() <= Abs::mm(190.0 / 2.0), "{:?}", half.width());
    }
}

#[test]
fn slug_is_set_in_the_font_most_used() {
    let family = |source: &str| slug(source, "Số 2")[0].font.info().family.clone();
    let (serif, sans) = ("Source Serif 4", "Be Vietnam Pro");
    for (most, other) in [(serif, sans), (sans, serif)] {
        let source = format!(
            "#text(font: \"{other}\")[Một] #text(font: \"{most}\")[Hai địa phương]"
        );
        assert_eq!(family(&source), most);
    }
}

#[test]
fn page_without_text_gets_marks_and_no_slug() {
    let file = open("#set page(width: 190mm, height: 270mm)\n#rect()");
    assert!(painted(&file).iter().all(|mark| !mark.text));
    assert_eq!(
        painted(&file).iter().filter(|mark| mark.space == "Separation All").count(),
        20,
    );
}

#[test]
fn page_colour_fills_the_bleed_and_no_more() {
    let file = open("#set page(width: 190mm, height: 270mm, fill: luma(90%))\nA");
    let bleed = points(&file, "BleedBox");
    let ground = &painted(&file)[0];
    assert!(within(ground.extent, bleed) && within(bleed, ground.extent));
}

#[test]
fn same_issue_same_bytes() {
    assert_eq!(press(ISSUE), press(ISSUE));
}

#[test]
fn other_content_other_identity() {
    let mut other = meta();
    other.document_id = "ff".into();
    let document = world::compile(ISSUE);
    let bytes = super::printed(&document, &other);
    let id = |file: &Document| file.trailer.get(b"ID").unwrap().clone();
    assert_ne!(id(&Document::load_mem(&bytes).unwrap()), id(&open(ISSUE)));
}
