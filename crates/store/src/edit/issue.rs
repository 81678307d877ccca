//! Issues.

use super::Edit;
use crate::error::{EditError, What};
use document::{Date, IssueId};
use rusqlite::params;

impl Edit<'_> {
    /// Begins an issue, on request with the fields and copies of the recurring articles
    /// of another one.
    pub fn add_issue(
        &mut self,
        number: u32,
        date: Date,
        pages: Option<u32>,
        copy_values_from: Option<IssueId>,
    ) -> Result<IssueId, EditError> {
        self.connection
            .prepare_cached(
                "INSERT INTO issue (number, date, pages) VALUES (?1, ?2, ?3)",
            )?
            .execute(params![number, date.to_string(), pages])?;
        let id = IssueId(new_id(self)?);
        if let Some(model) = copy_values_from {
            for (key, value) in self.issue(model)?.values.iter() {
                self.set_value(key, Some(id), value)?;
            }
            for article in self.recurring(Some(model))? {
                self.repeat_article(article, id)?;
            }
        }
        Ok(id)
    }

    /// Sets number, date and pages of an issue.
    pub fn set_issue(
        &mut self,
        id: IssueId,
        number: u32,
        date: Date,
        pages: Option<u32>,
    ) -> Result<(), EditError> {
        let updated = self
            .connection
            .prepare_cached(
                "UPDATE issue SET number = ?2, date = ?3, pages = ?4 WHERE id = ?1",
            )?
            .execute(params![id.0, number, date.to_string(), pages])?;
        if updated == 0 { Err(missing(id)) } else { Ok(()) }
    }

    /// Removes an issue and its plan. Its articles go to the end of the pool, in their order.
    pub fn remove_issue(&mut self, id: IssueId) -> Result<(), EditError> {
        self.issue(id)?;
        for head in self.outline(Some(id))? {
            self.place_article(head.id, None, usize::MAX)?;
        }
        self.remove_plan(id)?;
        for sql in
            ["DELETE FROM field WHERE issue = ?1", "DELETE FROM issue WHERE id = ?1"]
        {
            self.connection.prepare_cached(sql)?.execute([id.0])?;
        }
        Ok(())
    }
}

/// The row number just given, as an identity.
pub(super) fn new_id(edit: &Edit<'_>) -> Result<u32, EditError> {
    u32::try_from(edit.connection.last_insert_rowid()).map_err(|_| EditError::Full)
}

fn missing(id: IssueId) -> EditError {
    EditError::Missing { what: What::Issue(id) }
}
