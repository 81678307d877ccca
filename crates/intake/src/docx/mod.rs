//! Word documents (ECMA-376, `WordprocessingML`).
//!
//! What is deleted under tracked changes, page heads and macros is no part of the article:
//! it is told in the report. Comments stand where they are anchored. Text boxes and pictures that float stand where
//! they are anchored.

mod numbering;
mod style;
mod text;

use crate::Unreadable;
use crate::archive::Archive;
use crate::manuscript::Manuscript;
use crate::xml::{self, Element};
use numbering::Numbering;
use std::collections::BTreeMap;
use style::Styles;
use text::Walk;

/// Everything beside the main text that it refers to.
pub(crate) struct Parts {
    styles: Styles,
    numbering: Numbering,
    /// Relationship to target: address or path in the archive.
    targets: BTreeMap<String, Target>,
    /// Files of the pictures, by path.
    media: BTreeMap<String, Vec<u8>>,
}

struct Target {
    path: String,
    kind: String,
    is_outside: bool,
}

/// Reads a document.
pub(crate) fn read(archive: &mut Archive<'_>) -> Result<Manuscript, Unreadable> {
    let main = main_part(archive)?;
    let Some(xml) = archive.text(&main)? else { return Err(Unreadable::Damaged) };
    let targets = targets(archive, &main)?;
    let mut named = |kind: &str, usual: &str| -> Result<Element, Unreadable> {
        let found = targets.values().find(|target| target.kind.ends_with(kind));
        let path = found.map_or(usual, |target| target.path.as_str());
        Ok(xml::parse(&archive.text(path)?.unwrap_or_default()))
    };
    let styles = Styles::read(&named("/styles", "word/styles.xml")?);
    let numbering = Numbering::read(&named("/numbering", "word/numbering.xml")?);
    let footnotes = named("/footnotes", "word/footnotes.xml")?;
    let endnotes = named("/endnotes", "word/endnotes.xml")?;
    let comments = named("/comments", "word/comments.xml")?;
    let mut furniture = Vec::new();
    for target in targets.values() {
        if target.kind.ends_with("/header") || target.kind.ends_with("/footer") {
            furniture.push(archive.text(&target.path)?.unwrap_or_default());
        }
    }
    let mut media = BTreeMap::new();
    for target in targets.values().filter(|target| !target.is_outside) {
        if target.kind.ends_with("/image")
            && let Some(bytes) = archive.bytes(&target.path)?
        {
            media.insert(target.path.clone(), bytes);
        }
    }
    let parts = Parts { styles, numbering, targets, media };
    let document = xml::parse(&xml);
    let mut walk = Walk::new(&parts, &footnotes, &endnotes, &comments);
    if let Some(body) = document.find("w:body") {
        walk.parts(body);
    }
    let mut manuscript = walk.finish();
    for part in furniture {
        let text = spaced(&xml::parse(&part));
        if text.contains(char::is_alphanumeric) {
            manuscript.lose("page_head", "page.furniture", &text);
        }
    }
    if archive.names().iter().any(|name| name.ends_with("vbaProject.bin")) {
        manuscript.lose("macro", "macro.never_run", "");
    }
    Ok(manuscript)
}

/// The words of a part, paragraphs apart.
fn spaced(element: &Element) -> String {
    let mut paragraphs = Vec::new();
    element.find_all("w:p", &mut paragraphs);
    let lines: Vec<String> = paragraphs
        .iter()
        .map(|paragraph| {
            let mut texts = Vec::new();
            paragraph.find_all("w:t", &mut texts);
            texts.iter().map(|text| text.text()).collect()
        })
        .collect();
    lines.join(" ")
}

fn main_part(archive: &mut Archive<'_>) -> Result<String, Unreadable> {
    let usual = "word/document.xml".to_owned();
    let Some(xml) = archive.text("_rels/.rels")? else { return Ok(usual) };
    let root = xml::parse(&xml);
    let found = root.elements().flat_map(Element::elements).find(|relation| {
        relation.attribute("Type").is_some_and(|kind| kind.ends_with("/officeDocument"))
    });
    let target = found.and_then(|relation| relation.attribute("Target"));
    Ok(target.map_or(usual, |path| path.trim_start_matches('/').to_owned()))
}

fn targets(
    archive: &mut Archive<'_>,
    main: &str,
) -> Result<BTreeMap<String, Target>, Unreadable> {
    let (folder, file) = main.rsplit_once('/').unwrap_or(("", main));
    let xml = archive.text(&format!("{folder}/_rels/{file}.rels"))?.unwrap_or_default();
    let root = xml::parse(&xml);
    let relations = root.elements().flat_map(Element::elements);
    let targets = relations.filter_map(|relation| {
        let id = relation.attribute("Id")?.to_owned();
        let target = relation.attribute("Target")?;
        let is_outside = relation.attribute("TargetMode") == Some("External");
        let path = match (is_outside, target.strip_prefix('/')) {
            (true, _) => target.to_owned(),
            (false, Some(path)) => path.to_owned(),
            (false, None) => inside(folder, target),
        };
        let kind = relation.attribute("Type").unwrap_or_default().to_owned();
        Some((id, Target { path, kind, is_outside }))
    });
    Ok(targets.collect())
}

/// A path seen from a folder, steps upward taken.
fn inside(folder: &str, target: &str) -> String {
    let mut steps: Vec<&str> = folder.split('/').collect();
    for step in target.split('/') {
        match step {
            ".." => drop(steps.pop()),
            "." | "" => {}
            step => steps.push(step),
        }
    }
    steps.join("/")
}
