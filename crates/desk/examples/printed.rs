//! What an issue costs on its way to the printer: `printed press BULLETIN FOLDER` writes
//! the press file of its last issue, `printed check BULLETIN` looks it over.
//!
//! Prints, with a tab between, what was done and milliseconds of the processor:
//! `press file` and, of it, `finishing`; `check, first` after opening, `check again` after
//! a word was written. `pages` and `most memory`, in megabytes, go with the press file.
//! The system counts in hundredths of a second, and on Linux only.

use desk::{Desk, Follow, Output};
use document::{Cancelled, Lang};
use std::path::Path;
use std::sync::Mutex;
use std::time::Duration;

/// What was worked when each step was reached.
#[derive(Default)]
struct Steps(Mutex<Vec<(usize, usize, Duration)>>);

impl Follow for Steps {
    fn reached(&self, _: Output, done: usize, total: usize) -> Result<(), Cancelled> {
        let mut steps = self.0.lock().expect("nobody fails while holding it");
        steps.push((done, total, spent()));
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["press", file, folder] => press(Path::new(file), Path::new(folder)),
        ["check", file] => check(Path::new(file)),
        _ => Err("printed press BULLETIN FOLDER, or printed check BULLETIN".into()),
    }
}

fn press(file: &Path, folder: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut desk = Desk::open(file)?;
    let steps = Steps::default();
    let before = spent();
    desk.export(&[Output::Press], folder)?.run(&steps)?;
    line("press file", (spent() - before).as_millis());
    let steps = steps.0.into_inner()?;
    // The last step but one is when the file is written and not yet finished.
    let total = steps.iter().map(|(_, total, _)| *total).max().unwrap_or_default();
    let at = |wanted: usize| {
        let step = steps.iter().find(|(done, all, _)| (*done, *all) == (wanted, total));
        step.map(|(.., worked)| *worked)
    };
    if let (Some(written), Some(finished)) = (at(total.saturating_sub(1)), at(total)) {
        line("finishing", (finished - written).as_millis());
    }
    line("pages", total.saturating_sub(2) as u128);
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let peak = peak.and_then(|rest| rest.split_whitespace().next()?.parse::<u128>().ok());
    line("most memory", peak.unwrap_or_default() / 1024);
    Ok(())
}

fn check(file: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let mut desk = Desk::open(file)?;
    let before = spent();
    desk.check(Lang::Vi)?;
    line("check, first", (spent() - before).as_millis());
    let Some(article) = desk.outline()?.first().map(|article| article.id) else {
        return Ok(());
    };
    desk.edit_article(article, |article| article.source_text.push_str(" Hết."))?;
    let before = spent();
    desk.check(Lang::Vi)?;
    line("check again", (spent() - before).as_millis());
    let _ = desk.undo(Lang::Vi)?;
    Ok(())
}

fn line(what: &str, count: u128) {
    use std::io::Write;
    let _ = writeln!(std::io::stdout(), "{what}\t{count}");
}

/// What all threads have worked; nothing where the system does not tell.
fn spent() -> Duration {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    // The name of the program, in brackets, may hold anything.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let hundredths = |at| -> u64 {
        let word = fields.split_whitespace().nth(at);
        word.and_then(|word| word.parse().ok()).unwrap_or(0)
    };
    Duration::from_millis((hundredths(11) + hundredths(12)) * 10)
}
