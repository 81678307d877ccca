//! Any bytes as EXIF, XMP, IPTC, Photoshop resources, texts of a PNG and boxes of an
//! HEIC: each in a whole picture, so that nothing but our own readers meets them.
//!
//! The first byte chooses.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some((choice, content)) = bytes.split_first() else { return };
    let file = match choice % 8 {
        0 => jpeg(&[(0xE1, &[b"Exif\0\0", content].concat())]),
        1 => jpeg(&[(0xE1, &[b"http://ns.adobe.com/xap/1.0/\0", content].concat())]),
        2 => jpeg(&[(0xED, &[b"Photoshop 3.0\0", content].concat())]),
        // Bare records.
        3 => {
            let length = (content.len() as u32).to_be_bytes();
            let head = b"Photoshop 3.0\x008BIM\x04\x04\0\0";
            jpeg(&[(0xED, &[head.as_slice(), &length, content].concat())])
        }
        // A packet that says how it goes on, and what goes on.
        4 => {
            const NAME: &[u8] = b"0123456789ABCDEF0123456789ABCDEF";
            let packet = b"http://ns.adobe.com/xap/1.0/\0\
                <r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#'>\
                <r:Description xmlns:n='http://ns.adobe.com/xmp/note/' \
                n:HasExtendedXMP='0123456789ABCDEF0123456789ABCDEF'/></r:RDF>";
            let part = [b"http://ns.adobe.com/xmp/extension/\0", NAME, content].concat();
            jpeg(&[(0xE1, packet), (0xE1, &part)])
        }
        // As they come, one after the other.
        5 => {
            let (one, two) = content.split_at(content.len() / 2);
            jpeg(&[(0xE1, one), (0xED, two)])
        }
        6 => png(content),
        _ => [b"\0\0\0\x10ftypheic\0\0\0\0", content].concat(),
    };
    let Ok(found) = photo::inspect(&file) else { return };
    let words = &found.words;
    for text in [&words.caption, &words.byline, &words.credit, &words.rights, &words.alt]
    {
        assert!(!text.contains(['\n', '\r', '\0']) && text.trim() == text);
    }
    if let Ok(written) = photo::with_words(&file, words) {
        let again = photo::inspect(&written).map(|found| found.words);
        // Long texts are shortened; the others are what they were.
        let most =
            [&words.caption, &words.byline, &words.credit, &words.rights, &words.alt];
        if most.iter().all(|text| text.len() <= 2000) && words.place.len() <= 2000 {
            let again = again.expect("what was written can be read");
            assert_eq!(again.credit, words.credit);
            assert_eq!(again.byline, words.byline);
        }
    }
});

/// A grey picture of one pixel with these segments.
fn jpeg(segments: &[(u8, &[u8])]) -> Vec<u8> {
    let mut file = vec![0xFF, 0xD8];
    for (marker, content) in segments {
        let content = &content[..content.len().min(65_533)];
        file.extend([0xFF, *marker]);
        file.extend((content.len() as u16 + 2).to_be_bytes());
        file.extend(content);
    }
    // A frame and a scan; nobody decodes them here.
    file.extend([0xFF, 0xC0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0]);
    file.extend([0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0, 0x55, 0xFF, 0xD9]);
    file
}

/// A picture of one pixel with a text, and the same text behind its pixels. Checksums
/// are not looked at while fuzzing.
fn png(content: &[u8]) -> Vec<u8> {
    let chunk = |kind: &[u8], content: &[u8]| {
        [&(content.len() as u32).to_be_bytes(), kind, content, &[0; 4]].concat()
    };
    let (kind, content) = match content.split_first() {
        Some((0..64, rest)) => (b"tEXt", [b"Raw profile type iptc\0", rest].concat()),
        Some((64..128, rest)) => (b"eXIf", rest.to_vec()),
        Some((128..192, rest)) => (b"tEXt", [b"Description\0", rest].concat()),
        _ => (b"iTXt", content.to_vec()),
    };
    [
        b"\x89PNG\r\n\x1a\n".to_vec(),
        chunk(b"IHDR", &[0, 0, 0, 1, 0, 0, 0, 1, 8, 0, 0, 0, 0]),
        chunk(kind, &content),
        chunk(b"IDAT", b"\x78\x9C\x63\x60\0\0\0\x02\0\x01"),
        chunk(kind, &content),
        chunk(b"IEND", b""),
    ]
    .concat()
}
