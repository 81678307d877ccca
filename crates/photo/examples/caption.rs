//! Writes caption and credit into a JPEG, as IPTC and XMP:
//!
//! ```text
//! cargo run --package photo --example caption -- IN.jpg OUT.jpg "Caption" "Credit"
//! ```

// A program, unlike the crate, has a disk and arguments.
#![allow(clippy::disallowed_methods)]

use photo::{Words, inspect, with_words};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, caption, credit] = arguments.as_slice() else {
        return Err("give IN.jpg OUT.jpg CAPTION CREDIT".into());
    };
    let jpeg = std::fs::read(from)?;
    let words = Words {
        caption: caption.clone(),
        credit: credit.clone(),
        ..inspect(&jpeg)?.words
    };
    std::fs::write(to, with_words(&jpeg, &words)?)?;
    Ok(())
}
