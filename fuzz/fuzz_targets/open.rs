//! Any parts of an `OpenDocument` text: content, styles and manifest.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let [content, styles, manifest] = bantin_fuzz::pieces(bytes);
    let file = bantin_fuzz::zipped(&[
        ("content.xml", content),
        ("styles.xml", styles),
        ("META-INF/manifest.xml", manifest),
        ("Pictures/1.png", b"\x89PNG\r\n\x1a\n"),
    ]);
    bantin_fuzz::read("a.odt", &file);
});
