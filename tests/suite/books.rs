//! What other programs take from an issue: the book.

use std::path::Path;
use tests::{Bulletin, samples, tool};

/// Where Debian keeps the checker of EPUB files.
const CHECKER: &str = "/usr/share/java/epubcheck.jar";

/// Whatever an officer, a template of Word or a web page may leave in a text.
const HOSTILE: &str = r##"---
title: "<b>Đậm</b> & \"nháy\" ]]> --> </title>"
section: "Y tế & <xã hội>"
author: "Trần <A> & B"
tags: [a<b, "c&d"]
---

**Sa-pô có <i>thẻ</i> & ký hiệu ]]>.**

[Liên kết](https://a.vn/a?b=1&c=2), [chỗ không có](#khong-co), [mã](javascript:alert(1)),
[thư](mailto:a@b.vn), [địa chỉ](http://[::1]/), <https://a.vn/%zz#x#y>, `mã <x>`, ~~bỏ~~,
H~2~O, ghi chú[^1] và lần nữa[^1], ghi chú dài[^dai].

![Ảnh "nháy" <b>](sign.jpg "Chú thích <b> & [liên kết](https://a.vn) Ảnh: Đan <P>")

#### Nhảy cấp

- một
  1. hai

     đoạn hai

5. năm

| A & B | | <i>C</i> |
| :--- | :---: | ---: |
| 1 \| 2 | `x` | [l](https://a.vn) |
| | | |

<div onclick="x()"><center><font color=red>Cũ</font></center><li>lẻ<table><tr><td>ô&nbsp;</div>

<p>không đóng <b>thẻ

***

```
mã <script> & ]]>
```

[^1]: Chú với [liên kết](https://a.vn) và **đậm**.
[^dai]: Chú dài.

    Đoạn hai của chú.

    - danh sách
"##;

/// The checker's verdict: no error, no warning. Without it nobody is asked.
#[track_caller]
fn sound(book: &Path) {
    if !Path::new(CHECKER).exists() {
        return;
    }
    let Some(said) = tool("java", &["-jar", CHECKER, "--failonwarnings"], book) else {
        return;
    };
    assert!(said.contains("0 fatals / 0 errors / 0 warnings"), "{said}");
}

#[test]
fn books_are_sound_and_the_same_every_time() {
    let bulletin = Bulletin::with_seed();
    bulletin.run("set", ["base_url=https://bantin.example.vn/so-9"]).ended(0);
    let book = bulletin.export("out", &["--as", "epub"]).join("issue.epub");
    sound(&book);
    let again = bulletin.export("again", &["--as", "epub"]).join("issue.epub");
    assert!(std::fs::read(&book).unwrap() == std::fs::read(again).unwrap());
    let inside = bulletin.folder().join("inside");
    let to = inside.to_string_lossy();
    if tool("unzip", &["-q", "-d", &to], &book).is_some() {
        let chapters = inside.join("bantin/bai").read_dir().unwrap();
        let chapter = chapters.map(|entry| entry.unwrap().path()).next().unwrap();
        let words = tests::visible(&std::fs::read_to_string(chapter).unwrap());
        for paragraph in tests::seed().paragraphs {
            assert!(
                tests::squeeze(&words).contains(&tests::squeeze(&paragraph)),
                "{paragraph}"
            );
        }
    }
}

#[test]
fn no_text_makes_an_unsound_book() {
    let bulletin = Bulletin::with_issue();
    bulletin.run("set", ["name=Hậu & <Giang> ]]>", "tagline=<b>&"]).ended(0);
    bulletin.beside("sign.jpg", std::fs::read(samples().join("sign.jpg")).unwrap());
    bulletin.beside("a.md", HOSTILE);
    bulletin.beside("b.md", "---\ntitle: \"Chỉ có tít\"\n---\n");
    bulletin.run("import", ["a.md", "b.md"]).ended(0);
    sound(&bulletin.export("out", &["--as", "epub"]).join("issue.epub"));
    // Nor does an issue without stories.
    let bare = Bulletin::with_issue();
    sound(&bare.export("out", &["--as", "epub"]).join("issue.epub"));
}

#[test]
fn an_announcer_gets_every_word_in_large_type() {
    let bulletin = Bulletin::with_seed();
    let out = bulletin.export("out", &["--as", "script"]);
    let pdf = out.join("script/script.pdf");
    tool("qpdf", &["--check"], &pdf);
    assert_eq!(tests::fonts_not_embedded(&pdf).unwrap_or_default(), Vec::<String>::new());
    let again = bulletin.export("again", &["--as", "script"]).join("script/script.pdf");
    assert!(std::fs::read(&pdf).unwrap() == std::fs::read(again).unwrap());
    if let Some(heard) = tests::structure_text(&pdf) {
        let mut texts = out.join("script").read_dir().unwrap();
        let text = texts.find_map(|entry| {
            let path = entry.unwrap().path();
            path.extension().is_some_and(|ending| ending == "txt").then_some(path)
        });
        let said = std::fs::read_to_string(text.expect("the text beside it")).unwrap();
        // A person gets whole sentences, in which long clauses get a mark to breathe at.
        let bare = |text: &str| tests::squeeze(text).replace([',', ';'], "");
        assert!(bare(&heard).contains(&bare(&said)), "{said}\n{heard}");
    }
    if tool("pdftotext", &["-layout"], &pdf).is_some() {
        // The words lie beside the file now.
        let seen = std::fs::read_to_string(pdf.with_extension("txt")).unwrap();
        assert!(seen.contains("//") && seen.contains('′'), "{seen}");
    }
}

#[test]
fn wordpress_gets_a_file_that_any_parser_reads() {
    let bulletin = Bulletin::with_issue();
    bulletin.run("set", ["name=Hậu & <Giang> ]]>", "tagline=<b>&"]).ended(0);
    bulletin.beside("sign.jpg", std::fs::read(samples().join("sign.jpg")).unwrap());
    bulletin.beside("a.md", HOSTILE);
    bulletin.run("import", ["a.md"]).ended(0);
    let issue = bulletin.export("out", &["--as", "wxr"]).join("wordpress/issue.xml");
    tool("xmllint", &["--noout"], &issue);
    let text = std::fs::read_to_string(&issue).unwrap();
    assert!(text.contains("<wp:wxr_version>1.2</wp:wxr_version>"));
    assert!(!text.contains("<script") && !text.contains("javascript:"), "{text}");
}

#[test]
fn cards_are_small_and_those_of_withdrawn_articles_go() {
    let bulletin = Bulletin::with_seed();
    let out = bulletin.export("out", &["--as", "social"]).join("social");
    std::fs::write(out.join("mine.png"), b"\x89PNG\r\n\x1a\n of somebody else").unwrap();
    let cards = |folder: &Path| -> Vec<std::path::PathBuf> {
        let all = folder.read_dir().unwrap().map(|entry| entry.unwrap().path());
        let mut cards: Vec<_> = all.filter(|path| !path.ends_with("mine.png")).collect();
        cards.sort();
        cards
    };
    let first = cards(&out);
    assert_eq!(first.len(), 2, "one of each shape: {first:?}");
    for (card, shape) in first.iter().zip([(1080, 1080), (1200, 630)]) {
        let bytes = std::fs::read(card).unwrap();
        let side = |at: usize| u32::from_be_bytes(bytes[at..at + 4].try_into().unwrap());
        assert_eq!((side(16), side(20)), shape);
        assert!(bytes.len() <= 300 * 1024, "{} bytes", bytes.len());
    }
    std::fs::copy(&first[0], out.join("rut-bai-1080x1080.png")).unwrap();
    bulletin.export("out", &["--as", "social"]);
    assert_eq!(cards(&out), first, "a card of an article that was withdrawn");
    assert!(out.join("mine.png").exists(), "nothing of others is touched");
}
