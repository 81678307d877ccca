//! Remarks that the program can mend by itself, with one click and one step to undo.

use crate::desk::Desk;
use crate::failure::Failure;
use crate::{proof, words};
use document::{ArticleId, Lang, PhotoId, PhotoWord, Remark, Trim};
use store::{Changes, Op};

/// The remarks that [`Desk::mend`] knows how to mend. Each has the words of its button in
/// `words/`, under `mend`.
pub(crate) const MENDABLE: [&str; 15] = [
    "ad.in_bulletin",
    "article.changed",
    "article.unused",
    "heading.skipped",
    "link.dead",
    "style.dashes",
    "style.dates",
    "style.quotes",
    "style.tones",
    "table.no_head",
    "text.capitals",
    "text.characters",
    "text.legacy",
    "trim.too_large",
    "words.unread",
];

/// What stands for the codes a person wrote to have mended.
///
/// # Errors
///
/// `mend.unknown` when no remark has one of these codes, naming those that can be mended;
/// `mend.by_hand` when only a person can mend it.
pub fn mendable(codes: &[String]) -> Result<(), Failure> {
    for code in codes {
        if MENDABLE.contains(&code.as_str()) {
            continue;
        }
        let is_remark = words::find(Lang::Vi, "remark", code).is_some();
        let refused = if is_remark { "mend.by_hand" } else { "mend.unknown" };
        let known = MENDABLE.join(", ");
        return Err(Failure { code: refused, ..Failure::new("mend.gone", code) }
            .with("code", code)
            .with("known", known));
    }
    Ok(())
}

impl Desk {
    /// Mends what a remark of the check list is about.
    ///
    /// # Errors
    ///
    /// `mend.by_hand` when only a person can; nothing is changed then.
    pub fn mend(&mut self, remark: &Remark) -> Result<Changes, Failure> {
        let by_hand = || Failure::new("mend.by_hand", remark.code);
        if !MENDABLE.contains(&remark.code) {
            return Err(by_hand());
        }
        let value = |wanted: &str| {
            let found = remark.values.iter().find(|(name, _)| *name == wanted);
            found.map(|(_, value)| value.as_str())
        };
        match remark.code {
            "trim.too_large" => {
                let most: Trim = value("most")
                    .and_then(|most| most.replace(' ', "").parse().ok())
                    .ok_or_else(by_hand)?;
                self.set("trim", &most.to_string(), None)
            }
            "words.unread" => {
                let photo = remark.place.photo.ok_or_else(by_hand)?;
                self.accept_words(&[photo], &PhotoWord::ALL)
            }
            "article.changed" => {
                let id = remark.place.article.ok_or_else(by_hand)?;
                let version = value("version").and_then(|own| own.parse().ok());
                Ok(self.restore(version.ok_or_else(by_hand)?, Some(id))?.1)
            }
            "text.capitals" => {
                let id = remark.place.article.ok_or_else(by_hand)?;
                let mut article = self.article(id)?;
                if !proof::mend_capitals(&mut article) {
                    return Err(by_hand());
                }
                let saved =
                    self.edit(Op::EditArticle, |edit| edit.save_article(&article))?;
                Ok(saved.1)
            }
            "ad.in_bulletin" => {
                let id = remark.place.article.ok_or_else(by_hand)?;
                self.set_aside(&[id])
            }
            "article.unused" => {
                let id = remark.place.article.ok_or_else(by_hand)?;
                let (issue, last) = (self.issue, self.outline()?.len());
                let moved = self
                    .edit(Op::MoveArticle, |edit| edit.place_article(id, issue, last))?;
                Ok(moved.1)
            }
            code => {
                let id = remark.place.article.ok_or_else(by_hand)?;
                let edition = self.edition()?;
                let mut article = self.article(id)?;
                if !document::mend(&edition, &mut article, code) {
                    return Err(by_hand());
                }
                let saved =
                    self.edit(Op::EditArticle, |edit| edit.save_article(&article))?;
                Ok(saved.1)
            }
        }
    }

    /// Mends the remark of the check list with this code at this place.
    ///
    /// # Errors
    ///
    /// `mend.gone` when the check list has no such remark any more, and as for
    /// [`Desk::mend`].
    pub fn mend_at(
        &mut self,
        code: &str,
        article: Option<ArticleId>,
        photo: Option<PhotoId>,
    ) -> Result<Changes, Failure> {
        let remarks = self.remarks()?;
        let found = remarks.into_iter().find(|remark| {
            remark.code == code
                && remark.place.article == article
                && remark.place.photo == photo
        });
        let remark = found.ok_or_else(|| Failure::new("mend.gone", code))?;
        self.mend(&remark)
    }
}
