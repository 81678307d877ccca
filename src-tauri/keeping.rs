//! Commands on what was kept: versions, backups, copies, and searching all issues.

use crate::bulletins::{at_once, put};
use crate::session::Session;
use crate::wire::{
    BackupView, BulletinView, Changes, ComparedView, Failure, FoundStoryView, PieceView,
    Sought, StandingView, VersionView, WantedWords,
};
use desk::{Desk, Filter, PieceKind};
use document::{ArticleId, IssueId, SectionId};
use std::path::{Path, PathBuf};
use tauri::{AppHandle, State};

/// Stories of all issues that hold the words, with or without accents.
#[tauri::command(async)]
pub(crate) fn search(
    session: State<'_, Session>,
    sought: Sought,
) -> Result<Vec<FoundStoryView>, Failure> {
    session.with(|desk, lang| {
        desk.save_typing()?;
        let filter = Filter {
            issue: sought.issue.map(IssueId),
            section: sought.section.map(SectionId),
            author: sought.author,
            ..Filter::default()
        };
        let issues = desk.issues()?;
        let hits = desk.search_in(&sought.query, &filter)?;
        let found = hits.into_iter().map(|hit| {
            let issue = issues.iter().find(|issue| Some(issue.id) == hit.issue);
            FoundStoryView {
                article: hit.article.to_string(),
                issue: hit.issue.map(|issue| issue.0),
                label: issue.map(|issue| at_once(issue, lang)).unwrap_or_default(),
                title: hit.title,
                snippet: hit.snippet,
                exact: hit.exact,
            }
        });
        Ok(found.collect())
    })
}

/// Counts where words stand in stories.
#[tauri::command(async)]
pub(crate) fn find_in_stories(
    session: State<'_, Session>,
    stories: Vec<String>,
    wanted: WantedWords,
) -> Result<StandingView, Failure> {
    session.with(|desk, _| {
        let found = desk.find_in_stories(&known(&stories), &wanted.into())?;
        Ok(StandingView { places: found.places, stories: found.stories })
    })
}

/// Puts other words in all those places. One step to undo.
#[tauri::command(async)]
pub(crate) fn replace_in_stories(
    session: State<'_, Session>,
    stories: Vec<String>,
    wanted: WantedWords,
    by: String,
) -> Result<Changes, Failure> {
    session
        .change(|desk, _| desk.replace_in_stories(&known(&stories), &wanted.into(), &by))
}

/// Stories by their names; what is no name is no story.
fn known(stories: &[String]) -> Vec<ArticleId> {
    stories.iter().filter_map(|story| story.parse().ok()).collect()
}

/// The versions of the issue, the latest first.
#[tauri::command(async)]
pub(crate) fn versions(session: State<'_, Session>) -> Result<Vec<VersionView>, Failure> {
    session.with(|desk, lang| {
        let now = desk.content_digest()?;
        let versions = desk.versions()?.into_iter().rev().map(|version| VersionView {
            id: version.id,
            name: Desk::version_name(&version, lang),
            named: !version.name.is_empty(),
            time: Desk::version_time(&version),
            current: version.digest == now,
        });
        Ok(versions.collect())
    })
}

/// Keeps the issue as it is now under a name.
#[tauri::command(async)]
pub(crate) fn take_version(
    session: State<'_, Session>,
    name: String,
) -> Result<(), Failure> {
    session.with(|desk, _| desk.take_version(&name).map(drop))
}

/// What became of the articles of a version, until now or until a newer one.
#[tauri::command(async)]
pub(crate) fn compare_version(
    session: State<'_, Session>,
    version: i64,
    newer: Option<i64>,
) -> Result<Vec<ComparedView>, Failure> {
    session.with(|desk, _| {
        let compared = desk.compare(version, newer)?.into_iter().map(|article| {
            let pieces = article.pieces.into_iter().map(|piece| PieceView {
                kind: match piece.kind {
                    PieceKind::Same => "same",
                    PieceKind::Added => "added",
                    PieceKind::Removed => "removed",
                },
                text: piece.text,
            });
            ComparedView {
                article: article.article.to_string(),
                title: article.title,
                added: article.added,
                removed: article.removed,
                pieces: pieces.collect(),
            }
        });
        Ok(compared.collect())
    })
}

/// Goes back to a version of the issue, or of one article. Undoable.
#[tauri::command(async)]
pub(crate) fn restore_version(
    session: State<'_, Session>,
    version: i64,
    article: Option<String>,
) -> Result<Changes, Failure> {
    session.change(|desk, _| {
        let article = article
            .map(|id| id.parse().map_err(|_| desk::Failure::new("edit.missing", id)))
            .transpose()?;
        Ok(desk.restore(version, article)?.1)
    })
}

/// Opens a bulletin for reading, whoever has it open.
#[tauri::command(async)]
pub(crate) fn open_to_read(
    app: AppHandle,
    session: State<'_, Session>,
    path: String,
) -> Result<BulletinView, Failure> {
    put(&app, &session, Desk::read(Path::new(&path)))
}

/// Copies a bulletin and opens the copy. Fails with `open.exists`.
#[tauri::command(async)]
pub(crate) fn open_copy(
    app: AppHandle,
    session: State<'_, Session>,
    path: String,
    to: String,
) -> Result<BulletinView, Failure> {
    let (path, to) = (Path::new(&path), Path::new(&to));
    let copied = match session.copy_open(path, to) {
        Some(copied) => copied,
        None => Desk::read(path).and_then(|mut desk| desk.copy_to(to)),
    };
    put(&app, &session, copied.and_then(|()| Desk::open(to)))
}

/// Backups of the bulletin at a path, or of the open one, the latest first.
#[tauri::command(async)]
pub(crate) fn backups(
    session: State<'_, Session>,
    path: Option<PathBuf>,
) -> Result<Vec<BackupView>, Failure> {
    let path = match path {
        Some(path) => path,
        None => session.with(|desk, _| Ok(desk.path().to_owned()))?,
    };
    let backups = desk::backups(&path).into_iter().map(|backup| BackupView {
        path: backup.path.display().to_string(),
        time: backup.told(),
        megabytes: backup.bytes as f64 / 1e6,
    });
    Ok(backups.collect())
}

/// Puts a backup in the place of a bulletin that cannot be opened, or of the open one,
/// and opens that. What stood there becomes a backup itself.
#[tauri::command(async)]
pub(crate) fn put_back(
    app: AppHandle,
    session: State<'_, Session>,
    backup: String,
    path: Option<PathBuf>,
) -> Result<BulletinView, Failure> {
    let path = match path {
        Some(path) => path,
        None => session.with(|desk, _| Ok(desk.path().to_owned()))?,
    };
    session.put(None);
    let done = desk::put_back(Path::new(&backup), &path);
    // Whatever happened, what stands there now is opened again.
    let opened = put(&app, &session, Desk::open(&path));
    done.map_err(|failure| session.explain(&failure))?;
    opened
}

/// Saves what can be saved of a damaged bulletin into a new file and opens that; returns
/// what was saved and what was lost, in words. Fails with `open.exists`.
#[tauri::command(async)]
pub(crate) fn rescue(
    app: AppHandle,
    session: State<'_, Session>,
    path: PathBuf,
    to: PathBuf,
) -> Result<(Vec<String>, BulletinView), Failure> {
    let rescue = desk::repair(&path, &to).map_err(|failure| session.explain(&failure))?;
    let lang = session.settings().lang();
    let mut told = vec![desk::rescued(&rescue, &path, &to, lang)];
    told.extend(rescue.lost.iter().map(|lost| desk::told_lost(lost, lang)));
    Ok((told, put(&app, &session, Desk::open(&to))?))
}
