//! Articles and the outline they make.

use super::{Contents, original};
use crate::cell;
use crate::error::{ReadError, What};
use crate::search;
use document::{
    Article, ArticleId, Attachment, AttachmentKind, IssueId, SectionId, Status, body,
};
use rusqlite::{OptionalExtension, Row};

/// What an outline shows of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticleHead {
    /// Identity.
    pub id: ArticleId,
    /// Section it stands in.
    pub section: Option<SectionId>,
    /// Title; may be empty.
    pub title: String,
    /// How far the work has come.
    pub status: Status,
    /// Words of lead and text.
    pub words: u32,
}

impl Contents {
    /// The articles of an issue, or of the pool (`None`), in reading order.
    pub fn outline(&self, issue: Option<IssueId>) -> Result<Vec<ArticleHead>, ReadError> {
        let mut statement =
            self.connection.prepare_cached(include_str!("outline.sql"))?;
        let rows = statement
            .query_map([issue.map(|issue| issue.0)], |row| {
                Ok((head(row)?, cell::number(row, 5)))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut heads = Vec::with_capacity(rows.len());
        for (head, uncounted) in rows {
            let Some(mut head) = head else { continue };
            if let Some(article) = uncounted {
                head.words = search::count(&self.connection, article)?;
            }
            heads.push(head);
        }
        Ok(heads)
    }

    /// One article, its text parsed. Its slug is empty: editions give slugs.
    pub fn article(&self, id: ArticleId) -> Result<Article, ReadError> {
        let found = self
            .connection
            .prepare_cached(concat!(include_str!("article.sql"), " WHERE uuid = ?1"))?
            .query_row([id.to_string()], article)
            .optional()?
            .and_then(|(row, article)| Some((row, article?)));
        let Some((row, article)) = found else {
            return Err(ReadError::Missing { what: What::Article(id) });
        };
        Ok(Article { attachments: self.attachments(row)?, ..article })
    }

    /// The issue an article stands in; `None` for the pool.
    pub fn issue_of(&self, id: ArticleId) -> Result<Option<IssueId>, ReadError> {
        self.connection
            .prepare_cached("SELECT issue FROM article WHERE uuid = ?1")?
            .query_row([id.to_string()], |row| Ok(cell::number(row, 0).map(IssueId)))
            .optional()?
            .ok_or(ReadError::Missing { what: What::Article(id) })
    }

    /// The articles of an issue, or of the pool, that the next issue begins with.
    pub fn recurring(&self, issue: Option<IssueId>) -> Result<Vec<ArticleId>, ReadError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT uuid FROM article WHERE recurring AND issue IS ?1
             ORDER BY position, id",
        )?;
        let ids = statement
            .query_map([issue.map(|issue| issue.0)], |row| Ok(cell::parsed(row, 0)))?
            .collect::<rusqlite::Result<Vec<Option<ArticleId>>>>()?;
        Ok(ids.into_iter().flatten().collect())
    }

    /// The articles of an issue in reading order, each with its row.
    pub(super) fn articles(
        &self,
        issue: IssueId,
    ) -> Result<Vec<(i64, Article)>, ReadError> {
        let mut statement = self.connection.prepare_cached(concat!(
            include_str!("article.sql"),
            " WHERE issue = ?1 ORDER BY position, id"
        ))?;
        let rows = statement
            .query_map([issue.0], article)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        rows.into_iter()
            .filter_map(|(row, article)| Some((row, article?)))
            .map(|(row, article)| {
                Ok((row, Article { attachments: self.attachments(row)?, ..article }))
            })
            .collect()
    }

    /// Attachments whose bytes are lost are left out.
    fn attachments(&self, article: i64) -> Result<Vec<Attachment>, ReadError> {
        let mut statement =
            self.connection.prepare_cached(include_str!("attachments.sql"))?;
        let rows = statement
            .query_map([article], |row| {
                let kind = match row.get_ref(3)? {
                    rusqlite::types::ValueRef::Null => AttachmentKind::File,
                    _ => AttachmentKind::Recording { voice: cell::text(row, 3) },
                };
                let attachment = Attachment {
                    name: cell::file_name(row, 0),
                    title: cell::text(row, 1),
                    media_type: cell::text(row, 2),
                    kind,
                    bytes: [].into(),
                };
                Ok((attachment, cell::text(row, 4)))
            })?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        let mut attachments = Vec::with_capacity(rows.len());
        for (attachment, hash) in rows {
            if let Some(bytes) = original(&self.connection, &hash)? {
                attachments.push(Attachment { bytes: bytes.into(), ..attachment });
            }
        }
        Ok(attachments)
    }
}

fn head(row: &Row<'_>) -> rusqlite::Result<Option<ArticleHead>> {
    Ok(cell::parsed(row, 0).map(|id| ArticleHead {
        id,
        section: cell::number(row, 1).map(SectionId),
        title: cell::text(row, 2),
        status: Status::from_name(&cell::text(row, 3)),
        words: cell::number(row, 4).unwrap_or_default(),
    }))
}

/// Reads the columns of `article.sql`. `None` when the row has no identity.
pub(crate) fn article(row: &Row<'_>) -> rusqlite::Result<(i64, Option<Article>)> {
    let Some(id) = cell::parsed(row, 1) else { return Ok((0, None)) };
    let source_text = cell::text(row, 8);
    let article = Article {
        id,
        slug: String::new(),
        section: cell::number(row, 2).map(SectionId),
        kicker: cell::text(row, 3),
        title: cell::text(row, 4),
        print_title: cell::text(row, 5),
        web_title: cell::text(row, 6),
        lead: cell::text(row, 7),
        body: body::parse(&source_text).0,
        source_text,
        bylines: cell::list(row, 9),
        genre: cell::text(row, 10),
        source: cell::text(row, 11),
        posted: cell::parsed(row, 12),
        modified: cell::parsed(row, 13),
        tags: cell::list(row, 14),
        lang: cell::parsed(row, 15),
        status: Status::from_name(&cell::text(row, 16)),
        related: cell::list(row, 17).iter().filter_map(|id| id.parse().ok()).collect(),
        translation_of: cell::parsed(row, 18),
        attachments: Vec::new(),
    };
    Ok((row.get(0)?, Some(article)))
}
