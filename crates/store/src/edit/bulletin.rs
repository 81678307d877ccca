//! The series and the fields of masthead and imprint.

use super::Edit;
use crate::cell::stored;
use crate::error::EditError;
use document::{Bulletin, IssueId, Key, Lang, Trim};
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
        let (issue, value) = (issue.map(|issue| issue.0), stored(value));
        if value.is_empty() {
            self.connection
                .prepare_cached("DELETE FROM field WHERE issue IS ?1 AND key = ?2")?
                .execute(params![issue, key.as_str()])?;
            return Ok(());
        }
        let updated = self
            .connection
            .prepare_cached("UPDATE field SET value = ?3 WHERE issue IS ?1 AND key = ?2")?
            .execute(params![issue, key.as_str(), value])?;
        if updated == 0 {
            self.connection
                .prepare_cached(
                    "INSERT INTO field (issue, key, value) VALUES (?1, ?2, ?3)",
                )?
                .execute(params![issue, key.as_str(), value])?;
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
