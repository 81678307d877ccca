//! The series and its issues.

use crate::{Date, DesignSettings, Key, Lang, Mm, Values};
use serde::{Deserialize, Serialize};
use std::fmt;
use std::str::FromStr;

/// The size of a page after cutting.
#[derive(Debug, Clone, Copy, PartialEq, Serialize, Deserialize)]
pub struct Trim {
    /// Width.
    pub width: Mm,
    /// Height.
    pub height: Mm,
}

impl Trim {
    /// Bản tin tabloid, 190 × 270 mm: the greatest size Vietnamese bulletins use.
    pub fn tabloid() -> Self {
        "190x270".parse().expect("a valid size")
    }

    /// A4, 210 × 297 mm.
    pub fn a4() -> Self {
        "210x297".parse().expect("a valid size")
    }
}

impl fmt::Display for Trim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}x{}", self.width.get(), self.height.get())
    }
}

/// The text is not a page size such as `190x270`.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("not a page size: {0}")]
pub struct NotATrim(pub String);

impl FromStr for Trim {
    type Err = NotATrim;

    /// Reads `190x270`, `190 × 270 mm`, `A4` or `A5`. Sides are 74 to 420 mm.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let refuse = || NotATrim(text.to_owned());
        let plain = text.trim().to_ascii_lowercase();
        let plain = match plain.as_str() {
            "a4" => "210x297",
            "a5" => "148x210",
            other => other.strip_suffix("mm").unwrap_or(other),
        };
        let (width, height) = plain.split_once(['x', '×', '*']).ok_or_else(refuse)?;
        let side = |text: &str| -> Option<Mm> {
            let mm: f64 = text.trim().replace(',', ".").parse().ok()?;
            (74.0..=420.0).contains(&mm).then(|| Mm::new(mm)).flatten()
        };
        match (side(width), side(height)) {
            (Some(width), Some(height)) => Ok(Self { width, height }),
            _ => Err(refuse()),
        }
    }
}

/// The series: one `.bantin` file holds one.
#[derive(Debug, Clone, PartialEq)]
pub struct Bulletin {
    /// Language of the bulletin.
    pub lang: Lang,
    /// Name of the design folder.
    pub design: String,
    /// Page size of new issues.
    pub trim: Trim,
    /// Masthead and imprint fields that belong to the series.
    pub values: Values,
}

impl Bulletin {
    /// A series without words yet, on tabloid pages.
    pub fn new(lang: Lang, design: &str) -> Self {
        let values = Values::default();
        Self { lang, design: design.to_owned(), trim: Trim::tabloid(), values }
    }

    /// The name as printed, without the word "Bản tin". Empty when not given yet.
    pub fn name(&self) -> &str {
        self.values.get(Key::Name)
    }

    /// What it changes in its design.
    pub fn settings(&self) -> DesignSettings {
        DesignSettings::of(&self.values)
    }
}

/// An issue, by its row in the file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct IssueId(pub u32);

/// One issue of the series.
#[derive(Debug, Clone, PartialEq)]
pub struct Issue {
    /// Identity within the bulletin.
    pub id: IssueId,
    /// Number on the masthead; starts again each year in many bulletins.
    pub number: u32,
    /// Day of publication.
    pub date: Date,
    /// Pages wanted; `None` means as many as the text needs.
    pub pages: Option<u32>,
    /// Imprint fields that belong to this issue.
    pub values: Values,
}

impl Issue {
    /// An issue with as many pages as its text needs and nothing filled in.
    pub fn new(id: IssueId, number: u32, date: Date) -> Self {
        Self { id, number, date, pages: None, values: Values::default() }
    }
}

/// A section, by its row in the file.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub struct SectionId(pub u32);

/// A section (chuyên mục) of the bulletin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Section {
    /// Identity within the bulletin.
    pub id: SectionId,
    /// Name as printed.
    pub name: String,
    /// Address on the web: lower case, without accents, unique.
    pub slug: String,
}
