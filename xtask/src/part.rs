//! The parts of a long chore: each timed, its tests counted, all listed at the end.

use crate::program::{self, Done};
use std::process::Command;
use std::time::{Duration, Instant};

/// The parts done so far.
#[derive(Default)]
pub(crate) struct Parts {
    done: Vec<Part>,
}

struct Part {
    name: &'static str,
    took: Duration,
    count: Count,
    /// Why it failed, or why it was not begun.
    fault: Option<String>,
}

/// Tests told apart in the output of the tools we use.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
struct Count {
    passed: u64,
    failed: u64,
}

impl Parts {
    /// Does one part; a failure is kept for the end and the next parts go on.
    /// Says whether it passed.
    pub(crate) fn step(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Done,
    ) -> bool {
        self.begin(name, |_| work())
    }

    /// Does one part by running commands whose output says how many tests passed.
    pub(crate) fn commands(
        &mut self,
        name: &'static str,
        commands: Vec<Command>,
    ) -> bool {
        self.begin(name, |count| {
            for mut command in commands {
                program::watch(&mut command, |line| count.read(line))?;
            }
            Ok(())
        })
    }

    /// Lists a part that could not begin because another one failed.
    pub(crate) fn skip(&mut self, name: &'static str, because: &str) {
        let fault = Some(format!("not begun: {because}"));
        let count = Count { passed: 0, failed: 1 };
        self.done.push(Part { name, took: Duration::ZERO, count, fault });
    }

    /// Prints every part with its time, and the closing line.
    pub(crate) fn close(self) -> Done {
        println!();
        for part in &self.done {
            let mark = if part.fault.is_none() { "ok  " } else { "FAIL" };
            println!(
                "{mark} {:>7.1} s  {:>4} passed {:>3} failed  {}",
                part.took.as_secs_f64(),
                part.count.passed,
                part.count.failed,
                part.name,
            );
            if let Some(fault) = &part.fault {
                println!("     {fault}");
            }
        }
        let took: Duration = self.done.iter().map(|part| part.took).sum();
        let passed: u64 = self.done.iter().map(|part| part.count.passed).sum();
        let failed: u64 = self.done.iter().map(|part| part.count.failed).sum();
        println!("     {:>7.1} s  together", took.as_secs_f64());
        println!("{passed} passed, {failed} failed");
        if failed == 0 { Ok(()) } else { Err(format!("{failed} failed.")) }
    }

    fn begin(
        &mut self,
        name: &'static str,
        work: impl FnOnce(&mut Count) -> Done,
    ) -> bool {
        println!("── {name}");
        let start = Instant::now();
        let mut count = Count::default();
        let fault = work(&mut count).err();
        // A part without tests of its own counts as one.
        match &fault {
            Some(_) if count.failed == 0 => count.failed = 1,
            None if count.passed == 0 => count.passed = 1,
            _ => {}
        }
        if let Some(sentence) = &fault {
            eprintln!("{sentence}");
        }
        let passed = fault.is_none();
        self.done.push(Part { name, took: start.elapsed(), count, fault });
        passed
    }
}

impl Count {
    /// Adds what a line of `cargo test`, `node --test` or `vitest` says.
    fn read(&mut self, line: &str) {
        let line = plain(line);
        let line = line.trim();
        if let Some(result) = line.strip_prefix("test result:") {
            self.passed += number_before(result, "passed");
            self.failed += number_before(result, "failed");
        } else if let Some(rest) = line.strip_prefix("Tests ") {
            self.passed += number_before(rest, "passed");
            self.failed += number_before(rest, "failed");
        } else if let Some(rest) = line.strip_prefix("# ").or(line.strip_prefix("ℹ ")) {
            let mut words = rest.split(' ');
            match (words.next(), words.next().and_then(|n| n.parse::<u64>().ok())) {
                (Some("pass"), Some(number)) => self.passed += number,
                (Some("fail" | "cancelled"), Some(number)) => self.failed += number,
                _ => {}
            }
        }
    }
}

/// A line without the escapes that colour it.
fn plain(line: &str) -> String {
    let mut pieces = line.split("\u{1b}[");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        text.push_str(piece.split_once('m').map_or(piece, |(_, rest)| rest));
    }
    text
}

/// The number in front of a word: 12 in `ok. 12 passed; 0 failed`.
fn number_before(text: &str, word: &str) -> u64 {
    let mut last = 0;
    for piece in text.split(|c: char| !c.is_alphanumeric()).filter(|p| !p.is_empty()) {
        if piece == word {
            return last;
        }
        last = piece.parse().unwrap_or(0);
    }
    0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, passed: u64, failed: u64) {
        let mut count = Count::default();
        count.read(line);
        assert_eq!(count, Count { passed, failed }, "{line}");
    }

    #[test]
    fn counts_are_read_from_every_runner() {
        check("test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured", 12, 0);
        check("test result: FAILED. 3 passed; 2 failed; 0 ignored", 3, 2);
        check("      Tests  1 failed | 11 passed (12)", 11, 1);
        check("      Tests  4 passed (4)", 4, 0);
        check(
            "\u{1b}[2m      Tests \u{1b}[22m \u{1b}[32m40 passed\u{1b}[39m (40)",
            40,
            0,
        );
        check("# pass 9", 9, 0);
        check("ℹ fail 2", 0, 2);
        check("# tests 9", 0, 0);
        check("running 12 tests", 0, 0);
    }
}
