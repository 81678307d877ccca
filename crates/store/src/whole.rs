//! A file as the rows it is made of, and a file made of rows: for folders that people
//! and version control can read. What the folders look like is `desk`'s business.
//!
//! Invariant: a file made of the records and the bytes of another one says the same in
//! every table, history and versions included. Derived tables are made again.

use crate::connection;
use crate::contents::{Contents, original};
use crate::error::{OpenError, ReadError};
use crate::history::TABLES;
use crate::neighbour::Neighbour;
use crate::{cell, search};
use rusqlite::Connection;
use rusqlite::types::Value as Cell;
use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use std::path::{Path, PathBuf};

/// A row: its columns by name; numbers, texts and nulls.
pub type Record = Map<String, Value>;

/// What the file keeps beside the tables whose rows can be undone, bytes apart. `given`
/// stands for the greatest identities that were ever given.
const BESIDE: [&str; 6] = ["snapshot", "version", "version_row", "seal", "step", "given"];

/// Whether a name is that of a part of the whole: a table that holds more than can be
/// made again.
fn is_part(name: &str) -> bool {
    TABLES.contains(&name) || BESIDE.contains(&name)
}

impl Contents {
    /// The rows of one of the tables of the whole, in the order of their keys; none for other names.
    pub fn records(&self, part: &str) -> Result<Vec<Record>, ReadError> {
        Ok(records(&self.connection, part)?)
    }

    /// The SHA-256 of all bytes in the file, in order.
    pub fn hashes(&self) -> Result<Vec<String>, ReadError> {
        let mut statement =
            self.connection.prepare_cached("SELECT hash FROM content ORDER BY hash")?;
        let hashes = statement.query_map([], |row| Ok(cell::text(row, 0)))?;
        Ok(hashes.collect::<rusqlite::Result<_>>()?)
    }

    /// The bytes of this SHA-256.
    pub fn bytes_of(&self, hash: &str) -> Result<Option<Vec<u8>>, ReadError> {
        original(&self.connection, hash)
    }

    /// What everything that can be undone comes to: steps fit a file that comes to the
    /// same, and no other.
    pub fn state(&self) -> Result<String, ReadError> {
        Ok(state(&self.connection)?)
    }
}

/// A file on its way: rows and bytes go in, in any order, and it stands in its place
/// when it is whole.
#[derive(Debug)]
pub struct Assembly {
    connection: Connection,
    neighbour: Neighbour,
    path: PathBuf,
}

impl Assembly {
    /// Begins a file at `path`, where nothing may stand.
    pub fn begin(path: &Path) -> Result<Self, OpenError> {
        let neighbour = Neighbour::of(path)?;
        let connection = connection::creating(neighbour.path())?;
        connection
            .execute_batch("BEGIN")
            .map_err(|error| OpenError::from_sql(path.to_owned(), error))?;
        Ok(Self { connection, neighbour, path: path.to_owned() })
    }

    /// Adds bytes and returns their SHA-256.
    pub fn add_bytes(&mut self, bytes: &[u8]) -> Result<String, OpenError> {
        let hash = crate::version::hexadecimal(&Sha256::digest(bytes));
        self.connection
            .prepare_cached("INSERT OR IGNORE INTO content (hash, bytes) VALUES (?1, ?2)")
            .and_then(|mut statement| statement.execute((&hash, bytes)))
            .map_err(|error| self.sql(error))?;
        Ok(hash)
    }

    /// Adds a row to one of the tables of the whole. Unknown columns are left out; missing ones get
    /// what new rows have.
    ///
    /// # Errors
    ///
    /// When a value is of another kind than its column, or the row is there already.
    pub fn add(&mut self, part: &str, record: &Record) -> Result<(), OpenError> {
        let add = || -> rusqlite::Result<()> {
            let table = if part == "given" { "sqlite_sequence" } else { part };
            if !is_part(part) {
                return Ok(());
            }
            let known = columns(&self.connection, table)?;
            let (names, cells): (Vec<String>, Vec<Cell>) = record
                .iter()
                .filter(|(name, _)| known.contains(name))
                .map(|(name, value)| (format!("\"{name}\""), stored(value)))
                .unzip();
            let places = vec!["?"; names.len()].join(", ");
            let names = names.join(", ");
            if part == "given" {
                let name = record.get("name").and_then(Value::as_str);
                self.connection
                    .execute("DELETE FROM sqlite_sequence WHERE name = ?1", [name])?;
            }
            let sql = format!("INSERT INTO {table} ({names}) VALUES ({places})");
            self.connection
                .prepare_cached(&sql)?
                .execute(rusqlite::params_from_iter(cells))?;
            Ok(())
        };
        add().map_err(|error| self.sql(error))
    }

    /// The same as [`Contents::state`], of what is here so far.
    pub fn state(&self) -> Result<String, OpenError> {
        state(&self.connection).map_err(|error| self.sql(error))
    }

    /// The rows of one of the tables of the whole that are here so far.
    pub fn records(&self, part: &str) -> Result<Vec<Record>, OpenError> {
        records(&self.connection, part).map_err(|error| self.sql(error))
    }

    /// Puts the file in its place.
    ///
    /// # Errors
    ///
    /// `open.damaged` when a row refers to what is not there.
    pub fn finish(self) -> Result<(), OpenError> {
        let Self { connection, neighbour, path } = self;
        let sql = |error| OpenError::from_sql(path.clone(), error);
        let finish = || -> rusqlite::Result<bool> {
            connection.execute("INSERT OR IGNORE INTO bulletin (id) VALUES (1)", [])?;
            let loose = connection.prepare("PRAGMA foreign_key_check")?.exists([])?;
            if !loose {
                connection.execute_batch("COMMIT")?;
            }
            Ok(loose)
        };
        if finish().map_err(sql)? {
            let damage = crate::Damage::Disorder;
            return Err(OpenError::Damaged { path, damage });
        }
        let contents = Contents { connection };
        search::rebuild_when_outdated(&contents).map_err(sql)?;
        contents.connection.close().map_err(|(_, error)| sql(error))?;
        neighbour.settle()
    }

    fn sql(&self, error: rusqlite::Error) -> OpenError {
        OpenError::from_sql(self.path.clone(), error)
    }
}

fn records(connection: &Connection, part: &str) -> rusqlite::Result<Vec<Record>> {
    if !is_part(part) {
        return Ok(Vec::new());
    }
    let (table, order) = match part {
        "given" => ("sqlite_sequence", "name"),
        "version_row" => (part, "version, tbl, row"),
        "snapshot" => (part, "hash"),
        _ => (part, "id"),
    };
    let names = columns(connection, table)?;
    let list: Vec<String> = names.iter().map(|name| format!("\"{name}\"")).collect();
    let sql = format!("SELECT {} FROM main.{table} ORDER BY {order}", list.join(", "));
    let mut statement = connection.prepare(&sql)?;
    let mut rows = statement.query([])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let mut record = Record::new();
        for (place, name) in names.iter().enumerate() {
            use rusqlite::types::ValueRef;
            let value = match row.get_ref(place)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => number.into(),
                _ => cell::text(row, place).into(),
            };
            record.insert(name.clone(), value);
        }
        all.push(record);
    }
    Ok(all)
}

fn columns(connection: &Connection, table: &str) -> rusqlite::Result<Vec<String>> {
    if table == "sqlite_sequence" {
        return Ok(vec!["name".to_owned(), "seq".to_owned()]);
    }
    connection
        .prepare_cached("SELECT name FROM pragma_table_info(?1, 'main')")?
        .query_map([table], |row| row.get(0))?
        .collect()
}

fn state(connection: &Connection) -> rusqlite::Result<String> {
    let mut whole = Sha256::new();
    for table in TABLES {
        for record in records(connection, table)? {
            whole.update(format!("{table} {}\n", Value::Object(record)));
        }
    }
    Ok(crate::version::hexadecimal(&whole.finalize()))
}

fn stored(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::Bool(yes) => Cell::Integer((*yes).into()),
        Value::Number(number) => number.as_i64().map_or(Cell::Null, Cell::Integer),
        Value::String(text) => Cell::Text(cell::stored(text)),
        list => Cell::Text(list.to_string()),
    }
}
