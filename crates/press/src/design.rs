//! A design: measures, colours and looks from `design.toml`, style functions from
//! `page.typ`.
//!
//! Reading folders is the caller's business; here the files are texts. Whether the
//! style functions run is found out when the first sheet is made. All designs share the
//! style functions of the family; a design's own `page.typ` replaces some of them.

use crate::error::DesignError;
use crate::look::Look;
use crate::palette;
use crate::plan::{Grid, Units};
use document::{Margins, Mm, Trim};
use serde::Deserialize;
use std::collections::BTreeMap;

/// A design, read and checked as far as that goes without fonts.
#[derive(Debug, Clone)]
pub struct Design {
    pub(crate) name: String,
    pub(crate) tokens: Tokens,
    /// Style functions of the family, then the design's own.
    parts: [String; 2],
    /// The first colour that cannot be read on its ground, or that asks for more ink than
    /// paper takes: the line, and what is wrong. Pages can be made all the same.
    pub(crate) doubt: Option<(Option<usize>, String)>,
    /// Columns and margins that a bulletin wants instead of those of the tokens.
    pub(crate) columns: Option<u32>,
    pub(crate) margins: Option<Margins>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Tokens {
    pub(crate) fonts: Fonts,
    pub(crate) colours: BTreeMap<String, Colour>,
    #[serde(default)]
    pub(crate) look: Look,
    #[serde(rename = "format")]
    pub(crate) formats: Vec<Format>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Fonts {
    pub(crate) serif: String,
    pub(crate) sans: String,
}

/// A colour on screens and on the press.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Colour {
    /// `#RRGGBB`
    pub(crate) rgb: String,
    /// Inks in per cent.
    pub(crate) cmyk: [f64; 4],
}

/// Measures for one page size: millimetres, sizes in points.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Format {
    pub(crate) width: f64,
    pub(crate) height: f64,
    pub(crate) top: f64,
    pub(crate) bottom: f64,
    pub(crate) inner: f64,
    pub(crate) outer: f64,
    pub(crate) cover_side: f64,
    pub(crate) gutter: f64,
    /// Width of a column left of the stories, with the gutter beside it.
    #[serde(default)]
    pub(crate) aside: f64,
    /// Units across the page.
    pub(crate) units: u32,
    /// Widths in units in which text is set, the standard leg first.
    pub(crate) measures: Vec<u32>,
    /// Units on either side of the text of a document, for its crossheads and notes.
    #[serde(default)]
    pub(crate) margins: u32,
    /// Units of a column of short news at the outer edge of a page.
    #[serde(default)]
    pub(crate) digest: u32,
    pub(crate) baseline: f64,
    pub(crate) size: BTreeMap<String, f64>,
    /// Columns were chosen by hand: they may be narrow.
    #[serde(skip)]
    pub(crate) chosen: bool,
}

/// Everything that follows from a design and a page size.
#[derive(Debug, Clone)]
pub(crate) struct Measures {
    pub(crate) grid: Grid,
    /// Type sizes by name, in points.
    pub(crate) sizes: BTreeMap<String, f64>,
}

impl Measures {
    /// The type size with this name.
    pub(crate) fn size(&self, name: &str) -> f64 {
        self.sizes.get(name).copied().unwrap_or(self.sizes["body"])
    }
}

const COLOURS: [&str; 6] = ["ink", "accent", "grey", "hair", "tint", "paper"];
const SIZES: [&str; 15] = [
    "body",
    "cover",
    "lead_head",
    "head",
    "small_head",
    "brief_head",
    "feature",
    "sapo",
    "pull",
    "caption",
    "credit",
    "furniture",
    "folio",
    "number",
    "big_number",
];

impl Design {
    /// Reads a design from the texts of its `design.toml` and of the `page.typ` of the
    /// family.
    ///
    /// # Errors
    ///
    /// [`DesignError::Tokens`] names the line and what is missing or wrong.
    pub fn parse(name: &str, tokens: &str, parts: &str) -> Result<Self, DesignError> {
        let text = tokens;
        let refuse = |fault| refuse_tokens(name, fault);
        let tokens: Tokens = toml::from_str(text).map_err(|error| {
            let line = error.span().map(|span| line_at(text, span.start));
            refuse((line, error.message().to_owned()))
        })?;
        check(text, &tokens).map_err(refuse)?;
        let look = &tokens.look;
        let faults = palette::faults(&tokens.colours, &look.sections, &look.cover.cards);
        let doubt = faults.into_iter().next();
        let doubt = doubt.map(|fault| (line_of(text, &fault.colour), fault.reason()));
        Ok(Self {
            name: name.into(),
            tokens,
            parts: [parts.into(), String::new()],
            doubt,
            columns: None,
            margins: None,
        })
    }

    /// A refusal of the tokens.
    pub(crate) fn refuse_tokens(&self, fault: (Option<usize>, String)) -> DesignError {
        refuse_tokens(&self.name, fault)
    }

    /// The design with style functions of its own, from the text of its own `page.typ`.
    ///
    /// It defines `styles(t)` once more; `family(t)` there are the functions of the
    /// family.
    #[must_use]
    pub fn with_own(mut self, parts: &str) -> Self {
        self.parts[1] = parts.into();
        self
    }

    /// The page size the design was made for: that of its first format.
    pub fn trim(&self) -> Trim {
        let format = self.tokens.formats.first().expect("parse refuses none");
        let side = |mm| Mm::new(mm).expect("parse refuses sizes that are none");
        Trim { width: side(format.width), height: side(format.height) }
    }

    /// What the typesetter runs: the tokens, written as a dictionary, then the parts.
    pub(crate) fn source(&self, tokens: &str) -> String {
        let [family, own] = &self.parts;
        format!(
            "#let tokens = {tokens}\n{family}\n#let family = styles\n{own}\n\
             #let functions = styles(tokens)\n"
        )
    }

    /// A refusal of the style functions; `line` counts from 0 in [`Design::source`].
    pub(crate) fn refuse_parts(
        &self,
        line: Option<usize>,
        reason: String,
    ) -> DesignError {
        let family = self.parts[0].split('\n').count();
        let own = self.parts[1].split('\n').count();
        // The tokens are the first line; a line of ours joins the two parts.
        let line = line.map(|line| match line {
            line if line <= family => line,
            line => (line - family - 1).min(own),
        });
        DesignError::Parts { design: self.name.clone(), line, reason }
    }

    /// The measures for a page size: those of the nearest format, scaled to it.
    pub(crate) fn measures(&self, trim: Trim) -> Measures {
        self.format(trim).scaled(trim.width.get(), trim.height.get())
    }

    /// The listed format that is nearest to a page size.
    pub(crate) fn nearest(&self, trim: Trim) -> &Format {
        let (width, height) = (trim.width.get(), trim.height.get());
        let distance = |f: &Format| (f.width - width).abs() + (f.height - height).abs();
        let formats = self.tokens.formats.iter();
        formats
            .min_by(|a, b| distance(a).total_cmp(&distance(b)))
            .expect("parse refuses a design without formats")
    }
}

fn refuse_tokens(name: &str, (line, reason): (Option<usize>, String)) -> DesignError {
    DesignError::Tokens { design: name.into(), line, reason }
}

/// The line, counted from 1, that holds this byte.
fn line_at(text: &str, byte: usize) -> usize {
    let before = text.as_bytes().iter().take(byte);
    1 + before.filter(|byte| **byte == b'\n').count()
}

/// The first line, counted from 1, that begins with these words.
fn line_of(text: &str, words: &str) -> Option<usize> {
    let found = text.lines().position(|line| line.trim_start().starts_with(words));
    found.map(|line| line + 1)
}

/// What the shape of the file does not say.
fn check(text: &str, tokens: &Tokens) -> Result<(), (Option<usize>, String)> {
    if let Some(missing) =
        COLOURS.iter().find(|name| !tokens.colours.contains_key(**name))
    {
        return Err((line_of(text, "[colours]"), format!("no colour {missing}")));
    }
    for (name, colour) in &tokens.colours {
        if parse_rgb(&colour.rgb).is_none() {
            return Err((line_of(text, name), format!("colour {name} is not #RRGGBB")));
        }
        if !colour.cmyk.iter().all(|ink| (0.0..=100.0).contains(ink)) {
            let reason = format!("inks of {name} are not 0 to 100");
            return Err((line_of(text, name), reason));
        }
    }
    for name in tokens.look.colours() {
        if !tokens.colours.contains_key(name) {
            let line = line_of(text, "[look");
            return Err((
                line,
                format!("[look] names a colour {name} that is not there"),
            ));
        }
    }
    if tokens.formats.is_empty() {
        return Err((None, "no format".into()));
    }
    for format in &tokens.formats {
        let begins = format!("width = {:?}", format.width);
        format.check().map_err(|reason| (line_of(text, &begins), reason))?;
    }
    Ok(())
}

impl Format {
    pub(crate) fn check(&self) -> Result<(), String> {
        if let Some(missing) = SIZES.iter().find(|name| !self.size.contains_key(**name)) {
            return Err(format!("format {}: no size {missing}", self.width));
        }
        let lengths = [
            self.width,
            self.height,
            self.top,
            self.bottom,
            self.inner,
            self.outer,
            self.cover_side,
            self.gutter,
            self.baseline,
        ];
        let sound = lengths.iter().chain(self.size.values()).all(|l| *l > 0.0);
        let room = self.inner + self.outer + self.aside < self.width * 0.6
            && self.aside >= 0.0
            && self.top + self.bottom < self.height * 0.5;
        if !sound || !room || !(1..=24).contains(&self.units) {
            return Err(format!("format {}: measures leave no room", self.width));
        }
        let leg = self.measures.first().copied().unwrap_or(0);
        let fits = |units: &u32| (1..=self.units).contains(units);
        if !self.measures.iter().all(fits) || leg == 0 || !self.units.is_multiple_of(leg)
        {
            return Err(format!("format {}: legs do not fill the units", self.width));
        }
        let beside = self.units.saturating_sub(self.digest);
        let is_told =
            |units: u32| self.measures.contains(&units) || units.is_multiple_of(leg);
        if self.digest > 0
            && (self.digest >= beside || is_told(self.digest) || is_told(beside))
        {
            // By its width short news is known from all else.
            let width = self.width;
            return Err(format!("format {width}: stories are as wide as short news"));
        }
        if self.margins > 0 && leg + 2 * self.margins != self.units {
            let width = self.width;
            return Err(format!("format {width}: margins and a leg are not the page"));
        }
        Ok(())
    }

    fn scaled(&self, width: f64, height: f64) -> Measures {
        let across = width / self.width;
        let down = height / self.height;
        let pt = |mm: f64| mm / 25.4 * 72.0;
        let live = pt(height - (self.top + self.bottom) * down);
        let body = self.size["body"];
        let below = body * 0.2826;
        // A page much narrower than its format keeps lines that can be read.
        let aside = self.aside * across;
        let usable = pt(width - (self.inner + self.outer) * across - aside);
        let leg = self.measures[0];
        let mut legs = self.units / leg;
        // Who chose the columns has them.
        while legs > 1
            && !self.chosen
            && (usable - pt(self.gutter) * f64::from(legs - 1)) / f64::from(legs)
                < body * 14.0
        {
            legs -= 1;
        }
        let units = legs * leg;
        // Other measures stand side by side in equal parts, or not at all.
        let mut measures = self.measures.clone();
        measures.retain(|measure| *measure == leg || units.is_multiple_of(*measure));
        Measures {
            grid: Grid {
                width: pt(width),
                height: pt(height),
                top: pt(self.top * down),
                inner: pt(self.inner * across),
                outer: pt(self.outer * across),
                cover_side: pt(self.cover_side * across),
                gutter: pt(self.gutter),
                aside: pt(aside),
                units,
                leg,
                measures: Units::new(&measures),
                // Who chose other columns has no such pages.
                digest: if self.chosen || units != self.units { 0 } else { self.digest },
                document: match self.margins {
                    margins @ 1.. if leg + 2 * margins == units => units,
                    _ => 0,
                },
                baseline: self.baseline,
                // A hair of tolerance: 239.4 mm shall hold its 59 lines.
                lines: ((live + 0.6) / self.baseline).floor() as u32,
                above: self.baseline - below,
                below,
                hang: self.baseline - below - body * 0.674,
            },
            sizes: self.size.clone(),
        }
    }
}

/// Reads `#RRGGBB`.
pub(crate) fn parse_rgb(text: &str) -> Option<[u8; 3]> {
    let digits = text.strip_prefix('#').filter(|d| d.len() == 6 && d.is_ascii())?;
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
    Some([byte(0)?, byte(2)?, byte(4)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    const TOKENS: &str = include_str!("../../../designs/thoi-su/design.toml");

    fn design() -> Design {
        Design::parse("thoi-su", TOKENS, "").expect("our own design")
    }

    #[track_caller]
    fn check(trim: &str, units: u32, measures: &[u32], lines: u32, leg_mm: f64) {
        let grid = design().measures(trim.parse().expect("a trim")).grid;
        assert_eq!((grid.units, grid.lines), (units, lines), "{trim}");
        assert_eq!((&*grid.measures, grid.leg), (measures, measures[0]), "{trim}");
        let got = grid.span(grid.leg) / 72.0 * 25.4;
        assert!((got - leg_mm).abs() < 0.1, "{trim}: leg of {got} mm");
    }

    #[test]
    fn listed_formats_have_the_units_of_the_specification() {
        check("190x270", 12, &[4, 6], 59, 51.7);
        check("A4", 12, &[4, 6], 59, 55.7);
        check("A5", 6, &[3], 44, 59.0);
        let grid = design().measures("190x270".parse().expect("a trim")).grid;
        let mm = |points: f64| points / 72.0 * 25.4;
        assert!((mm(grid.span(1)) - 9.542).abs() < 0.001);
        assert!((mm(grid.left(1, 4)) - 12.0 - 51.667 - 4.5).abs() < 0.001);
        assert_eq!(grid.widths(), [4, 6, 8, 12]);
    }

    #[test]
    fn an_unlisted_trim_scales_from_the_nearest_format() {
        check("200x280", 12, &[4, 6], 61, 54.5);
        check("105x148", 3, &[3], 31, 87.3);
    }

    #[test]
    fn a_design_that_lacks_something_is_refused_with_its_name() {
        for (from, to) in [
            ("accent", "akzent"),
            ("cover = 33.0", ""),
            ("#1B1A19", "#1B1A1"),
            ("measures = [4, 6]", "measures = []"),
            ("measures = [4, 6]", "measures = [5, 6]"),
            ("measures = [4, 6]", "measures = [4, 6]\ndigest = 4"),
            ("measures = [4, 6]", "measures = [4, 6]\ndigest = 7"),
            ("measures = [4, 6]", "measures = [4, 6]\nmargins = 3"),
        ] {
            let broken = TOKENS.replacen(from, to, 1);
            let error = Design::parse("x", &broken, "").expect_err("refused");
            assert_eq!(error.code(), "design.tokens");
        }
    }
}
