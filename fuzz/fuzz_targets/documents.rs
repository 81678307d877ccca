//! Any bytes as a file of each kind: drafts or a refusal, never a panic, and totals that
//! add up. The readers behind the archives have targets of their own.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    // What it is says its content first; the names are for what only a name tells.
    for name in ["a.docx", "a.html", "a.doc"] {
        bantin_fuzz::read(name, bytes);
    }
    if intake::is_archive("a.zip", bytes)
        && let Ok(files) = intake::unpack(bytes)
    {
        assert!(files.iter().all(|file| !file.name.is_empty()));
    }
});
