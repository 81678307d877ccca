//! Saving versions.

use super::scope::{self, Kept};
use super::{Cause, Version};
use crate::contents::Contents;
use crate::error::{EditError, ReadError, What};
use crate::{Store, Timestamp, cell};
use document::IssueId;
use rusqlite::{Connection, OptionalExtension, Row, params};
use sha2::{Digest, Sha256};

/// As many as Bantin makes by itself are kept of each issue.
const MOST_AUTOMATIC: usize = 20;

impl Contents {
    /// The versions of an issue, or of all (`None`), oldest first.
    pub fn versions(&self, issue: Option<IssueId>) -> Result<Vec<Version>, ReadError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT id, issue, name, cause, at, digest FROM version
             WHERE ?1 IS NULL OR issue = ?1 ORDER BY id",
        )?;
        let versions = statement.query_map([issue.map(|issue| issue.0)], version)?;
        Ok(versions.collect::<rusqlite::Result<_>>()?)
    }

    /// One version.
    pub fn version(&self, id: i64) -> Result<Version, ReadError> {
        self.connection
            .prepare_cached(
                "SELECT id, issue, name, cause, at, digest FROM version WHERE id = ?1",
            )?
            .query_row([id], version)
            .optional()?
            .ok_or(ReadError::Missing { what: What::Version(id) })
    }

    /// What the content of an issue comes to now: see [`Version::digest`].
    pub fn digest(&self, issue: IssueId) -> Result<String, ReadError> {
        self.issue(issue)?;
        Ok(scope::digest(&scope::rows(&self.connection, issue.0)?))
    }
}

impl Store {
    /// Saves an issue as it stands. One that Bantin makes by itself is left out when
    /// the last version of the issue holds the same content; that one is returned.
    pub fn take_version(
        &mut self,
        issue: IssueId,
        name: &str,
        cause: Cause,
        at: Timestamp,
    ) -> Result<Version, EditError> {
        self.issue(issue)?;
        let transaction = self.begin()?;
        let rows = scope::rows(&transaction, issue.0)?;
        let digest = scope::digest(&rows);
        let last = self.versions(Some(issue))?.pop();
        if let Some(last) = last.filter(|v| cause.is_automatic() && v.digest == digest) {
            return Ok(last);
        }
        transaction.execute(
            "INSERT INTO version (issue, name, cause, at, digest)
             VALUES (?1, ?2, ?3, ?4, ?5)",
            params![issue.0, cell::stored(name), cause.as_str(), at.as_unix(), digest],
        )?;
        let id = transaction.last_insert_rowid();
        for row in rows {
            keep(&transaction, id, row)?;
        }
        make_room(&transaction, issue)?;
        transaction.commit()?;
        Ok(self.version(id)?)
    }

    /// Forgets a version. What other versions share with it stays.
    pub fn remove_version(&mut self, id: i64) -> Result<(), EditError> {
        self.version(id)?;
        let transaction = self.begin()?;
        remove(&transaction, id)?;
        transaction.commit()?;
        Ok(())
    }
}

fn keep(
    connection: &Connection,
    version: i64,
    (table, id, row): Kept,
) -> rusqlite::Result<()> {
    let text = serde_json::Value::Object(row).to_string();
    let hash = scope::hexadecimal(&Sha256::digest(text.as_bytes()));
    connection
        .prepare_cached("INSERT OR IGNORE INTO snapshot (hash, row) VALUES (?1, ?2)")?
        .execute(params![hash, text])?;
    connection
        .prepare_cached(
            "INSERT INTO version_row (version, tbl, row, hash) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![version, table, id, hash])?;
    Ok(())
}

/// Forgets the oldest of those that Bantin made by itself.
fn make_room(connection: &Connection, issue: IssueId) -> rusqlite::Result<()> {
    let all = connection
        .prepare_cached(
            "SELECT id, cause FROM version WHERE issue = ?1 ORDER BY id DESC",
        )?
        .query_map([issue.0], |row| Ok((row.get(0)?, cell::text(row, 1))))?
        .collect::<rusqlite::Result<Vec<(i64, String)>>>()?;
    let automatic = all
        .into_iter()
        .filter(|(_, cause)| Cause::from_name(cause).is_automatic())
        .map(|(id, _)| id);
    automatic.skip(MOST_AUTOMATIC).try_for_each(|id| remove(connection, id))
}

fn remove(connection: &Connection, id: i64) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM snapshot WHERE hash IN (
           SELECT hash FROM version_row AS own WHERE version = ?1 AND NOT EXISTS (
             SELECT 1 FROM version_row AS other
             WHERE other.hash = own.hash AND other.version <> ?1))",
        "DELETE FROM version_row WHERE version = ?1",
        "DELETE FROM seal WHERE version = ?1",
        "DELETE FROM version WHERE id = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([id])?;
    }
    Ok(())
}

fn version(row: &Row<'_>) -> rusqlite::Result<Version> {
    Ok(Version {
        id: row.get(0)?,
        issue: IssueId(cell::number(row, 1).unwrap_or_default()),
        name: cell::text(row, 2),
        cause: Cause::from_name(&cell::text(row, 3)),
        at: Timestamp::from_unix(cell::number(row, 4).unwrap_or_default()),
        digest: cell::text(row, 5),
    })
}
