//! Commands on photos: their words, the places they stand at, the library.

use crate::session::{Session, pack};
use crate::wire::{
    Changes, Failure, FoundView, PhotoPatch, PhotoView, PlacementPatch, PlacementView,
    ReplacedView,
};
use desk::{LibraryPhoto, Placement, Scope};
use document::{
    ArticleId, Crop, Focus, IssueId, Photo, PhotoId, PhotoWord, PixelSize, body,
};
use std::path::Path;
use tauri::State;

/// The photos of the bulletin, with where each stands.
#[tauri::command(async)]
pub(crate) fn photos(session: State<'_, Session>) -> Result<Vec<PhotoView>, Failure> {
    session.with(|desk, _| {
        let issue = desk.issue()?.map(|issue| issue.id);
        Ok(desk.library()?.into_iter().map(|photo| view(photo, issue)).collect())
    })
}

/// Where a photo stands on the sheets of the other issues, to the millimetre. They are
/// laid out for it, while other work goes on.
#[tauri::command(async)]
pub(crate) fn measure_photo(
    session: State<'_, Session>,
    id: u32,
) -> Result<Vec<PlacementView>, Failure> {
    let (size, job) = session.with(|desk, _| {
        let size = desk.photo(PhotoId(id))?.size;
        Ok((size, desk.measuring(PhotoId(id))?))
    })?;
    let places = job.run().map_err(|failure| session.explain(&failure))?;
    Ok(places.iter().map(|place| placement(place, size, None)).collect())
}

/// The photos whose words hold every word asked for, with or without accents.
#[tauri::command(async)]
pub(crate) fn find_photos(
    session: State<'_, Session>,
    query: String,
) -> Result<Vec<u32>, Failure> {
    session.with(|desk, _| Ok(desk.find_photos(&query)?.iter().map(|id| id.0).collect()))
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

/// Says that words from picture files were read over. Undoable.
#[tauri::command(async)]
pub(crate) fn accept_words(
    session: State<'_, Session>,
    photos: Vec<u32>,
    words: Vec<String>,
) -> Result<Changes, Failure> {
    let photos: Vec<PhotoId> = photos.into_iter().map(PhotoId).collect();
    let words: Vec<PhotoWord> =
        words.iter().filter_map(|word| word.parse().ok()).collect();
    session.change(|desk, _| desk.accept_words(&photos, &words))
}

/// Changes words or crop of a photo at one place. Undoable.
///
/// Fails with `placement.missing` when the photo no longer stands there.
#[tauri::command(async)]
pub(crate) fn edit_placement(
    session: State<'_, Session>,
    article: String,
    index: usize,
    patch: PlacementPatch,
) -> Result<Changes, Failure> {
    let patch = desk::PlacementPatch {
        caption: patch.caption,
        alt: patch.alt,
        credit: patch.credit,
        focus: patch.focus.map(|focus| focus.map(focus_at)),
        crop: patch.crop.map(|crop| crop.and_then(|[x, y, w, h]| Crop::new(x, y, w, h))),
    };
    session.change(|desk, _| desk.edit_placement(named(&article)?, index, &patch))
}

/// Makes one caption for all pictures of a gallery. Undoable.
#[tauri::command(async)]
pub(crate) fn join_captions(
    session: State<'_, Session>,
    article: String,
    index: usize,
) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.join_captions(named(&article)?, index))
}

/// Gives each picture of a gallery its part of the caption for all. Undoable.
///
/// Fails with `caption.inseparable` when the caption does not say what is whose.
#[tauri::command(async)]
pub(crate) fn part_captions(
    session: State<'_, Session>,
    article: String,
    index: usize,
) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.part_captions(named(&article)?, index))
}

/// Finds words in captions, of the current issue or of all.
#[tauri::command(async)]
pub(crate) fn find_in_captions(
    session: State<'_, Session>,
    wanted: String,
    everywhere: bool,
) -> Result<Vec<FoundView>, Failure> {
    let view = |found: desk::Found| FoundView {
        photo: found.photo.0,
        article: found.article.map(|id| id.to_string()),
        text: found.text,
        count: found.count,
    };
    session.with(|desk, _| {
        let found = desk.find_in_captions(&wanted, scope(everywhere))?;
        Ok(found.into_iter().map(view).collect())
    })
}

/// Replaces words in captions wherever they are found. One step to undo.
#[tauri::command(async)]
pub(crate) fn replace_in_captions(
    session: State<'_, Session>,
    wanted: String,
    by: String,
    everywhere: bool,
) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.replace_in_captions(&wanted, &by, scope(everywhere)))
}

/// Puts another file in place of a photo, wherever it stands. Undoable.
#[tauri::command(async)]
pub(crate) fn replace_photo(
    session: State<'_, Session>,
    id: u32,
    path: String,
) -> Result<ReplacedView, Failure> {
    session.with(|desk, lang| {
        let (photo, changes) = desk.replace_photo(PhotoId(id), Path::new(&path))?;
        Ok(ReplacedView { photo: photo.0, changes: pack(desk, lang, &changes)? })
    })
}

/// Lets every text that shows one photo show another. Undoable.
#[tauri::command(async)]
pub(crate) fn use_instead(
    session: State<'_, Session>,
    old: u32,
    new: u32,
) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.use_instead(PhotoId(old), PhotoId(new)))
}

/// Removes a photo that no text shows. Undoable.
///
/// Fails with `photo.used` when one does.
#[tauri::command(async)]
pub(crate) fn remove_photo(
    session: State<'_, Session>,
    id: u32,
) -> Result<Changes, Failure> {
    session.change(|desk, _| desk.remove_photo(PhotoId(id)))
}

fn named(article: &str) -> Result<ArticleId, desk::Failure> {
    article.parse().map_err(|_| desk::Failure::new("placement.missing", article))
}

fn scope(everywhere: bool) -> Scope {
    if everywhere { Scope::Bulletin } else { Scope::Issue }
}

fn focus_at([x, y]: [f64; 2]) -> Focus {
    let inside = |value: f64| if value.is_nan() { 0.5 } else { value.clamp(0.0, 1.0) };
    Focus { x: inside(x), y: inside(y) }
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
    set(&mut photo.place, patch.place);
    if let Some(day) = patch.taken {
        photo.taken = day.and_then(|day| day.parse().ok());
    }
    if let Some(lang) = patch.lang {
        photo.lang = lang.and_then(|lang| lang.parse().ok());
    }
    if let Some(focus) = patch.focus {
        photo.focus = focus.map(focus_at);
    }
}

fn view(
    LibraryPhoto { photo, placements, alike }: LibraryPhoto,
    issue: Option<IssueId>,
) -> PhotoView {
    let words =
        [("caption", &photo.caption), ("alt", &photo.alt), ("credit", &photo.credit)];
    let missing = words.into_iter().filter(|(_, text)| text.is_empty());
    let missing = missing.map(|(name, _)| name).collect();
    let mut used_by: Vec<String> = Vec::new();
    let mut pages: Vec<usize> = Vec::new();
    for place in &placements {
        let article = place.article.to_string();
        if !used_by.contains(&article) {
            used_by.push(article);
        }
        let here = place.issue.is_some() && place.issue == issue;
        for page in place.pages.iter().filter(|_| here) {
            if !pages.contains(&(page + 1)) {
                pages.push(page + 1);
            }
        }
    }
    let ppi = placements.iter().filter_map(|place| place.ppi(photo.size));
    PhotoView {
        missing,
        id: photo.id.0,
        version: photo.hash.chars().take(8).collect(),
        width: photo.size.width,
        height: photo.size.height,
        focus: photo.focus.map(|focus| [focus.x, focus.y]),
        guess: photo.guess.map(|guess| [guess.x, guess.y]),
        taken: photo.taken.map(|day| day.to_string()),
        lang: photo.lang.map(document::Lang::as_str),
        drafts: photo.drafts.iter().map(|word| word.as_str()).collect(),
        ppi: ppi.reduce(f64::min).map(whole),
        fits: desk::prints_well(photo.size).map_or(0, |width| whole(width.get())),
        alike: alike.iter().map(|id| id.0).collect(),
        placements: placements
            .iter()
            .map(|place| placement(place, photo.size, issue))
            .collect(),
        pages,
        used_by,
        name: photo.name,
        caption: photo.caption,
        credit: photo.credit,
        alt: photo.alt,
        rights: photo.rights,
        consent: photo.consent,
        place: photo.place,
    }
}

fn placement(
    place: &Placement,
    size: PixelSize,
    issue: Option<IssueId>,
) -> PlacementView {
    PlacementView {
        article: place.article.to_string(),
        title: place.title.clone(),
        issue: place.number.map(|(number, _)| number),
        here: place.issue.is_some() && place.issue == issue,
        index: place.index,
        among: place.among,
        caption: body::write_inline(&place.figure.caption),
        credit: place.figure.credit().to_owned(),
        alt: place.figure.alt.clone(),
        focus: place.figure.focus().map(|focus| [focus.x, focus.y]),
        crop: place
            .figure
            .crop()
            .map(|crop| [crop.left(), crop.top(), crop.width(), crop.height()]),
        pages: place.pages.iter().map(|page| page + 1).collect(),
        printed: place.printed.map(|(width, height)| [width.get(), height.get()]),
        ppi: place.ppi(size).map(whole),
    }
}

/// Far below `u32::MAX`: a photo has at most some ten thousand pixels across.
fn whole(number: f64) -> u32 {
    number.round() as u32
}
