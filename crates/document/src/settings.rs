//! What a bulletin changes in its design: logo, colours, faces, columns, margins.
//!
//! They are fields of the series (see [`Key`]) and so saved, undone and compared as
//! those are. Name and page size, which belong to the same panel, are [`Key::Name`] and
//! [`crate::Bulletin::trim`]. A value that cannot be read counts as none: a newer Bantin
//! may have written it.

use crate::{Key, Values};
use std::fmt;
use std::str::FromStr;

/// What a bulletin changes in its design; nothing at first.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct DesignSettings {
    /// Name of the photo that stands in the masthead, as texts call it.
    pub logo: Option<String>,
    /// Colour in place of the design's accent.
    pub first: Option<Rgb>,
    /// Colour in place of the design's second one.
    pub second: Option<Rgb>,
    /// Name of the design whose faces are taken.
    pub faces: Option<String>,
    /// Columns of text side by side on a page.
    pub columns: Option<u32>,
    /// Margins of inner pages.
    pub margins: Option<Margins>,
}

impl DesignSettings {
    /// The fields they are read from, in the order of a form.
    pub const KEYS: [Key; 6] = [
        Key::Logo,
        Key::FirstColour,
        Key::SecondColour,
        Key::Faces,
        Key::Columns,
        Key::Margins,
    ];

    /// Reads them from the fields of a series.
    pub fn of(values: &Values) -> Self {
        let word = |key| Some(values.get(key).trim()).filter(|word| !word.is_empty());
        let name = |key| word(key).map(str::to_owned);
        Self {
            logo: name(Key::Logo),
            first: word(Key::FirstColour).and_then(|word| word.parse().ok()),
            second: word(Key::SecondColour).and_then(|word| word.parse().ok()),
            faces: name(Key::Faces),
            columns: word(Key::Columns).and_then(|word| word.parse().ok()),
            margins: word(Key::Margins).and_then(|word| word.parse().ok()),
        }
    }

    /// The value of a field as it is saved, when `text` can be one; an empty one undoes
    /// the change. `None` refuses it.
    pub fn value(key: Key, text: &str) -> Option<String> {
        let text = text.trim();
        if text.is_empty() {
            return Some(String::new());
        }
        match key {
            Key::FirstColour | Key::SecondColour => {
                text.parse().ok().map(|colour: Rgb| colour.to_string())
            }
            Key::Columns => {
                let columns: u32 = text.parse().ok()?;
                (1..=6).contains(&columns).then(|| columns.to_string())
            }
            Key::Margins => text.parse().ok().map(|margins: Margins| margins.to_string()),
            _ => Some(text.to_owned()),
        }
    }
}

/// A colour of screens, as `#A6121F`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Rgb(pub [u8; 3]);

impl Rgb {
    /// The inks that print it, in per cent: as much black as it holds, so that no colour
    /// takes more than 300 % and greys are black alone.
    ///
    /// Plain arithmetic without a printing condition: near enough for an accent; a
    /// design that must match a house colour gives its inks itself.
    pub fn inks(self) -> [f64; 4] {
        let light = self.0.map(|part| f64::from(part) / 255.0);
        let most = light.into_iter().fold(0.0, f64::max);
        let percent = |part: f64| (part * 100.0).round();
        if most == 0.0 {
            return [0.0, 0.0, 0.0, 100.0];
        }
        let [cyan, magenta, yellow] = light.map(|part| percent((most - part) / most));
        [cyan, magenta, yellow, percent(1.0 - most)]
    }
}

impl fmt::Display for Rgb {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02X}{green:02X}{blue:02X}")
    }
}

/// The text is not a setting of this kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a setting of a design: {0}")]
pub struct NotASetting(pub String);

impl FromStr for Rgb {
    type Err = NotASetting;

    /// Reads `#A6121F`, with or without `#`, in either case.
    fn from_str(text: &str) -> Result<Self, NotASetting> {
        let digits = text.trim().trim_start_matches('#');
        let hex = digits.len() == 6 && digits.chars().all(|c| c.is_ascii_hexdigit());
        let byte = |at: usize| u8::from_str_radix(digits.get(at..at + 2)?, 16).ok();
        match (byte(0), byte(2), byte(4)) {
            (Some(red), Some(green), Some(blue)) if hex => Ok(Self([red, green, blue])),
            _ => Err(NotASetting(text.to_owned())),
        }
    }
}

/// Margins of inner pages, in millimetres.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Margins {
    /// Above the text.
    pub top: f64,
    /// Below it.
    pub bottom: f64,
    /// At the spine.
    pub inner: f64,
    /// At the edge that is turned.
    pub outer: f64,
}

/// Margins a press can cut and a hand can hold, in millimetres.
const POSSIBLE: std::ops::RangeInclusive<f64> = 5.0..=60.0;

impl fmt::Display for Margins {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} {} {}", self.top, self.bottom, self.inner, self.outer)
    }
}

impl FromStr for Margins {
    type Err = NotASetting;

    /// Reads top, bottom, inner and outer margin: `17.5 13 14 12`, also `17,5 13 14 12`.
    fn from_str(text: &str) -> Result<Self, NotASetting> {
        let side = |word: &str| -> Option<f64> {
            word.replace(',', ".").parse().ok().filter(|side| POSSIBLE.contains(side))
        };
        let sides: Option<Vec<f64>> = text.split_whitespace().map(side).collect();
        match sides.as_deref() {
            Some(&[top, bottom, inner, outer]) => Ok(Self { top, bottom, inner, outer }),
            _ => Err(NotASetting(text.to_owned())),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(key: Key, text: &str, expected: Option<&str>) {
        assert_eq!(DesignSettings::value(key, text).as_deref(), expected, "{text}");
    }

    #[test]
    fn what_is_saved_is_what_can_be_read() {
        check(Key::FirstColour, " a6121f ", Some("#A6121F"));
        check(Key::FirstColour, "#A6121", None);
        check(Key::SecondColour, "red", None);
        check(Key::SecondColour, "ấ6121f", None);
        check(Key::Columns, "3", Some("3"));
        check(Key::Columns, "0", None);
        check(Key::Columns, "7", None);
        check(Key::Margins, "17,5  13 14 12", Some("17.5 13 14 12"));
        check(Key::Margins, "17,5 13 14", None);
        check(Key::Margins, "17 13 14 4", None);
        check(Key::Margins, "NaN 13 14 12", None);
        for key in DesignSettings::KEYS {
            check(key, "  ", Some(""));
        }
    }

    #[test]
    fn a_series_says_what_it_changes() {
        let mut values = Values::default();
        assert_eq!(DesignSettings::of(&values), DesignSettings::default());
        values.set(Key::Logo, "huy-hieu.png");
        values.set(Key::FirstColour, "#16324F");
        values.set(Key::SecondColour, "no colour");
        values.set(Key::Columns, "2");
        values.set(Key::Margins, "15 12 16 14");
        let settings = DesignSettings::of(&values);
        assert_eq!(settings.logo.as_deref(), Some("huy-hieu.png"));
        assert_eq!(settings.first, Some(Rgb([0x16, 0x32, 0x4F])));
        assert_eq!((settings.second, settings.columns), (None, Some(2)));
        let margins = Margins { top: 15.0, bottom: 12.0, inner: 16.0, outer: 14.0 };
        assert_eq!(settings.margins, Some(margins));
    }

    #[test]
    fn no_colour_takes_more_ink_than_paper_bears() {
        assert_eq!(Rgb([0, 0, 0]).inks(), [0.0, 0.0, 0.0, 100.0]);
        assert_eq!(Rgb([255, 255, 255]).inks(), [0.0; 4]);
        assert_eq!(Rgb([128, 128, 128]).inks(), [0.0, 0.0, 0.0, 50.0]);
        assert_eq!(Rgb([255, 0, 0]).inks(), [0.0, 100.0, 100.0, 0.0]);
        for part in (0..=255).step_by(15) {
            for other in (0..=255).step_by(15) {
                let inks: f64 = Rgb([part, other, 0]).inks().iter().sum();
                assert!(inks <= 300.0, "{part} {other}: {inks}");
            }
        }
    }
}
