//! What inline styles say of words and paragraphs.

use crate::manuscript::{Look, Placed};
use crate::xml::Element;

/// The declarations of a `style` attribute.
pub(super) fn declarations(style: &str) -> impl Iterator<Item = (String, String)> {
    style.split(';').filter_map(|part| {
        let (name, value) = part.split_once(':')?;
        Some((name.trim().to_ascii_lowercase(), value.trim().to_owned()))
    })
}

/// Takes over what a declaration says of words.
pub(super) fn change(look: &mut Look, name: &str, value: &str) {
    let lower = value.to_ascii_lowercase();
    match name {
        "font-weight" => {
            look.bold = match lower.parse::<u16>() {
                Ok(weight) => weight >= 600,
                Err(_) => lower.starts_with("bold"),
            }
        }
        "font-style" => look.italic = matches!(lower.as_str(), "italic" | "oblique"),
        "text-decoration" | "text-decoration-line" => {
            look.strike = lower.contains("line-through");
        }
        "vertical-align" => {
            look.superscript = lower == "super";
            look.subscript = lower == "sub";
        }
        "font-family" => {
            let first = value.split(',').next().unwrap_or_default();
            look.font = Some(first.trim().trim_matches(['"', '\'']).into());
        }
        "font-size" => {
            if let Some(size) = half_points(&lower) {
                look.half_points = size;
            }
        }
        _ => {}
    }
}

/// Where the lines of a paragraph stand.
pub(super) fn placed(value: &str) -> Placed {
    match value.to_ascii_lowercase().as_str() {
        "center" => Placed::Centre,
        "right" | "end" => Placed::Right,
        _ => Placed::Left,
    }
}

/// A size in half points; an inch is 72 points or 96 pixels.
fn half_points(size: &str) -> Option<u16> {
    let number = |unit: &str| size.strip_suffix(unit)?.trim().parse::<f32>().ok();
    let points = number("pt").or_else(|| Some(number("px")? * 0.75))?;
    // A size between 0 and 2,000 points fits.
    (0.0..2_000.0).contains(&points).then_some((points * 2.0).round() as u16)
}

/// The sizes of `<font size>`, in half points.
pub(super) fn font_size(size: &str) -> Option<u16> {
    const SIZES: [u16; 7] = [15, 20, 24, 27, 36, 48, 72];
    let size: usize = size.parse().ok()?;
    SIZES.get(size.checked_sub(1)?).copied()
}

/// The rules of a page's own style sheets, those for an element or a class.
#[derive(Default)]
pub(super) struct Sheet {
    rules: Vec<Rule>,
}

/// What is declared for an element of a class; either may be empty.
struct Rule {
    element: String,
    class: String,
    declared: Vec<(String, String)>,
}

/// Longest style sheet read, in bytes.
const LONGEST_SHEET: usize = 200_000;

impl Sheet {
    /// Reads the style sheets within a page.
    pub(super) fn read(root: &Element) -> Self {
        let mut found = Vec::new();
        root.find_all("style", &mut found);
        let mut sheet = Self::default();
        for element in found {
            let text = element.text();
            for rule in text.get(..text.len().min(LONGEST_SHEET)).unwrap_or("").split('}')
            {
                let Some((selectors, declared)) = rule.split_once('{') else { continue };
                let declared: Vec<(String, String)> = declarations(declared).collect();
                for selector in selectors.split(',').map(str::trim) {
                    let simple = |c: char| c.is_ascii_alphanumeric() || "-_.".contains(c);
                    if selector.is_empty() || !selector.chars().all(simple) {
                        continue;
                    }
                    let (name, class) =
                        selector.split_once('.').unwrap_or((selector, ""));
                    let (element, class) = (name.to_owned(), class.to_owned());
                    sheet.rules.push(Rule { element, class, declared: declared.clone() });
                }
            }
        }
        sheet
    }

    /// What is declared for an element of a class, the general before the special.
    pub(super) fn of(&self, name: &str, class: &str) -> Vec<(&str, &str)> {
        let mut own = Vec::new();
        for special in [false, true] {
            for Rule { element, class: named, declared } in &self.rules {
                let fits = (element.is_empty() || element == name)
                    && (named.is_empty() || class.split_whitespace().any(|c| c == named));
                if fits && named.is_empty() != special {
                    own.extend(declared.iter().map(|(n, v)| (n.as_str(), v.as_str())));
                }
            }
        }
        own
    }
}
