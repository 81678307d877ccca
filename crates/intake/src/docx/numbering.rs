//! Numbering: which lists have bullets, which count, and from where.

use crate::manuscript::Item;
use crate::xml::Element;
use std::collections::BTreeMap;

/// The lists of a document.
#[derive(Default)]
pub(super) struct Numbering {
    lists: BTreeMap<String, List>,
}

struct List {
    number: u32,
    /// Number of the first item of each level, or `None` for bullets.
    levels: BTreeMap<u8, Option<u32>>,
}

impl Numbering {
    pub(super) fn read(root: &Element) -> Self {
        let Some(root) = root.child("w:numbering") else { return Self::default() };
        let abstracts: BTreeMap<&str, &Element> = root
            .elements()
            .filter(|own| own.name == "w:abstractNum")
            .filter_map(|own| Some((own.attribute("w:abstractNumId")?, own)))
            .collect();
        let mut lists = BTreeMap::new();
        for (number, own) in (0..).zip(root.elements().filter(|own| own.name == "w:num"))
        {
            let Some(id) = own.attribute("w:numId") else { continue };
            let mut levels = BTreeMap::new();
            let of = own.value("w:abstractNumId", "w:val");
            if let Some(of) = of.and_then(|id| abstracts.get(id)) {
                levels.extend(of.elements().filter_map(level));
            }
            for change in own.elements().filter(|own| own.name == "w:lvlOverride") {
                let at = change.attribute("w:ilvl").and_then(|at| at.parse().ok());
                let start = change.value("w:startOverride", "w:val");
                if let (Some(at), Some(start)) = (at, start.and_then(|v| v.parse().ok()))
                    && let Some(Some(first)) = levels.get_mut(&at)
                {
                    *first = start;
                }
                levels.extend(change.elements().filter_map(level));
            }
            lists.insert(id.to_owned(), List { number, levels });
        }
        Self { lists }
    }

    /// The place of a paragraph that names list and level; `None` for no list at all.
    pub(super) fn item(&self, id: &str, level: u8) -> Option<Item> {
        let list = self.lists.get(id)?;
        let start = *list.levels.get(&level).unwrap_or(&None);
        Some(Item { level: level.min(8), start, list: list.number })
    }
}

fn level(own: &Element) -> Option<(u8, Option<u32>)> {
    if own.name != "w:lvl" {
        return None;
    }
    let at = own.attribute("w:ilvl")?.parse().ok()?;
    let format = own.value("w:numFmt", "w:val").unwrap_or("decimal");
    let start = own.value("w:start", "w:val").and_then(|start| start.parse().ok());
    let counts = !matches!(format, "bullet" | "none");
    Some((at, counts.then_some(start.unwrap_or(1))))
}
