//! Text from before Unicode inside word processors' files: found run by run, comments and
//! notes too, and converted only when told.

use crate::vessel::{word, zipped};
use document::body::{self, Block};
use intake::{Choices, Draft, drafts};
use vntext::{Encoding, encode};

/// A paragraph in the old encoding, as the file has it, and what it should become.
const OLD: &str =
    "Héi nghÞ s¬ kÕt ch\u{AD}¬ng tr×nh hîp t¸c ph¸t triÓn gi÷a hai ®Þa ph\u{AD}¬ng.";
const NEW: &str = "Hội nghị sơ kết chương trình hợp tác phát triển giữa hai địa phương.";

fn read(name: &str, bytes: &[u8], convert_legacy: bool) -> Draft {
    let choices = Choices { convert_legacy, split: false };
    drafts(name, bytes, &choices).expect(name).remove(0)
}

/// The comments of a draft: by whom, and what.
fn comments(draft: &Draft) -> Vec<(String, String)> {
    let (body, _) = body::parse(&draft.text);
    let found = body.blocks.iter().filter_map(|block: &Block| {
        body::aside_of(block).map(|(by, words)| (by.to_owned(), words.to_owned()))
    });
    found.collect()
}

/// Words in a Word file; a soft hyphen is an element there.
fn run(words: &str, font: &str) -> String {
    let words =
        words.replace('\u{AD}', "</w:t><w:softHyphen/><w:t xml:space=\"preserve\">");
    format!(
        "<w:r><w:rPr><w:rFonts w:ascii=\"{font}\" w:hAnsi=\"{font}\"/></w:rPr>\
         <w:t xml:space=\"preserve\">{words}</w:t></w:r>"
    )
}

#[test]
fn comments_in_word_files_are_converted_with_the_text() {
    let body = format!(
        "<w:p>{}</w:p><w:p>{}<w:r><w:commentReference w:id=\"1\"/></w:r></w:p>",
        run("TiÕt môc", ".VnTime"),
        run(OLD, ".VnTime")
    );
    let comments_part = format!(
        "<w:comments><w:comment w:id=\"1\" w:author=\"Lê An\"><w:p>{}</w:p></w:comment></w:comments>",
        run("Xem l¹i ch\u{AD}¬ng nµy", ".VnTime")
    );
    let file = word(&body, &[("word/comments.xml", comments_part.as_bytes())]);
    let draft = read("cu.docx", &file, true);
    assert_eq!(draft.title, "Tiết mục");
    assert!(draft.text.starts_with(NEW), "{}", draft.text);
    assert_eq!(comments(&draft), [("Lê An".into(), "Xem lại chương này".into())]);
    assert!(draft.totals.add_up(), "{:?}", draft.totals);
    // Untold, both stay as they are.
    let untold = read("cu.docx", &file, false);
    assert!(untold.offers[0].after.contains("Hội nghị"), "{:?}", untold.offers);
    assert!(!comments(&untold)[0].1.contains("chương"));
}

#[test]
fn comments_in_vni_are_converted_too() {
    let shown = |text: &str| -> String {
        let bytes = encode(text, Encoding::Vni).bytes;
        encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned()
    };
    let body = format!(
        "<w:p>{}</w:p><w:p>{}<w:r><w:commentReference w:id=\"1\"/></w:r></w:p>",
        run(&shown("Tin hoạt động"), "VNI-Times"),
        run(&shown(NEW), "VNI-Times")
    );
    let said = "Đề nghị sửa lại số liệu";
    let comments_part = format!(
        "<w:comments><w:comment w:id=\"1\"><w:p>{}</w:p></w:comment></w:comments>",
        run(&shown(said), "VNI-Times")
    );
    let file = word(&body, &[("word/comments.xml", comments_part.as_bytes())]);
    let draft = read("cu.docx", &file, true);
    assert_eq!(draft.title, "Tin hoạt động");
    assert_eq!(comments(&draft), [(String::new(), said.to_owned())]);
}

#[test]
fn comments_in_rich_text_and_open_document_are_converted_too() {
    let rtf = r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 .VnTime;}}\f0 Ti\'d5t m\'f4c\par H\'e9i ngh\'de s\'ac k\'d5t hai n\'a8m{\*\annotation\f0 Xem l\'b9i ch\-\'acng n\'b5y}\par}";
    let draft = read("cu.rtf", rtf.as_bytes(), true);
    assert_eq!(draft.text.lines().next(), Some("Hội nghị sơ kết hai năm"));
    assert_eq!(comments(&draft), [(String::new(), "Xem lại chương này".to_owned())]);

    let content = format!(
        "<office:document-content><office:automatic-styles><style:style style:name=\"T\" \
         style:family=\"text\"><style:text-properties style:font-name=\".VnTime\"/></style:style>\
         </office:automatic-styles><office:body><office:text><text:p><text:span \
         text:style-name=\"T\">TiÕt môc</text:span></text:p><text:p><text:span \
         text:style-name=\"T\">{OLD}</text:span><office:annotation><dc:creator>Lê An</dc:creator>\
         <text:p><text:span text:style-name=\"T\">Xem l¹i ch\u{AD}¬ng nµy</text:span></text:p>\
         </office:annotation></text:p></office:text></office:body></office:document-content>"
    );
    let draft = read("cu.odt", &zipped(&[("content.xml", content.as_bytes())]), true);
    assert!(draft.text.starts_with(NEW), "{}", draft.text);
    assert_eq!(comments(&draft), [("Lê An".into(), "Xem lại chương này".into())]);
    assert!(draft.totals.add_up(), "{:?}", draft.totals);
}
