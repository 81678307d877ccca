//! Styles of an `OpenDocument` text, each with what it inherits.

use crate::manuscript::{Look, Placed, Role, role_named};
use crate::xml::Element;
use std::collections::BTreeMap;
use std::rc::Rc;

/// Longest chain of styles that inherit from one another.
const LONGEST_CHAIN: usize = 20;

#[derive(Debug, Clone, Default)]
pub(super) struct Style {
    pub(super) role: Role,
    pub(super) look: Look,
    pub(super) placed: Placed,
    pub(super) new_page: bool,
}

#[derive(Default)]
pub(super) struct Styles {
    /// What each style says itself, by name.
    own: BTreeMap<String, Own>,
    /// First numbers by list style and level.
    lists: BTreeMap<(String, u8), Option<u32>>,
    fonts: BTreeMap<String, Rc<str>>,
}

#[derive(Default)]
struct Own {
    parent: Option<String>,
    role: Role,
    bold: Option<bool>,
    italic: Option<bool>,
    strike: Option<bool>,
    position: Option<(bool, bool)>,
    font: Option<String>,
    half_points: Option<u16>,
    placed: Option<Placed>,
    new_page: bool,
}

impl Styles {
    /// Reads the styles of several parts of a document; later ones go first.
    pub(super) fn read(roots: &[&Element]) -> Self {
        let mut styles = Self::default();
        for root in roots {
            let mut found = Vec::new();
            root.find_all("style:font-face", &mut found);
            for face in found {
                if let Some(name) = face.attribute("style:name") {
                    let family = face.attribute("svg:font-family").unwrap_or(name);
                    let family = family.trim_matches(['\'', '"']);
                    styles.fonts.insert(name.to_owned(), family.into());
                }
            }
            let mut found = Vec::new();
            root.find_all("style:style", &mut found);
            for style in found {
                if let Some(name) = style.attribute("style:name") {
                    styles.own.insert(name.to_owned(), Own::read(style, name));
                }
            }
            let mut found = Vec::new();
            root.find_all("text:list-style", &mut found);
            for list in found {
                let Some(name) = list.attribute("style:name") else { continue };
                for level in list.elements() {
                    let at = level.attribute("text:level").and_then(|at| at.parse().ok());
                    let Some(at) = at.and_then(|at: u8| at.checked_sub(1)) else {
                        continue;
                    };
                    let counts = level.name == "text:list-level-style-number"
                        && level
                            .attribute("style:num-format")
                            .is_some_and(|f| !f.is_empty());
                    let start = level.attribute("text:start-value");
                    let start = start.and_then(|start| start.parse().ok()).unwrap_or(1);
                    styles.lists.insert((name.to_owned(), at), counts.then_some(start));
                }
            }
        }
        styles
    }

    /// A style with all it inherits.
    pub(super) fn get(&self, name: Option<&str>) -> Style {
        let mut style = Style::default();
        self.apply(name, &mut style);
        style
    }

    /// The style of a piece within a paragraph.
    pub(super) fn over(&self, outer: &Style, name: Option<&str>) -> Style {
        let mut style = outer.clone();
        self.apply(name, &mut style);
        style
    }

    /// First number of a list's level; `None` for bullets.
    pub(super) fn list_start(&self, name: &str, level: u8) -> Option<u32> {
        self.lists.get(&(name.to_owned(), level)).copied().flatten()
    }

    fn apply(&self, name: Option<&str>, style: &mut Style) {
        let mut chain = Vec::new();
        let mut at = name;
        while let Some(own) = at.and_then(|name| self.own.get(name))
            && chain.len() < LONGEST_CHAIN
        {
            chain.push(own);
            at = own.parent.as_deref();
        }
        for own in chain.into_iter().rev() {
            let look = &mut style.look;
            look.bold = own.bold.unwrap_or(look.bold);
            look.italic = own.italic.unwrap_or(look.italic);
            look.strike = own.strike.unwrap_or(look.strike);
            if let Some((superscript, subscript)) = own.position {
                (look.superscript, look.subscript) = (superscript, subscript);
            }
            if let Some(font) = &own.font {
                look.font =
                    Some(self.fonts.get(font).cloned().unwrap_or(font.as_str().into()));
            }
            look.half_points = own.half_points.unwrap_or(look.half_points);
            style.placed = own.placed.unwrap_or(style.placed);
            style.new_page |= own.new_page;
            if own.role != Role::Plain {
                style.role = own.role;
            }
        }
    }
}

impl Own {
    fn read(style: &Element, name: &str) -> Self {
        let mut own = Self {
            parent: style.attribute("style:parent-style-name").map(str::to_owned),
            ..Self::default()
        };
        if style.attribute("style:family") == Some("paragraph") {
            let shown = style.attribute("style:display-name").unwrap_or(name);
            own.role = role_named(&shown.replace("_20_", " "));
        }
        if let Some(text) = style.child("style:text-properties") {
            let is = |name: &str, values: &[&str]| {
                text.attribute(name).map(|value| values.contains(&value))
            };
            own.bold = is("fo:font-weight", &["bold", "600", "700", "800", "900"]);
            own.italic = is("fo:font-style", &["italic", "oblique"]);
            own.strike =
                text.attribute("style:text-line-through-style").map(|v| v != "none");
            own.position = text.attribute("style:text-position").map(|value| {
                let above = value.starts_with("super");
                let number = value.split('%').next().and_then(|n| n.parse::<f32>().ok());
                let below = value.starts_with("sub") || number.is_some_and(|n| n < 0.0);
                (above || number.is_some_and(|n| n > 0.0), below)
            });
            own.font = text
                .attribute("style:font-name")
                .or(text.attribute("fo:font-family"))
                .map(str::to_owned);
            own.half_points = text.attribute("fo:font-size").and_then(half_points);
        }
        if let Some(paragraph) = style.child("style:paragraph-properties") {
            own.placed = paragraph.attribute("fo:text-align").map(|value| match value {
                "center" => Placed::Centre,
                "end" | "right" => Placed::Right,
                _ => Placed::Left,
            });
            own.new_page = paragraph.attribute("fo:break-before") == Some("page");
        }
        own
    }
}

/// "13.5pt" in half points.
fn half_points(size: &str) -> Option<u16> {
    let points: f32 = size.strip_suffix("pt")?.trim().parse().ok()?;
    // A size between 0 and 2,000 points fits.
    (0.0..2_000.0).contains(&points).then_some((points * 2.0).round() as u16)
}
