//! What is pasted at the desk: Word, Google Docs, `LibreOffice`, browsers.

use desk::{Desk, Pasted};
use document::{Lang, body};

const PHOTO: &[u8] = include_bytes!("../../../../samples/sign.jpg");

struct Office {
    folder: tempfile::TempDir,
    desk: Desk,
}

impl Office {
    fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("b.bantin");
        let desk =
            Desk::create(&path, "Hậu Giang", "", Lang::Vi, "thoi-su").expect("a file");
        Self { folder, desk }
    }

    fn paste(&mut self, html: &str) -> Pasted {
        self.desk.paste(html, None).expect("a piece").0
    }
}

#[track_caller]
fn check(html: &str, markdown: &str, line: Option<&str>) {
    let pasted = Office::new().paste(html);
    assert_eq!(body::write(&pasted.body), markdown);
    assert_eq!(pasted.line(Lang::Vi).as_deref(), line);
}

#[test]
fn words_of_every_program_come_clean() {
    check(
        "<html><head><style>p{color:red}</style></head><body><!--StartFragment-->\
         <p class=MsoNormal><b><span style='font-size:14pt'>Đậm</span></b> và thường\
         <o:p></o:p></p><p class=MsoListParagraph style='mso-list:l0 level1 lfo1'>\
         <![if !supportLists]><span style='mso-list:Ignore'>·</span><![endif]>Một việc</p>\
         <!--EndFragment--></body></html>",
        "**Đậm** và thường\n\n- Một việc\n",
        None,
    );
    check(
        "<b style='font-weight:normal' id='docs-internal-guid-1'><p dir='ltr'>\
         <span style='font-weight:400'>Chữ thường, </span>\
         <span style='font-weight:700'>chữ đậm</span></p></b>",
        "Chữ thường, **chữ đậm**\n",
        None,
    );
    check(
        "<p style='margin-bottom:0cm'><font face='Liberation Serif'>Một \
         <i>hai</i></font></p><table><tr><td>A</td><td>B</td></tr>\
         <tr><td>1</td><td>2</td></tr></table>",
        "Một *hai*\n\n| A | B |\n| --- | --- |\n| 1 | 2 |\n",
        None,
    );
    // A title stays a paragraph of the text: it is pasted into one.
    check("<h1>Tít</h1><p>Chữ.</p>", "# Tít\n\nChữ.\n", None);
    check("<span>giữa câu</span>", "giữa câu\n", None);
    check("", "", None);
}

#[test]
fn old_encodings_are_converted_when_told_and_that_is_said() {
    let html =
        "<p><font face='.VnTime'>Héi nghÞ s¬ kÕt ch\u{AD}¬ng tr×nh hîp t¸c</font></p>";
    let mut office = Office::new();
    let asked = office.paste(html);
    assert_eq!(body::write(&asked.body), "", "nothing comes in unasked");
    let [offer] = asked.offers.as_slice() else { panic!("{:?}", asked.offers) };
    assert_eq!(offer.after, "Hội nghị sơ kết chương trình hợp tác");
    assert!(!offer.accepted);

    let mut paste = |convert| office.desk.paste(html, Some(convert)).expect("a piece").0;
    let converted = paste(true);
    assert_eq!(body::write(&converted.body), "Hội nghị sơ kết chương trình hợp tác\n");
    assert_eq!(
        converted.line(Lang::Vi).as_deref(),
        Some("Chữ dán được chuyển từ TCVN3 (ABC) sang Unicode.")
    );
    let kept = paste(false);
    assert!(body::write(&kept.body).starts_with("Héi nghÞ"));
    assert_eq!(kept.line(Lang::Vi), None);
}

#[test]
fn pictures_are_copied_in_and_others_are_told() {
    let mut office = Office::new();
    let file = office.folder.path().join("image 001.jpg");
    std::fs::write(&file, PHOTO).expect("room");
    let address = file.display().to_string().replace(' ', "%20");
    let html = format!(
        "<p>Trước</p><p><img src=\"file://{address}\" alt=\"Lễ ký\"></p>\
         <p class=MsoCaption>Quang cảnh lễ ký</p>\
         <p><img src=\"https://haugiang.gov.vn/a.jpg\"></p><p>Sau</p>"
    );
    let pasted = office.paste(&html);
    assert_eq!(pasted.pictures, 1);
    let names = body::photo_names(&pasted.body);
    assert_eq!(names.len(), 1, "{}", body::write(&pasted.body));
    let photos = office.desk.photos().expect("photos");
    assert_eq!(photos[0].name, names[0]);
    // The words of the file itself stay; the place says its own.
    assert_eq!(photos[0].caption, "Lãnh đạo 2 địa phương ký kết hợp tác");
    let markdown = body::write(&pasted.body);
    assert!(markdown.contains("Quang cảnh lễ ký"), "{markdown}");
    let line = pasted.line(Lang::Vi).expect("a line");
    assert!(line.starts_with("Đã chép 1 ảnh vào bản tin. Không dán: "), "{line}");
    assert!(!body::write(&pasted.body).contains("haugiang.gov.vn"));
    // The same picture again is the same photo, and one undo takes it away.
    office.paste(&html);
    assert_eq!(office.desk.photos().expect("photos").len(), 1);
    let gif =
        "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7";
    assert_eq!(office.paste(&format!("<p>A</p><img src=\"{gif}\">")).pictures, 1);
}
