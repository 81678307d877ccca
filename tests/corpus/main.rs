//! Writes bulletins of three sizes to measure with: `corpus SAMPLES FOLDER`.
//!
//! The text is the seed article's own sentences in new orders, the photos are drawn
//! noise of a camera's size. The same call writes the same bytes everywhere.

#![allow(clippy::print_stderr, reason = "a program for a terminal")]

mod article;
mod chance;
mod picture;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// A size: its name, how many articles, how many photos.
const SIZES: &[(&str, u32, u32)] = &[("S", 1, 2), ("M", 8, 12), ("L", 64, 100)];

fn main() -> ExitCode {
    let words: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [samples, folder] = words.as_slice() else {
        eprintln!("corpus SAMPLES FOLDER");
        return ExitCode::from(2);
    };
    match write(samples, folder) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("The corpus cannot be written: {error}.");
            ExitCode::FAILURE
        }
    }
}

fn write(samples: &Path, folder: &Path) -> std::io::Result<()> {
    let seed = fs::read_to_string(samples.join("can-tho-hau-giang.txt"))?;
    let sentences = article::sentences(&seed);
    let photos = folder.join("photos");
    fs::create_dir_all(&photos)?;
    let most = SIZES.iter().map(|(_, _, photos)| *photos).max().unwrap_or(0);
    for number in 1..=most {
        fs::write(photos.join(picture::name(number)), picture::draw(number))?;
    }
    for (size, articles, photos) in SIZES {
        let folder = folder.join(size).join("articles");
        fs::create_dir_all(&folder)?;
        for number in 1..=*articles {
            // The photos are dealt out evenly, the first articles get one more.
            let first = (number - 1) * photos / articles + 1;
            let last = number * photos / articles;
            let text = article::write(&sentences, number, first..=last);
            fs::write(folder.join(format!("{number:04}.md")), text)?;
        }
    }
    Ok(())
}
