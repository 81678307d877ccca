//! What a version says.

use crate::contents::{Contents, article_of};
use crate::error::ReadError;
use document::Article;

impl Contents {
    /// The articles of a version in reading order, without their attachments.
    pub fn version_articles(&self, version: i64) -> Result<Vec<Article>, ReadError> {
        self.version(version)?;
        let mut statement =
            self.connection.prepare_cached(include_str!("article.sql"))?;
        let rows = statement
            .query_map([version], article_of)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(rows.into_iter().filter_map(|(_, article)| article).collect())
    }
}
