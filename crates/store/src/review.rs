//! What reviewers said and who approved: rows like any other, so that undo knows them.

use crate::contents::Contents;
use crate::error::{EditError, ReadError, What};
use crate::{Edit, Timestamp, cell};
use document::{ArticleId, IssueId};
use rusqlite::{Row, params};

/// What a reviewer said of a paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Comment {
    /// Its row; 0 before it is in the file.
    pub id: i64,
    /// Identity, given where it was written: the same comment comes in once.
    pub uuid: String,
    /// The article.
    pub article: ArticleId,
    /// The paragraph, counted from 0; the title and the lead come before the text.
    pub paragraph: u32,
    /// The words of the paragraph when it was read.
    pub quote: String,
    /// Who said it.
    pub name: String,
    /// What was said.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// Whether it was dealt with.
    pub settled: bool,
}

/// Somebody's word that an issue may be printed as it was then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Approval {
    /// Its row.
    pub id: i64,
    /// The issue.
    pub issue: IssueId,
    /// Who approved.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// What the content came to: see [`Version::digest`](crate::Version::digest).
    pub digest: String,
}

impl Contents {
    /// What was said of an article, in the order of its paragraphs.
    pub fn comments(&self, article: ArticleId) -> Result<Vec<Comment>, ReadError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, uuid, article, paragraph, quote, name, text, at, settled
             FROM comment WHERE article = ?1 ORDER BY paragraph, at, id",
        )?;
        let found = statement
            .query_map([article.to_string()], comment)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(found.into_iter().flatten().collect())
    }

    /// What was said of the articles of an issue, and of those that its versions hold
    /// and that have left it since, in the order it was said.
    pub fn comments_of(&self, issue: IssueId) -> Result<Vec<Comment>, ReadError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, uuid, article, paragraph, quote, name, text, at, settled
             FROM comment
             WHERE article IN (SELECT uuid FROM article WHERE issue = ?1)
                OR article IN (
                  SELECT snapshot.row ->> 'uuid' FROM version
                  JOIN version_row ON version_row.version = version.id AND tbl = 'article'
                  JOIN snapshot USING (hash) WHERE version.issue = ?1)
               AND article NOT IN (
                  SELECT uuid FROM article WHERE issue IS NOT NULL AND issue <> ?1)
             ORDER BY at, id",
        )?;
        let found = statement
            .query_map([issue.0], comment)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(found.into_iter().flatten().collect())
    }

    /// The approvals of an issue, the latest last, also those of content that was
    /// changed since.
    pub fn approvals(&self, issue: IssueId) -> Result<Vec<Approval>, ReadError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, issue, name, at, digest FROM approval WHERE issue = ?1 ORDER BY id",
        )?;
        let found = statement.query_map([issue.0], |row| {
            Ok(Approval {
                id: row.get(0)?,
                issue,
                name: cell::text(row, 2),
                at: Timestamp::from_unix(cell::number(row, 3).unwrap_or_default()),
                digest: cell::text(row, 4),
            })
        })?;
        Ok(found.collect::<rusqlite::Result<_>>()?)
    }
}

impl Edit<'_> {
    /// Adds a comment; one that is here already is left alone. Tells whether it is new.
    pub fn add_comment(&mut self, comment: &Comment) -> Result<bool, EditError> {
        let is_known = self
            .connection
            .prepare_cached("SELECT 1 FROM comment WHERE uuid = ?1")?
            .exists([&comment.uuid])?;
        if is_known {
            return Ok(false);
        }
        self.connection
            .prepare_cached(
                "INSERT INTO comment (uuid, article, paragraph, quote, name, text, at,
                   settled) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
            )?
            .execute(params![
                cell::stored(&comment.uuid),
                comment.article.to_string(),
                comment.paragraph,
                cell::stored(&comment.quote),
                cell::stored(&comment.name),
                cell::stored(&comment.text),
                comment.at.as_unix(),
                comment.settled
            ])?;
        Ok(true)
    }

    /// Says whether a comment was dealt with.
    pub fn settle_comment(&mut self, id: i64, settled: bool) -> Result<(), EditError> {
        let updated = self
            .connection
            .prepare_cached("UPDATE comment SET settled = ?2 WHERE id = ?1")?
            .execute(params![id, settled])?;
        if updated == 0 {
            return Err(EditError::Missing { what: What::Comment(id) });
        }
        Ok(())
    }

    /// Approves an issue as it stands. Every later change of its content shows, since
    /// its digest is another one then.
    pub fn approve(
        &mut self,
        issue: IssueId,
        name: &str,
        at: Timestamp,
    ) -> Result<(), EditError> {
        let digest = self.digest(issue)?;
        self.add_approval(issue, name, at, &digest)
    }

    /// Adds an approval of what came to `digest` when it was read: it stands only while
    /// the content comes to the same.
    pub fn add_approval(
        &mut self,
        issue: IssueId,
        name: &str,
        at: Timestamp,
        digest: &str,
    ) -> Result<(), EditError> {
        self.issue(issue)?;
        self.connection
            .prepare_cached(
                "INSERT INTO approval (issue, name, at, digest) VALUES (?1, ?2, ?3, ?4)",
            )?
            .execute(params![issue.0, cell::stored(name), at.as_unix(), digest])?;
        Ok(())
    }
}

fn comment(row: &Row<'_>) -> rusqlite::Result<Option<Comment>> {
    let Some(article) = cell::parsed(row, 2) else { return Ok(None) };
    Ok(Some(Comment {
        id: row.get(0)?,
        uuid: cell::text(row, 1),
        article,
        paragraph: cell::number(row, 3).unwrap_or_default(),
        quote: cell::text(row, 4),
        name: cell::text(row, 5),
        text: cell::text(row, 6),
        at: Timestamp::from_unix(cell::number(row, 7).unwrap_or_default()),
        settled: cell::number::<i64>(row, 8).is_some_and(|settled| settled != 0),
    }))
}
