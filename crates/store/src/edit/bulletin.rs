//! The series and the fields of masthead and imprint.

use super::Edit;
use crate::cell::stored;
use crate::error::EditError;
use document::{Bulletin, Date, IssueId, Key, Lang, Trim};
use rusqlite::{Connection, params};

impl Edit<'_> {
    /// Fills in a field of the series (`None`) or of an issue; an empty value clears it.
    pub fn set_value(
        &mut self,
        key: Key,
        issue: Option<IssueId>,
        value: &str,
    ) -> Result<(), EditError> {
        if let Some(issue) = issue {
            self.issue(issue)?;
        }
        self.put_value(key, issue.map(|issue| issue.0), None, &stored(value), false)
    }

    /// Fills in a field of the series for the issues of this day and after it; issues
    /// before it keep what they had. Without a day it is for all that no later day
    /// changes.
    pub fn set_series_value(
        &mut self,
        key: Key,
        since: Option<Date>,
        value: &str,
    ) -> Result<(), EditError> {
        let value = stored(value);
        if since.is_some() && self.bulletin_on(since)?.values.get(key) == value {
            return Ok(());
        }
        let day = since.map(|day| day.to_string());
        // Where an earlier day says something, saying nothing must be said.
        let is_said = day.is_some()
            && self
                .connection
                .prepare_cached(
                    "SELECT 1 FROM field WHERE issue IS NULL AND key = ?1
                     AND (since IS NULL OR since < ?2)",
                )?
                .exists(params![key.as_str(), day])?;
        self.put_value(key, None, day.as_deref(), &value, is_said)
    }

    fn put_value(
        &mut self,
        key: Key,
        issue: Option<u32>,
        since: Option<&str>,
        value: &str,
        even_empty: bool,
    ) -> Result<(), EditError> {
        if value.is_empty() && !even_empty {
            self.connection
                .prepare_cached(
                    "DELETE FROM field WHERE issue IS ?1 AND key = ?2 AND since IS ?3",
                )?
                .execute(params![issue, key.as_str(), since])?;
            return Ok(());
        }
        let updated = self
            .connection
            .prepare_cached(
                "UPDATE field SET value = ?4
                 WHERE issue IS ?1 AND key = ?2 AND since IS ?3",
            )?
            .execute(params![issue, key.as_str(), since, value])?;
        if updated == 0 {
            self.connection
                .prepare_cached(
                    "INSERT INTO field (issue, key, since, value) VALUES (?1, ?2, ?3, ?4)",
                )?
                .execute(params![issue, key.as_str(), since, value])?;
        }
        Ok(())
    }

    /// Sets the language of the bulletin.
    pub fn set_lang(&mut self, lang: Lang) -> Result<(), EditError> {
        self.connection
            .prepare_cached("UPDATE bulletin SET lang = ?1")?
            .execute([lang.as_str()])?;
        Ok(())
    }

    /// Sets the design, by the name of its folder.
    pub fn set_design(&mut self, design: &str) -> Result<(), EditError> {
        self.connection
            .prepare_cached("UPDATE bulletin SET design = ?1")?
            .execute([stored(design)])?;
        Ok(())
    }

    /// Sets the page size.
    pub fn set_trim(&mut self, trim: Trim) -> Result<(), EditError> {
        self.connection
            .prepare_cached("UPDATE bulletin SET trim = ?1")?
            .execute([trim.to_string()])?;
        Ok(())
    }
}

/// Fills a new file.
pub(crate) fn begin(
    connection: &Connection,
    bulletin: &Bulletin,
) -> rusqlite::Result<()> {
    let transaction = connection.unchecked_transaction()?;
    transaction.execute(
        "INSERT INTO bulletin (id, lang, design, trim) VALUES (1, ?1, ?2, ?3)",
        params![
            bulletin.lang.as_str(),
            stored(&bulletin.design),
            bulletin.trim.to_string()
        ],
    )?;
    for (key, value) in bulletin.values.iter() {
        transaction.execute(
            "INSERT INTO field (key, value) VALUES (?1, ?2)",
            params![key.as_str(), stored(value)],
        )?;
    }
    transaction.commit()
}
