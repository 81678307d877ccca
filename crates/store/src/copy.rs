//! Compact copies.

use crate::Store;
use crate::connection;
use crate::error::{EditError, OpenError};
use crate::neighbour::Neighbour;
use std::io;
use std::path::Path;

impl Store {
    /// Writes a compact copy, history included. Refuses an existing file.
    ///
    /// Bytes that neither the bulletin nor its history refer to any more are left out;
    /// the file itself keeps them.
    pub fn copy_to(&self, path: &Path) -> Result<(), OpenError> {
        let neighbour = Neighbour::of(path)?;
        let target = neighbour.path().to_str().ok_or_else(|| OpenError::Disk {
            path: path.to_owned(),
            source: io::ErrorKind::InvalidFilename.into(),
        })?;
        let sql = |error| OpenError::from_sql(path.to_owned(), error);
        self.connection.execute("VACUUM INTO ?1", [target]).map_err(sql)?;

        let copy = connection::writing(neighbour.path())?;
        let dropped = copy.execute(include_str!("drop_unused.sql"), []).map_err(sql)?;
        if dropped > 0 {
            copy.execute_batch("VACUUM").map_err(sql)?;
        }
        copy.close().map_err(|(_, error)| sql(error))?;
        neighbour.settle()
    }

    /// Forgets all steps: nothing can be undone or redone any more. The next compact
    /// copy leaves out what only the history still held.
    pub fn forget_history(&mut self) -> Result<(), EditError> {
        self.writable()?;
        crate::history::forget(&self.connection)
    }
}
