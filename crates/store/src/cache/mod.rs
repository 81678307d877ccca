//! Renditions of photos, kept between sessions in a file of their own.
//!
//! Never in the bulletin: exporting must not change it. What is in here can be made
//! again, so that nothing here fails: a cache that cannot be read is deleted and begun
//! anew, one that cannot be written keeps nothing.

use document::PixelSize;
use rusqlite::{Connection, OptionalExtension, params};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// 2 GiB of renditions.
const BOUND: u64 = 2 << 30;

/// Raised when the table changes; a cache of another version is deleted.
const VERSION: u32 = 1;

/// Encoded pictures by key, the least used going first when there are too many.
#[derive(Debug)]
pub struct Cache {
    path: PathBuf,
    bound: u64,
    connection: Mutex<Connection>,
}

impl Cache {
    /// Opens the cache at `path`, or begins one. Holds at most 2 GiB.
    pub fn open(path: &Path) -> Self {
        Self::bounded(path, BOUND)
    }

    /// Opens or begins a cache that holds at most `bound` bytes of pictures.
    pub fn bounded(path: &Path, bound: u64) -> Self {
        let connection = connect(path).or_else(|_| {
            remove(path);
            connect(path)
        });
        let connection = connection.unwrap_or_else(|_| in_memory());
        Self { path: path.to_owned(), bound, connection: Mutex::new(connection) }
    }

    /// Finds the picture kept under `key`.
    pub fn get(&self, key: &str) -> Option<(Vec<u8>, PixelSize)> {
        let mut connection = self.lock();
        let found = find(&connection, key);
        found.unwrap_or_else(|error| {
            self.recover(&mut connection, &error);
            None
        })
    }

    /// Keeps a picture under `key`, in place of an earlier one. One that is larger than
    /// the whole cache is not kept.
    pub fn put(&self, key: &str, bytes: &[u8], size: PixelSize) {
        if bytes.len() as u64 > self.bound {
            return;
        }
        let mut connection = self.lock();
        if let Err(error) = keep(&mut connection, key, bytes, size, self.bound) {
            self.recover(&mut connection, &error);
        }
    }

    /// Bytes of all pictures kept.
    pub fn size(&self) -> u64 {
        total(&self.lock()).unwrap_or_default()
    }

    /// A thread that panicked held no half-done work: every change is a transaction.
    fn lock(&self) -> MutexGuard<'_, Connection> {
        self.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Begins anew when the file is damaged. Other failures (a full disk, another
    /// program) pass.
    fn recover(&self, connection: &mut Connection, error: &rusqlite::Error) {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase, Unknown};
        let code = error.sqlite_error_code();
        if matches!(code, Some(DatabaseCorrupt | NotADatabase | Unknown)) {
            // Closed first: Windows does not delete open files.
            *connection = in_memory();
            remove(&self.path);
            if let Ok(fresh) = connect(&self.path) {
                *connection = fresh;
            }
        }
    }
}

fn connect(path: &Path) -> rusqlite::Result<Connection> {
    let connection = Connection::open(path)?;
    connection.busy_timeout(Duration::from_secs(2))?;
    // A log beside this file harms nobody, and readers never wait for writers.
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "NORMAL")?;
    let version: u32 =
        connection.query_row("PRAGMA user_version", [], |row| row.get(0))?;
    match version {
        VERSION => {}
        0 => {
            connection.execute_batch(include_str!("tables.sql"))?;
            connection.pragma_update(None, "user_version", VERSION)?;
        }
        // Deleted by the caller, as if it were damaged.
        _ => return Err(rusqlite::Error::InvalidQuery),
    }
    total(&connection)?;
    Ok(connection)
}

fn in_memory() -> Connection {
    let connection = Connection::open_in_memory().expect("memory for an empty database");
    connection
        .execute_batch(include_str!("tables.sql"))
        .expect("the tables of an empty database");
    connection
}

fn remove(path: &Path) {
    for end in ["", "-wal", "-shm", "-journal"] {
        let mut file = path.as_os_str().to_owned();
        file.push(end);
        // What is not there needs no deleting; what cannot be deleted is not used.
        let _ = fs::remove_file(PathBuf::from(file));
    }
}

fn find(
    connection: &Connection,
    key: &str,
) -> rusqlite::Result<Option<(Vec<u8>, PixelSize)>> {
    let found = connection
        .prepare_cached("SELECT bytes, width, height, id FROM picture WHERE key = ?1")?
        .query_row([key], |row| {
            let size = PixelSize { width: row.get(1)?, height: row.get(2)? };
            Ok((row.get(0)?, size, row.get::<_, i64>(3)?))
        })
        .optional()?;
    let Some((bytes, size, id)) = found else { return Ok(None) };
    // Not worth waiting for when another program writes.
    let _ = connection
        .prepare_cached(include_str!("used.sql"))
        .and_then(|mut used| used.execute([id]));
    Ok(Some((bytes, size)))
}

fn keep(
    connection: &mut Connection,
    key: &str,
    bytes: &[u8],
    size: PixelSize,
    bound: u64,
) -> rusqlite::Result<()> {
    let transaction = connection.transaction()?;
    transaction.prepare_cached("DELETE FROM picture WHERE key = ?1")?.execute([key])?;
    let mut held = total(&transaction)?;
    while held + bytes.len() as u64 > bound {
        let dropped = transaction
            .prepare_cached(include_str!("drop.sql"))?
            .query_row([], |row| row.get::<_, u64>(0))?;
        held = held.saturating_sub(dropped);
    }
    transaction.prepare_cached(include_str!("keep.sql"))?.execute(params![
        key,
        bytes,
        size.width,
        size.height,
        bytes.len()
    ])?;
    transaction.commit()
}

fn total(connection: &Connection) -> rusqlite::Result<u64> {
    connection
        .prepare_cached("SELECT coalesce(sum(size), 0) FROM picture")?
        .query_row([], |row| row.get(0))
}
