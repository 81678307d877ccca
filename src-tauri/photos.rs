//! Commands on photos, and the import of files.

use crate::session::{Session, pack};
use crate::wire::{
    Changes, Failure, ImportReportView, PhotoPatch, PhotoView, ReportItemView,
};
use document::body::Block;
use document::{Focus, Mm, Photo, PhotoId, PixelSize, body};
use std::collections::BTreeMap;
use std::path::PathBuf;
use tauri::{AppHandle, Emitter, State};

/// The photos of the bulletin.
#[tauri::command(async)]
pub(crate) fn photos(session: State<'_, Session>) -> Result<Vec<PhotoView>, Failure> {
    session.with(|desk, _| {
        let preview = match desk.issue()? {
            Some(_) => Some(desk.preview()?),
            None => None,
        };
        let mut uses: BTreeMap<String, Use> = BTreeMap::new();
        for head in desk.outline()?.into_iter().chain(desk.pool()?) {
            let article = desk.article(head.id)?;
            for name in body::photo_names(&article.body) {
                uses.entry(name).or_default().articles.push(head.id.to_string());
            }
            let places = preview.iter().flat_map(|preview| preview.frames_of(head.id));
            for place in places {
                let desk::Part::Figure { block } = place.part else { continue };
                let shown = match article.body.blocks.get(block) {
                    Some(Block::Figure(figure)) => figure.photo_name(),
                    _ => None,
                };
                if let Some(name) = shown {
                    let used = uses.entry(name.to_owned()).or_default();
                    used.pages.push(place.page + 1);
                    used.widest = used.widest.max(place.width.0);
                }
            }
        }
        let mut view = |photo: Photo| {
            let used = uses.remove(&photo.name).unwrap_or_default();
            self::view(photo, used)
        };
        Ok(desk.photos()?.into_iter().map(&mut view).collect())
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

/// Where a photo is used.
#[derive(Default)]
struct Use {
    /// Articles that call it.
    articles: Vec<String>,
    /// Pages it stands on.
    pages: Vec<usize>,
    /// Greatest width it is printed at, in points.
    widest: f64,
}

impl Use {
    /// Pixels per inch where the photo is printed widest.
    fn ppi(&self, size: PixelSize) -> Option<u32> {
        let printed = Mm::new(self.widest / 72.0 * 25.4)?;
        // Far below u32::MAX: a photo has at most some ten thousand pixels across.
        Some(size.ppi(printed).round() as u32)
    }
}

fn view(photo: Photo, used: Use) -> PhotoView {
    let words =
        [("caption", &photo.caption), ("alt", &photo.alt), ("credit", &photo.credit)];
    let missing = words.into_iter().filter(|(_, text)| text.is_empty());
    PhotoView {
        missing: missing.map(|(name, _)| name).collect(),
        id: photo.id.0,
        width: photo.size.width,
        height: photo.size.height,
        focus: photo.focus.map(|focus| [focus.x, focus.y]),
        ppi: used.ppi(photo.size),
        pages: used.pages,
        used_by: used.articles,
        name: photo.name,
        caption: photo.caption,
        credit: photo.credit,
        alt: photo.alt,
        rights: photo.rights,
        consent: photo.consent,
    }
}
