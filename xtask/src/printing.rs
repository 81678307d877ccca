//! What a long issue costs on its way to the printer: a part of `cargo xtask bench`.
//!
//! The press file of L is compared with the least it could cost: the same pictures
//! separated, and the same words set as one flow.

use crate::bench::{Line, cost, megabytes};
use crate::house::{self, Profile, built};
use crate::program::{self, Done};
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Measures what stands on the stage of the sizes M and L.
pub(crate) fn measure(corpus: &Path, stage: &Path, table: &mut Vec<Line>) -> Done {
    let long = stage.join("L.bantin");
    if long.exists() {
        press(corpus, stage, &long, table)?;
        finishing(&long, stage, table)?;
    }
    let eight = stage.join("M.bantin");
    if eight.exists() {
        checking(&eight, stage, table)?;
    }
    Ok(())
}

fn press(corpus: &Path, stage: &Path, file: &Path, table: &mut Vec<Line>) -> Done {
    let out = stage.join("L-press");
    let words = ["--to", &out.to_string_lossy(), "--as", "press"].map(str::to_owned);
    // The first of its kind: every picture is made.
    let made = cost("export", file, &words)?;
    let mut line = |what: &str, found: String, bound| {
        table.push(Line { what: format!("L: {what}"), found, bound });
    };
    if let Some(peak) = made.peak {
        line("most memory, press PDF", megabytes(peak), "≤ 600 MB");
    }
    let Some(worked) = made.worked else { return Ok(()) };
    let mut sizes = Vec::new();
    let mut least = Duration::ZERO;
    let mut flow = example("flow");
    flow.arg(house::root().join("fonts"));
    flow.arg(corpus.join("L").join("articles")).arg(out.join("press.pdf"));
    watch(&mut flow, |name, found| match name {
        "picture" => sizes.push(found.replace('\t', "x")),
        "flow" => least += milliseconds(found),
        _ => {}
    })?;
    let mut separate = example("separate");
    separate.arg(corpus.join("photos")).args(&sizes);
    watch(&mut separate, |name, found| {
        if name == "separated" {
            least += milliseconds(found);
        }
    })?;
    let times = worked.as_secs_f64() / least.as_secs_f64().max(0.01);
    line("press PDF, of the processor", seconds(worked), "");
    line("its pictures, and its words as one flow", seconds(least), "");
    line("press PDF to these", format!("{times:.2} ×"), "≤ 1.50 ×");
    Ok(())
}

fn finishing(file: &Path, stage: &Path, table: &mut Vec<Line>) -> Done {
    printed(file, stage, |name, found| {
        if name == "finishing" {
            let found = format!("{found} ms");
            table.push(Line {
                what: "L: PDF/X finishing".into(),
                found,
                bound: "≤ 100 ms",
            });
        }
    })
}

fn checking(file: &Path, stage: &Path, table: &mut Vec<Line>) -> Done {
    printed(file, stage, |name, found| {
        let bound = match name {
            "check, first" => "≤ 300 ms",
            "check again" => "",
            _ => return,
        };
        table.push(Line {
            what: format!("M: {name}"),
            found: format!("{found} ms"),
            bound,
        });
    })
}

fn printed(file: &Path, stage: &Path, see: impl FnMut(&str, &str)) -> Done {
    let mut command = example("printed");
    command.arg(file).arg(stage.join("printed"));
    // The home of the other measures, with the pictures they made.
    for name in ["HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"] {
        command.env(name, stage.join("home"));
    }
    watch(&mut command, see)
}

fn example(name: &str) -> Command {
    program::program(built(Profile::Release, &format!("examples/{name}")), house::root())
}

/// Hands every line `name<tab>found` to `see`.
fn watch(command: &mut Command, mut see: impl FnMut(&str, &str)) -> Done {
    program::watch(command, |line| {
        if let Some((name, found)) = line.split_once('\t') {
            see(name, found);
        }
    })
}

fn milliseconds(found: &str) -> Duration {
    Duration::from_millis(found.parse().unwrap_or_default())
}

fn seconds(took: Duration) -> String {
    format!("{:.2} s", took.as_secs_f64())
}
