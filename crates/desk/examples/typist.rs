//! A person who never stops working: for tests that stop the program at any moment.
//!
//! Types in an article of the bulletin named first, saves as the app does, and now and
//! then adds an article, undoes and redoes. Prints `typed N` for each word and `saved N`
//! once the file has it; ends only when it is stopped or something fails.

use desk::Desk;
use document::Lang;
use std::io::Write;
use std::path::Path;
use std::time::{Duration, Instant};

/// How long the app lets typing wait for the disk.
const SAVE_EVERY: Duration = Duration::from_millis(400);

fn main() -> Result<(), desk::Failure> {
    let path = std::env::args_os().nth(1).expect("a bulletin is named");
    let path = Path::new(&path);
    let mut desk = Desk::open(path)?;
    let known = desk.outline()?.first().map(|head| head.id);
    let id = match known {
        Some(id) => id,
        None => desk.add_article(None)?.0,
    };
    let mut number = last(&desk.article(id)?.source_text);
    let mut out = std::io::stdout();
    let mut say = |what: &str, number: u64| {
        // Nobody listens any more: the test is over.
        if writeln!(out, "{what} {number}").and_then(|()| out.flush()).is_err() {
            std::process::exit(0);
        }
    };
    let mut saved = Instant::now();
    loop {
        number += 1;
        desk.type_in(id, |article| {
            // The last words are enough, or saving would grow slower and slower.
            let from = article.source_text.len().saturating_sub(4000);
            let text = article.source_text.get(from..).unwrap_or_default();
            article.source_text = format!("{text} {number}");
        })?;
        say("typed", number);
        if saved.elapsed() >= SAVE_EVERY {
            desk.save_typing()?;
            say("saved", number);
            saved = Instant::now();
        }
        if number.is_multiple_of(37) {
            // Every other change brings what was typed into the file first.
            desk.add_article(None)?;
            say("saved", number);
            desk.undo(Lang::Vi)?;
            desk.redo(Lang::Vi)?;
            desk.undo(Lang::Vi)?;
        }
        std::thread::sleep(Duration::from_millis(3));
    }
}

/// The last number of a text.
fn last(text: &str) -> u64 {
    text.split(' ').rev().find_map(|word| word.parse().ok()).unwrap_or_default()
}
