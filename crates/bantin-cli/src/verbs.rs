//! One function a verb.

use crate::arguments::{Language, Sheets, Verb};
use crate::composing;
use crate::designing;
use crate::exporting::Shown;
use crate::importing;
use crate::keeping;
use crate::manual;
use crate::output::{complain, say};
use crate::photos;
use crate::publishing;
use crate::reporting::{Checked, Found};
use crate::reviewing;
use desk::{Choices, Desk, Destination, Failure, IssueChoice, Output, Reach};
use document::{Issue, Lang};
use std::path::Path;
use std::process::ExitCode;

/// Does what was asked.
pub(crate) fn run(verb: Verb, lang: Lang) -> Result<ExitCode, Failure> {
    match verb {
        Verb::New { file, name, lang, design } => new(&file, &name, lang, &design),
        Verb::Set { file, issue, article: Some(article), pairs } => {
            composing::set_wishes(&file, issue.as_deref(), &article, &pairs)
        }
        Verb::Set { file, issue, article: None, pairs } => {
            set(&file, issue.as_deref(), &pairs, lang)
        }
        Verb::Compose { file, issue, pages, proposals, json } => {
            composing::compose(&file, issue.as_deref(), (pages, proposals), json, lang)
        }
        Verb::Plan { file, issue, json } => {
            composing::plan(&file, issue.as_deref(), json, lang)
        }
        Verb::Issue { file, number, date, pages, from_last } => {
            begin_issue(&file, number, date.as_deref(), pages, from_last)
        }
        Verb::Import { file, paths, issue, convert_legacy, split, report } => {
            let choices = Choices { convert_legacy, split };
            let (issue, report) = (issue.as_deref(), report.as_deref());
            importing::import(&file, &paths, issue, choices, report, lang)
        }
        Verb::Check { file, issue, mend, json } => {
            check(&file, issue.as_deref(), &mend, json, lang)
        }
        Verb::Export { file, issue, to, outputs, paper, creep } => {
            export(&file, issue.as_deref(), (&to, &outputs), (paper, creep), lang)
        }
        Verb::Search { file, query, json } => search(&file, &query, json, lang),
        Verb::Photos { file, find, accept, json } => {
            photos::photos(&file, find.as_deref(), accept, json)
        }
        Verb::Design { what, name, to, json } => {
            designing::design(what, (name.as_deref(), to.as_deref()), json, lang)
        }
        Verb::Undo { file } => step(&file, lang, Desk::undo, "undo.nothing"),
        Verb::Redo { file } => step(&file, lang, Desk::redo, "redo.nothing"),
        Verb::History { file, clear: true } => {
            Desk::open(&file)?.forget_history()?;
            Ok(ExitCode::SUCCESS)
        }
        Verb::History { file, clear: false } => history(&file, lang),
        Verb::Versions { file, issue, keep, compare, with, json } => {
            let (keep, compare, with) =
                (keep.as_deref(), compare.as_deref(), with.as_deref());
            let asked = keeping::Asked { keep, compare, with, json };
            keeping::versions(&file, issue.as_deref(), &asked, lang)
        }
        Verb::Restore { file, version, issue, article } => {
            keeping::restore(&file, issue.as_deref(), &version, article.as_deref(), lang)
        }
        Verb::Seal { file, issue } => keeping::seal(&file, issue.as_deref(), lang),
        Verb::Approve { file, name, issue, json } => {
            keeping::approve(&file, issue.as_deref(), name.as_deref(), json, lang)
        }
        Verb::Review { file, comments, issue, to, settle, json } => {
            let deed = reviewing::Deed::of(to, settle, comments);
            reviewing::review(&file, issue.as_deref(), &deed, json, lang)
        }
        Verb::Copy { file, to } => keeping::copy(&file, &to),
        Verb::Unpack { file, dir } => keeping::unpack(&file, &dir),
        Verb::Pack { dir, file } => keeping::pack(&dir, &file, lang),
        Verb::Repair { file, to, json } => keeping::repair(&file, &to, json, lang),
        Verb::Serve { dir, port, lan } => serve(&dir, port, lan),
        Verb::Publish {
            dir,
            to,
            dry_run,
            key,
            accept_host_key,
            plain_http,
            replace,
            keep,
            forget,
            json,
        } => {
            let destination = Destination {
                to,
                secret: publishing::secret(),
                key_file: key,
                accepted_key: accept_host_key,
                in_the_clear: plain_http,
                replace,
            };
            match dir {
                Some(dir) if !forget => {
                    let asked = publishing::Asked { dry_run, keep, json };
                    publishing::publish(&dir, &destination, &asked, lang)
                }
                _ => publishing::forget(&destination.to, lang),
            }
        }
        Verb::Manual { lang, roff } => {
            say(&if roff {
                manual::roff(lang.into())
            } else {
                manual::page(lang.into())
            });
            Ok(ExitCode::SUCCESS)
        }
    }
}

fn new(
    file: &Path,
    name: &str,
    lang: Language,
    design: &str,
) -> Result<ExitCode, Failure> {
    Desk::create(file, name, "", lang.into(), design)?;
    Ok(ExitCode::SUCCESS)
}

/// Opens the bulletin for writing at the issue that was named, if one was.
pub(crate) fn open(file: &Path, issue: Option<&str>) -> Result<Desk, Failure> {
    at_issue(Desk::open(file)?, issue)
}

/// Opens the bulletin for reading, whoever else has it open, at the issue that was
/// named, if one was.
pub(crate) fn read(file: &Path, issue: Option<&str>) -> Result<Desk, Failure> {
    at_issue(Desk::read(file)?, issue)
}

fn at_issue(mut desk: Desk, issue: Option<&str>) -> Result<Desk, Failure> {
    if let Some(issue) = issue {
        desk.choose_issue(issue.parse::<IssueChoice>()?)?;
    }
    Ok(desk)
}

fn set(
    file: &Path,
    issue: Option<&str>,
    pairs: &[String],
    lang: Lang,
) -> Result<ExitCode, Failure> {
    if pairs.is_empty() {
        let desk = read(file, issue)?;
        for field in desk.fields(lang)? {
            let of_issue = field.scope == desk::FieldScope::Issue;
            if issue.is_none() || of_issue {
                say(&format!("{}={}", field.key, field.value));
            }
        }
        return Ok(ExitCode::SUCCESS);
    }
    let pairs = pairs_of(pairs)?;
    let mut desk = open(file, issue)?;
    let issue = match issue {
        Some(_) => desk.issue()?.map(|issue| issue.id),
        None => None,
    };
    desk.set_all(&pairs, issue)?;
    Ok(ExitCode::SUCCESS)
}

/// Keys and values of what was written as `KEY=VALUE`.
pub(crate) fn pairs_of(pairs: &[String]) -> Result<Vec<(String, String)>, Failure> {
    let split = |pair: &String| match pair.split_once('=') {
        Some((key, value)) => Ok((key.to_owned(), value.to_owned())),
        None => Err(Failure::new("field.no_value", pair).with("key", pair)),
    };
    pairs.iter().map(split).collect()
}

fn begin_issue(
    file: &Path,
    number: Option<u32>,
    date: Option<&str>,
    pages: Option<u32>,
    from_last: bool,
) -> Result<ExitCode, Failure> {
    let refuse = |date: &str| {
        Failure::new("field.value", date).with("key", "date").with("value", date)
    };
    let day = date.map(|date| date.parse().map_err(|_| refuse(date))).transpose()?;
    let mut desk = Desk::open(file)?;
    let next = desk.next_issue()?;
    let number = number.unwrap_or(next.number);
    desk.add_issue(number, day.unwrap_or(next.date), pages, from_last)?;
    Ok(ExitCode::SUCCESS)
}

fn check(
    file: &Path,
    issue: Option<&str>,
    mend: &[String],
    json: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    if let Err(failure) = desk::mendable(mend) {
        complain(&failure.sentence(lang));
        let is_usage = failure.code == "mend.unknown";
        return Ok(ExitCode::from(if is_usage { 2 } else { 1 }));
    }
    // Reading does not take the file from whoever writes in it; mending writes.
    let mut desk = if mend.is_empty() { read(file, issue)? } else { open(file, issue)? };
    let mut remarks = desk.check(lang)?;
    if !mend.is_empty() {
        for spoken in &remarks {
            let wanted = mend.iter().any(|code| code == spoken.remark.code);
            if !wanted || spoken.mend.is_none() {
                continue;
            }
            // One click may mend several: what is gone meanwhile needs no other.
            match desk.mend(&spoken.remark) {
                Err(failure) if failure.code == "mend.by_hand" => {}
                other => drop(other?),
            }
        }
        remarks = desk.check(lang)?;
    }
    if json {
        let name = desk.issue()?.map(|issue| name_of(&issue));
        say(&to_json(&Checked::new(name, &remarks)));
    } else {
        for spoken in &remarks {
            let severity = desk::severity(lang, spoken.remark.severity);
            let code = spoken.remark.code;
            let title = spoken.remark.place.article.map(|id| desk.article(id));
            match title.transpose()?.map(|article| article.title) {
                Some(title) if !title.is_empty() => {
                    say(&format!("{severity} [{code}]: {title}: {}", spoken.sentence));
                }
                _ => say(&format!("{severity} [{code}]: {}", spoken.sentence)),
            }
        }
        let mut mendable: Vec<&str> = remarks
            .iter()
            .filter(|spoken| spoken.mend.is_some())
            .map(|spoken| spoken.remark.code)
            .collect();
        mendable.sort_unstable();
        mendable.dedup();
        if !mendable.is_empty() {
            let values = [("codes", mendable.join(","))];
            complain(&desk::notice(lang, "check.mendable", &values));
        }
    }
    Ok(if remarks.is_empty() { ExitCode::SUCCESS } else { ExitCode::from(3) })
}

/// Beyond this the text of a booklet would be pushed into the fold, in millimetres.
const MOST_CREEP: f64 = 10.0;

fn export(
    file: &Path,
    issue: Option<&str>,
    (to, outputs): (&Path, &[String]),
    (paper, creep): (Option<Sheets>, Option<f64>),
    lang: Lang,
) -> Result<ExitCode, Failure> {
    if creep.is_some_and(|mm| !(0.0..=MOST_CREEP).contains(&mm)) {
        complain(&Failure::new("export.creep", "0 to 10").sentence(lang));
        return Ok(ExitCode::from(2));
    }
    let known = || Output::ALL.map(Output::as_str).join(", ");
    let outputs = outputs
        .iter()
        .map(|name| {
            name.parse().map_err(|unknown| {
                Failure::new("export.unknown", unknown)
                    .with("name", name)
                    .with("known", known())
            })
        })
        .collect::<Result<Vec<Output>, _>>()?;
    let outputs = if outputs.is_empty() { Output::USUAL.to_vec() } else { outputs };
    let mut desk = read(file, issue)?;
    let mut job = desk.export(&outputs, to)?;
    let paper = paper.map(|paper| match paper {
        Sheets::A4 => desk::Paper::A4,
        Sheets::A3 => desk::Paper::A3,
    });
    job.fold(paper, creep);
    let shown = Shown::new();
    let exported = job.run(&shown);
    shown.finish();
    let exported = exported?;
    for path in &exported.files {
        say(&path.display().to_string());
    }
    if let Some(sentence) = job.replaced(&exported, lang) {
        complain(&sentence);
    }
    let (remarks, overfull) = desk.told_after_export(lang)?;
    if let Some(sentence) = overfull {
        complain(&sentence);
    }
    if remarks > 0 {
        let code = if remarks == 1 { "export.remark" } else { "export.remarks" };
        let values = [("count", remarks.to_string()), ("command", checking(file, issue))];
        complain(&desk::notice(lang, code, &values));
    }
    Ok(ExitCode::SUCCESS)
}

/// The command that lists the remarks, ready to be copied.
fn checking(file: &Path, issue: Option<&str>) -> String {
    let file = file.display().to_string();
    let plain = |c: char| c.is_alphanumeric() || "-_./\\:".contains(c);
    let file = if file.chars().all(plain) { file } else { format!("\"{file}\"") };
    match issue {
        Some(issue) => format!("bantin check {file} --issue {issue}"),
        None => format!("bantin check {file}"),
    }
}

fn search(file: &Path, query: &str, json: bool, lang: Lang) -> Result<ExitCode, Failure> {
    let desk = Desk::read(file)?;
    let hits = desk.search(query)?;
    if hits.is_empty() {
        let values = [("query", query.to_owned())];
        complain(&desk::notice(lang, "search.nothing", &values));
    }
    if json {
        let issues = desk.issues()?;
        let issue_name = |id| issues.iter().find(|issue| issue.id == id).map(name_of);
        say(&to_json(&Found::new(query, &hits, &issue_name)));
    } else {
        for hit in &hits {
            say(&format!("{} {}: {}", hit.article, hit.title, hit.snippet));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// A step taken: its name and what changed; `None` when there is none to take.
type Step = Result<Option<(String, desk::Changes)>, Failure>;

fn step(
    file: &Path,
    lang: Lang,
    go: fn(&mut Desk, Lang) -> Step,
    nothing: &'static str,
) -> Result<ExitCode, Failure> {
    match go(&mut Desk::open(file)?, lang)? {
        Some((name, _)) => {
            say(&name);
            Ok(ExitCode::SUCCESS)
        }
        None => Err(Failure::new(nothing, "no step")),
    }
}

fn history(file: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    for step in Desk::read(file)?.history(lang)? {
        let mark = if step.undone { " ↶" } else { "" };
        say(&format!("{} {}{mark}", step.told, step.name));
    }
    Ok(ExitCode::SUCCESS)
}

fn serve(dir: &Path, port: u16, lan: bool) -> Result<ExitCode, Failure> {
    let reach = if lan { Reach::LocalNetwork } else { Reach::ThisMachine };
    let server = desk::serve(dir, port, reach)?;
    say(&format!("http://localhost:{}/", server.port()));
    server.run()?;
    Ok(ExitCode::SUCCESS)
}

pub(crate) fn name_of(issue: &Issue) -> String {
    format!("{}/{}", issue.number, issue.date.year())
}

pub(crate) fn to_json(value: &impl serde::Serialize) -> String {
    serde_json::to_string_pretty(value).expect("plain values become JSON")
}
