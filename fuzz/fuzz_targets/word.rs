//! Any parts of a Word document: text, relationships, styles, numbering, notes, comments
//! and a page head.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [text, relations, styles, numbering, notes, comments, head] =
        bantin_fuzz::pieces(bytes);
    let file = bantin_fuzz::zipped(&[
        ("word/document.xml", text),
        ("word/_rels/document.xml.rels", relations),
        ("word/styles.xml", styles),
        ("word/numbering.xml", numbering),
        ("word/footnotes.xml", notes),
        ("word/comments.xml", comments),
        ("word/header1.xml", head),
        ("word/media/image1.png", b"\x89PNG\r\n\x1a\n"),
        ("word/media/image2.emf", b"\x01\0\0\0 EMF"),
    ]);
    bantin_fuzz::read("a.docx", &file);
});
