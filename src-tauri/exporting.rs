//! Exports from the window, with progress and cancel.

use crate::session::Session;
use crate::wire::{ExportEvent, Failure, Folding};
use desk::{Follow, Output};
use document::Cancelled;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};
use tauri::ipc::Channel;
use tauri::{AppHandle, State};
use tauri_plugin_opener::OpenerExt;

/// Exports the current issue. Typing goes on meanwhile; the export holds the issue as
/// it was.
///
/// Fails with `export.running` while another export is under way.
#[tauri::command(async)]
pub(crate) fn export_to(
    session: State<'_, Session>,
    folder: String,
    outputs: Vec<String>,
    folding: Folding,
    on: Channel<ExportEvent>,
) -> Result<(), Failure> {
    let Some(stop) = session.begin_export() else {
        let running = desk::Failure::new("export.running", "one is under way");
        return Err(session.explain(&running));
    };
    let outputs: Vec<Output> =
        outputs.iter().filter_map(|name| name.parse().ok()).collect();
    let job = session.with(|desk, _| {
        let mut job = desk.export(&outputs, Path::new(&folder))?;
        let named =
            |paper: &desk::Paper| Some(paper.as_str()) == folding.paper.as_deref();
        job.fold(desk::Paper::ALL.into_iter().find(named), folding.creep);
        Ok(job)
    });
    let result = job.and_then(|job| {
        let follow = Told { on: &on, stop: &stop };
        match job.run(&follow) {
            Ok(exported) => {
                let replaced = job.replaced(&exported, session.lang());
                Ok(Some((exported.files, replaced)))
            }
            Err(failure) if failure.code == "cancelled" => Ok(None),
            Err(failure) => Err(session.explain(&failure)),
        }
    });
    session.end_export();
    let event = match result? {
        None => ExportEvent::Cancelled,
        Some((files, replaced)) => ExportEvent::Finished {
            files: files.iter().map(|file| file.display().to_string()).collect(),
            folder,
            replaced,
        },
    };
    // A window that went away needs no answer.
    let _ = on.send(event);
    Ok(())
}

/// Asks the export under way to stop and leave nothing.
#[tauri::command(async)]
pub(crate) fn cancel_export(session: State<'_, Session>) {
    session.stop_export();
}

/// Shows a file or folder in the system's file manager.
#[tauri::command(async)]
pub(crate) fn reveal_path(
    app: AppHandle,
    session: State<'_, Session>,
    path: String,
) -> Result<(), Failure> {
    app.opener().reveal_item_in_dir(&path).map_err(|source| {
        // Where there is no file manager, the file is there all the same.
        let is_there = Path::new(&path).exists();
        let code = if is_there { "reveal.failed" } else { "disk.missing" };
        let failure = desk::Failure::new(code, source).with("path", &path);
        session.explain(&failure)
    })
}

/// The answer to a file dialog that a journey gives beforehand, as the system's
/// dialogs cannot be driven.
#[tauri::command(async)]
pub(crate) fn dialog_override(kind: String) -> Option<String> {
    let variable = match kind.as_str() {
        "file" => "BANTIN_DIALOG_OPEN",
        "new_file" => "BANTIN_DIALOG_SAVE",
        "folder" => "BANTIN_DIALOG_FOLDER",
        "picture" => "BANTIN_DIALOG_PICTURE",
        "comments" => "BANTIN_DIALOG_COMMENTS",
        "imports" => "BANTIN_DIALOG_IMPORT",
        _ => return None,
    };
    std::env::var(variable).ok()
}

struct Told<'a> {
    on: &'a Channel<ExportEvent>,
    stop: &'a AtomicBool,
}

impl Follow for Told<'_> {
    fn reached(
        &self,
        output: Output,
        done: usize,
        total: usize,
    ) -> Result<(), Cancelled> {
        let output = output.as_str();
        let _ = self.on.send(ExportEvent::Progress { output, done, total });
        if self.stop.load(Ordering::Relaxed) { Err(Cancelled) } else { Ok(()) }
    }
}
