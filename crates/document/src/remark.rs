//! What Bantin has to say about the content: remarks, never errors.

use crate::{ArticleId, PhotoId};

/// How much a remark matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// A law or the printer asks for it.
    Must,
    /// A reader would notice.
    Should,
    /// A careful editor would look at it.
    Could,
}

impl Severity {
    /// The name used in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Must => "must",
            Self::Should => "should",
            Self::Could => "could",
        }
    }
}

/// Where a remark points to. Empty means the bulletin as a whole.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// Page of the issue, counted from 1.
    pub page: Option<u32>,
    /// The article concerned.
    pub article: Option<ArticleId>,
    /// The photo concerned.
    pub photo: Option<PhotoId>,
}

/// One thing worth telling the officer about the content.
///
/// The sentence a person reads is chosen by `code` in `desk/words` and filled
/// with `values`; nothing here knows a language.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Remark {
    /// Stable name such as `photo.missing`. Never reused, never translated.
    pub code: &'static str,
    /// How much it matters.
    pub severity: Severity,
    /// Where to look.
    pub place: Place,
    /// Named values of the sentence, such as `("name", "ky-ket.jpg")`.
    pub values: Vec<(&'static str, String)>,
}

impl Remark {
    /// A remark about the bulletin as a whole; narrow it with
    /// [`Remark::article`], [`Remark::photo`] or [`Remark::page`].
    pub fn new(code: &'static str, severity: Severity) -> Self {
        Self { code, severity, place: Place::default(), values: Vec::new() }
    }

    /// Points the remark at an article.
    #[must_use]
    pub fn article(mut self, article: ArticleId) -> Self {
        self.place.article = Some(article);
        self
    }

    /// Points the remark at a photo.
    #[must_use]
    pub fn photo(mut self, photo: PhotoId) -> Self {
        self.place.photo = Some(photo);
        self
    }

    /// Points the remark at a page, counted from 1.
    #[must_use]
    pub fn page(mut self, page: u32) -> Self {
        self.place.page = Some(page);
        self
    }

    /// Adds a value for the sentence.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.values.push((name, value.into()));
        self
    }
}
