//! Press-ready, as a printer and an office would look at it: with tools that are not
//! ours, on files that `bantin` wrote from real pictures.

use std::path::{Path, PathBuf};
use std::process::Command;
use tests::{Bulletin, tool};

const EVERY: [&str; 5] = ["press", "screen", "office", "booklet", "proof"];

/// An issue of text and photos, exported in every profile.
pub(crate) fn exported() -> (Bulletin, PathBuf) {
    let bulletin = Bulletin::with_issue();
    let samples: Vec<PathBuf> = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"]
        .map(|name| tests::samples().join(name))
        .into();
    bulletin.run("import", samples).ended(0);
    let out = bulletin.export("out", &["--as", &EVERY.join(",")]);
    (bulletin, out)
}

#[test]
fn every_profile_is_a_sound_file() {
    let (_bulletin, out) = exported();
    for name in EVERY {
        let file = out.join(format!("{name}.pdf"));
        tool("qpdf", &["--check"], &file);
        let fonts = tests::fonts_not_embedded(&file).unwrap_or_default();
        assert_eq!(fonts, Vec::<String>::new(), "{name}");
    }
    let size = |name: &str| tests::page_size_mm(&out.join(name));
    if let Some((width, height)) = size("booklet.pdf") {
        assert!((width - 420.0).abs() < 0.1 && (height - 297.0).abs() < 0.1);
    }
    if let Some((width, height)) = size("office.pdf") {
        assert!((width - 190.0).abs() < 0.1 && (height - 270.0).abs() < 0.1);
    }
}

#[test]
fn the_title_stands_alone_for_the_licence_file() {
    let (bulletin, _) = exported();
    let out = bulletin.export("title", &["--as", "masthead"]);
    let file = out.join("masthead.pdf");
    tool("qpdf", &["--check"], &file);
    if let Some((width, height)) = tests::page_size_mm(&file) {
        assert!((width - 190.0).abs() < 0.1, "{width}");
        assert!((20.0..110.0).contains(&height), "{height}");
    }
    let png = std::fs::read(out.join("masthead.png")).unwrap();
    let side = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap());
    assert!((2240..=2248).contains(&side(16)), "300 pixels an inch: {}", side(16));
    if let Some(fonts) = tool("pdffonts", &[], &file) {
        assert!(fonts.lines().count() > 2, "the title has letters");
    }
    let status = Command::new("pdftotext").arg(&file).status();
    if status.is_ok_and(|status| status.success()) {
        let said = std::fs::read_to_string(out.join("masthead.txt")).unwrap();
        assert!(said.contains("BẢN TIN"), "{said}");
        assert!(!said.contains("Khuôn khổ"), "the imprint is no part of it: {said}");
    }
}

#[test]
fn a_booklet_is_folded_from_the_paper_that_is_named() {
    let (bulletin, _) = exported();
    let out =
        bulletin.export("a4", &["--as", "booklet", "--paper", "a4", "--creep", "1.5"]);
    if let Some((width, height)) = tests::page_size_mm(&out.join("booklet.pdf")) {
        assert!((width - 297.0).abs() < 0.1 && (height - 210.0).abs() < 0.1);
    }
}

/// The four inks of every point of a page at 72 points an inch, within a rectangle of
/// millimetres from the left and the top of the sheet; `None` without Ghostscript.
pub(crate) fn inks(
    file: &Path,
    page: u32,
    [left, top, right, bottom]: [f64; 4],
) -> Option<Vec<[u8; 4]>> {
    let folder = tempfile::tempdir().unwrap();
    let raw = folder.path().join("inks.pam");
    let status = Command::new("gs")
        .args(["-q", "-dNOPAUSE", "-dBATCH", "-sDEVICE=pamcmyk32", "-r72"])
        .arg(format!("-dFirstPage={page}"))
        .arg(format!("-dLastPage={page}"))
        .arg(format!("-sOutputFile={}", raw.display()))
        .arg(file)
        .status()
        .ok()?;
    assert!(status.success());
    let bytes = std::fs::read(&raw).unwrap();
    let end = bytes.windows(7).position(|part| part == b"ENDHDR\n").unwrap();
    let head = String::from_utf8_lossy(&bytes[..end]).into_owned();
    let number = |name: &str| -> usize {
        let line = head.lines().find_map(|line| line.strip_prefix(name)).unwrap();
        line.trim().parse().unwrap()
    };
    let (width, height) = (number("WIDTH"), number("HEIGHT"));
    let points: Vec<[u8; 4]> =
        bytes[end + 7..].chunks_exact(4).map(|point| point.try_into().unwrap()).collect();
    assert_eq!(points.len(), width * height);
    let pixel = |mm: f64| (mm / 25.4 * 72.0) as usize;
    let rows = points.chunks(width).take(pixel(bottom).min(height)).skip(pixel(top));
    let cut = rows.flat_map(|row| row[pixel(left)..pixel(right).min(width)].to_vec());
    Some(cut.collect())
}

/// The trimmed page on its sheet: bleed, gap, marks and gap are 10 mm wide.
pub(crate) const PAGE: [f64; 4] = [10.0, 10.0, 200.0, 280.0];

#[test]
fn paper_can_take_the_ink() {
    let (_bulletin, out) = exported();
    for page in 1..=2 {
        let Some(points) = inks(&out.join("press.pdf"), page, PAGE) else { return };
        let most = points.iter().map(|point| point.map(u32::from).iter().sum()).max();
        // 300 % of 255, and a step of rounding for each ink.
        let most: u32 = most.unwrap();
        assert!(most <= 765 + 4, "page {page}: {} %", f64::from(most) / 2.55);
        assert!(most > 255, "page {page} has a photo in several inks");
    }
}

#[test]
fn running_text_is_printed_with_black_ink_alone() {
    let bulletin = Bulletin::with_issue();
    let line =
        "Hai địa phương đã ký kết chương trình hợp tác phát triển kinh tế, xã hội. ";
    let text =
        format!("---\ntitle: Ký kết\n---\n\n{}", (line.repeat(5) + "\n\n").repeat(60));
    let path = bulletin.beside("dai.md", &text);
    bulletin.run("import", [path]).ended(0);
    let out = bulletin.export("out", &["--as", "press"]);
    // Below the head of page 2, above its foot.
    let body = [20.0, 60.0, 190.0, 240.0];
    let Some(points) = inks(&out.join("press.pdf"), 2, body) else { return };
    let coloured = points.iter().filter(|[c, m, y, _]| c | m | y != 0).count();
    assert_eq!(coloured, 0, "of {} points", points.len());
    assert!(points.iter().any(|[.., k]| *k > 128), "there is text");
}

#[test]
fn pictures_are_no_finer_than_a_press_can_show() {
    let (_bulletin, out) = exported();
    let Some(list) = tool("pdfimages", &["-list"], &out.join("press.pdf")) else {
        return;
    };
    let rows: Vec<Vec<&str>> =
        list.lines().skip(2).map(|row| row.split_whitespace().collect()).collect();
    assert!(!rows.is_empty(), "the photos are there");
    for row in rows {
        assert_eq!(row[5], "cmyk", "{row:?}");
        for ppi in &row[12..14] {
            let ppi: u32 = ppi.parse().unwrap();
            assert!((1..=330).contains(&ppi), "{row:?}");
        }
    }
}

#[test]
fn a_remark_is_mended_from_the_command_line() {
    let bulletin = Bulletin::with_issue();
    let text =
        "---\ntitle: Ký kết\n---\n\n# Một\n\nHai.\n\n### Ba\n\nXem [đây](bai/x.html).\n";
    let path = bulletin.beside("b.md", text);
    bulletin.run("import", [path]).ended(0);
    let codes = |words: &[&str]| -> Vec<String> {
        let answer = bulletin.run("check", words).ended(3).json();
        let remarks = answer["remarks"].as_array().unwrap().clone();
        remarks.iter().map(|remark| remark["code"].as_str().unwrap().to_owned()).collect()
    };
    let before = codes(&["--json"]);
    for code in ["heading.skipped", "link.dead"] {
        assert!(before.iter().any(|own| own == code), "{before:?}");
    }
    let after = codes(&["--json", "--mend", "heading.skipped,link.dead"]);
    for code in ["heading.skipped", "link.dead"] {
        assert!(!after.iter().any(|own| own == code), "{after:?}");
    }
    let by_hand = bulletin.run("check", ["--mend", "imprint.missing"]);
    assert_eq!(by_hand.code, 1);
    by_hand.sentence();
}

#[test]
fn codes_nobody_knows_and_folds_nobody_makes_are_refused() {
    let (bulletin, _) = exported();
    let unknown = bulletin.run("check", ["--mend", "heading.skiped"]);
    assert_eq!(unknown.code, 2, "{}", unknown.stderr);
    let said = unknown.sentence();
    assert!(
        said.contains("heading.skiped") && said.contains("heading.skipped"),
        "{said}"
    );
    // Every remark is told with the code that names it.
    let told = bulletin.run("check", [""; 0]).ended(3);
    let codes = |line: &str| {
        let (_, rest) = line.split_once('[')?;
        Some(rest.split_once(']')?.0.to_owned())
    };
    let lines: Vec<_> = told.stdout.lines().map(codes).collect();
    assert!(!lines.is_empty() && lines.iter().all(Option::is_some), "{}", told.stdout);
    assert!(told.stderr.contains("--mend"), "what can be mended: {}", told.stderr);
    let to = bulletin.folder().join("fold");
    let to = to.to_str().unwrap();
    let folded = bulletin.run("export", ["--to", to, "--as", "booklet", "--creep", "99"]);
    assert_eq!(folded.code, 2);
    folded.sentence();
    for number in ["0", "99999999"] {
        let issue =
            bulletin.run("issue", ["--number", number, "--date", "2021-03-01"]).ended(1);
        assert!(issue.sentence().contains(number));
    }
}

#[test]
fn sheets_of_the_office_are_sound_and_say_what_they_must() {
    let (bulletin, _) = exported();
    bulletin.run("set", ["royalty_unit=234.000", "royalty_rates=Ảnh = 0,5"]).ended(0);
    let article = tests::seed().title;
    bulletin.run("set", ["--article", &article, "coefficient=2,5"]).ended(0);
    let out = bulletin.export("office", &["--as", "royalties,deposit"]);
    let says = |name: &str, words: &[&str]| {
        let file = out.join(format!("{name}.pdf"));
        tool("qpdf", &["--check"], &file);
        let fonts = tests::fonts_not_embedded(&file).unwrap_or_default();
        assert_eq!(fonts, Vec::<String>::new(), "{name}");
        let Some(heard) = tests::structure_text(&file) else { return };
        let heard = tests::squeeze(&heard);
        for words in words {
            assert!(heard.contains(&tests::squeeze(words)), "{name}: {words}: {heard}");
        }
    };
    // 2.5 and two photos of 0.5, by 234,000.
    says(
        "royalties",
        &[
            "BẢNG KÊ NHUẬN BÚT",
            &article,
            "585.000",
            "819.000",
            "Tám trăm mười chín nghìn đồng",
        ],
    );
    says("deposit", &["TỜ KHAI NỘP LƯU CHIỂU", "19 × 27 cm", "Người chịu trách nhiệm"]);
    if let Some((width, height)) = tests::page_size_mm(&out.join("royalties.pdf")) {
        assert!((width - 297.0).abs() < 0.1 && (height - 210.0).abs() < 0.1);
    }
    let csv = std::fs::read_to_string(out.join("royalties.csv")).unwrap();
    assert!(csv.contains("\"2,5\",\"585000\""), "{csv}");
}
