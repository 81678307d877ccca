//! `cargo xtask bench`: the numbers we hold ourselves to, in a release build.
//!
//! Three bulletins are measured: S is the seed article, M eight articles, L
//! sixty-four articles with a hundred photos. A corpus folder holds
//! `<size>/articles/*.md` and `photos/`; without one, `tests` generates it.

use crate::house::{self, Profile, built, cargo};
use crate::program::{self, Done};
use crate::{interface, keeping, packages, printing};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

/// How long a command took and the most memory it held (Linux only).
struct Cost {
    took: Duration,
    peak: Option<u64>,
}

/// One line of the table.
pub(crate) struct Line {
    pub(crate) what: String,
    pub(crate) found: String,
    pub(crate) bound: &'static str,
}

/// Measures and prints the table. Measuring never fails for being slow, but for pages that
/// are not as good as they have to be.
pub(crate) fn bench(corpus: Option<&Path>) -> Done {
    packages::for_testing()?;
    interface::install("ui")?;
    interface::build()?;
    program::run(cargo("build").args(["--release", "--bins", "--examples"]))?;

    let stage = house::target().join("bench");
    std::fs::remove_dir_all(&stage).ok();
    std::fs::create_dir_all(&stage)
        .map_err(|error| format!("{} cannot be made: {error}.", stage.display()))?;
    let corpus = match corpus {
        Some(folder) => std::path::absolute(folder)
            .map_err(|error| format!("{} cannot be found: {error}.", folder.display()))?,
        None => generate(&stage)?,
    };

    let mut table = Vec::new();
    for size in ["S", "M", "L"] {
        if corpus.join(size).join("articles").is_dir() {
            paper(&corpus, size, &stage, &mut table)?;
        }
    }
    if corpus.join("photos").is_dir() {
        printing::measure(&corpus, &stage, &mut table)?;
        previews(&corpus.join("photos"), &stage, &mut table)?;
        pictures(&corpus.join("photos"), &mut table)?;
    }
    manuscripts(&mut table)?;
    let pages = composed(&mut table)?;
    keeping::measure(&stage, &mut table)?;
    counted(&mut table)?;
    let m = stage.join("M.bantin");
    if cfg!(target_os = "linux") && m.exists() {
        window(&m, &mut table)?;
    }

    println!();
    for line in &table {
        println!("{:<46} {:>12}   {}", line.what, line.found, line.bound);
    }
    match pages.is_empty() {
        true => Ok(()),
        false => {
            Err(format!("Generated issues break their bounds: {}.", pages.join("; ")))
        }
    }
}

/// How long a word processor's file is read.
fn manuscripts(table: &mut Vec<Line>) -> Done {
    let example = built(Profile::Release, "examples/manuscript");
    program::watch(&mut program::program(example, house::root()), |line| {
        let Some((name, found)) = line.split_once('\t') else { return };
        let what = format!("a Word file: {name}");
        table.push(Line { what, found: format!("{found} ms"), bound: "≤ 1000 ms" });
    })
}

fn generate(stage: &Path) -> Result<PathBuf, String> {
    let folder = stage.join("corpus");
    let mut command = program::program(built(Profile::Release, "corpus"), house::root());
    program::run(command.arg(house::root().join("samples")).arg(&folder))?;
    Ok(folder)
}

/// Import and export of one size, from the command line.
fn paper(corpus: &Path, size: &str, stage: &Path, table: &mut Vec<Line>) -> Done {
    let file = stage.join(format!("{size}.bantin"));
    let out = stage.join(format!("{size}-out"));
    let articles = articles(&corpus.join(size).join("articles"));
    let words =
        |words: &[&str]| words.iter().map(|w| (*w).to_owned()).collect::<Vec<_>>();

    cost("new", &file, &words(&["--name", "Hậu Giang"]))?;
    cost("issue", &file, &words(&["--number", "1", "--date", "2026-06-15"]))?;
    let import = cost("import", &file, &articles)?;
    let screen = words(&["--to", &out.to_string_lossy(), "--as", "screen"]);
    // The first export makes the renditions; the second finds them.
    let first = cost("export", &file, &screen)?;
    let second = cost("export", &file, &screen)?;
    // The web pictures of a hundred large photos take minutes: S and M tell enough.
    let all = match size {
        "L" => None,
        _ => Some(cost("export", &file, &words(&["--to", &out.to_string_lossy()]))?),
    };

    let mut line = |what: &str, found: String, bound| {
        table.push(Line { what: format!("{size}: {what}"), found, bound });
    };
    line("import", seconds(import.took), "");
    line("screen PDF, photos fresh", seconds(first.took), "");
    let bound = match size {
        "S" => "≤ 0.300 s",
        "M" => "≤ 1.000 s",
        _ => "",
    };
    line("screen PDF from a cold start", seconds(second.took), bound);
    let bound = if size == "L" { "≤ 700 MB" } else { "" };
    if let Some(peak) = [&import, &first, &second].iter().filter_map(|c| c.peak).max() {
        line("most memory, import and screen PDF", megabytes(peak), bound);
    }
    if let Some(all) = all {
        line("all five outputs", seconds(all.took), "");
        all.peak.into_iter().for_each(|peak| {
            line("most memory, all five outputs", megabytes(peak), "");
        });
    }
    Ok(())
}

fn articles(folder: &Path) -> Vec<String> {
    let mut paths: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|entry| entry.path().to_string_lossy().into_owned())
        .filter(|path| path.ends_with(".md"))
        .collect();
    paths.sort();
    paths
}

fn cost(verb: &str, file: &Path, words: &[String]) -> Result<Cost, String> {
    let mut command = program::program(built(Profile::Release, "bantin"), house::root());
    command.arg(verb).arg(file).args(words).stdout(Stdio::null());
    // A home of its own: renditions kept from an earlier measuring would be found.
    let home = file.parent().unwrap_or(file).join("home");
    for name in ["HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"] {
        command.env(name, &home);
    }
    let start = Instant::now();
    let mut child = command
        .spawn()
        .map_err(|error| format!("`bantin {verb}` could not be started: {error}."))?;
    let mut peak = None;
    loop {
        peak = most_memory(&child).or(peak);
        match child.try_wait() {
            Ok(Some(status)) if status.success() => {
                return Ok(Cost { took: start.elapsed(), peak });
            }
            Ok(Some(status)) => {
                return Err(format!(
                    "`bantin {verb} {}` failed ({status}).",
                    file.display()
                ));
            }
            Ok(None) => std::thread::sleep(Duration::from_millis(2)),
            Err(error) => return Err(format!("`bantin {verb}` was lost: {error}.")),
        }
    }
}

/// The high-water mark the kernel keeps for a running process.
fn most_memory(child: &Child) -> Option<u64> {
    let status = std::fs::read_to_string(format!("/proc/{}/status", child.id())).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim()
        .strip_suffix(" kB")?
        .trim()
        .parse::<u64>()
        .ok()
        .map(|kilobytes| kilobytes << 10)
}

/// From dropping twenty-five photos to the small pictures of all of them.
fn previews(photos: &Path, stage: &Path, table: &mut Vec<Line>) -> Done {
    let folder = stage.join("phone");
    let copy = |number: usize| {
        let name = format!("p{number:03}.jpg");
        std::fs::copy(photos.join(&name), folder.join(&name))
    };
    std::fs::create_dir_all(&folder)
        .and_then(|()| (1..=25).try_for_each(|number| copy(number).map(|_| ())))
        .map_err(|error| format!("The photos cannot be copied: {error}."))?;
    let example = built(Profile::Release, "examples/previews");
    let mut command = program::program(example, house::root());
    command.arg(stage.join("phone.bantin")).arg(&folder);
    let home = stage.join("phone-home");
    for name in ["HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"] {
        command.env(name, &home);
    }
    program::watch(&mut command, |line| {
        let Some((name, found)) = line.split_once('\t') else { return };
        let bound = if name == "all small pictures" { "≤ 3000 ms" } else { "" };
        if name != "photos" {
            let what = format!("25 photos dropped: {name}");
            table.push(Line { what, found: format!("{found} ms"), bound });
        }
    })
}

/// What the pictures of one photo cost: a line each, in time of the processor, whatever
/// else the machine does.
fn pictures(photos: &Path, table: &mut Vec<Line>) -> Done {
    let example = built(Profile::Release, "examples/measure");
    let mut command = program::program(example, house::root());
    command.arg(photos.join("p001.jpg"));
    let mut turned = "";
    program::watch(&mut command, |line| {
        let name = line.trim();
        if !line.starts_with(' ') {
            turned = if name.contains("on its side") { ", on its side" } else { "" };
            return;
        }
        let words: Vec<&str> = name.split_whitespace().rev().collect();
        let (found, bound) = if name.starts_with("four sizes") {
            // `…, 9.12 a megapixel`
            (words.get(2).map(|each| format!("{each} ms/MP")), "≤ 9 ms/MP")
        } else if name.starts_with("preview") {
            // `preview of 900 pixels 45.6 ms, processor 44.0 ms, …`
            (words.get(7).map(|wall| format!("{wall} ms")), "≤ 100 ms")
        } else if name.starts_with("most memory") {
            (words.get(1).map(|peak| format!("{peak} MB")), "≤ 100 MB")
        } else {
            return;
        };
        let what = name.split("  ").next().unwrap_or(name);
        let what = format!("a photo{turned}: {what}");
        table.push(Line { what, found: found.unwrap_or_default(), bound });
    })
}

/// How many hits a second the counter takes, and whether a restart keeps them all.
fn counted(table: &mut Vec<Line>) -> Done {
    let example = built(Profile::Release, "examples/load");
    let mut command = program::program(example, house::root());
    command.arg(built(Profile::Release, "bantin-counter"));
    program::watch(&mut command, |line| {
        let found = line.split(' ').next().unwrap_or_default().to_owned();
        let what = "counter: hits a second, none lost".to_owned();
        table.push(Line { what, found, bound: "≥ 5000" });
    })
}

/// What composing the sixty generated issues takes, and how good they come out; gives what
/// is not as it has to be.
fn composed(table: &mut Vec<Line>) -> Result<Vec<String>, String> {
    let mut found: Vec<Vec<u64>> = Vec::new();
    for number in 0..60 {
        let example = built(Profile::Release, "examples/issue");
        let mut command = program::program(example, house::root());
        command.arg(number.to_string());
        program::watch(&mut command, |line| {
            found.push(line.split('\t').filter_map(|word| word.parse().ok()).collect());
        })?;
    }
    let most = |column: usize, pages: u64| {
        let of = |row: &&Vec<u64>| row.get(1).is_some_and(|many| *many <= pages);
        found.iter().filter(of).filter_map(|row| row.get(column)).max().copied()
    };
    let mut line = |what: &str, found: Option<u64>, unit: &str, bound| {
        let found = format!("{}{unit}", found.unwrap_or_default());
        table.push(Line { what: format!("composed: {what}"), found, bound });
    };
    let refused = |row: &Vec<u64>| row.len() == 6;
    // Issues that do not fit take longer: what to cut is found for them.
    let fits: Vec<&Vec<u64>> = found.iter().filter(|row| row.len() == 11).collect();
    let slowest = |column: usize, pages: u64| {
        let of = |row: &&&Vec<u64>| row[1] <= pages;
        fits.iter().filter(of).map(|row| row[column]).max()
    };
    line("issues that fit", Some(fits.len() as u64), "", "50");
    line(
        "issues told what to cut",
        Some(found.iter().filter(|r| refused(r)).count() as u64),
        "",
        "10",
    );
    line("planning, up to 8 pages, slowest", slowest(3, 8), " ms", "≤ 2000 ms");
    line("planning, up to 16 pages, slowest", slowest(3, 16), " ms", "≤ 6000 ms");
    line("planning round a pin, slowest", slowest(4, 16), " ms", "≤ 500 ms");
    line("a word typed, slowest", slowest(5, 16), " ms", "≤ 16 ms");
    line("finding cuts, slowest", most(3, 16), " ms", "");
    let sum = |column: usize| fits.iter().map(|row| row[column]).sum::<u64>();
    line("hard rules broken", Some(sum(6)), "", "0");
    line("texts lost", Some(sum(9)), "", "0");
    let obeyed = found.iter().filter(|row| refused(row) && row[4] == 1).count() as u64;
    line("issues that fit once cut as told", Some(obeyed), "", "10");
    let planted: Vec<&&Vec<u64>> = fits.iter().filter(|row| row[0] < 40).collect();
    // A page counts as a page, in a small issue or a large one.
    let points = planted.iter().map(|row| row[7] * row[1]).sum::<u64>();
    let pages = planted.iter().map(|row| row[1]).sum::<u64>();
    let points = points.checked_div(pages);
    line("points a page, mean of the planted", points, "", "≤ 83");
    let greatest = |column: usize| planted.iter().map(|row| row[column]).max();
    let (unused, mean) = (greatest(8), greatest(10));
    line("most unused on a planted page", unused, " ‰", "≤ 60 ‰");
    line("most unused of a planted issue", mean, " ‰", "≤ 30 ‰");
    let bounds = [
        ("planted issues that do not fit", 40 - planted.len() as u64, 0),
        ("over-full issues that stay so", 10_u64.saturating_sub(obeyed), 0),
        ("hard rules broken", sum(6), 0),
        ("texts lost", sum(9), 0),
        ("points a page", points.unwrap_or(u64::MAX), 83),
        ("‰ of a page unused", unused.unwrap_or(u64::MAX), 60),
        ("‰ of an issue unused", mean.unwrap_or(u64::MAX), 30),
    ];
    let broken = bounds.into_iter().filter(|(_, found, most)| found > most);
    Ok(broken.map(|(what, found, _)| format!("{what}: {found}")).collect())
}

/// First frame and key press to changed sheet, in the real window.
fn window(file: &Path, table: &mut Vec<Line>) -> Done {
    let mut command =
        program::program("node", &house::root().join("tests").join("journeys"));
    command
        .arg("bench.mjs")
        .env("BANTIN_DESKTOP", built(Profile::Release, "bantin-desktop"))
        .env("BANTIN_SAMPLE", file);
    // It prints `name<tab>milliseconds`, one measure a line.
    let mut measures = Vec::new();
    program::watch(&mut command, |line| measures.push(line.to_owned()))?;
    for (name, milliseconds) in measures.iter().filter_map(|line| line.split_once('\t')) {
        let bound = match name {
            "first frame of the window" => "≤ 600 ms",
            "key press to changed sheet, p95" => "≤ 50 ms",
            _ => "",
        };
        table.push(Line {
            what: format!("M: {name}"),
            found: format!("{milliseconds} ms"),
            bound,
        });
    }
    Ok(())
}

fn megabytes(bytes: u64) -> String {
    format!("{} MB", bytes >> 20)
}

fn seconds(took: Duration) -> String {
    format!("{:.3} s", took.as_secs_f64())
}
