//! Any bytes, imported under every name that has a reader: a draft or a refusal, never
//! a panic, and a draft whose pictures are those of its text.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    for name in ["bai.md", "bai.txt"] {
        let Ok(draft) = intake::read(name, bytes) else { continue };
        let mut body = document::body::parse(&draft.text).0;
        let mut pictures = draft.pictures.iter();
        document::body::edit_figures(&mut body, &mut |figure| {
            assert_eq!(pictures.next().map(|picture| &picture.src), Some(&figure.src));
        });
        assert!(pictures.next().is_none());
    }
});
