//! Keeping the indexes in step with the articles.
//!
//! Writing an article into the indexes costs more than saving it, and while it is typed
//! it changes every second. So an edit only notes in `unread` which articles the indexes
//! are behind, and the edit that makes them too many writes them all. Whoever searches
//! in between reads those articles itself. Articles that come or go are written at once:
//! a rescue learns from `reading` which ones there were.

use super::words::{Entry, Source, Words, all_photos};
use crate::cell;
use crate::contents::Contents;
use crate::history::RowChange;
use rusqlite::{Connection, OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet};
use std::convert::Infallible;
use std::sync::mpsc;

/// Raised when words are chosen or folded in another way than before.
const VERSION: i64 = 2;

/// The indexes are behind no more articles than this.
const MOST_UNREAD: i64 = 8;

/// Articles that are handed to the other thread of a rebuild at once, and how many such
/// hands full are under way between the two.
const AT_ONCE: usize = 16;
const UNDER_WAY: usize = 4;

/// Follows the changes of an edit.
pub(crate) fn refresh(contents: &Contents, rows: &[RowChange]) -> rusqlite::Result<()> {
    let connection = &contents.connection;
    let mut articles = BTreeSet::new();
    let mut now = false;
    for row in rows {
        match row.table {
            "article" if row.touches(READ) => {
                articles.insert(row.id);
                now |= row.before.is_none() || row.after.is_none();
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
    if articles.is_empty() {
        return Ok(());
    }
    let mut note = connection
        .prepare_cached("INSERT OR IGNORE INTO unread (article) VALUES (?1)")?;
    for article in articles {
        note.execute([article])?;
    }
    let behind: i64 = connection
        .prepare_cached("SELECT count(*) FROM unread")?
        .query_row([], |row| row.get(0))?;
    if now || behind > MOST_UNREAD { catch_up(connection) } else { Ok(()) }
}

/// The articles that the indexes are behind, as they are now, by row. They are in the
/// indexes `fresh_…` of this connection from here on.
pub(super) fn fresh(connection: &Connection) -> rusqlite::Result<BTreeMap<i64, Words>> {
    let mut fresh = BTreeMap::new();
    let unread = unread(connection)?;
    if unread.is_empty() {
        return Ok(fresh);
    }
    connection.execute_batch(include_str!("fresh.sql"))?;
    for article in unread {
        if let Some(words) = Words::of(connection, article)? {
            add(connection, ["fresh_exact", "fresh_folded"], article, &words.entries())?;
            fresh.insert(article, words);
        }
    }
    Ok(fresh)
}

/// How many words an article has by now.
pub(crate) fn count(connection: &Connection, article: i64) -> rusqlite::Result<u32> {
    let words = Words::of(connection, article)?;
    Ok(words.and_then(|words| u32::try_from(words.count).ok()).unwrap_or_default())
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
    // First of all and for good: what is thrown away need not be kept in the journal while
    // the new is written. Whoever is stopped in between begins again here.
    let transaction = connection.unchecked_transaction()?;
    transaction.execute_batch(include_str!("clear.sql"))?;
    transaction.commit()?;
    let transaction = connection.unchecked_transaction()?;
    // Everything in one piece: pieces written early would be merged again and again.
    configure(&transaction, 64 << 20, 0)?;
    index_all(&transaction)?;
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
    for table in INDEXES {
        let sql = format!("INSERT INTO {table} ({table}, rank) VALUES (?1, ?2)");
        let mut statement = connection.prepare(&sql)?;
        statement.execute(params!["automerge", merge])?;
        statement.execute(params!["hashsize", bytes])?;
    }
    Ok(())
}

/// The indexes of the file: of words as they are written, and folded.
const INDEXES: [&str; 2] = ["search_exact", "search_folded"];

/// Indexes every article; there is none in the indexes. Another thread takes the markup
/// away and folds meanwhile, which is half of the work. It gets them in order and gives
/// them back in order, so that the file is the same each time.
fn index_all(connection: &Connection) -> rusqlite::Result<()> {
    let photos = all_photos(connection)?;
    let mut statement = connection.prepare(include_str!("all_articles.sql"))?;
    let mut sources =
        statement.query_map([], |row| Ok((Source::of(row)?, Kept::of(row))))?;
    std::thread::scope(|scope| {
        let (source, given) = mpsc::sync_channel::<Vec<(Source, Kept)>>(UNDER_WAY);
        let (done, read) = mpsc::sync_channel(UNDER_WAY);
        let photo = |name: &str| {
            Ok::<_, Infallible>(photos.get(name).cloned().unwrap_or_default())
        };
        let ready = move |(source, kept): (Source, Kept)| {
            let Ok(words) = source.words(photo);
            let entries = words.entries();
            (kept.differs(&words), words, entries)
        };
        scope.spawn(move || {
            for batch in given {
                let batch: Vec<_> = batch.into_iter().map(&ready).collect();
                // Nobody waits for more when the file cannot be written.
                if done.send(batch).is_err() {
                    break;
                }
            }
        });
        let mut source = Some(source);
        let mut under_way = 0;
        loop {
            while let Some(open) = &source
                && under_way < UNDER_WAY
            {
                let batch: Vec<_> =
                    sources.by_ref().take(AT_ONCE).collect::<rusqlite::Result<_>>()?;
                if batch.is_empty() {
                    source = None;
                } else {
                    open.send(batch).expect("the other thread reads until the end");
                    under_way += 1;
                }
            }
            let Ok(batch) = read.recv() else { return Ok(()) };
            under_way -= 1;
            for (differs, words, entries) in batch {
                if differs {
                    keep(connection, &words)?;
                }
                add(connection, INDEXES, words.article, &entries)?;
            }
        }
    })
}

/// What `reading` has of an article by now. It is as large as the articles: only what
/// differs is written again.
struct Kept {
    texts: [Vec<u8>; 4],
    count: Option<usize>,
}

impl Kept {
    /// Reads the last columns of `all_articles.sql`.
    fn of(row: &Row<'_>) -> Self {
        let texts = [10, 11, 12, 13].map(|column| cell::bytes(row, column));
        Self { texts, count: cell::number(row, 14) }
    }

    fn differs(&self, words: &Words) -> bool {
        let Words { title, lead, body, more, count, .. } = words;
        self.count != Some(*count)
            || [title, lead, body, more]
                .iter()
                .zip(&self.texts)
                .any(|(text, kept)| text.as_bytes() != kept)
    }
}

/// Writes the articles that the indexes are behind, and forgets which they were.
fn catch_up(connection: &Connection) -> rusqlite::Result<()> {
    for article in unread(connection)? {
        for sql in [
            "DELETE FROM reading WHERE article = ?1",
            "DELETE FROM search_exact WHERE rowid = ?1",
            "DELETE FROM search_folded WHERE rowid = ?1",
        ] {
            connection.prepare_cached(sql)?.execute([article])?;
        }
        if let Some(words) = Words::of(connection, article)? {
            keep(connection, &words)?;
            add(connection, INDEXES, article, &words.entries())?;
        }
    }
    connection.prepare_cached("DELETE FROM unread")?.execute([])?;
    Ok(())
}

fn unread(connection: &Connection) -> rusqlite::Result<Vec<i64>> {
    connection
        .prepare_cached("SELECT article FROM unread ORDER BY article")?
        .query_map([], |row| row.get(0))?
        .collect()
}

/// Keeps the words of an article as snippets show them.
fn keep(connection: &Connection, words: &Words) -> rusqlite::Result<()> {
    let Words { article, title, lead, body, more, count } = words;
    connection
        .prepare_cached(include_str!("add_reading.sql"))?
        .execute(params![article, title, lead, body, more, count])?;
    Ok(())
}

/// Adds an article to two indexes.
fn add(
    connection: &Connection,
    tables: [&str; 2],
    article: i64,
    entries: &[Entry; 2],
) -> rusqlite::Result<()> {
    for (table, [title, lead, body, more]) in tables.into_iter().zip(entries) {
        connection
            .prepare_cached(&include_str!("add.sql").replace("{table}", table))?
            .execute(params![article, title, lead, body, more])?;
    }
    Ok(())
}
