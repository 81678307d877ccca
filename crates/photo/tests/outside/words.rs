//! Words in, words out, and nothing private.

use crate::corpus::{Pixels, exif, icc, jpeg_within, one};
use document::{Date, Fit, Format, Recipe};
use moxcms::ColorProfile;
use photo::{Words, inspect, with_words};
use proptest::prelude::*;

fn words() -> Words {
    Words {
        caption: "Lãnh đạo 2 địa phương ký kết <hợp tác> & “phát triển”".into(),
        byline: "Đan Phượng".into(),
        credit: "Ảnh: Đan Phượng".into(),
        rights: "© Sở Thông tin và Truyền thông, CC BY 4.0".into(),
        alt: "Hai người bắt tay trước phông đỏ".into(),
        taken: Date::new(2021, 2, 26),
        place: "Vị Thanh, Hậu Giang".into(),
    }
}

fn contains(bytes: &[u8], what: &[u8]) -> bool {
    bytes.windows(what.len()).any(|window| window == what)
}

fn jpeg() -> Vec<u8> {
    Pixels::plain([200, 80, 40]).jpeg(&[exif(1), icc(&ColorProfile::new_display_p3())])
}

#[test]
fn words_come_back_from_xmp_and_from_iptc() {
    let file = with_words(&jpeg(), &words()).unwrap();
    assert_eq!(inspect(&file).unwrap().words, words());

    // Without the XMP, IPTC alone; it knows no alternative text.
    let mut file = file;
    let at = file.windows(4).position(|window| window == b"http").unwrap();
    file[at] = b'X';
    assert_eq!(inspect(&file).unwrap().words, Words { alt: String::new(), ..words() });
}

#[test]
fn writing_again_replaces_and_leaves_the_rest() {
    let once = with_words(&jpeg(), &words()).unwrap();
    let other = Words { caption: "Quang cảnh Hội nghị".into(), ..words() };
    let twice = with_words(&once, &other).unwrap();
    assert_eq!(inspect(&twice).unwrap().words, other);
    assert_eq!(with_words(&twice, &words()).unwrap(), once);
    // Profile, orientation and pixels are where they were.
    assert!(contains(&twice, b"ICC_PROFILE"));
    let recipe = jpeg_within(16);
    let plain = with_words(&jpeg(), &Words::default()).unwrap();
    assert_eq!(one(&plain, recipe).bytes, one(&jpeg(), recipe).bytes);
}

#[test]
fn a_caption_that_ends_in_its_credit_is_split() {
    let caption = "Quang cảnh Hội nghị. Ảnh: Đan Phượng".to_owned();
    let joined = Words { caption, ..Words::default() };
    let plain = Pixels::plain([200, 80, 40]).jpeg(&[]);
    let found = inspect(&with_words(&plain, &joined).unwrap()).unwrap().words;
    assert_eq!(found.credit, "Ảnh: Đan Phượng");
    assert!(found.caption.starts_with("Quang cảnh Hội nghị"), "{}", found.caption);
    assert!(!found.caption.contains("Ảnh"), "{}", found.caption);

    // Not when the file names a credit besides.
    let kept = Words { credit: "TTXVN".into(), ..joined };
    assert_eq!(inspect(&with_words(&plain, &kept).unwrap()).unwrap().words, kept);
}

#[test]
fn the_camera_names_the_author() {
    assert_eq!(inspect(&jpeg()).unwrap().words.byline, "An");
}

#[test]
fn xmp_in_png_is_read() {
    let xmp = "<x:xmpmeta xmlns:x='adobe:ns:meta/'>\
        <rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
        <rdf:Description xmlns:p='http://ns.adobe.com/photoshop/1.0/' p:Credit='TTXVN'/>\
        </rdf:RDF></x:xmpmeta>";
    let file =
        Pixels::plain([9, 9, 9]).png(png::ColorType::Rgb, png::BitDepth::Eight, |info| {
            info.utf8_text
                .push(png::text_metadata::ITXtChunk::new("XML:com.adobe.xmp", xmp));
        });
    assert_eq!(inspect(&file).unwrap().words.credit, "TTXVN");
}

#[test]
fn renditions_name_author_and_rights_and_nothing_else() {
    let file = with_words(&jpeg(), &words()).unwrap();
    assert!(contains(&file, b"SN-12345"));
    let formats = [
        Format::Jpeg { quality: 80 },
        Format::Avif { quality: 60 },
        Format::CmykJpeg { quality: 90 },
        Format::GreyJpeg { quality: 90 },
    ];
    for format in formats {
        let bytes = one(&file, Recipe { fit: Fit::Within { width: 16 }, format }).bytes;
        let names = |text: &str| contains(&bytes, text.as_bytes());
        let paper = matches!(format, Format::CmykJpeg { .. } | Format::GreyJpeg { .. });
        let screen = !paper;
        assert_eq!(names("Đan Phượng"), screen, "{format:?}");
        assert_eq!(names("CC BY 4.0"), screen, "{format:?}");
        assert!(!names("SN-12345") && !names("ICC_PROFILE"), "{format:?}");
        assert!(!names("Vị Thanh") && !names("2021") && !names("bắt tay"), "{format:?}");
        // The tag that points to a position, in either byte order.
        if let Some(at) = bytes.windows(4).position(|window| window == b"Exif") {
            assert!(!contains(&bytes[at..], &[0x88, 0x25, 0, 4]), "{format:?}");
            assert!(!contains(&bytes[at..], &[0x25, 0x88, 4, 0]), "{format:?}");
        }
    }
}

#[test]
fn without_words_renditions_carry_none() {
    let file = Pixels::plain([200, 80, 40]).jpeg(&[]);
    assert!(!contains(&one(&file, jpeg_within(16)).bytes, b"http"));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn any_text_survives_the_way_into_a_file_and_back(
        caption in "\\PC{0,80}",
        rights in "[a-zà-ỹÀ-Ỹ&<>\"' ]{0,3000}",
    ) {
        let given = Words { caption, rights, credit: "TTXVN".into(), ..Words::default() };
        let plain = Pixels::plain([200, 80, 40]).jpeg(&[]);
        let once = inspect(&with_words(&plain, &given).unwrap()).unwrap().words;
        // Text is tidied once, and then stays as it is.
        let twice = inspect(&with_words(&plain, &once).unwrap()).unwrap().words;
        prop_assert_eq!(&once, &twice);
        prop_assert!(once.rights.len() <= 2000);
        prop_assert_eq!(&once.credit, "TTXVN");
    }
}
