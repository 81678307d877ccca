//! One article as a file of its own, set as the issue is: the title of the bulletin, the
//! article, and nothing else. What a reader saves.

use crate::design::Design;
use crate::error::PressError;
use crate::typeset::Target;
use crate::{Press, meta, pdf};
use document::{
    Article, Edition, Fit, PhotoId, PhotoLibrary, PhotoUnavailable, Recipe, Rendition,
    Unwatched, Wishes,
};
use typst::model::DocumentInfo;
use typst_layout::PagedDocument;

/// A library that gives what fills a box with half the pixels: 150 an inch are sharp on
/// a screen, and the files of all articles stay small.
struct Lean<'a>(&'a dyn PhotoLibrary);

impl PhotoLibrary for Lean<'_> {
    fn rendition(
        &self,
        photo: PhotoId,
        recipe: &Recipe,
    ) -> Result<Rendition, PhotoUnavailable> {
        let fit = match recipe.fit {
            Fit::Cover { width, height, focus } => Fit::Cover {
                width: (width / 2).max(1),
                height: (height / 2).max(1),
                focus,
            },
            within => within,
        };
        self.0.rendition(photo, &Recipe { fit, ..*recipe })
    }
}

impl Press {
    /// Writes one article of an edition as a PDF to read: PDF/UA-1 and PDF/A-2a.
    ///
    /// # Errors
    ///
    /// As for [`Press::pdf`].
    pub fn offprint(
        &self,
        edition: &Edition,
        design: &Design,
        photos: &dyn PhotoLibrary,
        article: &Article,
    ) -> Result<Vec<u8>, PressError> {
        let mut alone = Edition {
            articles: vec![article.clone()],
            plan: None,
            wishes: Wishes::new(),
            ..edition.clone()
        };
        alone.issue.pages = None;
        let lean = Lean(photos);
        let sheets = self.sheets(&alone, design, &lean, Target::Screen, &Unwatched)?;
        // Pages behind the article hold the imprint at most.
        let last = sheets.frames_of(article.id).iter().map(|place| place.page).max();
        let pages = sheets.document.pages().iter().take(last.unwrap_or(0) + 1).cloned();
        let whole = meta(&alone, &sheets);
        let title = article.headline_on_paper().trim();
        let own = pdf::Meta {
            title: if title.is_empty() { whole.title.clone() } else { title.to_owned() },
            author: match article.bylines.join(", ") {
                names if names.trim().is_empty() => whole.author.clone(),
                names => names,
            },
            subject: whole.title.clone(),
            lang: edition.lang_of(article),
            document_id: format!("{} {}", whole.document_id, article.id),
            ..whole
        };
        let document = PagedDocument::new(pages.collect(), DocumentInfo::default());
        Ok(pdf::screen(&document, &own)?)
    }
}
