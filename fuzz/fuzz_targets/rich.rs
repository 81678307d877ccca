//! Any bytes as Rich Text Format.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    bantin_fuzz::read("a.rtf", &[b"{\\rtf1", bytes].concat());
});
