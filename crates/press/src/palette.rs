//! Whether colours can be read and printed.
//!
//! Contrast is that of WCAG 2.2, success criterion 1.4.3: text of ordinary size needs
//! 4.5 : 1, large text 3 : 1. A sheet of offset paper takes inks of 300 per cent in all.

use crate::design::{Colour, parse_rgb};
use document::{Remark, Severity};
use std::collections::BTreeMap;

/// Contrast that text needs.
pub(crate) const TEXT: f64 = 4.5;
/// Contrast that large type needs.
pub(crate) const LARGE: f64 = 3.0;
/// Most ink on one spot, in per cent.
pub(crate) const MOST_INK: f64 = 300.0;

/// Colours that text is set in, and what it stands on.
const READ: [(&str, &str, f64); 8] = [
    ("ink", "paper", TEXT),
    ("accent", "paper", TEXT),
    ("grey", "paper", TEXT),
    ("ink", "tint", TEXT),
    ("accent", "tint", TEXT),
    ("grey", "tint", TEXT),
    ("ink", "band", TEXT),
    ("accent", "band", LARGE),
];

/// What is wrong with a colour.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Fault {
    pub(crate) colour: String,
    lacks: Lacks,
}

#[derive(Debug, Clone, PartialEq)]
enum Lacks {
    /// It takes so much ink, in per cent.
    Ink(f64),
    /// Contrast on a ground: which, how much, how much it needs.
    Contrast(String, f64, f64),
}

impl Fault {
    /// In words, for those who write designs.
    pub(crate) fn reason(&self) -> String {
        let colour = &self.colour;
        match &self.lacks {
            Lacks::Ink(inks) => {
                format!("{colour} takes {inks} % ink, more than {MOST_INK} %")
            }
            Lacks::Contrast(ground, contrast, least) => {
                format!(
                    "{colour} on {ground} has a contrast of {contrast:.2}, not {least}"
                )
            }
        }
    }

    /// For those who choose colours: as the pages themselves would be remarked on.
    pub(crate) fn remark(&self) -> Remark {
        let remark = match &self.lacks {
            Lacks::Ink(inks) => Remark::new("design.too_much_ink", Severity::Must)
                .with("ink", inks.round().to_string()),
            Lacks::Contrast(_, contrast, least) => {
                Remark::new("design.low_contrast", Severity::Should)
                    .with("ratio", format!("{contrast:.1}"))
                    .with("least", least.to_string())
            }
        };
        remark.with("colour", self.colour.clone())
    }
}

/// What is wrong with a palette, and with the colours of sections in it: on paper, and
/// each on its card.
pub(crate) fn faults(
    colours: &BTreeMap<String, Colour>,
    sections: &[String],
    cards: &[String],
) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (name, colour) in colours {
        let inks: f64 = colour.cmyk.iter().sum();
        if inks > MOST_INK {
            faults.push(Fault { colour: name.clone(), lacks: Lacks::Ink(inks) });
        }
    }
    let seen = |name: &str| parse_rgb(&colours.get(name)?.rgb);
    let names: Vec<&str> = sections.iter().map(String::as_str).collect();
    let sections = names.iter().map(|name| (*name, "paper", TEXT));
    let own = names.iter().zip(cards).map(|(name, card)| (*name, card.as_str(), TEXT));
    let words = cards.iter().map(|card| ("ink", card.as_str(), TEXT));
    let read = READ.into_iter().chain(sections).chain(own).chain(words);
    for (text, ground, least) in read {
        let (Some(a), Some(b)) = (seen(text), seen(ground)) else { continue };
        let contrast = contrast(a, b);
        if contrast < least {
            let lacks = Lacks::Contrast(ground.to_owned(), contrast, least);
            faults.push(Fault { colour: text.to_owned(), lacks });
        }
    }
    faults
}

/// Contrast of two colours: from 1 to 21.
pub(crate) fn contrast(a: [u8; 3], b: [u8; 3]) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// Relative luminance of a colour in sRGB.
fn luminance(rgb: [u8; 3]) -> f64 {
    let linear = |value: u8| {
        let value = f64::from(value) / 255.0;
        if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
    };
    let [r, g, b] = rgb.map(linear);
    0.2126 * r + 0.7152 * g + 0.0722 * b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(accent: (&str, [f64; 4]), expected: &[&str]) {
        let colour = |rgb: &str, cmyk| Colour { rgb: rgb.into(), cmyk };
        let colours = [
            ("ink", colour("#000000", [0.0, 0.0, 0.0, 100.0])),
            ("accent", colour(accent.0, accent.1)),
            ("paper", colour("#FFFFFF", [0.0; 4])),
        ];
        let colours = colours.map(|(name, colour)| (name.to_owned(), colour));
        let found = faults(&BTreeMap::from(colours), &[], &[]);
        let found: Vec<String> = found.iter().map(Fault::reason).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn a_colour_is_read_on_its_ground_and_takes_no_more_ink_than_paper_bears() {
        check(("#767676", [0.0, 0.0, 0.0, 60.0]), &[]);
        check(
            ("#777777", [0.0, 0.0, 0.0, 60.0]),
            &["accent on paper has a contrast of 4.48, not 4.5"],
        );
        check(
            ("#F9C74A", [0.0, 22.0, 80.0, 0.0]),
            &["accent on paper has a contrast of 1.58, not 4.5"],
        );
        check(("#000000", [75.0, 75.0, 75.0, 75.0]), &[]);
        check(
            ("#000000", [80.0, 75.0, 75.0, 75.0]),
            &["accent takes 305 % ink, more than 300 %"],
        );
    }

    #[test]
    fn contrast_is_that_of_wcag() {
        assert!((contrast([0; 3], [255; 3]) - 21.0).abs() < 1e-9);
        assert!((contrast([255; 3], [255; 3]) - 1.0).abs() < 1e-9);
        // The usual example: #777777 on white just fails.
        assert!((contrast([0x77; 3], [255; 3]) - 4.478).abs() < 0.001);
    }
}
