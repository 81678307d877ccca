//! Articles.

use super::Edit;
use super::order::{self, Place};
use crate::cell::{from_list, stored};
use crate::error::{EditError, What};
use document::{Article, ArticleId, IssueId};
use rusqlite::{OptionalExtension, named_params, params};

impl Edit<'_> {
    /// Adds an article with its attachments at the end of an issue or the pool.
    ///
    /// Fails with [`EditError::Taken`] when the bulletin has an article of this
    /// identity. Slug and body are not saved: they follow from the rest.
    pub fn add_article(
        &mut self,
        article: &Article,
        issue: Option<IssueId>,
    ) -> Result<ArticleId, EditError> {
        if self.row_of(article.id)?.is_some() {
            return Err(EditError::Taken { name: article.id.to_string() });
        }
        if let Some(issue) = issue {
            self.issue(issue)?;
        }
        let place = Place::Articles(issue.map(|issue| issue.0));
        let position = order::place(self, place, None, usize::MAX)?;
        self.connection
            .prepare_cached(
                "INSERT INTO article (uuid, issue, position) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![
                article.id.to_string(),
                issue.map(|issue| issue.0),
                position
            ])?;
        self.save_article(article)?;
        for attachment in &article.attachments {
            self.add_attachment(article.id, attachment)?;
        }
        Ok(article.id)
    }

    /// Saves everything an editor writes in an article. Its place and its attachments
    /// have verbs of their own and stay as they are.
    pub fn save_article(&mut self, article: &Article) -> Result<(), EditError> {
        if let Some(section) = article.section
            && !self
                .connection
                .prepare_cached("SELECT 1 FROM section WHERE id = ?1")?
                .exists([section.0])?
        {
            return Err(EditError::Missing { what: What::Section(section) });
        }
        let related: Vec<String> =
            article.related.iter().map(ToString::to_string).collect();
        let updated = self
            .connection
            .prepare_cached(include_str!("save_article.sql"))?
            .execute(named_params! {
            ":uuid": article.id.to_string(),
            ":section": article.section.map(|section| section.0),
            ":status": article.status.as_str(),
            ":kicker": stored(&article.kicker),
            ":title": stored(&article.title),
            ":print_title": stored(&article.print_title),
            ":web_title": stored(&article.web_title),
            ":lead": stored(&article.lead),
            ":text": stored(&article.source_text),
            ":bylines": from_list(&article.bylines),
            ":genre": stored(&article.genre),
            ":source": stored(&article.source),
            ":posted": article.posted.map(|day| day.to_string()),
            ":modified": article.modified.map(|day| day.to_string()),
            ":tags": from_list(&article.tags),
            ":lang": article.lang.map(|lang| lang.as_str()),
            ":related": from_list(&related),
            ":translation_of": article.translation_of.map(|id| id.to_string()),
        })?;
        if updated == 0 { Err(missing(article.id)) } else { Ok(()) }
    }

    /// Removes an article with its attachments, its modules and its wishes.
    pub fn remove_article(&mut self, id: ArticleId) -> Result<(), EditError> {
        let row = self.row_of(id)?.ok_or_else(|| missing(id))?;
        self.unplan(row)?;
        for sql in [
            "DELETE FROM attachment WHERE article = ?1",
            "DELETE FROM article WHERE id = ?1",
        ] {
            self.connection.prepare_cached(sql)?.execute([row])?;
        }
        Ok(())
    }

    /// Moves an article so that it has `position` others before it in that issue, or
    /// in the pool (`None`). Leaving its issue, it leaves the plan of it too, and what
    /// was wished of it there.
    pub fn place_article(
        &mut self,
        id: ArticleId,
        issue: Option<IssueId>,
        position: usize,
    ) -> Result<(), EditError> {
        let row = self.row_of(id)?.ok_or_else(|| missing(id))?;
        if let Some(issue) = issue {
            self.issue(issue)?;
        }
        if self.issue_of(id)? != issue {
            self.unplan(row)?;
        }
        let issue = issue.map(|issue| issue.0);
        let position = order::place(self, Place::Articles(issue), Some(row), position)?;
        self.connection
            .prepare_cached("UPDATE article SET issue = ?2, position = ?3 WHERE id = ?1")?
            .execute(params![row, issue, position])?;
        Ok(())
    }

    /// Says whether the next issue begins with a copy of the article.
    pub fn set_recurring(
        &mut self,
        id: ArticleId,
        recurring: bool,
    ) -> Result<(), EditError> {
        let row = self.row_of(id)?.ok_or_else(|| missing(id))?;
        self.connection
            .prepare_cached("UPDATE article SET recurring = ?2 WHERE id = ?1")?
            .execute(params![row, recurring])?;
        Ok(())
    }

    /// Copies an article, with its files and what is wished of it, into an issue: the
    /// same words, a draft of its own.
    pub(super) fn repeat_article(
        &mut self,
        id: ArticleId,
        issue: IssueId,
    ) -> Result<(), EditError> {
        let row = self.row_of(id)?.ok_or_else(|| missing(id))?;
        self.connection
            .prepare_cached(include_str!("repeat_article.sql"))?
            .execute(params![row, uuid::Uuid::new_v4().to_string(), issue.0])?;
        let copy = self.connection.last_insert_rowid();
        for sql in [
            "INSERT INTO attachment (article, name, title, media_type, hash)
             SELECT ?2, name, title, media_type, hash FROM attachment
             WHERE article = ?1 AND voice IS NULL ORDER BY id",
            "INSERT INTO wish (article, rank, may_hold, page, whole, photos, units)
             SELECT ?2, rank, may_hold, page, whole, photos, units FROM wish
             WHERE article = ?1",
        ] {
            self.connection.prepare_cached(sql)?.execute([row, copy])?;
        }
        Ok(())
    }

    pub(super) fn row_of(&self, id: ArticleId) -> Result<Option<i64>, EditError> {
        Ok(self
            .connection
            .prepare_cached("SELECT id FROM article WHERE uuid = ?1")?
            .query_row([id.to_string()], |row| row.get(0))
            .optional()?)
    }
}

pub(crate) fn missing(id: ArticleId) -> EditError {
    EditError::Missing { what: What::Article(id) }
}
