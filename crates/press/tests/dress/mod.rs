//! What a bulletin changes in its design shows on the sheets, or is remarked on.

use crate::looks::{NAMES, design, issue, mm, press};
use crate::sample::{Pictures, id};
use document::{DesignSettings, Edition, Key, Remark};
use press::{BlockKind, Design, Sheets};

/// The issue of a design, in which the bulletin changes this.
fn changed(name: &str, changes: &[(Key, &str)]) -> (Edition, Design) {
    let mut edition = issue(&design(name));
    for (key, value) in changes {
        let value = DesignSettings::value(*key, value).expect("a value");
        edition.bulletin.values.set(*key, value);
    }
    let settings = edition.bulletin.settings();
    let faces = settings.faces.as_deref().map(design);
    let design = design(name).with_settings(&settings, faces.as_ref());
    (edition, design)
}

fn compose((edition, design): &(Edition, Design)) -> Sheets {
    press().compose(edition, design, &Pictures).expect("sheets")
}

fn codes(remarks: &[Remark]) -> Vec<&str> {
    remarks.iter().map(|remark| remark.code).collect()
}

/// Where the lines of running text begin on page 2, in millimetres.
fn edges(sheets: &Sheets, size: f64) -> Vec<i64> {
    let lines = sheets.texts(1).into_iter();
    let body = lines.filter(|line| (line.size.0 - size).abs() < 0.3);
    let mut edges: Vec<i64> = body.map(|line| mm(line.x).round() as i64).collect();
    edges.sort_unstable();
    edges.dedup();
    edges
}

#[test]
fn columns_that_are_offered_can_be_set_in_every_design() {
    for name in NAMES {
        let plain = design(name);
        let offer = plain.offer(plain.trim());
        assert!(offer.columns.contains(&offer.column), "{name}: {offer:?}");
        for columns in &offer.columns {
            let work = changed(name, &[(Key::Columns, &columns.to_string())]);
            let trim = work.1.trim();
            assert_eq!(work.1.offer(trim).column, *columns, "{name}");
            assert!(work.1.doubts(trim).is_empty(), "{name}: {columns}");
            let sheets = compose(&work);
            for number in 1..=5 {
                let stands =
                    sheets.blocks().iter().any(|b| b.article == Some(id(number)));
                assert!(stands, "{name}, {columns} columns: story {number}");
            }
        }
    }
}

#[test]
fn columns_show_and_those_that_cannot_be_read_are_remarked_on() {
    let two = compose(&changed("thoi-su", &[(Key::Columns, "2")]));
    let three = compose(&changed("thoi-su", &[(Key::Columns, "3")]));
    assert!(edges(&two, 9.2).len() < edges(&three, 9.2).len());
    let (edition, design) = changed("thoi-su", &[(Key::Columns, "6")]);
    let doubts = design.doubts(edition.bulletin.trim);
    assert_eq!(codes(&doubts), ["design.columns"]);
    assert_eq!(doubts[0].values[1], ("kept", "3".to_owned()));
}

#[test]
fn margins_show_and_those_that_leave_no_room_are_remarked_on() {
    let work = changed("thoi-su", &[(Key::Margins, "30 20 25 20")]);
    let offer = work.1.offer(work.1.trim());
    assert_eq!(offer.margins.to_string(), "30 20 25 20");
    let sheets = compose(&work);
    let inside = sheets.blocks().iter().filter(|block| {
        block.page > 0 && !matches!(block.kind, BlockKind::Folio | BlockKind::Masthead)
    });
    for block in inside {
        assert!(mm(block.x) > 19.0 && mm(block.y) > 29.0, "{block:?}");
        assert!(mm(block.y) + mm(block.height) < 251.0, "{block:?}");
    }
    let (edition, design) = changed("thoi-su", &[(Key::Margins, "17 13 60 60")]);
    assert_eq!(codes(&design.doubts(edition.bulletin.trim)), ["design.margins"]);
    assert_eq!(design.offer(edition.bulletin.trim).margins.inner, 14.0);
}

#[test]
fn colours_show_and_pale_ones_are_remarked_on() {
    let dark = changed("trang-trong", &[(Key::FirstColour, "#0B6470")]);
    assert!(dark.1.doubts(dark.1.trim()).is_empty());
    assert!(compose(&dark).faults_in_print(&dark.1).is_empty());
    let plain = compose(&changed("trang-trong", &[]));
    assert_ne!(compose(&dark).svg(0), plain.svg(0));

    let pale = changed("thoi-su", &[(Key::FirstColour, "#F9C74A")]);
    let doubts = pale.1.doubts(pale.1.trim());
    assert!(codes(&doubts).contains(&"design.low_contrast"), "{doubts:?}");
    let faults = compose(&pale).faults_in_print(&pale.1);
    assert!(codes(&faults).contains(&"design.low_contrast"), "{faults:?}");

    let second = compose(&changed("nha-truong", &[(Key::SecondColour, "#C6E5D9")]));
    assert!(second.svg(0).to_lowercase().contains("#c6e5d9"));

    // One ink stays one ink.
    let ink = changed("mot-mau", &[(Key::FirstColour, "#A6121F")]);
    assert!(!ink.1.offer(ink.1.trim()).colours);
    assert_eq!(compose(&ink).svg(0), compose(&changed("mot-mau", &[])).svg(0));
}

#[test]
fn faces_of_another_design_change_the_letters_and_lose_none() {
    for name in NAMES {
        for faces in NAMES {
            let (_, design) = changed(name, &[(Key::Faces, faces)]);
            press().try_design(&design).unwrap_or_else(|e| panic!("{name} {faces}: {e}"));
        }
    }
    let work = changed("thoi-su", &[(Key::Faces, "mot-mau")]);
    let sheets = compose(&work);
    assert_ne!(sheets.svg(0), compose(&changed("thoi-su", &[])).svg(0));
    for number in 1..=5 {
        assert!(sheets.blocks().iter().any(|b| b.article == Some(id(number))));
    }
}

#[test]
fn a_logo_stands_in_the_masthead_and_a_lost_one_is_remarked_on() {
    let top = |sheets: &Sheets| {
        let lines = sheets.texts(0);
        let name = lines.into_iter().find(|line| line.text.contains("Hậu"));
        let name = name.expect("the name");
        (mm(name.x), mm(name.baseline))
    };
    for name in NAMES {
        let (plain, with) = (
            compose(&changed(name, &[])),
            compose(&changed(name, &[(Key::Logo, "wide.jpg")])),
        );
        let ((x, y), (with_x, with_y)) = (top(&plain), top(&with));
        assert!(with_x > x + 10.0 || with_y > y + 8.0, "{name}");
        assert!(!codes(with.remarks()).contains(&"design.logo_missing"), "{name}");
    }
    let lost = compose(&changed("thoi-su", &[(Key::Logo, "khong-co.png")]));
    assert!(codes(lost.remarks()).contains(&"design.logo_missing"));
}
