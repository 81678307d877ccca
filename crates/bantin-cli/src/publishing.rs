//! Publishing: what would change, what was changed, and how far it has come.

use crate::exporting::Shown;
use crate::output::{complain, say};
use crate::verbs::to_json;
use desk::{Act, Destination, Done, Failure, Plan, Publishing, Secret, notice};
use document::Lang;
use serde::Serialize;
use std::ops::ControlFlow;
use std::path::Path;
use std::process::ExitCode;

/// What is asked for besides publishing.
pub(crate) struct Asked {
    pub(crate) dry_run: bool,
    pub(crate) keep: Option<String>,
    pub(crate) json: bool,
}

/// The password a script hands over. Not an argument: those stand in lists of programs.
pub(crate) fn secret() -> Option<Secret> {
    let words = std::env::var("BANTIN_PASSWORD").ok();
    words.filter(|words| !words.is_empty()).map(Secret::new)
}

/// Publishes, or says what publishing would change.
pub(crate) fn publish(
    dir: &Path,
    destination: &Destination,
    asked: &Asked,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let Err(failure) = carry_out(dir, destination, asked, lang) else {
        return Ok(ExitCode::SUCCESS);
    };
    let mut said = failure.sentence(lang);
    if let Some(option) = option(&failure) {
        let how = notice(lang, "publish.option", &[("option", option)]);
        said = format!("{said} {how}");
    }
    complain(&said);
    Ok(ExitCode::from(if is_usage(&failure) { 2 } else { 1 }))
}

/// What is written to answer a refusal.
fn option(failure: &Failure) -> Option<String> {
    let option = match failure.code {
        "publish.in_the_clear" => "--plain-http".to_owned(),
        "publish.occupied" | "publish.site" => "--replace".to_owned(),
        "publish.no_secret" => "BANTIN_PASSWORD, --key".to_owned(),
        "publish.unknown_host" => {
            let mut values = failure.values.iter();
            let print = values.find(|(name, _)| *name == "fingerprint");
            let print = print.map_or("SHA256:…", |(_, value)| value.as_str());
            format!("--accept-host-key {print}")
        }
        _ => return None,
    };
    Some(option)
}

fn carry_out(
    dir: &Path,
    destination: &Destination,
    asked: &Asked,
    lang: Lang,
) -> Result<(), Failure> {
    let publishing = Publishing::to(destination)?;
    let (plan, done) = if asked.dry_run {
        (publishing.plan(dir)?, None)
    } else {
        let shown = Shown::new();
        let ran = publishing.run(dir, &mut |progress| {
            // Kilobytes: the bytes of a package are too many figures to read.
            let [sent, total] = [progress.sent, progress.total]
                .map(|bytes| usize::try_from(bytes / 1000).unwrap_or(usize::MAX));
            match progress.act {
                Act::Sending => shown.show(progress.path, sent, total),
                Act::Checking | Act::Removing => shown.show(progress.path, 0, 0),
            }
            ControlFlow::Continue(())
        });
        shown.finish();
        let (plan, done) = ran?;
        (plan, Some(done))
    };
    let address = publishing.address();
    if asked.json {
        say(&to_json(&Told::new(&address, &plan, done)));
    } else {
        for file in &plan.send {
            let mark = if file.replaces { '~' } else { '+' };
            say(&format!("{mark} {}", file.path));
        }
        for path in &plan.remove {
            say(&format!("- {path}"));
        }
        summarize(&address, &plan, done, lang);
    }
    if let Some(name) = &asked.keep {
        publishing.keep_as(name)?;
        complain(&notice(lang, "publish.kept", &[("name", name.clone())]));
    }
    Ok(())
}

/// Forgets a kept place and its password.
pub(crate) fn forget(name: &str, lang: Lang) -> Result<ExitCode, Failure> {
    desk::forget_place(name)?;
    complain(&notice(lang, "publish.forgotten", &[("name", name.to_owned())]));
    Ok(ExitCode::SUCCESS)
}

/// Whether the command was not written right.
fn is_usage(failure: &Failure) -> bool {
    matches!(
        failure.code,
        "publish.address" | "publish.secret_in_address" | "publish.unknown_place"
    )
}

fn summarize(address: &str, plan: &Plan, done: Option<Done>, lang: Lang) {
    if plan.resumes {
        complain(&notice(lang, "publish.resumes", &[]));
    }
    let (code, bytes) = match done {
        _ if plan.is_empty() => ("publish.nothing", 0),
        Some(done) => ("publish.done", done.bytes),
        None => ("publish.would", plan.bytes()),
    };
    let values = [
        ("send", plan.send.len().to_string()),
        ("size", size(bytes, lang)),
        ("remove", plan.remove.len().to_string()),
        ("same", plan.same.to_string()),
        ("address", address.to_owned()),
    ];
    complain(&notice(lang, code, &values));
}

/// Bytes as people read them: whole kilobytes, from ten megabytes on megabytes.
fn size(bytes: u64, lang: Lang) -> String {
    if bytes < 10_000_000 {
        return format!("{} kB", bytes.div_ceil(1000));
    }
    let megabytes = format!("{:.1}", bytes as f64 / 1e6);
    match lang {
        Lang::Vi => format!("{} MB", megabytes.replace('.', ",")),
        Lang::En => format!("{megabytes} MB"),
    }
}

#[derive(Serialize)]
struct Told<'a> {
    address: &'a str,
    dry_run: bool,
    resumes: bool,
    send: Vec<ToSend<'a>>,
    remove: &'a [String],
    same: usize,
    bytes: u64,
}

#[derive(Serialize)]
struct ToSend<'a> {
    path: &'a str,
    size: u64,
    replaces: bool,
}

impl<'a> Told<'a> {
    fn new(address: &'a str, plan: &'a Plan, done: Option<Done>) -> Self {
        let send = plan.send.iter().map(|file| ToSend {
            path: &file.path,
            size: file.size,
            replaces: file.replaces,
        });
        Self {
            address,
            dry_run: done.is_none(),
            resumes: plan.resumes,
            send: send.collect(),
            remove: &plan.remove,
            same: plan.same,
            bytes: plan.bytes(),
        }
    }
}
