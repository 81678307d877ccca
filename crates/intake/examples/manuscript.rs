//! Measures how long a Word file of 20 pages with 10 pictures is read: prints what and the
//! milliseconds, for `cargo xtask bench`.

use intake::{Choices, drafts};
use std::io::{Cursor, Write as _};
use std::time::Instant;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A page of A4 holds about 450 words: fifteen paragraphs of thirty.
const PARAGRAPHS: usize = 20 * 15;

/// Bytes of a picture as a telephone takes it.
const PICTURE: usize = 1 << 20;

const SENTENCE: &str = "Chiều ngày 26-2-2021, tại Trung tâm Hội nghị tỉnh Hậu Giang đã diễn ra \
    hội nghị sơ kết chương trình hợp tác phát triển giữa hai địa phương trong thời gian qua.";

#[allow(clippy::print_stdout, reason = "the result of a program")]
#[allow(clippy::disallowed_methods, reason = "a program of its own may read the clock")]
fn main() {
    let file = document();
    let mut best = f64::MAX;
    for _ in 0..5 {
        let begun = Instant::now();
        let read =
            drafts("bai.docx", &file, &Choices::default()).expect("it is in order");
        best = best.min(begun.elapsed().as_secs_f64() * 1000.0);
        assert_eq!(read[0].embedded.len(), 10, "every picture comes along");
        assert!(read[0].totals.add_up(), "{:?}", read[0].totals);
    }
    println!("20 pages, 10 pictures\t{best:.1}");
}

fn document() -> Vec<u8> {
    let mut body = String::from("<w:p><w:r><w:t>Hai địa phương ký kết</w:t></w:r></w:p>");
    let mut relations = String::new();
    for paragraph in 0..PARAGRAPHS {
        let marks = ["", "<w:b/>", "<w:i/>"][paragraph % 3];
        body += &format!(
            "<w:p><w:pPr><w:jc w:val=\"both\"/></w:pPr><w:r><w:rPr><w:rFonts \
             w:ascii=\"Times New Roman\"/></w:rPr><w:t>{SENTENCE} </w:t></w:r><w:r><w:rPr>\
             {marks}</w:rPr><w:t>Đoạn {paragraph}.</w:t></w:r></w:p>"
        );
        if paragraph % 30 == 29 {
            let number = paragraph / 30;
            body += &format!(
                "<w:p><w:r><w:drawing><a:blip r:embed=\"r{number}\"/></w:drawing></w:r></w:p>\
                 <w:p><w:r><w:t>Quang cảnh hội nghị. Ảnh: Đan Phượng</w:t></w:r></w:p>"
            );
            relations += &format!(
                "<Relationship Id=\"r{number}\" Target=\"media/{number}.jpg\" \
                 Type=\"http://x/image\"/>"
            );
        }
    }
    let main = format!("<w:document><w:body>{body}</w:body></w:document>");
    let relations = format!("<Relationships>{relations}</Relationships>");
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, bytes: &[u8]| {
        zip.start_file(name, SimpleFileOptions::default()).expect("names are apart");
        zip.write_all(bytes).expect("there is memory");
    };
    add("word/document.xml", main.as_bytes());
    add("word/_rels/document.xml.rels", relations.as_bytes());
    for number in 0..10_u32 {
        // Noise, as packed pictures are, by xorshift (Marsaglia 2003).
        let mut seed = 0x9E37_79B9 ^ (number + 1);
        let mut bytes = b"\xFF\xD8\xFF\xE0".to_vec();
        while bytes.len() < PICTURE {
            seed ^= seed << 13;
            seed ^= seed >> 17;
            seed ^= seed << 5;
            bytes.extend(seed.to_le_bytes());
        }
        add(&format!("word/media/{number}.jpg"), &bytes);
    }
    zip.finish().expect("there is memory").into_inner()
}
