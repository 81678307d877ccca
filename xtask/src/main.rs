//! The chores of the house: every set-up step and every long command.
//!
//! ```text
//! cargo xtask run        install what is missing, build, export the sample, open it
//! cargo xtask test       install what is missing, then everything a change must pass
//! cargo xtask bench      the numbers we hold ourselves to, in a release build
//! cargo xtask fuzz       bytes by chance against every reader of foreign files
//! cargo xtask pictures   the pictures in docs/pictures, from the real app
//! cargo xtask gallery    one issue in every design, in docs/gallery
//! cargo xtask bundle     the installers of this system, in out/bundles
//! cargo xtask terms      the terms of others, in out/THIRD-PARTY.txt
//! cargo xtask audit      known faults, licences and sources of what we build on
//! ```
//!
//! Nothing but the standard library is used here, so that building this program
//! never changes the features other crates are built with.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program for a terminal")]

mod audit;
mod bench;
mod bundle;
mod fuzz;
mod gallery;
mod house;
mod interface;
mod keeping;
mod packages;
mod part;
mod pictures;
mod printing;
mod program;
mod prune;
mod run;
mod sample;
mod terms;
mod test;

use std::process::ExitCode;

const USAGE: &str = "\
cargo xtask <verb>

  run [--no-window]     sets up, builds, exports the sample to out/ and opens the app on it
  test                  sets up and passes the whole test suite
  bench [--corpus DIR]  measures a release build; without a corpus one is generated
  fuzz [--minutes N] [--keep] [TARGET...]
                        feeds every reader of foreign files bytes by chance, 10 minutes each
  pictures              draws docs/pictures from the real app and the sample's first page
  gallery               draws docs/gallery: one issue in every design
  bundle [--config FILE] [--from FOLDER] [deb|rpm|appimage|nsis|msi|dmg...]
                        builds the installers of this system into out/bundles,
                        or packs programs built already
  terms                 writes the terms of what others gave to out/THIRD-PARTY.txt
  audit                 holds what we build on to deny.toml, and exported packages to
                        Lighthouse, the Nu HTML checker and epubcheck
";

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let done = match words.as_slice() {
        ["run"] => run::run(true),
        ["run", "--no-window"] => run::run(false),
        ["test"] => test::test(),
        ["bench"] => bench::bench(None),
        ["bench", "--corpus", folder] => bench::bench(Some(folder.as_ref())),
        ["pictures"] => pictures::pictures().and_then(|()| gallery::gallery()),
        ["gallery"] => gallery::gallery(),
        ["fuzz", words @ ..] if let Some(wish) = fuzz::Wish::read(words) => {
            fuzz::fuzz(&wish)
        }
        ["bundle", words @ ..] if let Some(wish) = bundle::Wish::read(words) => {
            bundle::bundle(&wish)
        }
        ["terms"] => terms::terms(),
        ["audit"] => audit::audit(),
        [] | ["help" | "--help" | "-h"] => {
            print!("{USAGE}");
            return ExitCode::SUCCESS;
        }
        _ => {
            eprint!("{USAGE}");
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(sentence) => {
            eprintln!("{sentence}");
            ExitCode::FAILURE
        }
    }
}
