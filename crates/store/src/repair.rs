//! Saving what can be saved of a damaged file, into a new one.
//!
//! The damaged file is only read: what the database would write in it (a half change
//! taken back) is done in a copy. Every table is read row by row from both ends and
//! then one identity after another, so that one broken page hides its own rows alone. What no tree leads to any more is
//! looked for on every page of the file.
//! Of an article whose row is gone the words may still stand beside the search index.
//!
//! Invariants:
//! - The new file is whole: no row refers to what is not there.
//! - What was lost is named as well as the file still allows. Nothing is lost silently.
//! - History is kept only when nothing else was lost: a step that does not fit what it
//!   changed would be refused one day.

use crate::error::{Damage, EditError, OpenError};
use crate::history::RowChange;
use crate::neighbour::Neighbour;
use crate::pages::{self, Found};
use crate::{connection, header, history, schema};
use document::ArticleId;
use rusqlite::types::Value as Cell;
use rusqlite::{Connection, Row};
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Rows that were found page by page, by table.
type Pages = BTreeMap<&'static str, Vec<Found>>;

/// Something that could not be saved.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Lost {
    /// Its table, such as `article` or `photo`; `step` stands for the whole history.
    pub kind: &'static str,
    /// What it was called, as far as the file still says.
    pub name: String,
    /// Whether its words were found beside the search index, without their markup.
    pub words_kept: bool,
}

/// What a repair found and saved.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Rescue {
    /// Rows saved, by table.
    pub kept: BTreeMap<&'static str, usize>,
    /// What could not be saved.
    pub lost: Vec<Lost>,
    /// Whether the database found the file in order before.
    pub was_sound: bool,
}

/// Tables in the order in which they can be filled, each with the column that names a
/// row, and the version of the file that has it first. `content` comes before what
/// refers to it.
const TABLES: [(&str, &str, u32); 18] = [
    ("bulletin", "design", 1),
    ("issue", "number", 1),
    ("field", "key", 1),
    ("section", "name", 1),
    ("content", "hash", 1),
    ("article", "title", 1),
    ("attachment", "name", 1),
    ("photo", "name", 1),
    ("plan", "id", 2),
    ("module", "id", 2),
    ("wish", "id", 2),
    ("approval", "name", 4),
    ("comment", "text", 4),
    ("snapshot", "hash", 4),
    ("version", "name", 4),
    ("version_row", "tbl", 4),
    ("seal", "id", 4),
    ("step", "op", 1),
];

/// Saves what can be saved of the file at `from` into a new file at `to`.
///
/// # Errors
///
/// [`OpenError`] when nothing can be saved: the file is no bulletin, or a newer one.
/// Whatever happens, the file at `from` is not changed by a byte.
pub fn repair(from: &Path, to: &Path) -> Result<Rescue, OpenError> {
    let neighbour = Neighbour::of(to)?;
    let draft = tempfile_beside(to)?;
    let copy = draft.path();
    copy_with_journal(from, copy)?;
    header::mend(copy)?;
    let recognised = header::recognise(copy);
    if let Err(error @ (OpenError::TooNew { .. } | OpenError::Disk { .. })) = recognised {
        return Err(error);
    }

    let sql = |error| OpenError::from_sql(from.to_owned(), error);
    let opened = match &recognised {
        Ok(_) => connection::salvaging(copy).ok(),
        Err(_) => None,
    };
    let was_sound = opened.as_ref().is_some_and(is_sound);
    // What the trees of the file no longer lead to may still stand on its pages.
    let mut pages = match was_sound {
        true => Pages::new(),
        false => pages::scan(copy).unwrap_or_default(),
    };
    let is_ours =
        ["article", "issue", "photo"].iter().any(|table| pages.contains_key(table));
    if let (Err(error), false) = (recognised, is_ours) {
        return Err(error);
    }
    let (old, version) = match opened {
        Some(old) => {
            let version = schema::version(&old).unwrap_or(schema::VERSION);
            (old, version)
        }
        // Not even the list of tables is left.
        None => (Connection::open_in_memory().map_err(sql)?, schema::VERSION),
    };
    let new = connection::creating(neighbour.path())?;
    let mut rescue = Rescue { was_sound, ..Rescue::default() };
    new.pragma_update(None, "foreign_keys", false).map_err(sql)?;
    let transaction = new.unchecked_transaction().map_err(sql)?;
    for (table, name, since) in TABLES {
        let found = pages.remove(table).unwrap_or_default();
        let is_expected = !was_sound && version >= since;
        save_table(&old, &transaction, (table, name, is_expected), found, &mut rescue)
            .map_err(sql)?;
    }
    let words = pages.remove("reading").unwrap_or_default();
    save_words(&old, &transaction, words, &mut rescue).map_err(sql)?;
    tie_up(&transaction, &mut rescue).map_err(sql)?;
    name_articles(&transaction).map_err(sql)?;
    if !rescue.lost.is_empty() || !history_fits(&transaction).map_err(sql)? {
        let steps = transaction.execute("DELETE FROM step", []).map_err(sql)?;
        if steps > 0 {
            rescue.kept.remove("step");
            rescue.lose("step", steps.to_string());
        }
    }
    // Rows whose bytes or whose issue are gone went again when all was tied up.
    for (table, kept) in &mut rescue.kept {
        let sql_count = format!("SELECT count(*) FROM {table}");
        *kept = transaction.query_row(&sql_count, [], |row| row.get(0)).map_err(sql)?;
    }
    transaction
        .execute("INSERT OR IGNORE INTO bulletin (id) VALUES (1)", [])
        .map_err(sql)?;
    transaction.commit().map_err(sql)?;
    rescue.lost.sort();
    rescue.lost.dedup();
    let is_empty = rescue.kept.values().sum::<usize>() == 0;
    if is_empty || !is_sound(&new) {
        let damage = Damage::Disorder;
        return Err(OpenError::Damaged { path: from.to_owned(), damage });
    }
    new.close().map_err(|(_, error)| sql(error))?;
    drop(old);
    neighbour.settle()?;
    Ok(rescue)
}

impl Rescue {
    fn lose(&mut self, kind: &'static str, name: String) {
        self.lost.push(Lost { kind, name, words_kept: false });
    }
}

/// Whether every step can be taken back and made again. A byte that changed within a
/// word is no disorder to the database, but no step fits that word any more.
fn history_fits(new: &Connection) -> rusqlite::Result<bool> {
    new.execute_batch("SAVEPOINT trial")?;
    let goes = |step: fn(&Connection) -> Result<Option<history::Taken>, EditError>| loop {
        match step(new) {
            Ok(Some((_, rows))) if !is_tied(new, &rows)? => break Ok(false),
            Ok(Some(_)) => {}
            Ok(None) => break Ok(true),
            Err(_) => break Ok(false),
        }
    };
    let fits = match goes(history::undo) {
        Ok(true) => goes(history::redo),
        ended => ended,
    };
    new.execute_batch("ROLLBACK TO trial; RELEASE trial")?;
    fits
}

/// Whether everything that these changes may have untied refers to something. Looking at
/// all takes long, and most steps are typing, which ties nothing.
fn is_tied(new: &Connection, rows: &[RowChange]) -> rusqlite::Result<bool> {
    let refers = ["issue", "section", "article", "plan", "hash"];
    if !rows.iter().any(|row| row.touches(&refers)) {
        return Ok(true);
    }
    Ok(!new.prepare_cached("PRAGMA foreign_key_check")?.exists([])?)
}

/// Whether the database finds everything in order.
pub(crate) fn is_sound(connection: &Connection) -> bool {
    let found: rusqlite::Result<String> =
        connection.query_row("PRAGMA integrity_check(1)", [], |row| row.get(0));
    found.is_ok_and(|found| found == "ok")
}

/// A place for the copy, gone with the value.
fn tempfile_beside(to: &Path) -> Result<Neighbour, OpenError> {
    // Never put in its place: only the room and the cleaning up are wanted.
    Neighbour::of(&to.with_extension("bantin-damaged"))
}

pub(crate) fn copy_with_journal(from: &Path, to: &Path) -> Result<(), OpenError> {
    let disk = |source| OpenError::Disk { path: from.to_owned(), source };
    if !from.is_file() {
        return Err(OpenError::Missing { path: from.to_owned() });
    }
    fs::copy(from, to).map_err(disk)?;
    let journal = |path: &Path| {
        let mut name = path.as_os_str().to_owned();
        name.push("-journal");
        name
    };
    if Path::new(&journal(from)).is_file() {
        fs::copy(journal(from), journal(to)).map_err(disk)?;
    }
    Ok(())
}

/// Copies the rows of a table that can still be read.
fn save_table(
    old: &Connection,
    new: &Connection,
    (table, name, is_expected): (&'static str, &str, bool),
    found: Vec<Found>,
    rescue: &mut Rescue,
) -> rusqlite::Result<()> {
    let columns = shared_columns(old, new, table).unwrap_or_default();
    if columns.is_empty() {
        // An older file has no such table; of a damaged one the pages may tell.
        let more = save_found(new, table, found, &mut BTreeSet::new())?;
        rescue.kept.insert(table, more);
        if is_expected {
            rescue.lose(table, String::new());
        }
        return Ok(());
    }
    let has_id = table != "version_row";
    let mut rows: BTreeMap<i64, Vec<Cell>> = BTreeMap::new();
    let list = columns.iter().map(|column| format!("\"{column}\"")).collect::<Vec<_>>();
    let list = list.join(", ");
    let mut complete = false;
    let orders: &[&str] = if has_id {
        &["NOT INDEXED ORDER BY rowid", "NOT INDEXED ORDER BY rowid DESC"]
    } else {
        &[""]
    };
    for order in orders {
        let key = if has_id { "rowid" } else { "0" };
        let sql = format!("SELECT {key}, {list} FROM {table} {order}");
        complete = gather(old, &sql, has_id, &mut rows);
        if complete {
            break;
        }
    }
    if !complete && has_id {
        for id in 1..=greatest_id(old, table, &rows) {
            if !rows.contains_key(&id) {
                let sql = format!("SELECT rowid, {list} FROM {table} WHERE rowid = {id}");
                gather(old, &sql, true, &mut rows);
            }
        }
    }
    let (named, all_named) = names(old, table, name);
    let places = vec!["?"; columns.len()].join(", ");
    let sql = format!("INSERT OR IGNORE INTO {table} ({list}) VALUES ({places})");
    let mut statement = new.prepare(&sql)?;
    let hash = columns.iter().position(|column| column == "hash");
    let bytes = columns.iter().position(|column| column == "bytes");
    let mut kept = 0;
    for (id, cells) in &rows {
        let is_true = match (table, hash.zip(bytes)) {
            ("content", Some((hash, bytes))) => is_its_hash(&cells[hash], &cells[bytes]),
            _ => true,
        };
        let added = is_true
            && statement.execute(rusqlite::params_from_iter(cells)).is_ok_and(|n| n > 0);
        if added {
            kept += 1;
        } else if table != "content" {
            let name = named.get(id).cloned();
            rescue.lose(table, name.unwrap_or_else(|| id.to_string()));
        }
    }
    let mut ids: BTreeSet<i64> = rows.keys().copied().collect();
    kept += save_found(new, table, found, &mut ids)?;
    // What an index still names and the table no longer has.
    for (id, name) in &named {
        if !ids.contains(id) && table != "content" {
            rescue.lose(table, name.clone());
        }
    }
    if !complete && !all_named && table != "content" {
        rescue.lose(table, String::new());
    }
    rescue.kept.insert(table, kept);
    Ok(())
}

/// Adds the rows that were found on pages and are not here yet; tells how many.
fn save_found(
    new: &Connection,
    table: &str,
    found: Vec<Found>,
    ids: &mut BTreeSet<i64>,
) -> rusqlite::Result<usize> {
    let columns: Vec<String> = new
        .prepare("SELECT name FROM pragma_table_info(?1, 'main')")?
        .query_map([table], |row| row.get(0))?
        .collect::<rusqlite::Result<_>>()?;
    let mut added = 0;
    for (id, mut values) in found {
        let is_true = match (table, values.as_slice()) {
            ("content", [hash, bytes]) => is_its_hash(hash, bytes),
            _ => true,
        };
        if ids.contains(&id) || !is_true || values.len() > columns.len() {
            continue;
        }
        if columns.first().is_some_and(|column| column == "id") {
            values[0] = Cell::Integer(id);
        }
        let names = columns[..values.len()].join("\", \"");
        let places = vec!["?"; values.len()].join(", ");
        let sql =
            format!("INSERT OR IGNORE INTO {table} (\"{names}\") VALUES ({places})");
        let put = new.prepare_cached(&sql)?.execute(rusqlite::params_from_iter(values));
        if put.is_ok_and(|rows| rows > 0) {
            ids.insert(id);
            added += 1;
        }
    }
    Ok(added)
}

fn shared_columns(
    old: &Connection,
    new: &Connection,
    table: &str,
) -> rusqlite::Result<Vec<String>> {
    let columns = |connection: &Connection| -> rusqlite::Result<Vec<String>> {
        connection
            .prepare("SELECT name FROM pragma_table_info(?1, 'main')")?
            .query_map([table], |row| row.get(0))?
            .collect()
    };
    let there = columns(old)?;
    Ok(columns(new)?.into_iter().filter(|column| there.contains(column)).collect())
}

/// Reads rows until the end or the first that cannot be read; tells which.
fn gather(
    old: &Connection,
    sql: &str,
    has_id: bool,
    rows: &mut BTreeMap<i64, Vec<Cell>>,
) -> bool {
    let Ok(mut statement) = old.prepare(sql) else { return false };
    let width = statement.column_count();
    let Ok(mut found) = statement.query([]) else { return false };
    loop {
        match found.next() {
            Ok(Some(row)) => {
                let at = rows.len() as i64;
                let id = if has_id { row.get(0).unwrap_or(at) } else { at };
                let cells = (1..width).map(|column| readable(row, column)).collect();
                rows.entry(id).or_insert(cells);
            }
            Ok(None) => return true,
            Err(_) => return false,
        }
    }
}

/// A cell; letters that are none become replacement characters.
fn readable(row: &Row<'_>, column: usize) -> Cell {
    use rusqlite::types::ValueRef;
    match row.get_ref(column) {
        Ok(ValueRef::Text(bytes)) => {
            Cell::Text(String::from_utf8_lossy(bytes).into_owned())
        }
        Ok(ValueRef::Integer(number)) => Cell::Integer(number),
        Ok(ValueRef::Real(number)) => Cell::Real(number),
        Ok(ValueRef::Blob(bytes)) => Cell::Blob(bytes.to_vec()),
        Ok(ValueRef::Null) | Err(_) => Cell::Null,
    }
}

/// The greatest identity a table may have given, within reason.
fn greatest_id(old: &Connection, table: &str, rows: &BTreeMap<i64, Vec<Cell>>) -> i64 {
    let given: i64 = old
        .query_row("SELECT seq FROM sqlite_sequence WHERE name = ?1", [table], |row| {
            row.get(0)
        })
        .unwrap_or_default();
    let seen = rows.keys().next_back().copied().unwrap_or_default();
    given.max(seen).clamp(0, 100_000)
}

/// What an index or the search words say the rows are called, by identity, and whether
/// they say it of all of them. They have trees of their own: one may be whole while the
/// other is not.
fn names(old: &Connection, table: &str, name: &str) -> (BTreeMap<i64, String>, bool) {
    let mut names = BTreeMap::new();
    let sql = match table {
        "article" => "SELECT article, title FROM reading".to_owned(),
        "photo" => "SELECT id, name FROM photo INDEXED BY photo_name".to_owned(),
        "attachment" | "plan" | "module" | "wish" | "step" | "version_row" => {
            return (names, false);
        }
        _ => format!("SELECT rowid, \"{name}\" FROM {table}"),
    };
    let mut read = || -> rusqlite::Result<()> {
        let mut statement = old.prepare(&sql)?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            names.insert(row.get(0)?, crate::cell::text(row, 1));
        }
        Ok(())
    };
    let is_complete = read().is_ok();
    (names, is_complete)
}

fn is_its_hash(hash: &Cell, bytes: &Cell) -> bool {
    let (Cell::Text(hash), Cell::Blob(bytes)) = (hash, bytes) else { return false };
    let found: String =
        Sha256::digest(bytes).iter().map(|b| format!("{b:02x}")).collect();
    *hash == found
}

/// Makes articles of words that stand beside the search index when their rows are gone.
fn save_words(
    old: &Connection,
    new: &Connection,
    found: Vec<Found>,
    rescue: &mut Rescue,
) -> rusqlite::Result<()> {
    let mut rows = BTreeMap::new();
    let sql = "SELECT article, article, title, lead, body FROM reading";
    gather(old, sql, true, &mut rows);
    for (id, mut cells) in found {
        // Identity and number of words stand before the words.
        cells.drain(..cells.len().min(2));
        cells.insert(0, Cell::Integer(id));
        rows.entry(id).or_insert(cells);
    }
    for (id, cells) in rows {
        let is_there =
            new.prepare_cached("SELECT 1 FROM article WHERE id = ?1")?.exists([id])?;
        if is_there {
            continue;
        }
        let word = |place: usize| match cells.get(place) {
            Some(Cell::Text(text)) => text.clone(),
            _ => String::new(),
        };
        let (title, lead, body) = (word(1), word(2), word(3).replace('\n', "\n\n"));
        new.execute(
            "INSERT INTO article (id, uuid, position, title, lead, text)
             VALUES (?1, ?2, ?1, ?3, ?4, ?5)",
            rusqlite::params![id, uuid::Uuid::new_v4().to_string(), title, lead, body],
        )?;
        *rescue.kept.entry("article").or_default() += 1;
        rescue.lost.retain(|lost| lost.kind != "article" || lost.name != title);
        rescue.lost.push(Lost { kind: "article", name: title, words_kept: true });
    }
    Ok(())
}

/// Gives every article an identity it can be asked for by: one that is damaged, or that
/// another article has, would hide the article.
fn name_articles(new: &Connection) -> rusqlite::Result<()> {
    let mut articles = new.prepare("SELECT id, uuid FROM article ORDER BY id")?;
    let articles = articles
        .query_map([], |row| Ok((row.get::<_, i64>(0)?, crate::cell::text(row, 1))))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    let mut taken = BTreeSet::new();
    for (id, found) in articles {
        let read = found.parse::<ArticleId>().map(|id| id.to_string());
        let fresh = || uuid::Uuid::new_v4().to_string();
        let name = read.ok().filter(|name| !taken.contains(name)).unwrap_or_else(fresh);
        if name != found {
            new.execute("UPDATE article SET uuid = ?2 WHERE id = ?1", (id, &name))?;
        }
        taken.insert(name);
    }
    Ok(())
}

/// Makes sure that nothing refers to what is not there.
fn tie_up(new: &Connection, rescue: &mut Rescue) -> rusqlite::Result<()> {
    let loose = |sql: &str| -> rusqlite::Result<Vec<String>> {
        new.prepare(sql)?.query_map([], |row| Ok(crate::cell::text(row, 0)))?.collect()
    };
    for (kind, sql) in [
        ("photo", "SELECT name FROM photo WHERE hash NOT IN (SELECT hash FROM content)"),
        (
            "attachment",
            "SELECT name FROM attachment
             WHERE hash NOT IN (SELECT hash FROM content)
                OR article NOT IN (SELECT id FROM article)",
        ),
        ("plan", "SELECT id FROM plan WHERE issue NOT IN (SELECT id FROM issue)"),
        (
            "issue",
            "SELECT DISTINCT issue FROM article
             WHERE issue IS NOT NULL AND issue NOT IN (SELECT id FROM issue)",
        ),
        (
            "section",
            "SELECT DISTINCT section FROM article
             WHERE section IS NOT NULL AND section NOT IN (SELECT id FROM section)",
        ),
    ] {
        loose(sql)?.into_iter().for_each(|name| rescue.lose(kind, name));
    }
    new.execute_batch(include_str!("tie_up.sql"))
}
