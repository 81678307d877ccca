//! Files and recordings attached to articles.

use super::article::missing;
use super::{Edit, free_name, keep};
use crate::cell::stored;
use crate::error::{EditError, What};
use document::{ArticleId, Attachment, AttachmentKind};
use rusqlite::params;

impl Edit<'_> {
    /// Attaches a file. Returns its name, numbered when the article has such a one.
    pub fn add_attachment(
        &mut self,
        article: ArticleId,
        attachment: &Attachment,
    ) -> Result<String, EditError> {
        let row = self.row_of(article)?.ok_or_else(|| missing(article))?;
        let name = free_name(&attachment.name, "tep", |name| {
            Ok(self
                .connection
                .prepare_cached(
                    "SELECT 1 FROM attachment WHERE article = ?1 AND name = ?2",
                )?
                .exists(params![row, name])?)
        })?;
        let voice = match &attachment.kind {
            AttachmentKind::File => None,
            AttachmentKind::Recording { voice } => Some(stored(voice)),
        };
        let hash = keep(&self.connection, &attachment.bytes)?;
        self.connection.prepare_cached(include_str!("add_attachment.sql"))?.execute(
            params![
                row,
                name,
                stored(&attachment.title),
                stored(&attachment.media_type),
                voice,
                hash
            ],
        )?;
        Ok(name)
    }

    /// Removes an attached file, by its name.
    pub fn remove_attachment(
        &mut self,
        article: ArticleId,
        name: &str,
    ) -> Result<(), EditError> {
        let row = self.row_of(article)?.ok_or_else(|| missing(article))?;
        let removed = self
            .connection
            .prepare_cached("DELETE FROM attachment WHERE article = ?1 AND name = ?2")?
            .execute(params![row, name])?;
        if removed == 0 {
            return Err(EditError::Missing { what: What::Attachment(name.to_owned()) });
        }
        Ok(())
    }
}
