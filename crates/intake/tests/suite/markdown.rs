//! Markdown files as officers and other programs write them.

use intake::{Draft, Outcome, Picture, read};

#[track_caller]
fn draft(text: &str) -> Draft {
    read("bai.md", text.as_bytes()).expect("the text is readable")
}

/// What the report says beyond "kept".
fn report(draft: &Draft) -> Vec<(&str, &str, &str)> {
    let told = draft.report.iter().filter(|item| item.outcome != Outcome::Kept);
    told.map(|item| (item.kind, item.reason, item.text.as_str())).collect()
}

const ARTICLE: &str = r#"---
id: d5bd5483-c909-49f3-8d4f-dc82fbe374b1
title: "Cần Thơ – Hậu Giang: ký kết"
section: "Sự kiện nổi bật"
date: 2021-02-27
author: "Đan Phượng, Mỹ Lệ"
tags: [hợp tác, "Hậu Giang"]
views: 27300
---

**Chiều ngày 26-2-2021, đã diễn ra Hội nghị \*sơ kết\*.**

![Lễ ký](../../photos/p000.jpg "Lãnh đạo 2 địa phương ký kết hợp tác. Ảnh: Đan Phượng")

Từ năm 2006, hai bên đã ký.

## Kết quả

![](p001.jpg)

> Hợp tác cần toàn diện.

- một
- hai
"#;

#[test]
fn an_article_with_front_matter_is_read_whole() {
    let draft = draft(ARTICLE);
    assert_eq!(draft.id.unwrap().to_string(), "d5bd5483-c909-49f3-8d4f-dc82fbe374b1");
    assert_eq!(draft.title, "Cần Thơ – Hậu Giang: ký kết");
    assert_eq!(draft.section, "Sự kiện nổi bật");
    assert_eq!(draft.posted.unwrap().to_string(), "2021-02-27");
    assert_eq!(draft.bylines, ["Đan Phượng", "Mỹ Lệ"]);
    assert_eq!(draft.tags, ["hợp tác", "Hậu Giang"]);
    assert_eq!(draft.lead, r"Chiều ngày 26-2-2021, đã diễn ra Hội nghị \*sơ kết\*.");
    assert_eq!(
        draft.text,
        r#":::figure
![Lễ ký](../../photos/p000.jpg){credit="Ảnh: Đan Phượng"}

Lãnh đạo 2 địa phương ký kết hợp tác.
:::

Từ năm 2006, hai bên đã ký.

## Kết quả

![](p001.jpg)

> Hợp tác cần toàn diện.

- một
- hai
"#
    );
    assert_eq!(
        draft.pictures,
        [
            Picture {
                src: "../../photos/p000.jpg".into(),
                caption: "Lãnh đạo 2 địa phương ký kết hợp tác.".into(),
                alt: "Lễ ký".into(),
                credit: "Ảnh: Đan Phượng".into(),
            },
            Picture { src: "p001.jpg".into(), ..Picture::default() },
        ]
    );
    assert_eq!(
        report(&draft),
        [
            ("front_matter", "front_matter.unknown_key", "views: 27300"),
            ("credit", "credit.from_caption", "Ảnh: Đan Phượng"),
        ]
    );
}

#[test]
fn spaces_in_an_address_are_no_lost_words() {
    let draft = draft("Đoạn.\n\n![Cảnh](<toàn cảnh rộng.png> \"Ngày hội\")\n");
    assert_eq!(draft.pictures[0].src, "toàn%20cảnh%20rộng.png");
    assert_eq!(report(&draft), []);
}

#[test]
fn a_first_heading_is_the_title() {
    let draft = draft("\u{feff}# Lễ *ký*\r\n\r\nHai bên ký.\r\n");
    assert_eq!((draft.title.as_str(), draft.text.as_str()), ("Lễ ký", "Hai bên ký.\n"));
    assert_eq!(report(&draft), [("title", "title.marks_removed", "Lễ ký")]);
}

#[test]
fn a_heading_that_repeats_the_title_goes_and_another_stays() {
    let repeated = draft("---\ntitle: Lễ ký\n---\n# Lễ ký\n\nHai bên ký.");
    assert_eq!(repeated.text, "Hai bên ký.\n");
    assert_eq!(report(&repeated), [("title", "title.repeated", "Lễ ký")]);
    let other = draft("---\ntitle: Lễ ký\n---\n# Phần một\n\nHai bên ký.");
    assert_eq!(other.text, "# Phần một\n\nHai bên ký.\n");
}

#[test]
fn a_lead_of_the_front_matter_comes_first() {
    let draft = draft("---\nlead: Sáng nay.\n---\n**Đậm.**\n\nHai bên ký.");
    assert_eq!(
        (draft.lead.as_str(), draft.text.as_str()),
        ("Sáng nay.", "**Đậm.**\n\nHai bên ký.\n")
    );
}

#[test]
fn spaces_are_tidied_and_reported() {
    let draft = draft("gia cầm; \u{a0}phối **hợp  tốt** với\u{a0}`a  b`");
    assert_eq!(draft.text, "gia cầm; phối **hợp tốt** với `a  b`\n");
    assert_eq!(
        report(&draft),
        [("paragraph", "spaces.tidied", "gia cầm; phối hợp tốt với a  b")]
    );
}

#[test]
fn broken_front_matter_does_not_stop_the_import() {
    let draft = draft("---\nviews: \"27\nHội nghị\n---\nHai bên ký.");
    assert_eq!((draft.title.as_str(), draft.text.as_str()), ("", "Hai bên ký.\n"));
    assert_eq!(
        report(&draft),
        [("front_matter", "front_matter.invalid", "views: \"27\nHội nghị")]
    );
}

#[test]
fn front_matter_that_is_no_yaml_is_read_line_by_line() {
    let draft = draft(
        r#"---
title: Hội nghị: tổng kết năm 2025
section: "Sự kiện"
kicker: "Lễ "ký kết" hợp tác"
date: 2025-12-30
author:
	- Đan Phượng
	- "Mỹ Lệ"
 genre: phản ánh
tags: [hợp tác, "Hậu Giang"
lead: >
  Sáng 30-12,
  hai bên ký.
source:Cổng
# ghi chú
views: 27
title: Khác
Dòng lạc
---
Hết.
"#,
    );
    assert_eq!(draft.title, "Hội nghị: tổng kết năm 2025");
    assert_eq!(draft.section, "Sự kiện");
    assert_eq!(draft.kicker, "Lễ \"ký kết\" hợp tác");
    assert_eq!(draft.posted.unwrap().to_string(), "2025-12-30");
    assert_eq!(draft.bylines, ["Đan Phượng", "Mỹ Lệ"]);
    assert_eq!(draft.tags, ["hợp tác", "Hậu Giang"]);
    assert_eq!(draft.lead, "Sáng 30-12, hai bên ký.");
    assert_eq!((&*draft.source, &*draft.text), ("Cổng", "Hết.\n"));
    const BY_LINE: &str = "front_matter.read_by_line";
    assert_eq!(
        report(&draft),
        [
            ("front_matter", BY_LINE, "title: Hội nghị: tổng kết năm 2025"),
            ("front_matter", BY_LINE, "kicker: Lễ \"ký kết\" hợp tác"),
            ("front_matter", BY_LINE, "author: Đan Phượng, Mỹ Lệ"),
            ("front_matter", BY_LINE, "tags: hợp tác, Hậu Giang"),
            ("front_matter", BY_LINE, "source: Cổng"),
            ("front_matter", "front_matter.unknown_key", "views: 27"),
            ("front_matter", "front_matter.invalid", "title: Khác\nDòng lạc"),
            ("words", "front_matter.unused", "ghi chú"),
        ]
    );
}

#[test]
fn a_space_before_a_key_does_not_join_it_to_the_title() {
    let draft = draft("---\ntitle: Lễ ký\n author: Mỹ Lệ\n---\nHết.");
    assert_eq!((&*draft.title, draft.bylines.join("+")), ("Lễ ký", "Mỹ Lệ".into()));
}

#[test]
fn front_matter_without_closing_dashes_is_found() {
    #[track_caller]
    fn check(rest: &str, text: &str) {
        let draft = draft(&format!("---\ntitle: Lễ ký\nauthor: Mỹ Lệ\n{rest}"));
        assert_eq!((&*draft.title, &*draft.text), ("Lễ ký", text));
        assert_eq!(draft.bylines, ["Mỹ Lệ"]);
        assert_eq!(report(&draft), [("front_matter", "front_matter.unclosed", "---")]);
    }
    check("\nHai bên ký.\n", "Hai bên ký.\n");
    check("Hai bên ký.\n", "Hai bên ký.\n");
    check("\nHai bên ký.\n\nHết.\n\n***\n\nid: 7\n", {
        "Hai bên ký.\n\nHết.\n\n___\n\nid: 7\n"
    });
    // The rule is not taken for the end.
    check("\nHai bên ký.\n\n---\n\nHết.\n", "Hai bên ký.\n\n___\n\nHết.\n");
}

#[test]
fn a_stray_line_does_not_move_the_end_of_front_matter() {
    let draft = draft("---\ntitle: Lễ: ký\n\nDòng lạc\n---\nHết.");
    assert_eq!((&*draft.title, &*draft.text), ("Lễ: ký", "Hết.\n"));
    assert_eq!(
        report(&draft),
        [
            ("front_matter", "front_matter.read_by_line", "title: Lễ: ký"),
            ("front_matter", "front_matter.invalid", "Dòng lạc"),
        ]
    );
}

#[test]
fn one_key_after_a_rule_is_text() {
    let draft = draft("---\ntitle: Lễ ký\n\nHai bên ký.");
    assert_eq!(draft.title, "");
    assert!(draft.text.contains("title: Lễ ký"), "{}", draft.text);
}

#[test]
fn values_that_mean_nothing_are_reported() {
    let draft =
        draft("---\nid: 7\ndate: hôm qua\ntitle: [a]\ntags: x # ghi chú\n---\nHết.");
    assert_eq!(
        report(&draft),
        [
            ("front_matter", "front_matter.bad_value", "id: 7"),
            ("front_matter", "front_matter.bad_value", "date: hôm qua"),
            ("front_matter", "front_matter.bad_value", "title: a"),
            ("words", "front_matter.unused", "ghi chú"),
        ]
    );
}

#[test]
fn a_rule_at_the_top_is_no_front_matter() {
    let draft = draft("---\nHai bên ký.\n\n---\nHết.");
    assert!(
        draft.text.contains("Hai bên ký.") && draft.text.contains("Hết."),
        "{}",
        draft.text
    );
}

#[test]
fn words_that_markdown_does_not_show_are_reported() {
    let draft = draft("Hai bên ký.\n\n[nguồn]: https://bantin.example \"Cổng\"\n");
    assert_eq!(draft.text, "Hai bên ký.\n");
    assert_eq!(
        report(&draft),
        [("words", "markdown.unused", "nguồn https bantin example Cổng")]
    );
}

#[test]
fn pictures_are_found_wherever_they_stand() {
    let draft = draft(
        "Dòng ![a](1.jpg) này\n\n- ![b](2.jpg)\n\n> ![c](3.jpg \"C\")\n\n![d](<4 5.jpg>)",
    );
    let found: Vec<(&str, &str)> =
        draft.pictures.iter().map(|p| (p.src.as_str(), p.alt.as_str())).collect();
    assert_eq!(
        found,
        [("1.jpg", "a"), ("2.jpg", "b"), ("3.jpg", "c"), ("4%205.jpg", "d")]
    );
}
