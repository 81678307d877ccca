//! What an import tells on the terminal: a report to be read in a minute.

use crate::output::{complain, say};
use crate::reporting::Imported;
use crate::verbs::{open, to_json};
use desk::{Choices, Failure, ImportReport, ReportItem, SourceReport};
use document::Lang;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Most files told about one by one; of more only those with something to decide.
const MOST_FILES: usize = 12;

/// Longest piece of text shown, in characters.
const EXAMPLE: usize = 60;

pub(crate) fn import(
    file: &Path,
    paths: &[PathBuf],
    issue: Option<&str>,
    choices: Choices,
    report_file: Option<&Path>,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let mut desk = open(file, issue)?;
    let (report, _) = desk.import_as(paths, choices)?;
    for source in &report.sources {
        tell(source, &report, lang);
    }
    for item in &report.items {
        if ARRIVALS.contains(&item.reason.as_str()) {
            let values = [("title", named(item, lang)), ("path", item.source.clone())];
            complain(&desk::notice(lang, &item.reason, &values));
        }
        if DEGRADED.contains(&item.reason.as_str()) {
            let reason = desk::reason(lang, &item.reason);
            let values = [("path", item.source.clone()), ("reason", reason)];
            complain(&desk::notice(lang, "photo.degraded", &values));
        }
        if is_said_aloud(item) {
            let what = match (item.text.as_str(), item.kind.as_str()) {
                ("", _) | (_, "front_matter") => item.source.clone(),
                (text, _) => format!("{text} ({})", item.source),
            };
            let sentence = Failure::new("import.dropped", &item.reason)
                .with("path", what)
                .with("reason", desk::reason(lang, &item.reason));
            complain(&sentence.sentence(lang));
        }
    }
    total(&report, lang);
    if let Some(path) = report_file {
        let json = to_json(&Imported::new(&report));
        std::fs::write(path, json)
            .map_err(|source| Failure::new("report.unwritable", source).path(path))?;
    }
    if report.items.iter().all(|item| item.outcome == "dropped")
        && report.articles.is_empty()
        && report.photos.is_empty()
    {
        return Err(Failure::new("import.nothing", "everything was dropped"));
    }
    for id in &report.articles {
        say(&format!("{id} {}", desk.article(*id)?.title));
    }
    Ok(ExitCode::SUCCESS)
}

/// Says what came of all files together; one file has told enough of itself.
fn total(report: &ImportReport, lang: Lang) {
    let is_refused =
        |item: &&ReportItem| item.kind == "file" && item.outcome == "dropped";
    let refused = report.items.iter().filter(is_refused).count();
    let files = report.sources.len() + report.photos.len() + refused;
    if files < 2 {
        return;
    }
    let values = [
        ("articles", articles(report.articles.len(), lang)),
        ("photos", report.photos.len().to_string()),
        ("files", files.to_string()),
        ("refused", refused.to_string()),
    ];
    complain(&desk::notice(lang, "import.total", &values));
}

fn articles(count: usize, lang: Lang) -> String {
    match count {
        1 => desk::notice(lang, "import.article", &[]),
        count => desk::notice(lang, "import.articles", &[("count", count.to_string())]),
    }
}

/// Tells about one file: what came of it, what was guessed, what is offered, and by
/// reason what was changed or dropped.
fn tell(source: &SourceReport, report: &ImportReport, lang: Lang) {
    let say = |code: &str, values: &[(&'static str, String)]| {
        complain(&desk::notice(lang, code, values));
    };
    let undecided = source.offers.iter().any(|offer| !offer.accepted)
        || source.articles > source.drafts.len();
    let counted = source.totals != desk::Totals::default();
    if !undecided && (!counted || report.sources.len() > MOST_FILES) {
        return;
    }
    let name = Path::new(&source.source).file_name().unwrap_or_default();
    let articles = articles(source.drafts.len(), lang);
    let totals = source.totals;
    if counted {
        let values = [
            ("path", name.to_string_lossy().into_owned()),
            ("articles", articles),
            ("kept", totals.kept_characters.to_string()),
            ("all", totals.characters.to_string()),
            ("dropped", totals.dropped_characters.to_string()),
            ("pictures_kept", totals.kept_pictures.to_string()),
            ("pictures", totals.pictures.to_string()),
        ];
        say("import.file", &values);
    }
    for draft in &source.drafts {
        let captions =
            draft.captions.iter().filter(|caption| !caption.is_empty()).count();
        let none = || "–".to_owned();
        let values = [
            ("title", if draft.title.is_empty() { none() } else { draft.title.clone() }),
            (
                "bylines",
                if draft.bylines.is_empty() { none() } else { draft.bylines.join(", ") },
            ),
            ("captions", format!("{captions}/{}", draft.captions.len())),
        ];
        say("import.head", &values);
        if !draft.guessed.is_empty() {
            let parts: Vec<String> =
                draft.guessed.iter().map(|kind| desk::part(lang, kind)).collect();
            say("import.guessed", &[("parts", parts.join(", "))]);
        }
    }
    for offer in &source.offers {
        let values = [
            ("characters", offer.characters.to_string()),
            ("encoding", offer.encoding.name().to_owned()),
            ("before", offer.before.chars().take(EXAMPLE).collect()),
            ("after", offer.after.chars().take(EXAMPLE).collect()),
        ];
        say(if offer.accepted { "import.converted" } else { "import.offer" }, &values);
        if offer.accepted && offer.capitals_lost {
            say("import.capitals", &[("encoding", offer.encoding.name().to_owned())]);
        }
    }
    if source.articles > source.drafts.len() {
        say("import.splits", &[("count", source.articles.to_string())]);
    }
    for ((outcome, reason), count) in changes(source, report) {
        let values = [
            ("outcome", desk::outcome(lang, outcome)),
            ("count", count.to_string()),
            ("reason", desk::reason(lang, reason)),
        ];
        say("import.part", &values);
    }
}

/// What was changed or dropped of a file, counted by reason.
fn changes<'r>(
    source: &SourceReport,
    report: &'r ImportReport,
) -> BTreeMap<(&'static str, &'r str), usize> {
    let mut counts = BTreeMap::new();
    for item in report.items.iter().filter(|item| item.source == source.source) {
        let told =
            item.reason.ends_with(".guessed") || item.reason.starts_with("legacy.");
        if item.outcome != "kept" && !told && item.kind != "photo" {
            *counts.entry((item.outcome, item.reason.as_str())).or_default() += 1;
        }
    }
    counts
}

/// Whether a person hears of a loss at once: of a whole file or picture, or of what a
/// file says about its article. Smaller losses stand in the report.
fn is_said_aloud(item: &ReportItem) -> bool {
    item.outcome == "dropped"
        && (["file", "photo", "article", "picture"].contains(&item.kind.as_str())
            || ["front_matter.invalid", "front_matter.too_long"]
                .contains(&item.reason.as_str()))
}

/// Ways an article arrives that a person would not expect.
const ARRIVALS: [&str; 4] =
    ["article.already", "article.same_title", "article.replaced", "photo.alike"];

/// What may be amiss with a photo that came in all the same.
const DEGRADED: [&str; 3] =
    ["photo.cut_off", "photo.profile_unreadable", "photo.first_of_several"];

/// What a sentence calls an article, or the photo that another one looks like.
fn named(item: &ReportItem, lang: Lang) -> String {
    match item.text.as_str() {
        "" => desk::notice(lang, "article.untitled", &[]),
        title => title.to_owned(),
    }
}
