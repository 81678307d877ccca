//! Files and pictures from outside: read beside everything else, brought in as one step.

use crate::session::{Session, pack};
use crate::wire::{Failure, ImportReportView, Progressed, ReportItemView};
use desk::Reading;
use document::{Cancelled, Progress};
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::ipc::{Channel, InvokeBody, Request};
use tauri::{AppHandle, Emitter, State};

/// Brings in files and folders as one step. What cannot be used is in the report.
///
/// Files are read while other work goes on; `null` when that was given up.
#[tauri::command(async)]
pub(crate) fn import_files(
    app: AppHandle,
    session: State<'_, Session>,
    paths: Vec<String>,
    on: Channel<Progressed>,
) -> Result<Option<ImportReportView>, Failure> {
    let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    let stop = session.begin_import();
    match desk::read(&paths, desk::Choices::default(), &Told { on: &on, stop: &stop }) {
        Ok(reading) => take_in(&app, &session, reading).map(Some),
        Err(Cancelled) => Ok(None),
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
    take_in(&app, &session, reading)
}

fn take_in(
    app: &AppHandle,
    session: &Session,
    reading: Reading,
) -> Result<ImportReportView, Failure> {
    let (report, changes) = session.with(|desk, lang| {
        let (report, changes) = desk.take_in(reading)?;
        let items = report
            .items
            .iter()
            .map(|item| ReportItemView {
                source: item.source.clone(),
                kind: desk::part(lang, &item.kind),
                text: item.text.clone(),
                outcome: item.outcome,
                reason: desk::reason(lang, &item.reason),
            })
            .collect();
        let view = ImportReportView {
            items,
            articles: report.articles.iter().map(ToString::to_string).collect(),
            photos: report.photos.iter().map(|photo| photo.0).collect(),
        };
        Ok((view, pack(desk, lang, &changes)?))
    })?;
    let _ = app.emit("changed", changes);
    Ok(report)
}

struct Told<'a> {
    on: &'a Channel<Progressed>,
    stop: &'a AtomicBool,
}

impl Progress for Told<'_> {
    fn reached(&self, done: usize, total: usize) -> Result<(), Cancelled> {
        let _ = self.on.send(Progressed { done, total });
        if self.stop.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }
}
