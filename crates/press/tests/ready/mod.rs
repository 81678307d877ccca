//! Press-ready: what stands in the files of every profile, looked at without our own
//! model of them.

use super::sample::{self, Pictures, article, design, edition, press};
use document::{
    Edition, Lang, Mm, PhotoId, PhotoLibrary, PhotoUnavailable, PixelSize, Recipe,
    Rendition, Unwatched,
};
use lopdf::content::Content;
use lopdf::{Dictionary, Document, Object};
use press::{Booklet, Design, Paper, Profile};
use std::collections::BTreeSet;
use std::sync::Mutex;

const PROFILES: [Profile; 6] = [
    Profile::Press,
    Profile::Screen,
    Profile::Office,
    Profile::Booklet(Booklet { paper: Paper::A4, creep: None }),
    Profile::Booklet(Booklet { paper: Paper::A3, creep: None }),
    Profile::Proof,
];

/// Every kind of block, photos, several pages.
fn issue() -> Edition {
    let long = article(2, "Bài dài", &sample::words(2500));
    edition(vec![article(1, "Bài thử", sample::EVERY_BLOCK), long])
}

fn write(edition: &Edition, photos: &dyn PhotoLibrary, profile: Profile) -> Vec<u8> {
    press().pdf(edition, &design(), photos, profile, &Unwatched).expect("a file").bytes
}

fn open(bytes: &[u8]) -> Document {
    Document::load_mem(bytes).expect("a PDF")
}

/// Everywhere a file speaks of red, green and blue: in any object, and by any operator
/// of any content stream.
fn rgb_in(file: &Document) -> Vec<String> {
    let mut found = Vec::new();
    for (id, object) in &file.objects {
        names(object, &mut |name| {
            if [&b"DeviceRGB"[..], b"CalRGB", b"Lab"].contains(&name) {
                let name = String::from_utf8_lossy(name);
                found.push(format!("{id:?} names {name}"));
            }
        });
        let Object::Stream(stream) = object else { continue };
        let has = |key: &[u8], name: &[u8]| {
            stream.dict.get(key).and_then(Object::as_name).is_ok_and(|own| own == name)
        };
        let three = stream.dict.get(b"N").and_then(Object::as_i64).is_ok_and(|n| n == 3);
        if three && !has(b"Type", b"ObjStm") {
            found.push(format!("{id:?} is a profile of three colours"));
        }
        let is_jpeg = has(b"Subtype", b"Image") && has(b"Filter", b"DCTDecode");
        if is_jpeg && jpeg_parts(&stream.content) == Some(3) {
            found.push(format!("{id:?} is a JPEG of three colours"));
        }
        let is_drawing = has(b"Subtype", b"Form") || stream.dict.has(b"PatternType");
        if is_drawing {
            let content = stream.get_plain_content().expect("a content stream");
            operators(&content, &format!("{id:?}"), &mut found);
        }
    }
    for page in file.page_iter() {
        operators(&file.get_page_content(page), &format!("page {page:?}"), &mut found);
    }
    found
}

fn operators(content: &[u8], place: &str, found: &mut Vec<String>) {
    for operation in Content::decode(content).expect("operators").operations {
        if ["rg", "RG", "BI"].contains(&operation.operator.as_str()) {
            found.push(format!("{place} paints with {}", operation.operator));
        }
    }
}

fn names(object: &Object, see: &mut dyn FnMut(&[u8])) {
    let mut inside = |dict: &Dictionary| {
        for (_, part) in dict.iter() {
            names(part, see);
        }
    };
    match object {
        Object::Name(name) => see(name),
        Object::Array(parts) => parts.iter().for_each(|part| names(part, see)),
        Object::Dictionary(dict) => inside(dict),
        Object::Stream(stream) => inside(&stream.dict),
        _ => {}
    }
}

/// Number of colours of a JPEG, as its frame header says.
fn jpeg_parts(bytes: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let [0xff, marker] = *bytes.get(at..at + 2)? else { return None };
        let length =
            usize::from(u16::from_be_bytes(bytes.get(at + 2..at + 4)?.try_into().ok()?));
        let is_frame =
            (0xc0..=0xcf).contains(&marker) && ![0xc4, 0xc8, 0xcc].contains(&marker);
        if is_frame {
            return bytes.get(at + 9).copied();
        }
        at += 2 + length;
    }
}

#[test]
fn nothing_in_a_press_file_is_red_green_and_blue() {
    let file = open(&write(&issue(), &Pictures, Profile::Press));
    assert_eq!(rgb_in(&file), Vec::<String>::new());
    let pictures = file.objects.values().filter(|object| {
        let Object::Stream(stream) = object else { return false };
        stream
            .dict
            .get(b"Filter")
            .and_then(Object::as_name)
            .is_ok_and(|f| f == b"DCTDecode")
            && jpeg_parts(&stream.content) == Some(4)
    });
    assert!(pictures.count() > 0, "the walk has met the pictures");
}

#[test]
fn the_walk_sees_red_green_and_blue_where_it_is() {
    let file = open(&write(&issue(), &Pictures, Profile::Office));
    let found = rgb_in(&file);
    let told = |what: &str| found.iter().any(|place| place.contains(what));
    assert!(told("profile of three") || told("DeviceRGB"), "{found:?}");
    assert!(told("JPEG of three"), "{found:?}");
}

/// What is asked of the library.
struct Asked(Mutex<Vec<(PhotoId, Recipe, PixelSize)>>);

impl PhotoLibrary for Asked {
    fn rendition(
        &self,
        photo: PhotoId,
        recipe: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable> {
        let rendition = Pictures.rendition(photo, recipe)?;
        self.0.lock().expect("one thread").push((photo, *recipe, rendition.size));
        Ok(rendition)
    }
}

#[test]
fn pictures_are_asked_for_in_inks_at_three_hundred_pixels_an_inch() {
    let asked = Asked(Mutex::default());
    let file = open(&write(&issue(), &asked, Profile::Press));
    let mut covers = 0;
    for (_, recipe, _) in asked.0.lock().expect("one thread").iter() {
        // A photo is decoded once for a file, for its print.
        let document::Fit::Cover { width, height, .. } = recipe.fit else {
            panic!("asked for {recipe:?}");
        };
        assert!(matches!(recipe.format, document::Format::CmykJpeg { .. }), "{recipe:?}");
        // No picture is wider or higher than the page with its bleed.
        let most = |mm: f64| ((mm + 6.0) / 25.4 * 300.0).ceil() as u32;
        assert!(width <= most(190.0) && height <= most(270.0), "{recipe:?}");
        covers += 1;
    }
    assert!(covers > 0);
    assert!(file.page_iter().count() > 1);
}

/// Has nothing of one photo, or everything but its prints.
struct Lost {
    photo: PhotoId,
    prints_only: bool,
}

impl PhotoLibrary for Lost {
    fn rendition(
        &self,
        photo: PhotoId,
        recipe: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable> {
        let print = matches!(recipe.fit, document::Fit::Cover { .. });
        if photo == self.photo && (print || !self.prints_only) {
            return Err(PhotoUnavailable { photo, reason: "half of it is lost".into() });
        }
        Pictures.rendition(photo, recipe)
    }
}

#[test]
fn words_take_the_room_of_a_photo_that_cannot_be_printed() {
    let mut edition = issue();
    let photo = *edition.photos.keys().next().expect("a photo");
    let print = |edition: &Edition, prints_only| {
        let photos = Lost { photo, prints_only };
        press().pdf(edition, &design(), &photos, Profile::Press, &Unwatched)
    };
    let without = print(&edition, false).expect("a file");
    let size = PixelSize { width: 1500, height: 1000 };
    edition.photos.get_mut(&photo).expect("a photo").size = size;
    let found = print(&edition, true).expect("a file");
    assert!(found.remarks.iter().any(|remark| remark.code == "photo.missing"));
    assert!(found.bytes == without.bytes, "no hole, but the words that follow");
}

/// A box of every page, in millimetres as finely as the file has it.
fn boxes(file: &Document, name: &str) -> Vec<[f64; 4]> {
    let mm =
        |object: &Object| f64::from(object.as_float().expect("a number")) / 72.0 * 25.4;
    file.page_iter()
        .map(|page| {
            let page = file.get_dictionary(page).expect("a page");
            let sides = page.get(name.as_bytes()).and_then(Object::as_array).expect(name);
            let sides: Vec<f64> = sides.iter().map(mm).collect();
            sides.try_into().expect("four sides")
        })
        .collect()
}

#[track_caller]
fn check_boxes(trim: &str) {
    let mut edition = issue();
    edition.bulletin.trim = trim.parse().expect("a trim");
    let (width, height) =
        (edition.bulletin.trim.width.get(), edition.bulletin.trim.height.get());
    let file = open(&write(&edition, &Pictures, Profile::Press));
    let near = |a: f64, b: f64| assert!((a - b).abs() < 0.01, "{trim}: {a} for {b} mm");
    let trims = boxes(&file, "TrimBox");
    for (page, (cut, bleed)) in trims.iter().zip(boxes(&file, "BleedBox")).enumerate() {
        near(cut[2] - cut[0], width);
        near(cut[3] - cut[1], height);
        for side in 0..4 {
            let out =
                if side < 2 { cut[side] - bleed[side] } else { bleed[side] - cut[side] };
            near(out, 3.0);
        }
        let media = boxes(&file, "MediaBox")[page];
        assert!(media[0] < bleed[0] && media[3] > bleed[3], "marks stand outside");
    }
    for (profile, width, height) in [
        (Profile::Screen, width, height),
        (Profile::Office, width, height),
        (Profile::Proof, width, height),
        (PROFILES[3], 297.0, 210.0),
        (PROFILES[4], 420.0, 297.0),
    ] {
        for sides in boxes(&open(&write(&edition, &Pictures, profile)), "MediaBox") {
            near(sides[2] - sides[0], width);
            near(sides[3] - sides[1], height);
        }
    }
}

#[test]
fn boxes_are_exact_to_a_hundredth_of_a_millimetre() {
    check_boxes("190x270");
    check_boxes("A5");
    check_boxes("184x261.5");
}

#[test]
fn a_press_that_set_another_page_size_sets_this_one_as_if_it_were_the_first() {
    let of = |trim: &str, press: &press::Press| {
        let mut edition = issue();
        edition.bulletin.trim = trim.parse().expect("a trim");
        let printed =
            press.pdf(&edition, &design(), &Pictures, Profile::Office, &Unwatched);
        printed.expect("a file").bytes
    };
    // Both take their measures from one format, so that only the columns differ.
    let used = press::Press::new(sample::fonts());
    let _ = of("184x261.5", &used);
    let fresh = press::Press::new(sample::fonts());
    assert!(of("190x270", &used) == of("190x270", &fresh));
}

#[test]
fn every_profile_gives_the_same_bytes_again() {
    let issue = issue();
    let mut ids = BTreeSet::new();
    for profile in PROFILES {
        let first = write(&issue, &Pictures, profile);
        // Another press has nothing left from the first time.
        let other = press::Press::new(sample::fonts());
        let again = other.pdf(&issue, &design(), &Pictures, profile, &Unwatched);
        assert!(first == again.expect("a file").bytes, "{profile:?}");
        let file = open(&first);
        let id = file.trailer.get(b"ID").and_then(Object::as_array).expect("an ID");
        ids.insert(format!("{id:?}"));
    }
    // Two files of other bytes do not go by one name.
    assert_eq!(ids.len(), PROFILES.len());
}

#[test]
fn every_profile_embeds_its_fonts_and_has_no_script() {
    for profile in PROFILES {
        let file = open(&write(&issue(), &Pictures, profile));
        let mut fonts = 0;
        for object in file.objects.values() {
            let Ok(dict) = object.as_dict() else { continue };
            assert!(!dict.has(b"JS") && !dict.has(b"JavaScript"), "{profile:?}");
            if dict.has_type(b"FontDescriptor") {
                fonts += 1;
                let keys = ["FontFile", "FontFile2", "FontFile3"];
                assert!(keys.iter().any(|key| dict.has(key.as_bytes())), "{profile:?}");
            }
        }
        assert!(fonts > 0);
    }
}

#[test]
fn a_proof_says_what_it_is() {
    let mut edition = issue();
    let vi = write(&edition, &Pictures, Profile::Proof);
    edition.bulletin.lang = Lang::En;
    let en = write(&edition, &Pictures, Profile::Proof);
    let screen = open(&write(&edition, &Pictures, Profile::Office));
    // Marks over the page: more text is shown than on the page itself.
    let shown = |file: &Document| -> usize {
        let pages = file.page_iter();
        pages
            .map(|page| {
                let content =
                    Content::decode(&file.get_page_content(page)).expect("content");
                let text = ["Tj", "TJ"];
                let is_text = |op: &&lopdf::content::Operation| {
                    text.contains(&op.operator.as_str())
                };
                content.operations.iter().filter(is_text).count()
            })
            .sum()
    };
    assert_ne!(vi, en);
    for proof in [vi, en] {
        let proof = open(&proof);
        assert!(shown(&proof) > shown(&screen) + 40, "numbered lines");
        let page = proof.page_iter().next().expect("a page");
        let content = Content::decode(&proof.get_page_content(page)).expect("content");
        let operations = content.operations.iter();
        let slanted = |op: &lopdf::content::Operation| {
            let slant = op.operands.get(1).and_then(|slant| slant.as_float().ok());
            op.operator == "cm" && slant.is_some_and(|slant| slant.abs() > 0.1)
        };
        let order = operations.filter_map(|op| match op.operator.as_str() {
            "Tj" | "TJ" => Some("words"),
            "Do" => Some("picture"),
            _ => slanted(op).then_some("watermark"),
        });
        let order: Vec<&str> = order.collect();
        assert_eq!(order[0], "watermark", "behind the words: {order:?}");
        let picture = order.iter().position(|what| *what == "picture");
        let after = &order[picture.expect("a picture")..];
        assert!(after.contains(&"watermark"), "and over each picture: {order:?}");
    }
}

/// What the design's colours and lines give to remark once `change` is made in it.
#[track_caller]
fn check_design(from: &str, to: &str, parts: (&str, &str), expected: &[&str]) {
    let tokens = sample::TOKENS.replace(from, to);
    let changed = sample::PARTS.replace(parts.0, parts.1);
    assert!(tokens != sample::TOKENS || changed != sample::PARTS || expected.is_empty());
    let design = Design::parse("thoi-su", &tokens, &changed).expect("a design");
    let press = press::Press::new(sample::fonts());
    let sheets = press.compose(&issue(), &design, &Pictures).expect("sheets");
    let found = sheets.faults_in_print(&design);
    let codes: BTreeSet<&str> = found.iter().map(|remark| remark.code).collect();
    assert_eq!(codes, expected.iter().copied().collect(), "{found:#?}");
    assert!(found.iter().all(|remark| remark.place.page.is_some()));
}

#[test]
fn faults_of_a_design_are_found_before_the_printer_finds_them() {
    let same = ("", "");
    check_design("", "", same, &[]);
    let ink = "cmyk = [0, 0, 0, 100]";
    check_design(ink, "cmyk = [60, 40, 40, 100]", same, &["design.rich_black"]);
    let accent = "cmyk = [20, 100, 95, 15]";
    check_design(accent, "cmyk = [80, 100, 95, 70]", same, &["design.too_much_ink"]);
    check_design("#5E5A55", "#9E9A95", same, &["design.low_contrast"]);
    let thin = ("stroke: .35pt", "stroke: .1pt");
    check_design("", "", thin, &["design.hairline"]);
}

#[test]
fn creep_moves_inner_pages_towards_the_fold() {
    let creep = |mm| {
        let creep = Mm::new(mm);
        let booklet = Profile::Booklet(Booklet { paper: Paper::A3, creep });
        write(
            &edition(vec![article(2, "Bài dài", &sample::words(9000))]),
            &Pictures,
            booklet,
        )
    };
    assert_ne!(creep(0.0), creep(2.0));
}
