//! Any bytes as a word processor's file or a page, converted and split: drafts or a
//! refusal, never a panic, and totals that add up.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let choices = intake::Choices { convert_legacy: true, split: true };
    for name in ["a.rtf", "a.html", "a.docx", "a.odt", "a.doc"] {
        let Ok(drafts) = intake::drafts(name, bytes, &choices) else { continue };
        assert!(drafts[0].totals.add_up(), "{:?}", drafts[0].totals);
    }
    // Inside their archive, so that the fuzzer need not learn to deflate.
    if let Ok(xml) = std::str::from_utf8(bytes) {
        for (name, path) in [("a.docx", "word/document.xml"), ("a.odt", "content.xml")] {
            if let Ok(drafts) =
                intake::drafts(name, &stored(path, xml.as_bytes()), &choices)
            {
                assert!(drafts[0].totals.add_up(), "{name}: {:?}", drafts[0].totals);
            }
        }
    }
});

/// A zip archive of one file, not compressed (PKWARE APPNOTE 6.3.10).
fn stored(path: &str, bytes: &[u8]) -> Vec<u8> {
    let size = u32::try_from(bytes.len()).expect("fuzzers are modest").to_le_bytes();
    let length = u16::try_from(path.len()).expect("short").to_le_bytes();
    let crc = crc_32(bytes).to_le_bytes();
    let mut fields = Vec::new();
    // Version, flags, method, time, date; then sum, sizes, lengths.
    fields.extend([20, 0, 0, 0, 0, 0, 0, 0, 0x21, 0]);
    fields.extend(crc.into_iter().chain(size).chain(size).chain(length).chain([0, 0]));
    let mut file = [&b"PK\x03\x04"[..], &fields[..], path.as_bytes(), bytes].concat();
    let directory = u32::try_from(file.len()).expect("small").to_le_bytes();
    file.extend(b"PK\x01\x02\x14\0");
    file.extend(&fields);
    file.extend([0; 14]);
    file.extend(path.as_bytes());
    let end = u32::try_from(file.len()).expect("small").to_le_bytes();
    let length = u32::from_le_bytes(end) - u32::from_le_bytes(directory);
    file.extend(b"PK\x05\x06\0\0\0\0\x01\0\x01\0");
    file.extend(length.to_le_bytes().into_iter().chain(directory).chain([0, 0]));
    file
}

/// The checksum of zip archives.
fn crc_32(bytes: &[u8]) -> u32 {
    let step = |sum: u32, _| (sum >> 1) ^ (0xEDB8_8320 & 0u32.wrapping_sub(sum & 1));
    !bytes.iter().fold(!0, |sum, byte| (0..8).fold(sum ^ u32::from(*byte), step))
}
