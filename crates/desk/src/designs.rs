//! The designs and fonts that come with Bantin, handed to `press` and `web` as values.

use crate::failure::Failure;
use crate::sealing::hash;
use document::Lang;
use std::collections::BTreeMap;

include!(concat!(env!("OUT_DIR"), "/embedded.rs"));

/// The design of new bulletins.
pub const DEFAULT_DESIGN: &str = "thoi-su";

/// A design as a person chooses it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DesignCard {
    /// Name of its folder.
    pub name: String,
    /// Its title.
    pub title: String,
    /// One line on what it is for.
    pub line: String,
}

/// The designs to choose from, by name.
pub fn designs(lang: Lang) -> Vec<DesignCard> {
    names()
        .into_iter()
        .map(|name| {
            let tokens = text(&name, "about.toml").unwrap_or_default();
            let table: toml::Table = tokens.parse().unwrap_or_default();
            let word = |key: &str| {
                let own = table.get(key).and_then(|words| words.get(lang.as_str()));
                own.and_then(toml::Value::as_str).unwrap_or(&name).to_owned()
            };
            DesignCard { title: word("title"), line: word("line"), name: name.clone() }
        })
        .collect()
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
    let tokens = text(name, "design.toml").ok_or_else(|| Failure::no_design(name))?;
    let parts = text(name, "page.typ").ok_or_else(|| Failure::no_design(name))?;
    press::Design::parse(name, tokens, parts)
        .map_err(|source| Failure::new("design.broken", source).with("name", name))
}

/// The screen side of a design.
pub(crate) fn screen(name: &str) -> Result<web::Theme, Failure> {
    let css = text(name, "web.css").ok_or_else(|| Failure::no_design(name))?;
    let print_css = text(name, "print.css").ok_or_else(|| Failure::no_design(name))?;
    let mut templates = BTreeMap::new();
    let mut assets = BTreeMap::new();
    for (path, bytes) in files(name) {
        if let Some(template) = path.strip_prefix("templates/") {
            let source = String::from_utf8_lossy(bytes).into_owned();
            templates.insert(template.to_owned(), source);
        } else if let Some(asset) = path.strip_prefix("assets/") {
            assets.insert(asset.to_owned(), bytes.to_vec());
        }
    }
    Ok(web::Theme {
        name: name.to_owned(),
        css: css.to_owned(),
        print_css: print_css.to_owned(),
        templates,
        assets,
    })
}

/// SHA-256 of all files of a design, in hexadecimal.
pub(crate) fn fingerprint(name: &str) -> String {
    let mut all: Vec<_> = files(name).collect();
    all.sort_unstable_by_key(|(path, _)| *path);
    hash(all.into_iter().flat_map(|(path, bytes)| [path.as_bytes(), bytes]))
}

/// SHA-256 of all fonts, in hexadecimal.
pub(crate) fn font_fingerprint() -> String {
    hash(fonts())
}

/// A file of the sample issue.
pub(crate) fn sample(name: &str) -> Option<&'static [u8]> {
    SAMPLE_FILES.iter().find(|(file, _)| *file == name).map(|(_, bytes)| *bytes)
}

fn names() -> Vec<String> {
    DESIGN_FILES
        .iter()
        .filter_map(|(path, _)| path.strip_suffix("/design.toml"))
        .map(str::to_owned)
        .collect()
}

fn files(design: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
    let folder = format!("{design}/");
    DESIGN_FILES
        .iter()
        .filter_map(move |(path, bytes)| Some((path.strip_prefix(&folder)?, *bytes)))
}

fn text(design: &str, file: &str) -> Option<&'static str> {
    let (_, bytes) = files(design).find(|(path, _)| *path == file)?;
    std::str::from_utf8(bytes).ok()
}
