//! The main job: from the seed article to paper and web.

use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tests::{
    Bulletin, fonts_not_embedded, page_size_mm, seed, squeeze, structure_text, tool,
    trim_mm, visible,
};

/// Every file under a folder with its bytes, by its path in the folder.
pub(crate) fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    fn walk(base: &Path, folder: &Path, into: &mut BTreeMap<PathBuf, Vec<u8>>) {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap) {
            let path = entry.path();
            if path.is_dir() {
                walk(base, &path, into);
            } else {
                into.insert(
                    path.strip_prefix(base).unwrap().to_owned(),
                    fs::read(&path).unwrap(),
                );
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(folder, folder, &mut found);
    found
}

/// How often every paragraph stands in a text whose lines were broken anew.
#[track_caller]
fn check_each_once(text: &str, of: &str) {
    let text = squeeze(text);
    let seed = seed();
    assert_eq!(seed.paragraphs.len(), 8, "the seed was not read");
    for paragraph in &seed.paragraphs {
        let count = text.matches(&squeeze(paragraph)).count();
        assert_eq!(count, 1, "{of}: {count} times: {paragraph}");
    }
    for caption in seed.captions {
        assert!(text.contains(&squeeze(caption)), "{of}: no caption {caption}");
    }
    assert!(text.contains(&squeeze(&seed.title)), "{of}: no title");
    assert!(text.contains(&squeeze(seed.byline)), "{of}: no byline");
}

#[test]
fn the_seed_becomes_every_default_output() {
    let bulletin = Bulletin::with_seed();
    let out = bulletin.export("out", &[]);
    for name in [
        "press.pdf",
        "screen.pdf",
        "print/index.html",
        "web/index.html",
        "web/bantin.json",
        "web/SHA256SUMS",
        "web.zip",
        "png/page-001.png",
    ] {
        let about = fs::metadata(out.join(name));
        assert!(about.is_ok_and(|about| about.len() > 0), "{name} is missing or empty");
    }
    check_screen(&out.join("screen.pdf"));
    check_press(&out.join("press.pdf"));
    check_web(&out);
    check_pictures(&out.join("png"), &out.join("screen.pdf"));
    let strays: Vec<_> = fs::read_dir(&out)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| {
            !["press.pdf", "screen.pdf", "print", "web", "web.zip", "png"]
                .contains(&name.as_str())
        })
        .collect();
    assert!(strays.is_empty(), "left behind: {strays:?}");
}

#[track_caller]
fn check_screen(file: &Path) {
    tool("qpdf", &["--check"], file);
    if let Some(about) = tool("pdfinfo", &[], file) {
        assert!(
            about.lines().any(|l| l.starts_with("Tagged:") && l.ends_with("yes")),
            "{about}"
        );
        assert!(
            about.lines().any(|l| l.starts_with("Title:") && l.len() > 18),
            "{about}"
        );
        assert!(about.lines().any(|l| l.starts_with("Encrypted:") && l.ends_with("no")));
    }
    if let Some((width, height)) = page_size_mm(file) {
        assert!(
            (width - 190.0).abs() < 0.1 && (height - 270.0).abs() < 0.1,
            "{width}×{height}"
        );
    }
    assert_eq!(fonts_not_embedded(file).unwrap_or_default(), Vec::<String>::new());
    if let Some(text) = structure_text(file) {
        check_each_once(&text, "screen.pdf");
    }
    let bytes = fs::read(file).unwrap();
    let has =
        |text: &str| bytes.windows(text.len()).any(|window| window == text.as_bytes());
    assert!(has("pdfuaid:part"), "it says it is PDF/UA");
    assert!(has("pdfaid:part"), "it says it is PDF/A");
}

#[track_caller]
fn check_press(file: &Path) {
    tool("qpdf", &["--check"], file);
    assert_eq!(fonts_not_embedded(file).unwrap_or_default(), Vec::<String>::new());
    if let Some((width, height)) = trim_mm(file) {
        assert!(
            (width - 190.0).abs() < 0.1 && (height - 270.0).abs() < 0.1,
            "{width}×{height}"
        );
    }
    if let Some((width, height)) = page_size_mm(file) {
        assert!(
            width > 195.9 && height > 275.9,
            "3 mm of bleed on every side: {width}×{height}"
        );
    }
}

#[track_caller]
fn check_web(out: &Path) {
    let seed = seed();
    let web = files(&out.join("web"));
    let article = web
        .iter()
        .find(|(path, _)| {
            path.starts_with("bai") && path.extension().is_some_and(|e| e == "html")
        })
        .map(|(path, bytes)| (path, String::from_utf8(bytes.clone()).unwrap()))
        .expect("a page in web/bai");
    check_each_once(&visible(&article.1), "web/bai");
    assert!(article.1.contains(seed.id), "the page carries the article's id");
    let slug = article.0.file_name().unwrap();
    assert!(
        slug.to_str().unwrap().starts_with("can-tho-hau-giang-tiep-tuc-ky-ket"),
        "an address of the title's words: {slug:?}"
    );

    let print = fs::read_to_string(out.join("print").join(slug)).unwrap();
    check_each_once(&visible(&print), "print page");
    let whole = fs::read_to_string(out.join("print/index.html")).unwrap();
    check_each_once(&visible(&whole), "print of the issue");
    assert!(web.contains_key(&Path::new("in").join(slug)), "web/in holds the print page");
    assert!(
        web.keys().any(|path| path.starts_with("pdf")),
        "the PDF lies in the package"
    );

    let alone = out.join("web/pdf").join(slug).with_extension("pdf");
    tool("qpdf", &["--check"], &alone);
    if let Some(text) = structure_text(&alone) {
        check_each_once(&text, "the PDF of the article");
    }

    for (path, bytes) in &web {
        let name = path.to_str().unwrap();
        let is_plain = name.chars().all(|c| c.is_ascii() && !c.is_whitespace());
        assert!(is_plain, "a name any server takes: {name}");
        if path.extension().is_some_and(|e| e == "html") {
            let text = String::from_utf8_lossy(bytes);
            for place in ["src=\"http", "href=\"/", "src=\"/", "url(http"] {
                assert!(!text.contains(place), "{name}: {place} leaves the package");
            }
        }
    }

    let list = String::from_utf8(web[Path::new("SHA256SUMS")].clone()).unwrap();
    assert!(list.lines().count() + 1 >= web.len(), "every file has its sum");
    for line in list.lines() {
        let (sum, name) = line.split_once("  ").unwrap();
        let found: String = Sha256::digest(&web[Path::new(name.trim_start_matches('*'))])
            .iter()
            .map(|byte| format!("{byte:02x}"))
            .collect();
        assert_eq!(found, sum, "{name}");
    }

    let machine: Value = serde_json::from_slice(&web[Path::new("bantin.json")]).unwrap();
    let text = machine.to_string();
    assert!(text.contains(seed.id) && text.contains(seed.byline));
    let zip = fs::read(out.join("web.zip")).unwrap();
    assert_eq!(&zip[..4], b"PK\x03\x04", "web.zip is a zip file");
}

#[track_caller]
fn check_pictures(folder: &Path, pdf: &Path) {
    let pictures = files(folder);
    for bytes in pictures.values() {
        assert_eq!(&bytes[..8], b"\x89PNG\r\n\x1a\n");
        let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        // 190 × 270 mm at 110 pixels to the inch.
        assert!(side(16).abs_diff(823) <= 2 && side(20).abs_diff(1169) <= 2);
    }
    if let Some(about) = tool("pdfinfo", &[], pdf) {
        let line = about.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
        assert_eq!(line.trim().parse::<usize>().unwrap(), pictures.len());
    }
}

/// Every output there is.
const EVERYTHING: &str = "press,screen,office,booklet,proof,masthead,royalties,deposit,\
                          print-html,web,site,epub,wxr,png,social,script";

#[test]
fn the_same_bulletin_gives_the_same_bytes() {
    let bulletin = Bulletin::with_seed();
    let first = files(&bulletin.export("first", &["--as", EVERYTHING]));
    // The second time with nothing made before, on what could be another machine: in
    // another folder, under another name, in another place of the world, on one core.
    let elsewhere = "mkdir -p 'xa lạ'; cp b.bantin 'xa lạ/c d.bantin'; \
                     XDG_CACHE_HOME=$PWD/new/cache; TZ=Asia/Tokyo; \
                     LANG=tr_TR.UTF-8; LC_ALL=tr_TR.UTF-8; \
                     export XDG_CACHE_HOME TZ LANG LC_ALL; \
                     taskset -p 1 $$ >/dev/null 2>&1 || true";
    let export = format!("export 'xa lạ/c d.bantin' --to second --as {EVERYTHING}");
    bulletin.run_after(elsewhere, &export).ended(0);
    let kept = bulletin.folder().join("new/cache/bantin/renditions.sqlite");
    assert!(kept.exists(), "pictures are kept where there was no folder yet");
    let second = files(&bulletin.folder().join("second"));
    assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
    let differing: Vec<_> = first
        .iter()
        .filter(|(path, bytes)| *bytes != &second[*path])
        .map(|(p, _)| p)
        .collect();
    assert!(differing.is_empty(), "{differing:?}");
}

#[test]
fn an_export_replaces_its_outputs_and_nothing_else() {
    let bulletin = Bulletin::with_seed();
    let out = bulletin.folder().join("out");
    fs::create_dir(&out).unwrap();
    fs::write(out.join("notes.txt"), "mine").unwrap();
    fs::write(out.join("press.pdf"), "mine too, and not asked for").unwrap();
    bulletin.export("out", &["--as", "screen"]);
    let first = fs::read(out.join("screen.pdf")).unwrap();
    bulletin.run("set", ["tagline=Một dòng khác hẳn"]).ended(0);
    bulletin.export("out", &["--as", "screen"]);
    assert_ne!(fs::read(out.join("screen.pdf")).unwrap(), first, "it was replaced");
    assert_eq!(fs::read_to_string(out.join("notes.txt")).unwrap(), "mine");
    assert!(fs::read_to_string(out.join("press.pdf")).unwrap().starts_with("mine"));
}

#[test]
fn a_web_folder_of_someone_else_is_refused() {
    let bulletin = Bulletin::with_seed();
    let web = bulletin.folder().join("out/web");
    fs::create_dir_all(&web).unwrap();
    fs::write(web.join("index.html"), "a site of ten years").unwrap();
    let ran = bulletin.run("export", ["--to", "out", "--as", "web"]).ended(1);
    assert!(ran.sentence().contains("web"), "{}", ran.stderr);
    assert_eq!(
        fs::read_to_string(web.join("index.html")).unwrap(),
        "a site of ten years"
    );
    assert_eq!(fs::read_dir(&web).unwrap().count(), 1);
}

#[test]
fn a_web_folder_of_ours_is_replaced_whole() {
    let bulletin = Bulletin::with_seed();
    let out = bulletin.export("out", &["--as", "web"]);
    fs::write(out.join("web/bai/withdrawn.html"), "an article that was taken back")
        .unwrap();
    bulletin.export("out", &["--as", "web"]);
    assert!(!out.join("web/bai/withdrawn.html").exists(), "nothing old stays on the web");
}

#[test]
fn whatever_the_officer_wrote_the_screen_pdf_is_whole() {
    let bulletin = Bulletin::with_issue();
    let text = "---\ntitle: \"Đủ thứ lạ\"\n---\n\n**Phần dẫn.**\n\n#### Bốn dấu thăng\n\n\
                Chữ từ máy khác: \u{f0b7} và \u{e000}, chữ Hán 漢字, biểu tượng 🎉.\n\n\
                ![](khong-co.jpg)\n\n- một\n  - hai\n    1. ba\n\n> trích\n\n\
                | a | b |\n|---|---|\n| 1 | 2 |\n\n<script>alert(1)</script>\n\n\
                Đoạn cuối cùng #let x = 1 $y^2$ @z.\n";
    let path = bulletin.beside("la.md", text);
    bulletin.run("import", [path]).ended(0);
    let out = bulletin.export("out", &["--as", "screen,web"]);
    tool("qpdf", &["--check"], &out.join("screen.pdf"));
    if let Some(text) = structure_text(&out.join("screen.pdf")) {
        assert!(squeeze(&text).contains("Đoạncuốicùng#letx=1$y^2$@z."), "{text}");
    }
    let pages = files(&out.join("web"))
        .into_iter()
        .filter(|(path, _)| path.extension().is_some_and(|ending| ending == "html"));
    for (path, bytes) in pages {
        let has = bytes.windows(16).any(|window| window == b"<script>alert(1)");
        assert!(!has, "{} runs a script from the text", path.display());
    }
}
