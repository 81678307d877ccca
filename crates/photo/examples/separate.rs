//! What separating pictures for paper costs: `separate FOLDER WIDTHxHEIGHT…`.
//!
//! Cuts as many photos of a folder, one after the other and from the first again, to these
//! sizes in pixels and writes them in four inks. Prints `pictures<tab>count` and
//! `separated<tab>milliseconds of the processor`; reading files is not counted.

// A program, unlike the crate, has a disk and a terminal.
#![allow(clippy::disallowed_methods, clippy::print_stdout)]

use document::{Fit, Focus, Format, Recipe};
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut words = std::env::args().skip(1);
    let folder = words.next().ok_or("separate FOLDER WIDTHxHEIGHT…")?;
    let mut photos: Vec<PathBuf> = std::fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    photos.sort();
    let (mut spent, mut count) = (0, 0);
    for (size, path) in words.zip(photos.iter().cycle()) {
        let (width, height) = size.split_once('x').ok_or("a size is WIDTHxHEIGHT")?;
        let (width, height) = (width.parse()?, height.parse()?);
        let fit = Fit::Cover { width, height, focus: Focus::CENTRE };
        let format = Format::CmykJpeg { quality: 92 };
        let bytes = std::fs::read(path)?;
        let before = ticks();
        photo::render(&bytes, &[Recipe { fit, format }])?;
        spent += ticks() - before;
        count += 1;
    }
    println!("pictures\t{count}");
    println!("separated\t{}", spent * 10);
    Ok(())
}

/// Hundredths of a second that all threads have worked; 0 where the system tells nothing.
fn ticks() -> u32 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold anything.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let number =
        |at| fields.split_whitespace().nth(at).and_then(|word| word.parse().ok());
    number(11).unwrap_or(0) + number(12).unwrap_or(0)
}
