//! What a long issue costs on its way to the printer: a part of `cargo xtask bench`.
//!
//! The press file of L is compared with the least it could cost: the same pictures
//! separated, and the same words set as one flow. All times are those of the processor.

use crate::bench::Line;
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
    }
    let eight = stage.join("M.bantin");
    if eight.exists() {
        check(&eight, stage, table)?;
    }
    Ok(())
}

fn press(corpus: &Path, stage: &Path, file: &Path, table: &mut Vec<Line>) -> Done {
    let out = stage.join("L-press");
    let mut line = |what: &str, found: String, bound| {
        table.push(Line { what: format!("L: {what}"), found, bound });
    };
    let (mut made, mut least) = (Duration::ZERO, Duration::ZERO);
    // A home of its own: every picture is made.
    let mut printed = printed(stage, "fresh-home");
    printed.arg("press").arg(file).arg(&out);
    watch(&mut printed, |name, found| match name {
        "press file" => made = milliseconds(found),
        "finishing" => line("PDF/X finishing", format!("{found} ms"), "≤ 100 ms"),
        "most memory" => {
            line("most memory, press PDF", format!("{found} MB"), "≤ 600 MB");
        }
        _ => {}
    })?;
    let mut sizes = Vec::new();
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
    let times = made.as_secs_f64() / least.as_secs_f64().max(0.01);
    line("press PDF, photos fresh", seconds(made), "");
    line("its pictures, and its words as one flow", seconds(least), "");
    line("press PDF to these", format!("{times:.2} ×"), "≤ 1.50 ×");
    Ok(())
}

fn check(file: &Path, stage: &Path, table: &mut Vec<Line>) -> Done {
    // The home of the other measures, with the pictures they made.
    let mut printed = printed(stage, "home");
    printed.arg("check").arg(file);
    watch(&mut printed, |name, found| {
        let bound = if name == "check, first" { "≤ 300 ms" } else { "" };
        table.push(Line {
            what: format!("M: {name}"),
            found: format!("{found} ms"),
            bound,
        });
    })
}

fn printed(stage: &Path, home: &str) -> Command {
    let mut command = example("printed");
    for name in ["HOME", "XDG_CACHE_HOME", "LOCALAPPDATA"] {
        command.env(name, stage.join(home));
    }
    command
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
