//! Which rows make an issue, and what its content comes to.

use crate::contents::names_in;
use crate::history::{Row, current};
use rusqlite::Connection;
use serde_json::Value;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};

/// A row of a version: its table, its identity, what it says.
pub(super) type Kept = (&'static str, i64, Row);

/// Where the rows of an issue stand, by table, in the order they are put back.
const SCOPE: [(&str, &str); 9] = [
    ("bulletin", "SELECT id FROM bulletin WHERE ?1 = ?1"),
    ("issue", "SELECT id FROM issue WHERE id = ?1"),
    ("field", include_str!("fields.sql")),
    ("section", "SELECT DISTINCT section FROM article WHERE issue = ?1 AND section > 0"),
    ("article", "SELECT id FROM article WHERE issue = ?1"),
    (
        "attachment",
        "SELECT attachment.id FROM attachment
         JOIN article ON article.id = attachment.article WHERE issue = ?1",
    ),
    ("plan", "SELECT id FROM plan WHERE issue = ?1"),
    (
        "module",
        "SELECT module.id FROM module JOIN plan ON plan.id = module.plan WHERE issue = ?1",
    ),
    (
        "wish",
        "SELECT wish.id FROM wish JOIN article ON article.id = wish.article
         WHERE issue = ?1",
    ),
];

/// Columns that say how far work has come and not what a reader sees.
const WORK: &[(&str, &[&str])] =
    &[("article", &["status", "recurring"]), ("photo", &["guess", "likeness", "drafts"])];

/// The rows of an issue as they stand now, ordered by table and identity.
pub(super) fn rows(connection: &Connection, issue: u32) -> rusqlite::Result<Vec<Kept>> {
    let mut rows = Vec::new();
    let mut photos = BTreeSet::new();
    for (table, sql) in SCOPE {
        let ids = connection
            .prepare_cached(sql)?
            .query_map([issue], |row| row.get(0))?
            .collect::<rusqlite::Result<BTreeSet<i64>>>()?;
        for id in ids {
            let Some(row) = current(connection, table, id)? else { continue };
            for column in ["text", "lead"] {
                let text = row.get(column).and_then(|text| text.as_str());
                photos.extend(names_in(text.unwrap_or_default()).map(str::to_owned));
            }
            rows.push((table, id, row));
        }
    }
    let mut ids = BTreeSet::new();
    for name in photos {
        let mut found =
            connection.prepare_cached("SELECT id FROM photo WHERE name = ?1")?;
        let found = found.query_map([name], |row| row.get(0))?;
        ids.extend(found.collect::<rusqlite::Result<Vec<i64>>>()?);
    }
    for id in ids {
        if let Some(row) = current(connection, "photo", id)? {
            rows.push(("photo", id, row));
        }
    }
    Ok(rows)
}

/// What the rows come to, in hexadecimal. Work that no reader sees does not count, nor
/// does what is not given: columns that a later version of the file adds change nothing.
pub(super) fn digest(rows: &[Kept]) -> String {
    let is_given = |value: &Value| match value {
        Value::Null => false,
        Value::String(text) => !text.is_empty() && text != "[]",
        Value::Number(number) => number.as_i64() != Some(0),
        _ => true,
    };
    let mut whole = Sha256::new();
    for (table, id, row) in rows {
        let hidden = WORK.iter().find(|(name, _)| name == table);
        let hidden = hidden.map_or(&[][..], |(_, columns)| *columns);
        let shown: BTreeMap<&String, &Value> = row
            .iter()
            .filter(|(column, value)| {
                !hidden.contains(&column.as_str()) && is_given(value)
            })
            .collect();
        let text = serde_json::to_string(&shown).expect("JSON holds every row");
        whole.update(format!("{table} {id} {}\n{text}\n", text.len()));
    }
    hexadecimal(&whole.finalize())
}

/// Bytes in lower-case hexadecimal.
pub(crate) fn hexadecimal(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
