//! The library from the command line: `photos`.

use crate::output::say;
use crate::verbs::{open, read, to_json};
use desk::{Failure, LibraryPhoto, Placement};
use document::{PhotoId, PhotoWord, body};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;

#[derive(Serialize)]
struct Listed {
    photos: Vec<Told>,
}

#[derive(Serialize)]
struct Told {
    id: u32,
    name: String,
    width: u32,
    height: u32,
    caption: String,
    credit: String,
    alt: String,
    rights: String,
    taken: Option<String>,
    place: String,
    lang: Option<&'static str>,
    /// Words that came from the picture file and that nobody has read over yet.
    unread: Vec<&'static str>,
    /// Millimetres up to which it prints well.
    prints_well_mm: Option<u32>,
    /// Names of other photos that look like copies of this one.
    alike: Vec<String>,
    placements: Vec<PlaceTold>,
}

#[derive(Serialize)]
struct PlaceTold {
    article: String,
    issue: Option<String>,
    pages: Vec<usize>,
    mm: Option<[f64; 2]>,
    ppi: Option<u32>,
    crop: Option<String>,
}

/// Lists the photos of a bulletin; with `accept` what their files say is taken as read.
pub(crate) fn photos(
    file: &Path,
    find: Option<&str>,
    accept: bool,
    json: bool,
) -> Result<ExitCode, Failure> {
    let mut desk = if accept { open(file, None)? } else { read(file, None)? };
    let wanted: BTreeSet<_> = desk.find_photos(find.unwrap_or(""))?.into_iter().collect();
    if accept {
        let wanted: Vec<_> = wanted.iter().copied().collect();
        desk.accept_words(&wanted, &PhotoWord::ALL)?;
    }
    let mut library = desk.library()?;
    let names: BTreeMap<PhotoId, String> = library
        .iter()
        .map(|LibraryPhoto { photo, .. }| (photo.id, photo.name.clone()))
        .collect();
    library.retain(|listed| wanted.contains(&listed.photo.id));
    if json {
        let photos = library.iter().map(|listed| told(listed, &names)).collect();
        say(&to_json(&Listed { photos }));
        return Ok(ExitCode::SUCCESS);
    }
    for LibraryPhoto { photo, placements, alike } in &library {
        let caption = body::plain_text(&body::parse_inline(&photo.caption));
        let mut places: Vec<String> = placements.iter().map(shortly).collect();
        places.dedup();
        let size = format!("{} × {}", photo.size.width, photo.size.height);
        let alike: Vec<String> = named(alike, &names);
        let alike = if alike.is_empty() {
            String::new()
        } else {
            format!("≈ {}", alike.join(", "))
        };
        let parts = [photo.name.clone(), size, caption, places.join(", "), alike];
        say(parts.join("\t").trim_end());
    }
    Ok(ExitCode::SUCCESS)
}

/// `9/2021:3`, the issue and the pages.
fn shortly(place: &Placement) -> String {
    let issue = issue_of(place).unwrap_or_else(|| "–".to_owned());
    let pages: Vec<String> =
        place.pages.iter().map(|page| (page + 1).to_string()).collect();
    if pages.is_empty() { issue } else { format!("{issue}:{}", pages.join("+")) }
}

fn issue_of(place: &Placement) -> Option<String> {
    place.number.map(|(number, date)| format!("{number}/{}", date.year()))
}

fn named(photos: &[PhotoId], names: &BTreeMap<PhotoId, String>) -> Vec<String> {
    photos.iter().filter_map(|id| names.get(id).cloned()).collect()
}

fn told(listed: &LibraryPhoto, names: &BTreeMap<PhotoId, String>) -> Told {
    let LibraryPhoto { photo, placements, alike } = listed;
    let whole = |number: f64| number.round() as u32;
    let place = |place: &Placement| PlaceTold {
        article: place.article.to_string(),
        issue: issue_of(place),
        pages: place.pages.iter().map(|page| page + 1).collect(),
        // Tenths of a millimetre: nobody cuts finer.
        mm: place.printed.map(|(width, height)| {
            [width, height].map(|side| (side.get() * 10.0).round() / 10.0)
        }),
        ppi: place.ppi(photo.size).map(whole),
        crop: place.figure.crop().map(|crop| crop.to_string()),
    };
    Told {
        id: photo.id.0,
        name: photo.name.clone(),
        width: photo.size.width,
        height: photo.size.height,
        caption: photo.caption.clone(),
        credit: photo.credit.clone(),
        alt: photo.alt.clone(),
        rights: photo.rights.clone(),
        taken: photo.taken.map(|day| day.to_string()),
        place: photo.place.clone(),
        lang: photo.lang.map(document::Lang::as_str),
        unread: photo.drafts.iter().map(|word| word.as_str()).collect(),
        prints_well_mm: desk::prints_well(photo.size).map(|mm| whole(mm.get())),
        alike: named(alike, names),
        placements: placements.iter().map(place).collect(),
    }
}
