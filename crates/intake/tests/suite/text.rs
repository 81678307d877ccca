//! Plain text files, and files that are none.

use intake::{LARGEST, Outcome, Unreadable, read};

#[track_caller]
fn check(text: &str, title: &str, body: &str) {
    let draft = read("bai.txt", text.as_bytes()).expect("the text is readable");
    assert_eq!((draft.title.as_str(), draft.text.as_str()), (title, body));
}

#[test]
fn the_first_line_is_the_title_and_lines_are_paragraphs() {
    check("Lễ ký\n\nMột.\nHai.\n\n\nBa.", "Lễ ký", "Một.\n\nHai.\n\nBa.\n");
    check("\r\n  Lễ ký \r\nMột.", "Lễ ký", "Một.\n");
    check("Lễ ký", "Lễ ký", "");
}

#[test]
fn a_paragraph_in_the_first_line_is_no_title() {
    let long = "dài ".repeat(60).trim().to_owned();
    check(&long, "", &format!("{long}\n"));
}

#[test]
fn marks_of_markdown_are_words_in_plain_text() {
    check("T\n# 1\n26. Tháng hai\n*sao*", "T", "\\# 1\n\n26\\. Tháng hai\n\n\\*sao\\*\n");
}

#[test]
fn lines_broken_at_the_edge_of_a_screen_are_joined() {
    let a = "Chiều ngày 26-2-2021, tại Trung tâm Hội nghị tỉnh Hậu Giang, đã diễn";
    let b = "ra Hội nghị sơ kết.";
    check(&format!("Lễ ký\n\n{a}\n{b}\n\nHết."), "Lễ ký", &format!("{a} {b}\n\nHết.\n"));
    let draft = read("bai.txt", format!("Lễ ký\n{a}\n{b}").as_bytes()).unwrap();
    let joined = draft.report.iter().find(|item| item.reason == "lines.joined").unwrap();
    assert_eq!(joined.outcome, Outcome::Changed);
}

#[test]
fn long_sentences_on_lines_of_their_own_stay_apart() {
    let a = "Từ năm 2006, hai địa phương đã ký kết chương trình hợp tác.";
    let b = "Qua 15 năm, nhiều nhà đầu tư của Cần Thơ đã đến Hậu Giang.";
    check(&format!("Lễ ký\n{a}\n{b}"), "Lễ ký", &format!("{a}\n\n{b}\n"));
}

#[test]
fn one_mark_of_a_portal_does_not_make_a_page() {
    check("Ngày đăng: 27/02/2021\nLượt xem: 5", "Ngày đăng: 27/02/2021", "Lượt xem: 5\n");
}

#[test]
fn what_is_no_text_is_refused_with_a_reason() {
    for (name, bytes, code) in [
        ("a.txt", &b"  \r\n\t"[..], "import.empty"),
        ("a.md", b"", "import.empty"),
        ("a.txt", b"\xff\xd8\xff\xe0\x00\x10JFIF", "import.not_text"),
        ("a.docx", b"PK", "import.damaged"),
        ("md", b"# a", "import.unknown_format"),
        ("a.TXT", &vec![b'a'; LARGEST + 1], "import.too_large"),
    ] {
        assert_eq!(
            read(name, bytes).map_err(|refusal| refusal.code()),
            Err(code),
            "{name}"
        );
    }
    let pdf = Unreadable::UnknownFormat { extension: "pdf".into() };
    assert_eq!(read("thư mục.md\\a.PDF", b"%PDF"), Err(pdf));
}

#[test]
fn a_decomposed_file_is_composed_and_says_so() {
    let draft = read("bai.txt", "Ca\u{302}\u{300}n Tho\u{31b}".as_bytes()).unwrap();
    assert_eq!(draft.title, "Cần Thơ");
    assert_eq!(draft.report[0].reason, "unicode.composed");
}
