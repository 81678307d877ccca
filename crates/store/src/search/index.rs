//! Keeping the indexes in step with the articles.

use super::words::Words;
use crate::contents::Contents;
use crate::history::RowChange;
use rusqlite::{Connection, OptionalExtension, params};
use std::collections::BTreeSet;

/// Raised when words are chosen or folded in another way than before.
const VERSION: i64 = 1;

/// Follows the changes of an edit.
pub(crate) fn refresh(contents: &Contents, rows: &[RowChange]) -> rusqlite::Result<()> {
    let connection = &contents.connection;
    let mut articles = BTreeSet::new();
    for row in rows {
        match row.table {
            "article" if row.touches(READ) => {
                articles.insert(row.id);
            }
            "photo" if row.touches(&["name", "caption", "credit"]) => {
                for look in [&row.before, &row.after].into_iter().flatten() {
                    let name = look.get("name").and_then(|name| name.as_str());
                    articles.extend(showing(connection, name.unwrap_or_default())?);
                }
            }
            _ => {}
        }
    }
    articles.into_iter().try_for_each(|article| {
        remove(connection, article)?;
        index(connection, article)
    })
}

/// Has the indexes made again by the next [`rebuild_when_outdated`].
pub(crate) fn forget(contents: &Contents) -> rusqlite::Result<()> {
    contents.connection.execute_batch("DELETE FROM derived WHERE name = 'search'")
}

/// Makes the indexes again when another version of the program made them.
pub(crate) fn rebuild_when_outdated(contents: &Contents) -> rusqlite::Result<()> {
    let connection = &contents.connection;
    let found: Option<i64> = connection
        .query_row("SELECT version FROM derived WHERE name = 'search'", [], |row| {
            row.get(0)
        })
        .optional()?;
    if found == Some(VERSION) {
        return Ok(());
    }
    let transaction = connection.unchecked_transaction()?;
    transaction.execute_batch(include_str!("clear.sql"))?;
    let articles = transaction
        .prepare("SELECT id FROM article")?
        .query_map([], |row| row.get(0))?
        .collect::<rusqlite::Result<Vec<i64>>>()?;
    // Everything in one piece: pieces written early would be merged again and again.
    configure(&transaction, 64 << 20, 0)?;
    articles.into_iter().try_for_each(|article| index(&transaction, article))?;
    configure(&transaction, 1 << 20, 4)?;
    transaction.execute(
        "INSERT INTO derived (name, version) VALUES ('search', ?1)",
        [VERSION],
    )?;
    transaction.commit()
}

/// The columns whose words are in the indexes.
const READ: &[&str] = &[
    "kicker",
    "title",
    "print_title",
    "web_title",
    "lead",
    "text",
    "bylines",
    "source",
    "tags",
];

/// The articles that show a photo.
fn showing(connection: &Connection, photo: &str) -> rusqlite::Result<Vec<i64>> {
    if photo.is_empty() {
        return Ok(Vec::new());
    }
    connection
        .prepare_cached("SELECT id FROM article WHERE instr(text, 'media/' || ?1)")?
        .query_map([photo], |row| row.get(0))?
        .collect()
}

/// How many bytes of words an index gathers before it writes a piece, and how many
/// pieces it merges while it goes on (FTS5 `hashsize`, `automerge`).
fn configure(connection: &Connection, bytes: i64, merge: i64) -> rusqlite::Result<()> {
    for table in ["search_exact", "search_folded"] {
        let sql = format!("INSERT INTO {table} ({table}, rank) VALUES (?1, ?2)");
        let mut statement = connection.prepare(&sql)?;
        statement.execute(params!["automerge", merge])?;
        statement.execute(params!["hashsize", bytes])?;
    }
    Ok(())
}

/// Takes an article out of the indexes.
fn remove(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    for sql in [
        "DELETE FROM reading WHERE article = ?1",
        "DELETE FROM search_exact WHERE rowid = ?1",
        "DELETE FROM search_folded WHERE rowid = ?1",
    ] {
        connection.prepare_cached(sql)?.execute([article])?;
    }
    Ok(())
}

/// Indexes an article as it is now, when it is there. It is in no index yet.
fn index(connection: &Connection, article: i64) -> rusqlite::Result<()> {
    let Some(words) = Words::of(connection, article)? else { return Ok(()) };
    let Words { title, lead, body, more, count } = &words;
    connection
        .prepare_cached(include_str!("add_reading.sql"))?
        .execute(params![article, title, lead, body, more, count])?;
    connection
        .prepare_cached(include_str!("add_exact.sql"))?
        .execute(params![article, title, lead, body, more])?;
    connection.prepare_cached(include_str!("add_folded.sql"))?.execute(params![
        article,
        vntext::fold(title),
        vntext::fold(lead),
        vntext::fold(body),
        vntext::fold(more)
    ])?;
    Ok(())
}
