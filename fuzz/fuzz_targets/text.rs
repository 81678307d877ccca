//! Any text of an article: writing is the inverse of parsing.

#![no_main]

use document::body::{parse, write};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let body = parse(text).0;
    assert_eq!(parse(&write(&body)).0, body);
});
