//! Seals: what was exported of a version, and with what.

use crate::contents::Contents;
use crate::error::{EditError, ReadError};
use crate::{Store, Timestamp, cell};
use document::IssueId;
use rusqlite::params;
use std::collections::BTreeMap;

/// What was exported of a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Seal {
    /// The version.
    pub version: i64,
    /// When.
    pub at: Timestamp,
    /// What its content came to: see [`Version::digest`](super::Version::digest).
    pub digest: String,
    /// Programs, designs and fonts it was made with, by what they are.
    pub made_by: BTreeMap<String, String>,
    /// SHA-256 of every file, by its path.
    pub files: BTreeMap<String, String>,
}

impl Contents {
    /// The seals of an issue, oldest first.
    pub fn seals(&self, issue: IssueId) -> Result<Vec<Seal>, ReadError> {
        let mut statement = self.connection.prepare_cached(
            "SELECT version, seal.at, digest, made_by, files
             FROM seal JOIN version ON version.id = seal.version
             WHERE issue = ?1 ORDER BY seal.id",
        )?;
        let read = |text: String| serde_json::from_str(&text).unwrap_or_default();
        let seals = statement.query_map([issue.0], |row| {
            Ok(Seal {
                version: row.get(0)?,
                at: Timestamp::from_unix(cell::number(row, 1).unwrap_or_default()),
                digest: cell::text(row, 2),
                made_by: read(cell::text(row, 3)),
                files: read(cell::text(row, 4)),
            })
        })?;
        Ok(seals.collect::<rusqlite::Result<_>>()?)
    }
}

impl Store {
    /// Keeps what was exported of a version.
    pub fn add_seal(
        &mut self,
        version: i64,
        at: Timestamp,
        made_by: &BTreeMap<String, String>,
        files: &BTreeMap<String, String>,
    ) -> Result<(), EditError> {
        self.version(version)?;
        let text = |map| serde_json::to_string(map).expect("JSON holds every name");
        let transaction = self.begin()?;
        transaction.execute(
            "INSERT INTO seal (version, at, made_by, files) VALUES (?1, ?2, ?3, ?4)",
            params![version, at.as_unix(), text(made_by), text(files)],
        )?;
        transaction.commit()?;
        Ok(())
    }
}
