//! One issue read in several ways: a screen reader, a browser, and paper printed from the
//! browser and from another program say the same words.

use crate::ready::exported;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use tests::{Bulletin, browser, tool};

/// Every kind of block, and text enough to go on overleaf. Numbers of lists and notes are
/// drawn by a browser and are no text of a page, so there are none here.
fn every_kind() -> String {
    let line = "Hai địa phương ký kết chương trình hợp tác phát triển kinh tế, xã hội. ";
    let long = (line.repeat(5) + "\n\n").repeat(24);
    format!(
        "---\ntitle: Bài có mọi thứ\nkicker: Chuyên đề\nlead: Một câu mở đầu.\n\
         author: Lê Thu Hà\n---\n\n\
         Đoạn đầu có **chữ đậm**, *chữ nghiêng*, một [đường dẫn](https://example.vn).\n\n\
         ## Mục thứ nhất\n\n- Gạch đầu dòng một\n- Gạch đầu dòng hai\n\n\
         > Trích lời một người dân trong xã.\n\n\
         | Xã | Số hộ |\n|---|---|\n| Vị Thanh | 120 |\n| Long Mỹ | 95 |\n\n\
         ::::sidebar\n## Cần biết\n\nMột cửa mở từ bảy giờ.\n\n- Mang theo giấy tờ\n::::\n\n\
         ::::gallery\n![Ký kết](media/sign.jpg)\n\n![Hội trường](media/hall.jpg)\n\n\
         Hai bên tại hội nghị.\n::::\n\n\
         {long}## Mục thứ hai\n\nĐoạn cuối, H~2~O.\n"
    )
}

/// Letters and figures alone, small: what setting in capitals, breaking lines and drawing
/// bullets leave as it is.
fn letters(text: &str) -> String {
    text.to_lowercase().chars().filter(|letter| letter.is_alphanumeric()).collect()
}

/// Without the lines that lead a reader of paper from page to page.
fn without_jumps(mut text: String) -> String {
    for page in (1..=64).rev() {
        for words in ["Xem tiếp trang", "Tiếp theo trang"] {
            text = text.replace(&letters(&format!("{words} {page}")), "");
        }
    }
    text
}

/// The pages of all articles in a web package.
fn articles(out: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(out.join("web/bai")).expect("a web package");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let mut pages: Vec<PathBuf> =
        paths.filter(|path| path.extension().is_some_and(|end| end == "html")).collect();
    pages.sort();
    pages
}

/// The sample and a story of every kind in a design, as a file to read.
fn screen(design: &str, outputs: &str) -> (Bulletin, PathBuf) {
    let bulletin = Bulletin::with_issue();
    bulletin.run("set", [format!("design={design}")]).ended(0);
    let samples: Vec<PathBuf> = ["can-tho-hau-giang.txt", "sign.jpg", "hall.jpg"]
        .map(|name| tests::samples().join(name))
        .into();
    bulletin.run("import", samples).ended(0);
    let path = bulletin.beside("moi-thu.md", every_kind());
    bulletin.run("import", [path]).ended(0);
    let out = bulletin.export("out", &["--as", outputs]);
    (bulletin, out)
}

#[test]
fn what_a_listener_hears_is_what_a_browser_reads() {
    // A design changes how the web page looks, not what it says.
    let (_bulletin, out) = screen(DESIGNS[0], "web");
    let pages = articles(&out);
    assert_eq!(pages.len(), 2);
    let read = pages.iter().map(|page| browser::article_text(page));
    let Some(read) = read.collect::<Option<Vec<String>>>() else { return };
    for design in DESIGNS {
        let (_bulletin, out) = screen(design, "screen");
        let file = out.join("screen.pdf");
        let Some(heard) = tests::structure_text(&file) else { return };
        let overleaf = letters(&heard);
        let heard = without_jumps(overleaf.clone());
        assert!(heard != overleaf, "{design}: a story goes on overleaf");
        for read in &read {
            let read = letters(read);
            assert!(read.len() > 3000, "{} letters", read.len());
            assert!(heard.contains(&read), "{design}\nheard: {heard}\nread: {read}");
        }
        // Both end with another code when there is an error; `tool` holds them to it.
        if let Some(said) = tool("outloud", &["--quiet"], &file) {
            assert!(said.contains("0 error(s)"), "{design}: {said}");
        }
        let _ = tool("pdfua", &["check", "--min-severity", "error"], &file);
    }
}

const DESIGNS: [&str; 6] =
    ["thoi-su", "trang-trong", "hien-dai", "nha-truong", "cong-dong", "mot-mau"];

/// How often each word stands in a PDF.
fn words_of(file: &Path) -> Option<BTreeMap<String, usize>> {
    let status = Command::new("pdftotext").arg(file).status().ok()?;
    assert!(status.success());
    let text = std::fs::read_to_string(file.with_extension("txt")).expect("its text");
    let mut words = BTreeMap::new();
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty())
    {
        *words.entry(word.to_owned()).or_insert(0) += 1;
    }
    Some(words)
}

fn pages_of(file: &Path) -> Option<usize> {
    let about = tool("pdfinfo", &[], file)?;
    let line = about.lines().find_map(|line| line.strip_prefix("Pages:"));
    Some(line.expect("a count").trim().parse().expect("a number"))
}

#[test]
fn print_pages_are_the_same_words_on_as_many_sheets_in_two_programs() {
    let (bulletin, _) = exported();
    let out = bulletin.export("html", &["--as", "print-html"]);
    let page = |name: &str| out.join("print").join(name);
    let to = |name: &str| bulletin.folder().join(name);
    let (plain, marked) = (to("plain.pdf"), to("marked.pdf"));
    let printed = browser::print(&page("index.html"), &plain)
        .and_then(|()| browser::print(&page("index-press.html"), &marked));
    if printed.is_none() {
        return;
    }
    let (Some(count), Some(words)) = (pages_of(&plain), words_of(&plain)) else { return };
    assert!(count > 2, "an issue of several sheets: {count}");
    assert!(words.values().sum::<usize>() > 1000);
    assert_eq!(pages_of(&marked), Some(count), "bleed and marks add no page");
    assert_eq!(words_of(&marked).as_ref(), Some(&words));
    let (width, height) = tests::page_size_mm(&plain).expect("poppler is there");
    assert!((width - 210.0).abs() < 0.5 && (height - 297.0).abs() < 0.5, "A4");
    // One article alone, as it stands beside its page on the web too.
    let single = to("single.pdf");
    let slug = std::fs::read_dir(out.join("print")).expect("print pages");
    let slug = slug.map(|entry| entry.expect("an entry").path()).find(|path| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        name.ends_with(".html") && !name.starts_with("index")
    });
    browser::print(&slug.expect("a page for each article"), &single);
    assert!(pages_of(&single).is_some_and(|pages| (1..=count).contains(&pages)));

    // The other program knows bleed and marks, and leaves room for them.
    for (name, expected) in [("index.html", (210.0, 297.0)), ("index-press.html", BLED)] {
        let other = to("other.pdf");
        let ran = Command::new("weasyprint").arg(page(name)).arg(&other).output();
        let Ok(ran) = ran else { return };
        assert!(ran.status.success(), "{}", String::from_utf8_lossy(&ran.stderr));
        assert_eq!(pages_of(&other), Some(count), "{name}");
        assert_eq!(words_of(&other).as_ref(), Some(&words), "{name}");
        let (width, height) = tests::page_size_mm(&other).expect("poppler is there");
        let near = |found: f64, wanted: f64| (found - wanted).abs() < 0.5;
        assert!(near(width, expected.0) && near(height, expected.1), "{width} {height}");
    }
}

/// A4 with 3 mm of bleed on each side.
const BLED: (f64, f64) = (216.0, 303.0);
