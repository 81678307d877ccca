//! Styles: what paragraphs and runs look like before they say so themselves.

use crate::manuscript::{Item, Look, Placed, Role, role_named};
use crate::xml::Element;
use std::collections::BTreeMap;

/// Longest chain of styles based on one another.
const LONGEST_CHAIN: usize = 20;

/// What a paragraph style says.
#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) role: Role,
    pub(super) look: Look,
    pub(super) placed: Placed,
    /// Number and level of its list.
    pub(super) list: Option<(String, u8)>,
}

/// All styles of a document, each with what it inherits.
#[derive(Default)]
pub(super) struct Styles {
    by_id: BTreeMap<String, Style>,
    /// The look without any style.
    plain: Style,
}

impl Styles {
    pub(super) fn read(root: &Element) -> Self {
        let mut styles = Self::default();
        let Some(root) = root.child("w:styles") else { return styles };
        if let Some(run) = root.find("w:rPrDefault").and_then(|own| own.child("w:rPr")) {
            change(&mut styles.plain.look, run);
        }
        let own: BTreeMap<&str, &Element> = root
            .elements()
            .filter(|style| style.name == "w:style")
            .filter_map(|style| Some((style.attribute("w:styleId")?, style)))
            .collect();
        for id in own.keys() {
            let mut chain = Vec::new();
            let mut at = Some(*id);
            while let Some(style) = at.and_then(|id| own.get(id))
                && chain.len() < LONGEST_CHAIN
            {
                chain.push(*style);
                at = style.value("w:basedOn", "w:val");
            }
            let mut style = styles.plain.clone();
            for own in chain.iter().rev() {
                style.apply(own);
            }
            styles.by_id.insert((*id).to_owned(), style);
        }
        let normal = root.elements().find(|style| {
            style.attribute("w:default") == Some("1")
                && style.attribute("w:type") == Some("paragraph")
        });
        if let Some(normal) = normal.and_then(|style| style.attribute("w:styleId"))
            && let Some(style) = styles.by_id.get(normal)
        {
            styles.plain = style.clone();
        }
        styles
    }

    /// The style of that name, or the plain one.
    pub(super) fn get(&self, id: Option<&str>) -> &Style {
        id.and_then(|id| self.by_id.get(id)).unwrap_or(&self.plain)
    }
}

impl Style {
    fn apply(&mut self, own: &Element) {
        let name = own.value("w:name", "w:val").unwrap_or_default();
        let role = role_named(name);
        if role != Role::Plain {
            self.role = role;
        }
        if let Some(run) = own.child("w:rPr") {
            change(&mut self.look, run);
        }
        if let Some(paragraph) = own.child("w:pPr") {
            self.apply_paragraph(paragraph);
        }
    }

    /// What a paragraph says of itself.
    pub(super) fn apply_paragraph(&mut self, own: &Element) {
        if let Some(level) =
            own.value("w:outlineLvl", "w:val").and_then(|v| v.parse().ok())
            && self.role == Role::Plain
            && let 0..=5u8 = level
        {
            self.role = Role::Heading(level + 1);
        }
        match own.value("w:jc", "w:val") {
            Some("center") => self.placed = Placed::Centre,
            Some("right" | "end") => self.placed = Placed::Right,
            Some(_) => self.placed = Placed::Left,
            None => {}
        }
        if let Some(list) = own.child("w:numPr") {
            let level =
                list.value("w:ilvl", "w:val").and_then(|level| level.parse().ok());
            let before = self.list.as_ref().map_or(0, |(_, level)| *level);
            match list.value("w:numId", "w:val") {
                Some("0") => self.list = None,
                Some(id) => self.list = Some((id.to_owned(), level.unwrap_or(before))),
                None => {}
            }
        }
    }
}

/// Takes over what run properties say.
pub(super) fn change(look: &mut Look, run: &Element) {
    let on = |name: &str| {
        let own = run.child(name)?;
        Some(!matches!(own.attribute("w:val"), Some("0" | "false" | "none" | "off")))
    };
    look.bold = on("w:b").unwrap_or(look.bold);
    look.italic = on("w:i").unwrap_or(look.italic);
    look.strike = on("w:strike").or(on("w:dstrike")).unwrap_or(look.strike);
    match run.value("w:vertAlign", "w:val") {
        Some("superscript") => (look.superscript, look.subscript) = (true, false),
        Some("subscript") => (look.superscript, look.subscript) = (false, true),
        Some(_) => (look.superscript, look.subscript) = (false, false),
        None => {}
    }
    if let Some(fonts) = run.child("w:rFonts")
        && let Some(font) = fonts.attribute("w:ascii").or(fonts.attribute("w:hAnsi"))
    {
        look.font = Some(font.into());
    }
    if let Some(size) = run.value("w:sz", "w:val").and_then(|size| size.parse().ok()) {
        look.half_points = size;
    }
}

/// A place in a list, as the numbering of the document has it.
pub(super) fn item(list: &(String, u8), numbering: &super::Numbering) -> Option<Item> {
    numbering.item(&list.0, list.1)
}
