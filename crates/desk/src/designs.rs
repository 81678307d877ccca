//! The designs that come with Bantin and those a person keeps, handed to `press` and
//! `web` as values.
//!
//! A design is a folder: `design.toml` and `about.toml`, `tokens.css` and `dark.css`,
//! and where it differs from the family `page.typ`, `web.css`, `print.css`,
//! `templates/` and `assets/`. What it lacks it has from the family, in `designs/base`.
//! A person's own designs stand in a folder beside the settings; one named as one of
//! ours takes its place.

use crate::export::web_failure;
use crate::failure::Failure;
use crate::places;
use crate::policy::Policy;
use crate::sealing::hash;
use document::{Bulletin, Lang};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The design of new bulletins.
pub const DEFAULT_DESIGN: &str = "thoi-su";

/// The folder of what all designs share; no design itself.
const FAMILY: &str = "base";
/// What the family has, beside a copy, to take from; it is never read.
const ORIGINALS: &str = "family";
/// A file of a design folder that is larger is left alone.
const LARGEST: u64 = 4 << 20;

/// A design as a person chooses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignCard {
    /// Name of its folder.
    pub name: String,
    /// Its title.
    pub title: String,
    /// One line on what it is for.
    pub line: String,
    /// Where it stands, when it is a person's own.
    pub folder: Option<PathBuf>,
}

/// A file of a design.
type File = (String, Cow<'static, [u8]>);

/// The designs to choose from: ours in their order, then the person's own by name. One
/// that the office decided on stands before all.
pub fn designs(lang: Lang) -> Vec<DesignCard> {
    let mut names = names();
    let first = Policy::load().design;
    // Sorting keeps the order of all others.
    names.sort_by_key(|name| *name != first);
    names.into_iter().map(|name| card(name, lang)).collect()
}

/// A design, with all of it read and checked.
///
/// # Errors
///
/// `design.missing`, and `design.broken` with the file, the line and what is wrong.
pub fn design(name: &str, lang: Lang) -> Result<DesignCard, Failure> {
    let paper = paper(name)?;
    screen(name)?.try_out().map_err(|error| web_failure(name, error))?;
    crate::press().try_design(&paper).map_err(|error| broken(name, &error))?;
    Ok(card(name.to_owned(), lang))
}

/// The paths of a design's files below its folder, those of the family left out.
pub fn design_files(name: &str) -> Vec<String> {
    own_files(name).into_iter().map(|(path, _)| path).collect()
}

/// Copies a design into the person's own designs, to be edited there. Tells where.
///
/// What all designs share lies in its `family` folder: a style sheet or template from
/// there takes effect once it is copied beside `design.toml` or into `templates`.
///
/// # Errors
///
/// `design.missing`, `design.name` when the new name is none for a folder,
/// `design.exists`, and those of the disk.
pub fn copy_design(from: &str, to: &str) -> Result<PathBuf, Failure> {
    let files = own_files(from);
    if !exists(from) || files.is_empty() {
        return Err(Failure::no_design(from));
    }
    if !is_name(to) || to == FAMILY {
        return Err(Failure::new("design.name", "not a name").with("name", to));
    }
    let Some(folder) = own_folder().map(|folder| folder.join(to)) else {
        return Err(Failure::new("design.nowhere", "no settings folder"));
    };
    if exists(to) || folder.exists() {
        return Err(Failure::new("design.exists", "exists already").with("name", to));
    }
    let below = |(path, bytes): File| (format!("{ORIGINALS}/{path}"), bytes);
    for (path, bytes) in files.into_iter().chain(family().into_iter().map(below)) {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(&folder);
        let written =
            std::fs::create_dir_all(parent).and_then(|()| std::fs::write(&path, &bytes));
        written.map_err(|error| Failure::disk(&path, &error))?;
    }
    Ok(folder)
}

/// Whether a design of this name exists.
pub(crate) fn exists(name: &str) -> bool {
    names().iter().any(|known| known == name)
}

/// Every font file, in the order of their names.
pub(crate) fn fonts() -> Vec<&'static [u8]> {
    FONT_FILES
        .iter()
        .filter(|(name, _)| name.ends_with(".ttf") || name.ends_with(".otf"))
        .map(|(_, bytes)| *bytes)
        .collect()
}

/// The paper side of a design.
pub(crate) fn paper(name: &str) -> Result<press::Design, Failure> {
    let files = own_files(name);
    let tokens = text(&files, "design.toml").ok_or_else(|| Failure::no_design(name))?;
    let family = family();
    let parts = text(&family, "page.typ").expect("the family has its parts");
    let design = press::Design::parse(name, &tokens, &parts)
        .map_err(|error| broken(name, &error))?;
    Ok(match text(&files, "page.typ") {
        Some(own) => design.with_own(&own),
        None => design,
    })
}

/// The paper side of a bulletin's design, with what the bulletin changes in it.
pub(crate) fn paper_of(bulletin: &Bulletin) -> Result<press::Design, Failure> {
    let settings = bulletin.settings();
    let faces = settings.faces.as_deref().and_then(|faces| paper(faces).ok());
    Ok(paper(&bulletin.design)?.with_settings(&settings, faces.as_ref()))
}

/// The screen side of a bulletin's design, with what the bulletin changes in it.
pub(crate) fn screen_of(bulletin: &Bulletin) -> Result<web::Theme, Failure> {
    let settings = bulletin.settings();
    let faces = settings.faces.as_deref().and_then(|faces| screen(faces).ok());
    Ok(screen(&bulletin.design)?.with_settings(&settings, faces.as_ref()))
}

/// The screen side of a design.
pub(crate) fn screen(name: &str) -> Result<web::Theme, Failure> {
    let own = own_files(name);
    if own.is_empty() {
        return Err(Failure::no_design(name));
    }
    let family = family();
    let joined = |parts: &[(&[File], &str)]| -> String {
        parts.iter().filter_map(|(files, path)| text(files, path)).collect()
    };
    let mut templates = BTreeMap::new();
    let mut assets = BTreeMap::new();
    for (path, bytes) in family.iter().chain(&own) {
        if let Some(template) = path.strip_prefix("templates/") {
            let source = String::from_utf8_lossy(bytes).into_owned();
            templates.insert(template.to_owned(), source);
        } else if let Some(asset) = path.strip_prefix("assets/") {
            assets.insert(asset.to_owned(), bytes.to_vec());
        }
    }
    Ok(web::Theme {
        name: name.to_owned(),
        css: joined(&[
            (&own, "tokens.css"),
            (&own, "dark.css"),
            (&family, "web.css"),
            (&own, "web.css"),
        ]),
        print_css: joined(&[
            (&own, "tokens.css"),
            (&family, "print.css"),
            (&own, "print.css"),
        ]),
        templates,
        assets,
    })
}

/// SHA-256 of all files a design is made of, in hexadecimal.
pub(crate) fn fingerprint(name: &str) -> String {
    let (own, family) = (own_files(name), family());
    let mut all: Vec<&File> = own.iter().chain(&family).collect();
    all.sort_unstable();
    hash(all.into_iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes.as_ref()]))
}

/// SHA-256 of all fonts, in hexadecimal.
pub(crate) fn font_fingerprint() -> String {
    hash(fonts())
}

/// A file of the sample issue.
pub(crate) fn sample(name: &str) -> Option<&'static [u8]> {
    SAMPLE_FILES.iter().find(|(file, _)| *file == name).map(|(_, bytes)| *bytes)
}

/// Ours in the order they are shown, then the others.
const ORDER: [&str; 6] =
    ["thoi-su", "trang-trong", "hien-dai", "nha-truong", "cong-dong", "mot-mau"];

fn names() -> Vec<String> {
    let ours =
        DESIGN_FILES.iter().filter_map(|(path, _)| path.strip_suffix("/design.toml"));
    let mut names: Vec<String> = ours.map(str::to_owned).collect();
    let folders = own_folder().and_then(|folder| std::fs::read_dir(folder).ok());
    for entry in folders.into_iter().flatten().flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        if is_name(&name) && name != FAMILY && entry.path().join("design.toml").is_file()
        {
            names.push(name);
        }
    }
    let place = |name: &String| {
        let known = ORDER.iter().position(|known| known == name);
        (known.unwrap_or(ORDER.len()), name.clone())
    };
    names.sort_by_key(place);
    names.dedup();
    names
}

/// Whether this can be the name of a design's folder on every system.
fn is_name(name: &str) -> bool {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    !name.is_empty()
        && name.len() <= 40
        && name.chars().all(plain)
        && !name.starts_with('-')
}

fn card(name: String, lang: Lang) -> DesignCard {
    let about = text(&own_files(&name), "about.toml").unwrap_or_default();
    let table: toml::Table = about.parse().unwrap_or_default();
    let word = |key: &str| {
        let own = table.get(key).and_then(|words| words.get(lang.as_str()));
        own.and_then(toml::Value::as_str).unwrap_or(&name).to_owned()
    };
    let (title, line) = (word("title"), word("line"));
    let folder = own_folder().map(|folder| folder.join(&name)).filter(|f| f.is_dir());
    DesignCard { title, line, folder, name }
}

/// Where a person's own designs stand.
fn own_folder() -> Option<PathBuf> {
    places::settings_folder().map(|folder| folder.join("designs"))
}

/// The files of a design, those of the family left out.
fn own_files(name: &str) -> Vec<File> {
    if !is_name(name) || name == FAMILY {
        return Vec::new();
    }
    let folder = own_folder().map(|folder| folder.join(name));
    match folder.filter(|folder| folder.join("design.toml").is_file()) {
        Some(folder) => {
            let mut files = Vec::new();
            read(&folder, "", &mut files);
            files.sort();
            files
        }
        None => embedded(name),
    }
}

fn family() -> Vec<File> {
    embedded(FAMILY)
}

fn embedded(name: &str) -> Vec<File> {
    let folder = format!("{name}/");
    let below = |(path, bytes): &(&str, &'static [u8])| {
        let path = path.strip_prefix(&folder)?;
        Some((path.to_owned(), Cow::Borrowed(*bytes)))
    };
    DESIGN_FILES.iter().filter_map(below).collect()
}

/// Reads the files of a folder and of those in it. What cannot be read is left out: what
/// is needed is missed later.
fn read(folder: &Path, below: &str, files: &mut Vec<File>) {
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        let path = format!("{below}{}", entry.file_name().to_string_lossy());
        let Ok(kind) = entry.file_type() else { continue };
        if kind.is_dir() && below.is_empty() && path != ORIGINALS {
            read(&entry.path(), &format!("{path}/"), files);
        } else if kind.is_file() && entry.metadata().is_ok_and(|m| m.len() <= LARGEST) {
            let bytes = std::fs::read(entry.path());
            files.extend(bytes.ok().map(|bytes| (path, Cow::Owned(bytes))));
        }
    }
}

fn text(files: &[File], file: &str) -> Option<String> {
    let (_, bytes) = files.iter().find(|(path, _)| path == file)?;
    Some(String::from_utf8_lossy(bytes).into_owned())
}

/// A refusal that names the file, the line and what is wrong.
pub(crate) fn broken(name: &str, error: &press::DesignError) -> Failure {
    broken_at(name, error.file(), error.line(), &error.reason())
}

/// The same, of a file of the web pages.
pub(crate) fn broken_at(
    name: &str,
    file: &str,
    line: Option<usize>,
    reason: &str,
) -> Failure {
    let failure = Failure::new("design.broken", reason).with("name", name);
    let line = line.map_or_else(|| "–".to_owned(), |line| line.to_string());
    failure.with("file", file).with("line", line).with("reason", reason)
}
