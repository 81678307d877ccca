//! Composes one generated issue and writes its pages as PNGs, to look at.
//!
//! `cargo run -p press --example issue -- <number> <folder to write to>`
//!
//! Beside the pages it tells which rules are broken, how full the pages are and what
//! they cost.

#![allow(clippy::disallowed_methods, reason = "a program reads and writes files")]
#![allow(dead_code, reason = "the tests use what this program does not")]

#[path = "../tests/composed/mod.rs"]
mod composed;
#[path = "../tests/sample/mod.rs"]
mod sample;

use composed::Drawn;
use std::error::Error;
use std::path::PathBuf;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let mut next = |name: &str| arguments.next().ok_or(format!("{name} is missing"));
    let number: u64 = next("number")?.parse()?;
    let folder = PathBuf::from(next("folder to write to")?);
    std::fs::create_dir_all(&folder)?;
    let clock = std::time::Instant::now();
    let issue = composed::make(number);
    let made = clock.elapsed();
    let edition = composed::edition_of(&issue);
    let photos = Drawn::of(&issue);
    let spare = composed::too_few(&issue, false);
    report(&format!("too few syllables in the planted places: {spare:?}"));
    let clock = std::time::Instant::now();
    let told = composed::propose(&edition, &photos);
    report(&format!("planned in {:.1?}", clock.elapsed()));
    for cut in &told.cuts {
        report(&format!("cut {} words of {}", cut.words, cut.article));
    }
    let plan = told.proposals.into_iter().next().map(|proposal| {
        let remarks: Vec<&str> = proposal.remarks.iter().map(|r| r.code).collect();
        report(&format!(
            "{:.1} % filled, {} jumps, score {}, {remarks:?}",
            proposal.filled * 100.0,
            proposal.jumps,
            proposal.score,
        ));
        proposal.plan
    });
    let edition = document::Edition { plan, ..edition };
    let clock = std::time::Instant::now();
    let sheets = composed::compose(&edition, &photos);
    let taken = clock.elapsed();
    for page in 0..sheets.count() {
        let name = folder.join(format!("{number:02}-{:02}.png", page + 1));
        std::fs::write(name, sheets.png(page, 110.0))?;
    }
    let found = composed::look(&edition, &sheets);
    report(&format!(
        "{:?}, {} stories for {} pages, {} syllables; made in {made:.1?}",
        issue.kind,
        issue.stories.len(),
        issue.pages,
        issue.syllables(),
    ));
    report(&format!("{} pages in {taken:.1?}", found.pages));
    for (page, (unused, points)) in found.unused.iter().zip(&found.penalties).enumerate()
    {
        report(&format!(
            "page {}: {:.1} % empty, {points} points",
            page + 1,
            unused * 100.0
        ));
    }
    report(&format!("{:.0} points a page", found.mean_penalty()));
    for broken in &found.broken {
        let place = broken.place;
        report(&format!(
            "page {} {:?} {:?} at {:.0},{:.0} {:.0} × {:.0}",
            broken.page + 1,
            broken.rule,
            broken.severity,
            place.x,
            place.y,
            place.width,
            place.height,
        ));
    }
    found.lost.iter().for_each(|lost| report(lost));
    Ok(())
}

#[expect(clippy::print_stderr, reason = "a program to be looked at")]
fn report(line: &str) {
    eprintln!("{line}");
}
