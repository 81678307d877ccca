//! Bad files: each is named in the report with a sentence, and the others come in.

use desk::{Choices, Desk, ImportReport};
use document::Lang;
use std::path::Path;

fn import(name: &str, bytes: &[u8]) -> ImportReport {
    let folder = tempfile::tempdir().expect("a folder");
    let mut desk =
        Desk::create(&folder.path().join("b.bantin"), "B", "", Lang::Vi, "thoi-su")
            .expect("a file");
    let put = |name: &str, bytes: &[u8]| {
        let path = folder.path().join(name);
        std::fs::write(&path, bytes).expect("room");
        path
    };
    let paths = [put(name, bytes), put("tot.md", "# Tít\n\nChữ của bài.".as_bytes())];
    let before = std::fs::read(&paths[0]).expect("the file");
    let report = desk.import_as(&paths, Choices::default()).expect("an import").0;
    assert_eq!(report.articles.len(), 1, "the good file comes in: {name}");
    assert_eq!(std::fs::read(&paths[0]).expect("unharmed"), before, "{name}");
    report
}

#[track_caller]
fn check(name: &str, bytes: &[u8], vi: &str, en: &str) {
    let report = import(name, bytes);
    let item = report
        .items
        .iter()
        .find(|item| Path::new(&item.source).ends_with(name))
        .unwrap_or_else(|| panic!("{name} is named: {:#?}", report.items));
    assert_eq!(item.outcome, "dropped", "{name}");
    assert_eq!(desk::reason(Lang::Vi, &item.reason), vi, "{name}");
    assert_eq!(desk::reason(Lang::En, &item.reason), en, "{name}");
}

/// A zip archive of one file, not compressed, its length as claimed.
fn zipped(name: &str, bytes: &[u8]) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    zip.start_file(name, zip::write::SimpleFileOptions::default()).expect("a file");
    zip.write_all(bytes).expect("memory");
    zip.finish().expect("an archive").into_inner()
}

#[test]
fn every_bad_file_has_its_sentence() {
    let word = include_bytes!("../../../intake/tests/fixtures/styled-2.docx");
    let (vi, en) = ("Tệp hỏng hoặc chưa tải về hết", "The file is damaged or incomplete");
    check("nua.docx", &word[..word.len() / 2], vi, en);
    check("bom.docx", &zipped("word/document.xml", &vec![b'a'; 200 << 20]), "Tệp quá lớn", "The file is too large");
    check("rong.docx", b"", "Tệp rỗng", "The file is empty");
    let mut locked = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    locked.extend([0; 512]);
    locked.extend("EncryptedPackage".encode_utf16().flat_map(u16::to_le_bytes));
    check(
        "mat.docx",
        &locked,
        "Tệp có mật khẩu: hãy bỏ mật khẩu rồi nhập lại",
        "The file has a password: remove it and import again",
    );
}
