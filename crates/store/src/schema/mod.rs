//! The tables of a file, and how files of older versions get them.

use rusqlite::{Connection, TransactionBehavior};

/// Each step leads from the version of its place to the next one: the first makes
/// version 1 out of nothing. Steps are never changed once released, only added.
///
/// New columns of recorded tables need a default: rows that undo brings back from
/// before the step do not have them.
const STEPS: &[&str] = &[
    include_str!("1.sql"),
    include_str!("2.sql"),
    include_str!("3.sql"),
    include_str!("4.sql"),
    include_str!("5.sql"),
    include_str!("6.sql"),
];

/// The version this program reads and writes, kept in `user_version`.
pub(crate) const VERSION: u32 = STEPS.len() as u32;

/// The version of an open file.
pub(crate) fn version(connection: &Connection) -> rusqlite::Result<u32> {
    connection.query_row("PRAGMA user_version", [], |row| row.get(0))
}

/// Brings a file up to date; all steps succeed or none does.
pub(crate) fn upgrade(connection: &mut Connection) -> rusqlite::Result<()> {
    run(connection, STEPS)
}

fn run(connection: &mut Connection, steps: &[&str]) -> rusqlite::Result<()> {
    // Looked at again inside: another program may be doing the same.
    if usize::try_from(version(connection)?).is_ok_and(|version| version >= steps.len()) {
        return Ok(());
    }
    let transaction =
        connection.transaction_with_behavior(TransactionBehavior::Exclusive)?;
    let from = usize::try_from(version(&transaction)?).unwrap_or(usize::MAX);
    for step in steps.iter().skip(from) {
        transaction.execute_batch(step)?;
    }
    transaction.pragma_update(None, "user_version", steps.len().max(from))?;
    transaction.commit()
}

#[cfg(test)]
mod tests {
    use super::*;

    const OLD: &[&str] = &["CREATE TABLE article (title TEXT); \
                            INSERT INTO article VALUES ('Ký kết');"];
    const ADD_COLUMN: &str = "ALTER TABLE article ADD COLUMN kicker TEXT DEFAULT 'Tin'";

    fn old_file() -> Connection {
        let mut file = Connection::open_in_memory().unwrap();
        run(&mut file, OLD).unwrap();
        file
    }

    #[test]
    fn an_older_file_gains_what_is_new_and_keeps_what_it_had() {
        let mut file = old_file();
        run(&mut file, &[OLD[0], ADD_COLUMN]).unwrap();
        assert_eq!(version(&file).unwrap(), 2);
        let row = file
            .query_row("SELECT title || kicker FROM article", [], |row| row.get(0))
            .unwrap();
        assert_eq!("Ký kếtTin", String::as_str(&row));
        run(&mut file, &[OLD[0], ADD_COLUMN]).unwrap();
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_version() {
        let mut file = old_file();
        assert!(run(&mut file, &[OLD[0], ADD_COLUMN, "broken"]).is_err());
        assert_eq!(version(&file).unwrap(), 1);
        assert!(file.prepare("SELECT kicker FROM article").is_err());
    }
}
