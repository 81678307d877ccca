//! What a bulletin changes in its design, put into the design's tokens.
//!
//! What cannot be done on a page is left as the design has it, and remarked on: pages
//! are made whatever was asked for.

use crate::design::{Colour, Design, Format};
use crate::look::Pictures;
use crate::palette;
use document::{DesignSettings, Margins, Remark, Rgb, Severity, Trim};

/// Characters a line of text may hold: fewer are captions, more cannot be followed.
const LINE: std::ops::RangeInclusive<f64> = 21.5..=55.0;
/// Width of a Vietnamese character on average, in em, spaces counted.
const CHARACTER: f64 = 0.495;
/// Name of the second colour where the design has none.
const SECOND: &str = "second";

/// What a bulletin may change in a design on one page size, and what stands there now.
#[derive(Debug, Clone, PartialEq)]
pub struct Offer {
    /// The accent; `None` when the design has one ink.
    pub first: Option<Rgb>,
    /// The second colour; `None` when the design has one ink, or no second colour until
    /// one is chosen.
    pub second: Option<Rgb>,
    /// Whether colours can be chosen at all.
    pub colours: bool,
    /// Serif and sans, as they are called.
    pub faces: [String; 2],
    /// Columns of text that can be read on a page, fewest first.
    pub columns: Vec<u32>,
    /// Columns as they are.
    pub column: u32,
    /// Margins as they are.
    pub margins: Margins,
}

impl Design {
    /// The design as a bulletin wants it; `faces` is the design whose faces it takes.
    #[must_use]
    pub fn with_settings(
        mut self,
        settings: &DesignSettings,
        faces: Option<&Design>,
    ) -> Self {
        if let Some(other) = faces {
            self.tokens.fonts = other.tokens.fonts.clone();
        }
        if self.has_colours() {
            if let Some(first) = settings.first {
                self.set_colour("accent", first);
            }
            if let Some(second) = settings.second {
                let name = self.tokens.look.second.clone();
                if name.is_empty() {
                    // Sections take turns.
                    self.tokens.look.sections = vec!["accent".into(), SECOND.into()];
                    self.set_colour(SECOND, second);
                } else {
                    self.set_colour(&name, second);
                }
            }
        }
        self.columns = settings.columns;
        self.margins = settings.margins;
        self
    }

    /// What can be changed on pages of this size.
    pub fn offer(&self, trim: Trim) -> Offer {
        let colour = |name: &str| -> Option<Rgb> {
            let colour = self.tokens.colours.get(name).filter(|_| self.has_colours())?;
            colour.rgb.parse().ok()
        };
        let look = &self.tokens.look;
        let second = if look.second.is_empty() { SECOND } else { &look.second };
        let grid = self.measures(trim).grid;
        let mm = |points: f64| (points / 72.0 * 254.0).round() / 10.0;
        let fonts = &self.tokens.fonts;
        Offer {
            first: colour("accent"),
            second: colour(second),
            colours: self.has_colours(),
            faces: [fonts.serif.clone(), fonts.sans.clone()],
            columns: self.format(trim).columns(trim),
            column: grid.units / grid.leg,
            margins: Margins {
                top: mm(grid.top),
                bottom: self.format(trim).foot(trim),
                inner: mm(grid.inner),
                outer: mm(grid.outer),
            },
        }
    }

    /// What its colours, and what a bulletin changes, give to remark on pages of this
    /// size before any is made.
    pub fn doubts(&self, trim: Trim) -> Vec<Remark> {
        let look = &self.tokens.look;
        let faults =
            palette::faults(&self.tokens.colours, &look.sections, &look.cover.cards);
        let mut remarks: Vec<Remark> =
            faults.iter().map(palette::Fault::remark).collect();
        let format = self.format(trim);
        if let Some(columns) = self.columns
            && !format.columns(trim).contains(&columns)
        {
            let kept = self.measures(trim).grid;
            remarks.push(
                Remark::new("design.columns", Severity::Should)
                    .with("columns", columns.to_string())
                    .with("kept", (kept.units / kept.leg).to_string()),
            );
        }
        if let Some(margins) = self.margins
            && self.nearest(trim).with_margins(margins, trim).is_none()
        {
            remarks.push(Remark::new("design.margins", Severity::Should));
        }
        remarks
    }

    /// Whether it has more than the one ink of a copier.
    fn has_colours(&self) -> bool {
        self.tokens.look.pictures != Pictures::Engraving
    }

    /// Whether all its colours are black ink: more of it, less, or none.
    pub(crate) fn is_one_ink(&self) -> bool {
        let black = |colour: &Colour| colour.cmyk[..3].iter().all(|ink| *ink == 0.0);
        self.tokens.colours.values().all(black)
    }

    fn set_colour(&mut self, name: &str, colour: Rgb) {
        let colour = Colour { rgb: colour.to_string(), cmyk: colour.inks() };
        self.tokens.colours.insert(name.to_owned(), colour);
    }

    /// The format of a page size with what the bulletin changes in it.
    pub(crate) fn format(&self, trim: Trim) -> Format {
        let mut format = self.nearest(trim).clone();
        if let Some(changed) =
            self.margins.and_then(|margins| format.with_margins(margins, trim))
        {
            format = changed;
        }
        if let Some(columns) = self.columns
            && format.columns(trim).contains(&columns)
        {
            format.set_columns(columns);
        }
        format
    }
}

impl Format {
    /// Columns of lines that can be read, fewest first.
    pub(crate) fn columns(&self, trim: Trim) -> Vec<u32> {
        let across = trim.width.get() / self.width;
        let usable = trim.width.get() - (self.inner + self.outer + self.aside) * across;
        let character = self.size["body"] * CHARACTER / 72.0 * 25.4;
        let fits = |columns: &u32| {
            let gutters = self.gutter * f64::from(columns - 1);
            let line = (usable - gutters) / f64::from(*columns) / character;
            self.units.is_multiple_of(*columns) && LINE.contains(&line)
        };
        (1..=6).filter(fits).collect()
    }

    fn set_columns(&mut self, columns: u32) {
        let leg = self.units / columns;
        // The standard leg is the narrowest: nothing is set in a column nobody chose.
        self.measures.retain(|measure| *measure > leg);
        self.measures.insert(0, leg);
        self.chosen = true;
    }

    /// The format with these margins on a page of this size; `None` when they leave too
    /// little room.
    fn with_margins(&self, margins: Margins, trim: Trim) -> Option<Self> {
        let across = trim.width.get() / self.width;
        let down = trim.height.get() / self.height;
        let changed = Self {
            top: margins.top / down,
            bottom: margins.bottom / down,
            inner: margins.inner / across,
            outer: margins.outer / across,
            cover_side: (margins.inner + margins.outer) / 2.0 / across,
            ..self.clone()
        };
        let readable = !changed.columns(trim).is_empty();
        (readable && changed.check().is_ok()).then_some(changed)
    }

    /// The margin at the foot on a page of this size.
    fn foot(&self, trim: Trim) -> f64 {
        let foot = self.bottom * trim.height.get() / self.height;
        (foot * 10.0).round() / 10.0
    }
}
