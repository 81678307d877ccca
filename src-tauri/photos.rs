//! Commands on photos, and the import of files.

use crate::session::{Session, pack};
use crate::wire::{
    Changes, Failure, ImportReportView, PhotoPatch, PhotoView, ReportItemView,
};
use document::{Focus, Photo, PhotoId, body};
use std::collections::BTreeMap;
use std::path::PathBuf;
use tauri::{AppHandle, Emitter, State};

/// The photos of the bulletin.
#[tauri::command(async)]
pub(crate) fn photos(session: State<'_, Session>) -> Result<Vec<PhotoView>, Failure> {
    session.with(|desk, _| {
        let mut used: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for head in desk.outline()?.into_iter().chain(desk.pool()?) {
            let article = desk.article(head.id)?;
            for name in body::photo_names(&article.body) {
                used.entry(name).or_default().push(head.id.to_string());
            }
        }
        let view = |photo: Photo| {
            let used_by = used.get(&photo.name).cloned().unwrap_or_default();
            self::view(photo, used_by)
        };
        Ok(desk.photos()?.into_iter().map(view).collect())
    })
}

/// Changes words or focal point of a photo. Undoable.
///
/// Fails with `edit.missing` when the photo was removed in the meantime.
#[tauri::command(async)]
pub(crate) fn edit_photo(
    session: State<'_, Session>,
    id: u32,
    patch: PhotoPatch,
) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.edit_photo(PhotoId(id), |photo| apply(photo, patch)))
}

/// Brings in files and folders as one step. What cannot be used is in the report.
#[tauri::command(async)]
pub(crate) fn import_files(
    app: AppHandle,
    session: State<'_, Session>,
    paths: Vec<String>,
) -> Result<ImportReportView, Failure> {
    let paths: Vec<PathBuf> = paths.into_iter().map(PathBuf::from).collect();
    let (report, changes) = session.with(|desk, lang| {
        let (report, changes) = desk.import(&paths)?;
        let items = report
            .items
            .iter()
            .map(|item| ReportItemView {
                source: item.source.clone(),
                kind: item.kind.clone(),
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

fn apply(photo: &mut Photo, patch: PhotoPatch) {
    let set = |field: &mut String, value: Option<String>| {
        if let Some(value) = value {
            *field = value;
        }
    };
    set(&mut photo.caption, patch.caption);
    set(&mut photo.credit, patch.credit);
    set(&mut photo.alt, patch.alt);
    set(&mut photo.rights, patch.rights);
    set(&mut photo.consent, patch.consent);
    if let Some(focus) = patch.focus {
        let inside = |value: f64| value.clamp(0.0, 1.0);
        photo.focus = focus.map(|[x, y]| Focus { x: inside(x), y: inside(y) });
    }
}

fn view(photo: Photo, used_by: Vec<String>) -> PhotoView {
    let words =
        [("caption", &photo.caption), ("alt", &photo.alt), ("credit", &photo.credit)];
    let missing = words.into_iter().filter(|(_, text)| text.is_empty());
    PhotoView {
        missing: missing.map(|(name, _)| name).collect(),
        id: photo.id.0,
        width: photo.size.width,
        height: photo.size.height,
        focus: photo.focus.map(|focus| [focus.x, focus.y]),
        ppi: None,
        used_by,
        name: photo.name,
        caption: photo.caption,
        credit: photo.credit,
        alt: photo.alt,
        rights: photo.rights,
        consent: photo.consent,
    }
}
