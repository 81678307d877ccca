//! What inline styles say of words and paragraphs.

use crate::manuscript::{Look, Placed};

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
