//! Royalty coefficients that a board decides for single articles.

use crate::desk::Desk;
use crate::failure::Failure;
use document::royalty::{own_coefficients, with_coefficient};
use document::{ArticleId, Key, Lang};
use store::{Changes, Op};

/// The name of the coefficient among what is said of an article.
pub(crate) const COEFFICIENT: &str = "coefficient";

impl Desk {
    /// The coefficient decided for an article of the current issue, as a person writes
    /// it; empty when its genre decides.
    pub fn coefficient(&self, article: ArticleId) -> Result<String, Failure> {
        let Some(issue) = self.issue()? else { return Ok(String::new()) };
        let own = own_coefficients(issue.values.get(Key::Royalties));
        let written = own.get(&article).map(ToString::to_string).unwrap_or_default();
        Ok(match self.bulletin()?.lang {
            Lang::Vi => written.replace('.', ","),
            Lang::En => written,
        })
    }

    /// Decides the coefficient of an article of the current issue; nothing written
    /// leaves it to the genre again.
    ///
    /// # Errors
    ///
    /// `field.value` for what is no coefficient.
    pub fn set_coefficient(
        &mut self,
        article: ArticleId,
        written: &str,
    ) -> Result<Changes, Failure> {
        let coefficient = match written.trim() {
            "" => None,
            text => Some(text.parse().map_err(|error| {
                Failure::new("field.value", error)
                    .with("key", COEFFICIENT)
                    .with("value", text)
            })?),
        };
        let issue = self.current()?;
        let field = match self.issue()? {
            Some(issue) => issue.values.get(Key::Royalties).to_owned(),
            None => String::new(),
        };
        let field = with_coefficient(&field, article, coefficient);
        let set = |edit: &mut store::Edit<'_>| {
            edit.set_value(Key::Royalties, Some(issue), &field)
        };
        Ok(self.edit(Op::SetField, set)?.1)
    }
}
