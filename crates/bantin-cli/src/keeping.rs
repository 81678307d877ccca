//! Keeping what was made: `copy`, `repair`, `versions`, `restore`, `seal`.

use crate::exporting::Shown;
use crate::output::{complain, say};
use crate::verbs::{open, read, to_json};
use desk::{Desk, Failure, FieldScope, PieceKind, Version};
use document::Lang;
use serde::Serialize;
use std::path::Path;
use std::process::ExitCode;

/// Writes a compact copy.
pub(crate) fn copy(file: &Path, to: &Path) -> Result<ExitCode, Failure> {
    Desk::read(file)?.copy_to(to)?;
    Ok(ExitCode::SUCCESS)
}

/// Writes the bulletin as a folder.
pub(crate) fn unpack(file: &Path, dir: &Path) -> Result<ExitCode, Failure> {
    Desk::read(file)?.unpack(dir)?;
    Ok(ExitCode::SUCCESS)
}

/// Makes a bulletin of a folder.
pub(crate) fn pack(dir: &Path, file: &Path, lang: Lang) -> Result<ExitCode, Failure> {
    if !desk::pack(dir, file)?.history_kept {
        complain(&desk::notice(lang, "pack.no_history", &[]));
    }
    Ok(ExitCode::SUCCESS)
}

#[derive(Serialize)]
struct Repaired {
    sound: bool,
    kept: std::collections::BTreeMap<&'static str, usize>,
    lost: Vec<LostTold>,
}

#[derive(Serialize)]
struct LostTold {
    kind: &'static str,
    name: String,
    words_kept: bool,
}

/// Saves what can be saved of a damaged file.
pub(crate) fn repair(
    file: &Path,
    to: &Path,
    json: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let rescue = desk::repair(file, to)?;
    for lost in &rescue.lost {
        complain(&desk::told_lost(lost, lang));
    }
    let sentence = desk::rescued(&rescue, file, to, lang);
    if json {
        let lost = rescue.lost.into_iter().map(|lost| LostTold {
            kind: lost.kind,
            name: lost.name,
            words_kept: lost.words_kept,
        });
        let lost = lost.collect();
        say(&to_json(&Repaired { sound: rescue.was_sound, kept: rescue.kept, lost }));
    } else {
        say(&sentence);
    }
    Ok(ExitCode::SUCCESS)
}

/// What `versions` was asked.
pub(crate) struct Asked<'a> {
    /// Keeps the issue under this name first.
    pub(crate) keep: Option<&'a str>,
    /// Shows what became of this version.
    pub(crate) compare: Option<&'a str>,
    /// Until this one instead of now.
    pub(crate) with: Option<&'a str>,
    /// Prints JSON.
    pub(crate) json: bool,
}

#[derive(Serialize)]
struct Listed {
    versions: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    version: i64,
    name: String,
    cause: &'static str,
    at: String,
    digest: String,
}

impl Told {
    fn new(version: &Version) -> Self {
        Self {
            version: version.id,
            name: version.name.clone(),
            cause: version.cause.as_str(),
            at: version.at.to_string(),
            digest: version.digest.clone(),
        }
    }
}

/// Lists, keeps or compares versions of an issue.
pub(crate) fn versions(
    file: &Path,
    issue: Option<&str>,
    asked: &Asked<'_>,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    if let Some(name) = asked.keep {
        let version = open(file, issue)?.take_version(name)?;
        if asked.json {
            say(&to_json(&Told::new(&version)));
        } else {
            say(&version.id.to_string());
        }
        return Ok(ExitCode::SUCCESS);
    }
    let mut desk = read(file, issue)?;
    if let Some(version) = asked.compare {
        let version = named(&desk, version)?;
        let with = asked.with.map(|with| named(&desk, with)).transpose()?;
        return compare(&mut desk, version, with, asked.json, lang);
    }
    let versions = desk.versions()?;
    if asked.json {
        say(&to_json(&Listed { versions: versions.iter().map(Told::new).collect() }));
        return Ok(ExitCode::SUCCESS);
    }
    if versions.is_empty() {
        complain(&desk::notice(lang, "versions.none", &[]));
    }
    for version in &versions {
        say(&format!(
            "{} {} {}",
            version.id,
            Desk::version_time(version),
            Desk::version_name(version, lang)
        ));
    }
    Ok(ExitCode::SUCCESS)
}

#[derive(Serialize)]
struct Differing {
    articles: Vec<DifferingArticle>,
    fields: Vec<DifferingField>,
}

#[derive(Serialize)]
struct DifferingField {
    key: String,
    scope: &'static str,
    was: String,
    is: String,
}

#[derive(Serialize)]
struct DifferingArticle {
    article: String,
    title: String,
    added: usize,
    removed: usize,
    pieces: Vec<PieceTold>,
}

#[derive(Serialize)]
struct PieceTold {
    kind: &'static str,
    text: String,
}

fn compare(
    desk: &mut Desk,
    version: i64,
    with: Option<i64>,
    json: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let compared = desk.compare(version, with)?;
    let fields = desk.changed_fields(version, with, lang)?;
    if json {
        let articles = compared.into_iter().map(|article| DifferingArticle {
            article: article.article.to_string(),
            title: article.title,
            added: article.added,
            removed: article.removed,
            pieces: article
                .pieces
                .into_iter()
                .map(|piece| PieceTold {
                    kind: match piece.kind {
                        PieceKind::Same => "same",
                        PieceKind::Added => "added",
                        PieceKind::Removed => "removed",
                    },
                    text: piece.text,
                })
                .collect(),
        });
        let fields = fields.into_iter().map(|field| DifferingField {
            key: field.key,
            scope: match field.scope {
                FieldScope::Series => "series",
                FieldScope::Issue => "issue",
            },
            was: field.was,
            is: field.is,
        });
        let (articles, fields) = (articles.collect(), fields.collect());
        say(&to_json(&Differing { articles, fields }));
        return Ok(ExitCode::SUCCESS);
    }
    if compared.is_empty() && fields.is_empty() {
        complain(&desk::notice(lang, "compare.same", &[]));
    }
    for field in fields {
        say(&field.label);
        if !field.is.is_empty() {
            say(&format!("  + {}", field.is));
        }
        if !field.was.is_empty() {
            say(&format!("  − {}", field.was));
        }
    }
    for article in compared {
        say(&format!("{}  +{} −{}", article.title, article.added, article.removed));
        for piece in &article.pieces {
            let text = piece.text.trim();
            match piece.kind {
                PieceKind::Added => say(&format!("  + {text}")),
                PieceKind::Removed => say(&format!("  − {text}")),
                PieceKind::Same => {}
            }
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The version of this number or name; of several of one name the latest.
fn named(desk: &Desk, name: &str) -> Result<i64, Failure> {
    let versions = desk.versions()?;
    let is_it = |version: &&Version| {
        name.parse() == Ok(version.id)
            || (!version.name.is_empty() && version.name == name)
    };
    let found = versions.iter().rev().find(is_it);
    found
        .map(|version| version.id)
        .ok_or_else(|| Failure::new("version.unknown", name).with("version", name))
}

/// Goes back to a version.
pub(crate) fn restore(
    file: &Path,
    issue: Option<&str>,
    version: &str,
    article: Option<&str>,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let mut desk = open(file, issue)?;
    let version = named(&desk, version)?;
    let article =
        article.map(|article| article_of(&desk, version, article)).transpose()?;
    let (restored, _) = desk.restore(version, article)?;
    if article.is_none() {
        let of_series = desk.changed_fields(version, None, lang)?;
        let names: Vec<String> = of_series
            .into_iter()
            .filter(|field| field.scope == FieldScope::Series)
            .map(|field| field.label)
            .collect();
        if !names.is_empty() {
            let values = [("names", names.join(", "))];
            complain(&desk::notice(lang, "restore.series", &values));
        }
    }
    for (code, articles) in [
        ("restore.to_pool", &restored.to_pool),
        ("restore.elsewhere", &restored.elsewhere),
    ] {
        for id in articles {
            let title = desk.article(*id)?.title;
            complain(&desk::notice(lang, code, &[("title", title)]));
        }
    }
    Ok(ExitCode::SUCCESS)
}

/// The article of a version with this id or title.
fn article_of(
    desk: &Desk,
    version: i64,
    name: &str,
) -> Result<document::ArticleId, Failure> {
    let found: Vec<_> = desk
        .version_articles(version)?
        .into_iter()
        .filter(|article| article.title == name || article.id.to_string() == name)
        .map(|article| article.id)
        .collect();
    match found.as_slice() {
        [id] => Ok(*id),
        [] => Err(Failure::new("article.unknown", name).with("article", name)),
        _ => Err(Failure::new("article.ambiguous", name).with("article", name)),
    }
}

/// Seals an issue, or compares its exports with its seal.
pub(crate) fn seal(
    file: &Path,
    issue: Option<&str>,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    let mut desk = open(file, issue)?;
    let shown = Shown::new();
    let sealed = desk.seal(&shown);
    shown.finish();
    let sealed = sealed?;
    for (name, hash) in &sealed.files {
        say(&format!("{hash}  {name}"));
    }
    let count = [("count", sealed.files.len().to_string())];
    for name in sealed.made_otherwise.iter().chain(&sealed.different) {
        complain(&desk::notice(lang, "seal.different", &[("name", name.clone())]));
    }
    if !sealed.different.is_empty() {
        return Err(Failure::new("seal.different", "other bytes"));
    }
    let code = if sealed.again { "seal.same" } else { "seal.done" };
    complain(&desk::notice(lang, code, &count));
    Ok(ExitCode::SUCCESS)
}

#[derive(Serialize)]
struct ApprovalTold {
    name: String,
    at: String,
    stands: bool,
}

/// Approves an issue, or lists who did.
pub(crate) fn approve(
    file: &Path,
    issue: Option<&str>,
    name: Option<&str>,
    json: bool,
    lang: Lang,
) -> Result<ExitCode, Failure> {
    if let Some(name) = name {
        open(file, issue)?.approve(name)?;
        return Ok(ExitCode::SUCCESS);
    }
    let approvals = read(file, issue)?.approvals()?;
    if json {
        let told = approvals.into_iter().map(|approval| ApprovalTold {
            name: approval.name,
            at: approval.at.to_string(),
            stands: approval.stands,
        });
        say(&to_json(&told.collect::<Vec<_>>()));
        return Ok(ExitCode::SUCCESS);
    }
    if approvals.is_empty() {
        complain(&desk::notice(lang, "approval.none", &[]));
    }
    for approval in approvals {
        let code = if approval.stands { "approval.stands" } else { "approval.void" };
        let values = [("name", approval.name.clone()), ("time", desk::told(approval.at))];
        say(&desk::notice(lang, code, &values));
    }
    Ok(ExitCode::SUCCESS)
}
