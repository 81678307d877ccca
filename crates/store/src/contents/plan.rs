//! The page plan of an issue and the wishes about its articles.

use super::Contents;
use crate::cell;
use crate::error::ReadError;
use document::{IssueId, Module, ModuleKind, PagePlan, PhotoWish, Rank, Wish, Wishes};
use rusqlite::{OptionalExtension, Row};

/// More pages than any issue has: a damaged number must not ask for all memory.
const MOST_PAGES: u32 = 512;

impl Contents {
    /// The saved plan of an issue; `None` when there is none.
    ///
    /// Left out are modules of a kind this version does not know, of articles that do
    /// not stand in the issue, and outside its pages.
    pub fn plan(&self, issue: IssueId) -> Result<Option<PagePlan>, ReadError> {
        let found = self
            .connection
            .prepare_cached("SELECT id, pages FROM plan WHERE issue = ?1 ORDER BY id")?
            .query_row([issue.0], |row| Ok((row.get(0)?, cell::number::<u32>(row, 1))))
            .optional()?;
        let Some((plan, pages)) = found else { return Ok(None) };
        let plan: i64 = plan;
        let pages = pages.unwrap_or_default().min(MOST_PAGES) as usize;
        let mut pages = vec![Vec::new(); pages];
        let mut statement =
            self.connection.prepare_cached(include_str!("modules.sql"))?;
        let mut rows = statement.query([plan])?;
        while let Some(row) = rows.next()? {
            let page = cell::number::<usize>(row, 0).and_then(|page| page.checked_sub(1));
            if let Some(page) = page.and_then(|page| pages.get_mut(page)) {
                page.extend(module(row));
            }
        }
        Ok(Some(PagePlan { pages }))
    }

    /// What the officer says of articles of an issue.
    pub fn wishes(&self, issue: IssueId) -> Result<Wishes, ReadError> {
        let mut wishes = Wishes::new();
        let mut statement = self.connection.prepare_cached(include_str!("wishes.sql"))?;
        let mut rows = statement.query([issue.0])?;
        while let Some(row) = rows.next()? {
            if let Some(article) = cell::parsed(row, 0) {
                wishes.insert(article, wish(row));
            }
        }
        wishes.retain(|_, wish| *wish != Wish::default());
        Ok(wishes)
    }
}

/// Reads the columns of `modules.sql`.
fn module(row: &Row<'_>) -> Option<Module> {
    let article = cell::parsed(row, 2);
    let had_article = cell::number(row, 10) == Some(1);
    if had_article && article.is_none() {
        return None;
    }
    Some(Module {
        kind: ModuleKind::from_name(&cell::text(row, 1))?,
        article,
        part: cell::number(row, 3)?,
        unit: cell::number(row, 4)?,
        units: cell::number(row, 5)?,
        line: cell::number(row, 6)?,
        lines: cell::number(row, 7)?,
        legs: cell::number(row, 8),
        pinned: cell::number(row, 9) == Some(1),
    })
}

/// Reads the columns of `wishes.sql`.
fn wish(row: &Row<'_>) -> Wish {
    Wish {
        rank: Rank::from_name(&cell::text(row, 1)),
        may_hold: cell::number(row, 2) == Some(1),
        page: cell::number(row, 3),
        whole: cell::number(row, 4) == Some(1),
        photos: PhotoWish::from_name(&cell::text(row, 5)).unwrap_or(PhotoWish::Normal),
        units: cell::number(row, 6),
    }
}
