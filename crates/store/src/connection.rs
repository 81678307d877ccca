//! A connection to the database, set up the way every file of ours is used.

use crate::error::OpenError;
use crate::{header, history, schema};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::time::Duration;

/// How long to wait for another program before giving up.
const PATIENCE: Duration = Duration::from_secs(5);

/// Statements kept ready. There are about a hundred.
const STATEMENTS: usize = 128;

/// Opens a checked file for reading and writing, and brings it up to date.
pub(crate) fn writing(path: &Path) -> Result<Connection, OpenError> {
    let open = || -> rusqlite::Result<Connection> {
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
        // SQLite opens a file that may not be written all the same, for reading.
        if connection.is_readonly("main")? {
            let refused = rusqlite::ffi::Error::new(rusqlite::ffi::SQLITE_READONLY);
            return Err(rusqlite::Error::SqliteFailure(refused, None));
        }
        // Makes files readable for everybody that someone switched to a log.
        connection.pragma_update(None, "journal_mode", "DELETE")?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        schema::upgrade(&mut connection)?;
        history::watch(&connection)?;
        Ok(connection)
    };
    open().map_err(|error| OpenError::from_sql(path.to_owned(), error))
}

/// Opens a checked file for reading only.
pub(crate) fn reading(path: &Path) -> Result<Connection, OpenError> {
    let open = || -> rusqlite::Result<(Connection, u32)> {
        let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        let version = schema::version(&connection)?;
        connection.prepare("SELECT 1 FROM bulletin, issue, section, article, photo")?;
        Ok((connection, version))
    };
    let (connection, found) =
        open().map_err(|error| OpenError::from_sql(path.to_owned(), error))?;
    if found < schema::VERSION {
        Err(OpenError::TooOld { found })
    } else {
        Ok(connection)
    }
}

/// Opens a copy of a damaged file, to read what can be read of it.
pub(crate) fn salvaging(path: &Path) -> rusqlite::Result<Connection> {
    let connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    connection.pragma_update(None, "cell_size_check", false)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    // Fails here when not even the list of tables can be read.
    connection.prepare("SELECT count(*) FROM sqlite_schema")?.exists([])?;
    Ok(connection)
}

/// Makes the database of a new file. Nothing else may stand at `path`.
pub(crate) fn creating(path: &Path) -> Result<Connection, OpenError> {
    let open = || -> rusqlite::Result<Connection> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
        let mut connection = connect(path, flags)?;
        connection.pragma_update(None, "application_id", header::APPLICATION_ID)?;
        connection.pragma_update(None, "synchronous", "FULL")?;
        schema::upgrade(&mut connection)?;
        history::watch(&connection)?;
        Ok(connection)
    };
    open().map_err(|error| OpenError::from_sql(path.to_owned(), error))
}

/// A number that differs whenever another connection has changed the file.
pub(crate) fn data_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.query_row("PRAGMA data_version", [], |row| row.get(0))
}

fn connect(path: &Path, flags: OpenFlags) -> rusqlite::Result<Connection> {
    let connection =
        Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    // A file comes from anywhere. Nothing in it may run: our own triggers are
    // temporary ones, which this leaves alone.
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_TRIGGER, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_VIEW, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    connection.set_db_config(DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    Ok(connection)
}
