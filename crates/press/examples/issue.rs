//! Composes one generated issue and writes its pages as PNGs, to look at.
//!
//! `cargo run -p press --example issue -- <number> <folder to write to>`; without a folder
//! it draws nothing and prints one line of measures.
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
    let Ok(folder) = next("folder to write to") else { return measure(number) };
    let folder = PathBuf::from(folder);
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
        report(&format!(
            "cut {} words of {}, or {:?}",
            cut.words, cut.article, cut.photo_mm
        ));
    }
    let plan = told.proposals.into_iter().next().map(|proposal| {
        let remarks: Vec<&str> = proposal.remarks.iter().map(|r| r.code).collect();
        report(&format!("{:?}, {} jumps, {remarks:?}", proposal.marks, proposal.jumps,));
        proposal.plan
    });
    let edition = document::Edition { plan, ..edition };
    let clock = std::time::Instant::now();
    let sheets = composed::compose(&edition, &photos);
    let taken = clock.elapsed();
    let frames = press::rules::frames(&sheets, &sample::design(), edition.bulletin.trim);
    report(&format!("as set: {:?}", press::Marks::of(&frames)));
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

/// Prints, with tabs between: number, pages, stories, milliseconds to plan, to plan again
/// round a pin, to lay out after a word was typed; hard rules broken, points a page,
/// greatest share of a page unused in thousandths, texts lost, mean share unused. Of an
/// issue that does not fit: number, pages, stories, milliseconds until it is said what to
/// cut, whether it fits once that is done, and the words to cut.
#[expect(clippy::print_stdout, reason = "the measures are what it is asked for")]
fn measure(number: u64) -> Result<(), Box<dyn Error>> {
    let mut issue = composed::make(number);
    let photos = Drawn::of(&issue);
    let edition = composed::edition_of(&issue);
    // Set once, so that planning alone is measured.
    composed::compose(&edition, &photos);
    let clock = std::time::Instant::now();
    let told = composed::propose(&edition, &photos);
    let planned = clock.elapsed().as_millis();
    if !told.fits() {
        let words: u32 = told.cuts.iter().map(|cut| cut.words).sum();
        composed::obey(&mut issue, &told);
        let obeyed = composed::propose(&composed::edition_of(&issue), &photos);
        println!(
            "{number}\t{}\t{}\t{planned}\t{}\t{words}",
            issue.pages,
            issue.stories.len(),
            u8::from(obeyed.fits()),
        );
        return Ok(());
    }
    let Some(best) = told.proposals.into_iter().next() else {
        return Err("neither a plan nor what to cut".into());
    };
    let mut edition = document::Edition { plan: Some(best.plan), ..edition };
    let found = composed::look(&edition, &composed::compose(&edition, &photos));
    let hard =
        |broken: &&press::rules::Broken| broken.severity == press::rules::Severity::Hard;
    let hard = found.broken.iter().filter(hard).count();
    let unused = found.unused.iter().copied().fold(0.0, f64::max) * 1000.0;

    let laid = typing(&mut edition, &photos);

    // As when the officer moves the first story of the second page.
    let pages = edition.plan.iter_mut().flat_map(|plan| &mut plan.pages);
    let mut numbered = (0..).zip(pages).skip(1);
    let story = |module: &&mut document::Module| module.article.is_some();
    let first = numbered.find_map(|(page, modules)| {
        modules.iter_mut().find(story).map(|module| (page, module))
    });
    let kept = first.map_or(0, |(page, module)| {
        module.pinned = true;
        page
    });
    let clock = std::time::Instant::now();
    composed::recompose(&edition, &photos, kept);
    let again = clock.elapsed().as_millis();
    println!(
        "{number}\t{}\t{}\t{planned}\t{again}\t{laid}\t{hard}\t{:.0}\t{unused:.0}\t{}\t{:.0}",
        issue.pages,
        issue.stories.len(),
        found.mean_penalty(),
        found.lost.len(),
        found.mean_unused() * 1000.0,
    );
    Ok(())
}

/// Milliseconds until the issue stands again after a word is typed into its last story:
/// the middle of nine, for one who types goes on typing.
fn typing(edition: &mut document::Edition, photos: &Drawn) -> u128 {
    let last = edition.articles.len() - 1;
    let mut taken: Vec<u128> = (0..9)
        .map(|_| {
            let blocks = &mut edition.articles[last].body.blocks;
            let paragraph = blocks.iter_mut().find_map(|block| match block {
                document::Block::Paragraph(text) => Some(text),
                _ => None,
            });
            if let Some(text) = paragraph {
                text.push(document::Inline::Text(" thêm".into()));
            }
            let clock = std::time::Instant::now();
            composed::compose(edition, photos);
            clock.elapsed().as_millis()
        })
        .collect();
    taken.sort_unstable();
    taken[taken.len() / 2]
}

#[expect(clippy::print_stderr, reason = "a program to be looked at")]
fn report(line: &str) {
    eprintln!("{line}");
}
