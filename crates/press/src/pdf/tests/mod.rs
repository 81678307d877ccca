//! Both profiles, from a small Typst source to an opened file.

mod booklet;
mod drawing;
mod press;
mod screen;
mod world;

use super::Meta;
use document::{Date, Lang, Mm, Trim};
use lopdf::{Dictionary, Document, Object};

/// Two pages: heading, text in both families, a linked word, greys and tints, a
/// picture of each kind, and a band of ink that runs far past the left edge.
const ISSUE: &str = r##"
#set page(width: 190mm, height: 270mm, margin: 15mm)
#set text(font: "Source Serif 4", lang: "vi", size: 10pt)
#place(dx: -40mm, rect(width: 60mm, height: 8mm, fill: luma(80%)))
= Ký kết hợp tác
Đẩy mạnh liên kết vùng giữa hai địa phương, #link("https://example.vn")[xem thêm].
#rect(width: 30mm, height: 5mm, fill: gradient.linear(space: luma, luma(0%), luma(90%)))
#figure(image("/grey.jpg", alt: "Quang cảnh", width: 20mm), caption: [Quang cảnh])
#pagebreak()
== Nguyễn Thị Ngọc Hương
#text(font: "Be Vietnam Pro")[Chương trình gồm bảy nội dung, thực hiện đến năm 2025.]
"##;

/// What only ink can show, left out of the screen file: PDF/A allows no CMYK.
const INKS: &str = r#"
#rect(fill: cmyk(0%, 100%, 100%, 0%), width: 20mm, height: 5mm)
#rect(fill: luma(50%).transparentize(50%), width: 20mm, height: 5mm)
#image("/inks.jpg", alt: "Bốn màu", width: 20mm)
"#;

pub(super) fn meta() -> Meta {
    Meta {
        title: "Bản tin Hậu Giang & số 2".into(),
        author: "Sở Thông tin và Truyền thông".into(),
        subject: "Hai địa phương ký kết hợp tác.".into(),
        lang: Lang::Vi,
        date: Date::new(2021, 2, 27).unwrap(),
        document_id: "0f1e2d3c4b5a69788796a5b4c3d2e1f0".into(),
        issue_line: "Bản tin Hậu Giang, số 2 (tháng 2 năm 2021)".into(),
        trim: Trim::tabloid(),
        bleed: Mm::new(3.0).unwrap(),
    }
}

fn press(source: &str) -> Vec<u8> {
    printed(&world::compile(source), &meta())
}

fn printed(document: &typst_layout::PagedDocument, meta: &Meta) -> Vec<u8> {
    super::finish(super::plates(document, meta).unwrap(), meta).unwrap()
}

fn screen(source: &str) -> Vec<u8> {
    super::screen(&world::compile(source), &meta()).unwrap()
}

/// The catalog of a file.
fn catalog(file: &Document) -> &Dictionary {
    file.catalog().unwrap()
}

/// The document information dictionary of a file.
fn info(file: &Document) -> &Dictionary {
    file.trailer.get_deref(b"Info", file).unwrap().as_dict().unwrap()
}

/// A text string of either encoding.
fn words(object: &Object) -> String {
    let bytes = object.as_str().unwrap();
    let Some(wide) = bytes.strip_prefix(&[0xfe, 0xff]) else {
        return String::from_utf8(bytes.to_vec()).unwrap();
    };
    let units: Vec<u16> =
        wide.chunks(2).map(|two| u16::from_be_bytes([two[0], two[1]])).collect();
    String::from_utf16(&units).unwrap()
}

/// The packet and whether it stands in the file as plain text.
fn xmp(file: &Document) -> (String, bool) {
    let stream = catalog(file).get_deref(b"Metadata", file).unwrap().as_stream().unwrap();
    let plain = !stream.dict.has(b"Filter");
    (String::from_utf8(stream.get_plain_content().unwrap()).unwrap(), plain)
}

/// A box of every page, in millimetres from the corner of the first one's sheet.
fn boxes(file: &Document, name: &str) -> Vec<Option<[f64; 4]>> {
    file.page_iter()
        .map(|page| {
            let sides = file.get_dictionary(page).unwrap().get(name.as_bytes()).ok()?;
            let mut found = [0.0; 4];
            for (side, object) in found.iter_mut().zip(sides.as_array().unwrap()) {
                *side = (f64::from(object.as_float().unwrap()) / 72.0 * 25.4 * 100.0)
                    .round()
                    / 100.0;
            }
            Some(found)
        })
        .collect()
}

/// Names of fonts that carry no font program.
fn loose_fonts(file: &Document) -> Vec<String> {
    let named = |dict: &Dictionary| {
        String::from_utf8_lossy(dict.get(b"FontName").unwrap().as_name().unwrap())
            .into_owned()
    };
    let descriptors: Vec<&Dictionary> = file
        .objects
        .values()
        .filter_map(|object| object.as_dict().ok())
        .filter(|dict| dict.has_type(b"FontDescriptor"))
        .collect();
    assert!(!descriptors.is_empty(), "the file has no fonts at all");
    descriptors
        .into_iter()
        .filter(|dict| {
            !["FontFile", "FontFile2", "FontFile3"]
                .iter()
                .any(|key| dict.has(key.as_bytes()))
        })
        .map(named)
        .collect()
}
