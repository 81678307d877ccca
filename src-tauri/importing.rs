//! Files and pictures from outside: read beside everything else, brought in as one step.

use crate::editor::to_editor;
use crate::progress::Told;
use crate::session::{Session, pack};
use crate::wire::{
    Failure, ImportChoices, ImportReportView, PastedView, Progressed, ReportItemView,
    SourceView, offers,
};
use desk::{Choices, Desk, ImportReport, Reading};
use document::{Lang, Progress, Unwatched};
use std::path::PathBuf;
use tauri::ipc::{Channel, InvokeBody, Request};
use tauri::{AppHandle, Emitter, State};

/// Brings in files and folders as one step. What cannot be used is in the report.
///
/// Files are read while other work goes on; `null` when that was given up. With
/// `choices.again` the import that was the last step is taken back first, so that the
/// same files come in as they were chosen.
#[tauri::command(async)]
pub(crate) fn import_files(
    app: AppHandle,
    session: State<'_, Session>,
    paths: Vec<String>,
    choices: ImportChoices,
    on: Channel<Progressed>,
) -> Result<Option<ImportReportView>, Failure> {
    let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    let stop = session.begin_import();
    let told = Told { on: &on, stop: &stop };
    let own = Choices { convert_legacy: choices.convert_legacy, split: choices.split };
    let Ok(reading) = desk::read(&paths, own, &told) else { return Ok(None) };
    if choices.ask && reading.waits() {
        let waiting = |_: &mut Desk, lang| Ok(view(reading.report(), lang, true));
        return session.with(waiting).map(Some);
    }
    match take_in(&app, &session, reading, choices.again, &told) {
        Err(failure) if failure.code == "edit.cancelled" => Ok(None),
        taken => taken.map(Some),
    }
}

/// Asks the import under way to stop and bring in nothing.
#[tauri::command(async)]
pub(crate) fn cancel_import(session: State<'_, Session>) {
    session.stop_import();
}

/// Brings in a picture from the clipboard: its bytes as they are, its name in a header.
#[tauri::command(async)]
pub(crate) fn import_picture(
    app: AppHandle,
    session: State<'_, Session>,
    request: Request<'_>,
) -> Result<ImportReportView, Failure> {
    let name = request.headers().get("name").and_then(|name| name.to_str().ok());
    let bytes = match request.body() {
        InvokeBody::Raw(bytes) => bytes.clone(),
        InvokeBody::Json(_) => Vec::new(),
    };
    let reading = Reading::of_picture(name.unwrap_or("anh-dan.png"), bytes);
    take_in(&app, &session, reading, false, &Unwatched)
}

/// The HTML on the clipboard as the other program left it; `null` when there is none.
///
/// WebKit hands over a cleaned copy, in which the lists and the pictures of Word are gone.
#[tauri::command(async)]
pub(crate) fn copied_html() -> Option<String> {
    arboard::Clipboard::new().and_then(|mut clipboard| clipboard.get().html()).ok()
}

/// Makes text for the editor of what the clipboard holds as HTML; its pictures go into the
/// bulletin. Fails with `paste.unreadable`.
#[tauri::command(async)]
pub(crate) fn paste_html(
    app: AppHandle,
    session: State<'_, Session>,
    html: String,
    convert: Option<bool>,
) -> Result<PastedView, Failure> {
    let (view, changes) = session.with(|desk, lang| {
        let (pasted, changes) = desk.paste(&html, convert)?;
        let view = PastedView {
            body: to_editor(&pasted.body),
            line: pasted.line(lang),
            offers: offers(&pasted.offers),
        };
        Ok((view, pack(desk, lang, &changes)?))
    })?;
    let _ = app.emit("changed", changes);
    Ok(view)
}

fn take_in(
    app: &AppHandle,
    session: &Session,
    reading: Reading,
    again: bool,
    progress: &dyn Progress,
) -> Result<ImportReportView, Failure> {
    let (report, changes) = session.with(|desk, lang| {
        if again {
            desk.take_back_import()?;
        }
        let (report, changes) = desk.take_in_told(reading, progress)?;
        let view = view(&report, lang, false);
        Ok((view, pack(desk, lang, &changes)?))
    })?;
    let _ = app.emit("changed", changes);
    Ok(report)
}

/// The report in words; `waits` when nothing has come in yet.
fn view(report: &ImportReport, lang: Lang, waits: bool) -> ImportReportView {
    let items = report.items.iter().map(|item| ReportItemView {
        source: item.source.clone(),
        kind: desk::part(lang, &item.kind),
        text: item.text.clone(),
        outcome: item.outcome,
        reason: desk::reason(lang, &item.reason),
    });
    let files = report.sources.iter().map(|own| SourceView::new(own, lang));
    ImportReportView {
        items: items.collect(),
        files: files.collect(),
        articles: report.articles.iter().map(ToString::to_string).collect(),
        photos: report.photos.iter().map(|photo| photo.0).collect(),
        waits,
    }
}
