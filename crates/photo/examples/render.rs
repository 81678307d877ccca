//! Shows what a picture file says and renders it, by the ending of OUT as JPEG or AVIF
//! (or, ending in `cmyk.jpg`, in four inks):
//!
//! ```text
//! cargo run --package photo --example render -- IN OUT WIDTH
//! ```

// A program, unlike the crate, has a disk, arguments and a terminal.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use document::{Fit, Format, Recipe};
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to, width] = arguments.as_slice() else {
        return Err("give IN OUT WIDTH".into());
    };
    let bytes = std::fs::read(from)?;
    let found =
        photo::inspect(&bytes).inspect_err(|refused| println!("{}", refused.code()))?;
    println!("{found:#?}");
    println!("{:?}", photo::glance(&bytes)?);
    let format = match to {
        to if to.ends_with(".avif") => Format::Avif { quality: 60 },
        to if to.ends_with("cmyk.jpg") => Format::CmykJpeg { quality: 92 },
        to if to.ends_with("grey.jpg") => Format::GreyJpeg { quality: 92 },
        _ => Format::Jpeg { quality: 92 },
    };
    let recipe = Recipe { fit: Fit::Within { width: width.parse()? }, format };
    let rendition = &photo::render(&bytes, &[recipe])?[0];
    std::fs::write(to, &rendition.bytes)?;
    println!("{to}: {} × {}", rendition.size.width, rendition.size.height);
    Ok(())
}
