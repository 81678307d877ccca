//! What an issue costs on its way to the printer: `printed BULLETIN FOLDER`.
//!
//! Checks its last issue as it is opened, then writes the press file into the folder.
//! Prints, with a tab between, what it did and milliseconds: `check, first`, `check again`
//! after a word was written, `press file` of the processor, and `finishing` of it by the
//! clock. `pages` tells how many it has.

use desk::{Desk, Follow, Output};
use document::{Cancelled, Lang};
use std::path::PathBuf;
use std::sync::Mutex;
use std::time::{Duration, Instant};

/// When each step was reached.
#[derive(Default)]
struct Steps(Mutex<Vec<(usize, usize, Instant)>>);

impl Follow for Steps {
    fn reached(&self, _: Output, done: usize, total: usize) -> Result<(), Cancelled> {
        let mut steps = self.0.lock().expect("nobody fails while holding it");
        steps.push((done, total, Instant::now()));
        Ok(())
    }
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let paths: Vec<PathBuf> = std::env::args_os().skip(1).map(PathBuf::from).collect();
    let [file, folder] = paths.as_slice() else {
        return Err("printed BULLETIN FOLDER".into());
    };
    let line = |what: &str, count: u128| {
        use std::io::Write;
        let _ = writeln!(std::io::stdout(), "{what}\t{count}");
    };
    let mut desk = Desk::open(file)?;
    let start = Instant::now();
    desk.check(Lang::Vi)?;
    line("check, first", start.elapsed().as_millis());
    if let Some(article) = desk.outline()?.first() {
        let id = article.id;
        desk.edit_article(id, |article| article.source_text.push_str(" Hết."))?;
        let start = Instant::now();
        desk.check(Lang::Vi)?;
        line("check again", start.elapsed().as_millis());
        let _ = desk.undo(Lang::Vi)?;
    }
    let steps = Steps::default();
    let before = spent();
    desk.export(&[Output::Press], folder)?.run(&steps)?;
    line("press file", spent().saturating_sub(before).as_millis());
    let steps = steps.0.into_inner()?;
    // The last step but one of the pages' own is when the file is written and unfinished.
    let total = steps.iter().map(|(_, total, _)| *total).max().unwrap_or_default();
    let at = |wanted: usize| {
        let step = steps.iter().find(|(done, all, _)| (*done, *all) == (wanted, total));
        step.map(|(.., when)| *when)
    };
    if let (Some(written), Some(finished)) = (at(total.saturating_sub(1)), at(total)) {
        line("finishing", (finished - written).as_millis());
    }
    line("pages", total.saturating_sub(2) as u128);
    Ok(())
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
