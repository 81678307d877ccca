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
