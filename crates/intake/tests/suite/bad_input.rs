//! Files that are broken, hostile, or not what they are called.

use crate::vessel::{word, zipped};
use intake::{Choices, Draft, Embedded, Outcome, drafts, is_archive, read, unpack};
use std::io::{Cursor, Write as _};

fn para(words: &str) -> String {
    format!("<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
}

#[track_caller]
fn refused(name: &str, bytes: &[u8], code: &str) {
    assert_eq!(read(name, bytes).map_err(|refusal| refusal.code()), Err(code), "{name}");
}

#[track_caller]
fn told(draft: &Draft, kind: &str, outcome: Outcome, reason: &str) {
    let told = draft
        .report
        .iter()
        .any(|item| (item.kind, item.outcome, item.reason) == (kind, outcome, reason));
    assert!(told, "{kind} {reason}: {:#?}", draft.report);
}

#[test]
fn an_archive_that_unpacks_without_end_is_refused() {
    // 200 MB of the same letter in 200 kB.
    let bomb = vec![b'a'; 200 << 20];
    let file = zipped(&[("word/document.xml", &bomb)]);
    assert!(file.len() < 400_000, "{}", file.len());
    refused("bom.docx", &file, "import.too_large");
    assert!(unpack(&file).is_err());
}

#[test]
fn elements_within_one_another_without_end_are_read_flat() {
    let deep = format!("{}{}", "<w:sdt>".repeat(1_000_000), para("Đáy"));
    let file = word(&format!("{}{deep}", para("Tít của bài")), &[]);
    let draft = read("sau.docx", &file).expect("what is not too deep is read");
    assert_eq!(draft.title, "Tít của bài");
    let html = format!("<p>Tít</p>{}Đáy", "<div>".repeat(1_000_000));
    assert!(read("sau.html", html.as_bytes()).is_ok());
    let odt = format!(
        "<office:body><office:text><text:p>Tít</text:p>{}Đáy",
        "<text:section>".repeat(1_000_000)
    );
    let odt = zipped(&[("content.xml", odt.as_bytes())]);
    assert_eq!(read("sau.odt", &odt).expect("it is read").title, "Tít");
    let table = format!("<p>Tít</p>{}Đáy", "<table><tr><td>".repeat(100_000));
    assert!(read("sau.html", table.as_bytes()).is_ok());
    let rtf = format!("{{\\rtf1 T\\'edt\\par {}x", "{".repeat(1_000_000));
    assert!(read("sau.rtf", rtf.as_bytes()).is_ok());
}

#[test]
fn entities_declared_by_a_file_are_not_expanded() {
    let xml = "<!DOCTYPE d [<!ENTITY a \"lol\"><!ENTITY b \"&a;&a;&a;\">\
        <!ENTITY c SYSTEM \"file:///etc/passwd\">]><w:document><w:body>\
        <w:p><w:r><w:t>Tít &amp; bài</w:t></w:r></w:p>\
        <w:p><w:r><w:t>Chữ &b; và &c; hết.</w:t></w:r></w:p></w:body></w:document>";
    let file = zipped(&[("word/document.xml", xml.as_bytes())]);
    let draft = read("thuc-the.docx", &file).expect("the rest is read");
    assert_eq!(draft.title, "Tít & bài");
    assert!(
        !draft.text.contains("lol") && !draft.text.contains("root"),
        "{}",
        draft.text
    );
    assert!(draft.text.starts_with("Chữ") && draft.text.trim_end().ends_with("hết."));
}

#[test]
fn a_picture_the_file_does_not_hold_is_told() {
    let picture =
        "<w:p><w:r><w:drawing><a:blip r:embed=\"rId9\"/></w:drawing></w:r></w:p>";
    let file = word(&format!("{}{picture}{}", para("Tít"), para("Chữ của bài.")), &[]);
    let draft = read("thieu.docx", &file).expect("the text is read");
    told(&draft, "picture", Outcome::Dropped, "picture.lost");
    // A relationship to a file that is not there, and a note without its part.
    let relations = b"<Relationships><Relationship Id=\"rId9\" Target=\"media/a.png\" \
        Type=\"http://x/image\"/></Relationships>";
    let note = "<w:p><w:r><w:t>Hai</w:t><w:footnoteReference w:id=\"2\"/></w:r></w:p>";
    let whole = word(
        &format!("{}{picture}{note}", para("Tít")),
        &[("word/_rels/document.xml.rels", relations)],
    );
    let other = read("thieu.docx", &whole).expect("the text is read");
    told(&other, "picture", Outcome::Dropped, "picture.lost");
    assert!(other.text.starts_with("Hai"), "{}", other.text);
    assert!(draft.totals.add_up(), "{:?}", draft.totals);
    assert_eq!(draft.totals.dropped_pictures, 1);
}

#[test]
fn macros_are_left_out_and_told() {
    let file = word(&para("Tít"), &[("word/vbaProject.bin", b"\xCC\x61")]);
    told(&read("bai.docm", &file).unwrap(), "macro", Outcome::Dropped, "macro.never_run");
}

#[test]
fn macros_of_old_word_files_are_left_out_and_told() {
    let old = old_word("Tit\rChu cua bai.\r", 0, &[("/Macros", b"")]);
    told(&read("bai.doc", &old).unwrap(), "macro", Outcome::Dropped, "macro.never_run");
    assert_eq!(read("bai.doc", &old).unwrap().text, "Chu cua bai.\n");
}

/// An old Word file of one text: head, one piece, and streams beside (\\[MS-DOC\\] 2.5, 2.9.38).
fn old_word(text: &str, flags: u16, more: &[(&str, &[u8])]) -> Vec<u8> {
    let length = u32::try_from(text.len()).expect("short");
    let mut main = vec![0; 0x600];
    main[0x0A..0x0C].copy_from_slice(&flags.to_le_bytes());
    main[0x4C..0x50].copy_from_slice(&length.to_le_bytes());
    main[0x01A6..0x01AA].copy_from_slice(&21u32.to_le_bytes());
    main.extend(text.bytes());
    let place = 0x4000_0000u32 | (0x600 * 2);
    let table = [
        &[2][..],
        &16u32.to_le_bytes(),
        &0u32.to_le_bytes(),
        &length.to_le_bytes(),
        &[0, 0],
        &place.to_le_bytes(),
        &[0, 0],
    ]
    .concat();
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    let streams = [("/WordDocument", &main[..]), ("/0Table", &table[..])];
    for (name, bytes) in streams.iter().chain(more) {
        match bytes.is_empty() {
            true => file.create_storage(name).expect("a storage"),
            false => file
                .create_stream(name)
                .and_then(|mut stream| stream.write_all(bytes))
                .expect("a stream"),
        }
    }
    file.flush().expect("memory");
    file.into_inner().into_inner()
}

#[test]
fn encrypted_files_say_so() {
    refused("mat.doc", &old_word("Tit\r", 0x0100, &[]), "import.encrypted");

    let name: Vec<u8> =
        "EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let mut file = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    file.extend([0; 512]);
    file.extend(name);
    refused("mat.docx", &file, "import.encrypted");
    let manifest = b"<manifest:manifest><manifest:encryption-data/></manifest:manifest>";
    let odt = zipped(&[("content.xml", b"x"), ("META-INF/manifest.xml", manifest)]);
    refused("mat.odt", &odt, "import.encrypted");
}

#[test]
fn drawings_nobody_prints_come_along() {
    let relations =
        b"<Relationships><Relationship Id=\"rId1\" Target=\"media/so-do.emf\" \
        Type=\"http://x/image\"/></Relationships>";
    let picture =
        "<w:p><w:r><w:drawing><a:blip r:embed=\"rId1\"/></w:drawing></w:r></w:p>";
    let file = word(
        &format!("{}{picture}{}", para("Tít"), para("Chữ của bài.")),
        &[
            ("word/_rels/document.xml.rels", relations),
            ("word/media/so-do.emf", b"\x01\0\0\0 EMF"),
        ],
    );
    let draft = read("so-do.docx", &file).expect("it is read");
    let names: Vec<&str> = draft.embedded.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["so-do.emf"]);
    // In old files a drawing is packed in a record of its own (\[MS-ODRAW\] 2.2.24).
    let head = [&[7; 16][..], &[0; 32], &[0xFE, 0xFE]].concat();
    let content = [&head[..], b"\x01\0\0\0 EMF"].concat();
    let length = u32::try_from(content.len()).expect("short").to_le_bytes();
    let record = [&b"\x40\x3D\x1A\xF0"[..], &length, &content].concat();
    let old = old_word("Tit\rChu cua bai.\r\x01\r", 0, &[("/Data", &record)]);
    let draft = read("so-do.doc", &old).expect("it is read");
    let names: Vec<&str> = draft.embedded.iter().map(|file| file.name.as_str()).collect();
    assert_eq!(names, ["hinh-1.emf"]);
    assert!(draft.totals.add_up() && draft.totals.pictures == 1, "{:?}", draft.totals);
}

#[test]
fn content_goes_before_the_name() {
    let rtf = b"{\\rtf1\\ansi Tit bai\\par Chu cua bai.\\par}";
    for name in ["bai.doc", "bai.docx", "bai.rtf"] {
        let draft = read(name, rtf).expect(name);
        assert_eq!(draft.text, "Chu cua bai.\n", "{name}");
        let is_told = draft.report.iter().any(|item| item.reason == "format.by_content");
        assert_eq!(is_told, name != "bai.rtf", "{name}");
    }
    let docx = word(&format!("{}{}", para("Tít"), para("Chữ.")), &[]);
    assert_eq!(read("bai.doc", &docx).unwrap().text, "Chữ.\n");
    let page = "<html><body><p>Tít</p><p>Chữ của trang.</p></body></html>";
    assert_eq!(read("bai.doc", page.as_bytes()).unwrap().text, "Chữ của trang.\n");
}

#[test]
fn half_of_a_file_is_refused_or_read_as_far_as_it_goes() {
    let body: String =
        (0..200).map(|n| para(&format!("Đoạn thứ {n} của bài."))).collect();
    let file = word(&body, &[]);
    refused("nua.docx", &file[..file.len() / 2], "import.damaged");
    let odt = zipped(&[("content.xml", &b"<office:text/>".repeat(40))]);
    refused("nua.odt", &odt[..odt.len() / 2], "import.damaged");
    let old = old_word(&"Doan cua bai.\r".repeat(200), 0, &[]);
    refused("nua.doc", &old[..1000], "import.damaged");
    let rtf = b"{\\rtf1\\ansi Tit\\par Doan mot.\\par Doan ha";
    assert_eq!(read("nua.rtf", rtf).unwrap().text, "Doan mot.\n\nDoan ha\n");
    let html = "<p>Tít</p><p>Đoạn một.</p><p>Đoạn h<b";
    assert_eq!(read("nua.html", html.as_bytes()).unwrap().text, "Đoạn một.\n\nĐoạn h\n");
    let start = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    refused("nua.doc", start, "import.damaged");
    refused("so.xls", start, "import.unknown_format");
}

#[test]
fn addresses_hold_no_control_characters() {
    let rtf = b"{\\rtf1\\ansi Tit\\par{\\field{\\*\\fldinst HYPERLINK \"http://so.vn/\x9D\x9Da\"}\
        {\\fldrslt noi}} day\\par}";
    let draft = read("a.rtf", rtf).expect("it is read");
    assert_eq!(draft.text, "[noi](http://so.vn/a) day\n");
}

#[test]
fn empty_documents_are_empty() {
    refused("rong.docx", &word("", &[]), "import.empty");
    refused("rong.docx", b"", "import.empty");
    refused("rong.html", b"<html><body> </body></html>", "import.empty");
    refused("rong.rtf", b"{\\rtf1}", "import.empty");
}

#[test]
fn zipped_folders_give_their_files() {
    let file = zipped(&[
        ("thang-9/bai.md", "# Tít".as_bytes()),
        ("__MACOSX/thang-9/._bai.md", b"x"),
        ("thang-9/.DS_Store", b"x"),
        ("thang-9/anh.jpg", b"\xFF\xD8"),
    ]);
    assert!(is_archive("so-9.zip", &file));
    assert!(!is_archive("bai.docx", &word("", &[])));
    let names: Vec<String> = unpack(&file)
        .expect("a folder")
        .into_iter()
        .map(|Embedded { name, .. }| name)
        .collect();
    assert_eq!(names, ["thang-9/bai.md", "thang-9/anh.jpg"]);
}

#[test]
fn every_cut_and_every_changed_byte_is_survived() {
    let file = include_bytes!("../fixtures/legacy-24.rtf");
    let docx = include_bytes!("../fixtures/noted-22.docx");
    let doc = include_bytes!("../fixtures/styled-1.doc");
    let mut seed = 0x2545_F491_4F6C_DD1D_u64;
    let mut random = |below: usize| {
        // xorshift64 (Marsaglia 2003): the same bytes on every machine.
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        usize::try_from(seed >> 33).expect("31 bits") % below
    };
    for (name, bytes) in [("a.rtf", &file[..]), ("a.docx", docx), ("a.doc", doc)] {
        for _ in 0..60 {
            let mut bytes = bytes.to_vec();
            for _ in 0..4 {
                let at = random(bytes.len());
                bytes[at] = u8::try_from(random(256)).expect("a byte");
            }
            bytes.truncate(bytes.len() - random(bytes.len() / 2));
            let _ = drafts(name, &bytes, &Choices::default());
        }
    }
}
