//! The page plan and the wishes it is made by.
//!
//! Rows are matched by page and position, so that moving one module is a step of a few
//! rows and not of the whole issue.

use super::Edit;
use super::article::missing;
use crate::error::EditError;
use document::{ArticleId, IssueId, Module, PagePlan, Wish};
use rusqlite::{OptionalExtension, named_params, params};

impl Edit<'_> {
    /// Saves the plan of an issue in place of the one before; `None` removes it.
    ///
    /// Fails with [`EditError::Missing`] when it names an article that does not stand
    /// in the issue: it was made before that one went.
    pub fn set_plan(
        &mut self,
        issue: IssueId,
        plan: Option<&PagePlan>,
    ) -> Result<(), EditError> {
        self.issue(issue)?;
        let Some(plan) = plan else { return self.remove_plan(issue) };
        let row = self.plan_row(issue, plan.pages.len())?;
        for (number, modules) in (1..).zip(&plan.pages) {
            for (position, module) in (0..).zip(modules) {
                self.put_module(issue, (row, number, position), module)?;
            }
            self.connection
                .prepare_cached(
                    "DELETE FROM module WHERE plan = ?1 AND page = ?2 AND position >= ?3",
                )?
                .execute(params![row, number, modules.len()])?;
        }
        self.connection
            .prepare_cached("DELETE FROM module WHERE plan = ?1 AND page > ?2")?
            .execute(params![row, plan.pages.len()])?;
        Ok(())
    }

    /// Saves what the officer says of an article of an issue; saying nothing removes
    /// it.
    ///
    /// Fails with [`EditError::Missing`] when the article does not stand in the issue.
    pub fn set_wish(
        &mut self,
        issue: IssueId,
        article: ArticleId,
        wish: &Wish,
    ) -> Result<(), EditError> {
        let row = self.row_in(issue, article)?;
        if *wish == Wish::default() {
            self.connection
                .prepare_cached("DELETE FROM wish WHERE article = ?1")?
                .execute([row])?;
            return Ok(());
        }
        let rank = wish.rank.map(|rank| rank.as_str());
        let cells = named_params! {
            ":article": row,
            ":rank": rank,
            ":may_hold": wish.may_hold,
            ":page": wish.page,
            ":whole": wish.whole,
            ":photos": wish.photos.as_str(),
            ":units": wish.units,
        };
        let updated = self
            .connection
            .prepare_cached(include_str!("save_wish.sql"))?
            .execute(cells)?;
        if updated == 0 {
            self.connection
                .prepare_cached(include_str!("add_wish.sql"))?
                .execute(cells)?;
        }
        Ok(())
    }

    /// Takes an article out of every plan, and what was wished of it: it goes, or it
    /// goes to another issue.
    pub(super) fn unplan(&self, article: i64) -> Result<(), EditError> {
        for sql in [
            "DELETE FROM module WHERE article = ?1",
            "DELETE FROM wish WHERE article = ?1",
        ] {
            self.connection.prepare_cached(sql)?.execute([article])?;
        }
        Ok(())
    }

    pub(super) fn remove_plan(&self, issue: IssueId) -> Result<(), EditError> {
        for sql in [
            "DELETE FROM module WHERE plan IN (SELECT id FROM plan WHERE issue = ?1)",
            "DELETE FROM plan WHERE issue = ?1",
        ] {
            self.connection.prepare_cached(sql)?.execute([issue.0])?;
        }
        Ok(())
    }

    /// The row of an issue's plan, which from now on has so many pages.
    fn plan_row(&self, issue: IssueId, pages: usize) -> Result<i64, EditError> {
        let known: Option<i64> = self
            .connection
            .prepare_cached("SELECT id FROM plan WHERE issue = ?1 ORDER BY id")?
            .query_row([issue.0], |row| row.get(0))
            .optional()?;
        match known {
            Some(row) => {
                self.connection
                    .prepare_cached("UPDATE plan SET pages = ?2 WHERE id = ?1")?
                    .execute(params![row, pages])?;
                Ok(row)
            }
            None => {
                self.connection
                    .prepare_cached("INSERT INTO plan (issue, pages) VALUES (?1, ?2)")?
                    .execute(params![issue.0, pages])?;
                Ok(self.connection.last_insert_rowid())
            }
        }
    }

    /// `place`: row of the plan, page from 1, position.
    fn put_module(
        &self,
        issue: IssueId,
        place: (i64, u32, u32),
        module: &Module,
    ) -> Result<(), EditError> {
        let article = match module.article {
            Some(id) => Some(self.row_in(issue, id)?),
            None => None,
        };
        let (plan, page, position) = place;
        let cells = named_params! {
            ":plan": plan,
            ":page": page,
            ":position": position,
            ":kind": module.kind.as_str(),
            ":article": article,
            ":part": module.part,
            ":unit": module.unit,
            ":units": module.units,
            ":line": module.line,
            ":lines": module.lines,
            ":legs": module.legs,
            ":pinned": module.pinned,
        };
        let updated = self
            .connection
            .prepare_cached(include_str!("save_module.sql"))?
            .execute(cells)?;
        if updated == 0 {
            self.connection
                .prepare_cached(include_str!("add_module.sql"))?
                .execute(cells)?;
        }
        Ok(())
    }

    /// The row of an article that stands in this issue.
    fn row_in(&self, issue: IssueId, id: ArticleId) -> Result<i64, EditError> {
        let found = self
            .connection
            .prepare_cached("SELECT id FROM article WHERE uuid = ?1 AND issue = ?2")?
            .query_row(params![id.to_string(), issue.0], |row| row.get(0))
            .optional()?;
        found.ok_or_else(|| missing(id))
    }
}
