//! Vessels for what the fuzzer makes up: it need not learn to write archives and compound
//! files before it meets a reader.

use std::io::{Cursor, Write as _};
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// Byte that parts one member of a vessel from the next. No text in UTF-8 has it.
const PARTING: u8 = 0xFF;

/// The pieces of an input, one for each member of a vessel; the last are empty when the
/// input has fewer.
pub fn pieces<const N: usize>(bytes: &[u8]) -> [&[u8]; N] {
    let mut pieces = bytes.splitn(N, |byte| *byte == PARTING);
    std::array::from_fn(|_| pieces.next().unwrap_or_default())
}

/// A zip archive of these members, empty ones left out; nothing in it is compressed.
pub fn zipped(members: &[(&str, &[u8])]) -> Vec<u8> {
    let plain =
        SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in members.iter().filter(|(_, bytes)| !bytes.is_empty()) {
        zip.start_file(*name, plain).expect("names are apart");
        zip.write_all(bytes).expect("there is memory");
    }
    zip.finish().expect("there is memory").into_inner()
}

/// A compound file of these streams.
pub fn compound(streams: &[(&str, &[u8])]) -> Vec<u8> {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).expect("memory");
    for (name, bytes) in streams {
        let mut stream = file.create_stream(name).expect("names are apart");
        stream.write_all(bytes).expect("there is memory");
    }
    file.flush().expect("there is memory");
    file.into_inner().into_inner()
}

/// Reads a file as a person may ask for it: drafts or a refusal, and totals that add up.
pub fn read(name: &str, bytes: &[u8]) {
    for accepted in [false, true] {
        let choices = intake::Choices { convert_legacy: accepted, split: accepted };
        let Ok(drafts) = intake::drafts(name, bytes, &choices) else { continue };
        assert!(drafts[0].totals.add_up(), "{name}: {:?}", drafts[0].totals);
        for draft in &drafts {
            whole(draft);
        }
    }
}

/// What holds of every draft: its text is as the body writes it, and its pictures are
/// those of the text.
pub fn whole(draft: &intake::Draft) {
    let mut body = document::body::parse(&draft.text).0;
    assert_eq!(document::body::write(&body), draft.text);
    let mut pictures = draft.pictures.iter();
    document::body::edit_figures(&mut body, &mut |figure| {
        assert_eq!(pictures.next().map(|picture| &picture.src), Some(&figure.src));
    });
    assert!(pictures.next().is_none());
}
