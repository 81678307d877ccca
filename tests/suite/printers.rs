//! Designs and packs of the officer's own, as a printer meets them: faults are told before
//! the file is sent, and a design of one ink has no other on its plates.

use crate::designing::run;
use crate::ready::{PAGE, inks};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use tests::tool;

/// The sample in a copy of "Thời sự"; gives the folder of the copy.
fn with_own_design(home: &Path) -> PathBuf {
    let copied = run(home, &["design", "copy", "thoi-su", "cua-toi"]).ended(0);
    let words = ["new", "b.bantin", "--name", "Hậu Giang", "--design", "cua-toi"];
    run(home, &words).ended(0);
    run(home, &["issue", "b.bantin", "--number", "9", "--date", "2021-02-27"]).ended(0);
    let samples = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"]
        .map(|name| tests::samples().join(name).to_string_lossy().into_owned());
    let words: Vec<&str> =
        ["import", "b.bantin"].into_iter().chain(samples.iter().map(|s| &**s)).collect();
    run(home, &words).ended(0);
    PathBuf::from(copied.stdout.trim())
}

fn codes(home: &Path) -> BTreeSet<String> {
    let answer = run(home, &["check", "b.bantin", "--json"]).ended(3).json();
    let remarks = answer["remarks"].as_array().unwrap().iter();
    remarks.map(|remark| remark["code"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn each_fault_of_a_design_or_against_a_pack_is_found_by_its_remark_alone() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let folder = with_own_design(home);
    let before = codes(home);
    let check = |file: &Path, own: &str, faulty: &str, code: &str| {
        assert_ne!(own, faulty, "{code} is seeded");
        fs::write(file, faulty).unwrap();
        let added: Vec<String> = codes(home).difference(&before).cloned().collect();
        assert_eq!(added, [code]);
        fs::write(file, own).unwrap();
        assert_eq!(codes(home), before, "mended, it is gone");
    };
    let file = folder.join("design.toml");
    let tokens = fs::read_to_string(&file).unwrap();
    for (from, to, code) in [
        ("#5E5A55", "#9E9A95", "design.low_contrast"),
        ("[20, 100, 95, 15]", "[80, 100, 95, 70]", "design.too_much_ink"),
        ("[0, 0, 0, 100]", "[60, 40, 40, 100]", "design.rich_black"),
        ("[fonts]", "[look.rules]\npage = 0.1\n\n[fonts]", "design.hairline"),
    ] {
        check(&file, &tokens, &tokens.replacen(from, to, 1), code);
    }
    // The law's sixty-four pages in a copy that somebody made stricter.
    let packs = folder.ancestors().nth(2).unwrap().join("packs");
    fs::create_dir_all(&packs).unwrap();
    let law = include_str!("../../packs/vn-2016.toml");
    let strict = law.replace("most = 64", "most = 1");
    check(&packs.join("vn-2016.toml"), law, &strict, "pages.too_many");
}

#[test]
fn one_ink_prints_grey_photos_and_nothing_but_black() {
    let home = tempfile::tempdir().unwrap();
    let home = home.path();
    let folder = with_own_design(home);
    let file = folder.join("design.toml");
    let tokens = fs::read_to_string(&file).unwrap();
    let black = tokens
        .replace("[20, 100, 95, 15]", "[0, 0, 0, 80]")
        .replace("[0, 2, 7, 5]", "[0, 0, 0, 5]");
    let export = |to: &str| {
        run(home, &["export", "b.bantin", "--to", to, "--as", "press,office"]).ended(0);
        home.join(to)
    };
    // The kind of colours and their number, picture by picture.
    let colours = |file: &Path| -> Option<BTreeSet<String>> {
        let list = tool("pdfimages", &["-list"], file)?;
        let rows = list.lines().skip(2);
        let rows = rows.map(|row| row.split_whitespace().skip(5).take(2).collect());
        Some(rows.map(|words: Vec<&str>| words.join(" ")).collect())
    };
    let of = |kind: &str| Some(BTreeSet::from([kind.to_owned()]));
    let four = export("bon-muc");
    let Some(found) = colours(&four.join("press.pdf")) else { return };
    assert_eq!(Some(found), of("cmyk 4"), "the design has four inks");
    fs::write(&file, black).unwrap();
    let one = export("mot-muc");
    for (name, kind) in [("press.pdf", "gray 1"), ("office.pdf", "icc 1")] {
        tool("qpdf", &["--check"], &one.join(name));
        assert_eq!(colours(&one.join(name)), of(kind), "{name}");
    }
    for page in 1..=2 {
        let Some(points) = inks(&one.join("press.pdf"), page, PAGE) else { return };
        let coloured = points.iter().filter(|[c, m, y, _]| c | m | y != 0).count();
        assert_eq!(coloured, 0, "page {page}");
        let tones: BTreeSet<u8> = points.iter().map(|[.., black]| *black).collect();
        assert!(tones.len() > 100, "page {page}: a photo has tones: {}", tones.len());
    }
}
