//! What an edit touched.

use crate::cell;
use crate::history::RowChange;
use document::{ArticleId, PhotoId};
use rusqlite::{Connection, OptionalExtension};
use std::collections::BTreeSet;

/// What an edit, an undo or a redo touched: what the interface shows again.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Changes {
    /// Language, design, page size or fields of the series.
    pub bulletin: bool,
    /// Issues or their fields.
    pub issues: bool,
    /// Sections, their names or order.
    pub sections: bool,
    /// What an outline shows: which articles stand where, their titles, sections and
    /// states. Not their counts of words: those follow `articles`.
    pub outline: bool,
    /// Articles added, changed or removed.
    pub articles: BTreeSet<ArticleId>,
    /// Photos added, changed or removed.
    pub photos: BTreeSet<PhotoId>,
    /// Page plans of issues, or what is wished of articles.
    pub plan: bool,
    /// What reviewers said, and approvals.
    pub review: bool,
}

impl Changes {
    /// Whether nothing was touched.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Sums up what happened to rows.
    pub(crate) fn of(
        connection: &Connection,
        rows: &[RowChange],
    ) -> rusqlite::Result<Self> {
        let mut changes = Self::default();
        for row in rows {
            match row.table {
                "bulletin" => changes.bulletin = true,
                "field" if row.is_null("issue") => changes.bulletin = true,
                "issue" | "field" => changes.issues = true,
                "section" => changes.sections = true,
                "article" => {
                    changes.articles.extend(identity(row));
                    changes.outline |= row.touches(OUTLINE);
                }
                "attachment" => {
                    changes.articles.extend(owner(connection, row, rows)?);
                }
                "photo" => {
                    changes.photos.extend(u32::try_from(row.id).ok().map(PhotoId));
                }
                "plan" | "module" | "wish" => changes.plan = true,
                "approval" | "comment" => changes.review = true,
                _ => {}
            }
        }
        Ok(changes)
    }
}

const OUTLINE: &[&str] = &["issue", "position", "section", "title", "status"];

/// The article of an attachment, which may have gone with it.
fn owner(
    connection: &Connection,
    attachment: &RowChange,
    rows: &[RowChange],
) -> rusqlite::Result<Option<ArticleId>> {
    let Some(article) = attachment.number("article") else { return Ok(None) };
    if let Some(row) = rows.iter().find(|row| row.table == "article" && row.id == article)
    {
        return Ok(identity(row));
    }
    let id = connection
        .prepare_cached("SELECT uuid FROM article WHERE id = ?1")?
        .query_row([article], |row| Ok(cell::parsed(row, 0)))
        .optional()?;
    Ok(id.flatten())
}

fn identity(article: &RowChange) -> Option<ArticleId> {
    article.text("uuid")?.parse().ok()
}
