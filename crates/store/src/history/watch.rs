//! Temporary triggers that note how a row looked before an edit touched it.

use super::TABLES;
use super::row::{self, Row, RowChange};
use rusqlite::Connection;

/// Starts noting. The triggers live as long as the connection and are not in the file.
pub(crate) fn start(connection: &Connection) -> rusqlite::Result<()> {
    connection.execute_batch(include_str!("touched.sql"))?;
    for table in TABLES {
        let columns = row::columns(connection, table)?;
        if !columns.iter().any(|column| column == "id") {
            return Err(rusqlite::Error::InvalidColumnName(format!("{table}.id")));
        }
        let before = row::as_json(&columns, "old.");
        let sql = include_str!("watch.sql")
            .replace("{table}", table)
            .replace("{before}", &before);
        connection.execute_batch(&sql)?;
    }
    Ok(())
}

/// Forgets what was noted, before an edit begins.
pub(crate) fn restart(connection: &Connection) -> rusqlite::Result<()> {
    connection.prepare_cached("DELETE FROM temp.touched")?.execute([])?;
    Ok(())
}

/// Reads what the edit changed, row by row; rows that look as before are left out.
pub(crate) fn net(connection: &Connection) -> rusqlite::Result<Vec<RowChange>> {
    let mut statement =
        connection.prepare_cached("SELECT tbl, id, before FROM temp.touched")?;
    let touched = statement
        .query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<rusqlite::Result<Vec<(String, i64, Option<String>)>>>()?;
    let mut changes = Vec::with_capacity(touched.len());
    for (name, id, before) in touched {
        let table = row::table(&name).expect("only recorded tables have the triggers");
        let before: Option<Row> =
            before.and_then(|text| serde_json::from_str(&text).ok());
        let after = row::current(connection, table, id)?;
        if before != after {
            changes.push(RowChange { table, id, before, after });
        }
    }
    Ok(changes)
}
