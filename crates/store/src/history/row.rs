//! Rows of recorded tables, as JSON.

use super::TABLES;
use rusqlite::types::{ToSqlOutput, Value as Cell};
use rusqlite::{Connection, OptionalExtension};
use serde_json::{Map, Value};

/// A row: its columns by name, `id` among them. INTEGER and TEXT only.
pub(crate) type Row = Map<String, Value>;

/// One row before and after an edit; at least one of them is there, and they differ.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct RowChange {
    pub(crate) table: &'static str,
    pub(crate) id: i64,
    pub(crate) before: Option<Row>,
    pub(crate) after: Option<Row>,
}

impl RowChange {
    /// Whether any of these columns differs; a row that came or went differs in all.
    pub(crate) fn touches(&self, columns: &[&str]) -> bool {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => {
                columns.iter().any(|column| before.get(*column) != after.get(*column))
            }
            _ => true,
        }
    }

    /// A column's words, as they are now or as they were last.
    pub(crate) fn text(&self, column: &str) -> Option<&str> {
        self.value(column)?.as_str()
    }

    /// A column's number, as it is now or as it was last.
    pub(crate) fn number(&self, column: &str) -> Option<i64> {
        self.value(column)?.as_i64()
    }

    /// Whether a column is empty, now or when the row was last there.
    pub(crate) fn is_null(&self, column: &str) -> bool {
        self.value(column).is_none_or(Value::is_null)
    }

    fn value(&self, column: &str) -> Option<&Value> {
        self.after.as_ref().or(self.before.as_ref())?.get(column)
    }
}

/// Finds the recorded table of this name.
pub(crate) fn table(name: &str) -> Option<&'static str> {
    TABLES.into_iter().find(|table| *table == name)
}

/// The columns of a recorded table.
pub(super) fn columns(
    connection: &Connection,
    table: &str,
) -> rusqlite::Result<Vec<String>> {
    connection
        .prepare_cached("SELECT name FROM pragma_table_info(?1, 'main')")?
        .query_map([table], |row| row.get(0))?
        .collect()
}

/// A SQL expression for a row as JSON. `of` is `old.` in triggers, else empty.
pub(super) fn as_json(columns: &[String], of: &str) -> String {
    let pairs: Vec<String> =
        columns.iter().map(|column| format!("'{column}', {of}\"{column}\"")).collect();
    format!("json_object({})", pairs.join(", "))
}

/// Reads a row as it is now.
pub(crate) fn current(
    connection: &Connection,
    table: &str,
    id: i64,
) -> rusqlite::Result<Option<Row>> {
    let json = as_json(&columns(connection, table)?, "");
    let text: Option<String> = connection
        .prepare_cached(&format!("SELECT {json} FROM main.{table} WHERE id = ?1"))?
        .query_row([id], |row| row.get(0))
        .optional()?;
    Ok(text.and_then(|text| serde_json::from_str(&text).ok()))
}

/// Makes all rows look as they do after the changes.
///
/// All rows go before any comes, so that no order of changes is a wrong one.
pub(crate) fn put(
    connection: &Connection,
    changes: &[RowChange],
) -> rusqlite::Result<()> {
    for change in changes.iter().filter(|change| change.before.is_some()) {
        connection
            .prepare_cached(&format!("DELETE FROM main.{} WHERE id = ?1", change.table))?
            .execute([change.id])?;
    }
    for change in changes {
        let Some(row) = &change.after else { continue };
        // A row from an older version may lack columns; one from a damaged step may
        // name some that never were.
        let known = columns(connection, change.table)?;
        let (names, cells): (Vec<String>, Vec<Cell>) = row
            .iter()
            .filter(|(name, _)| known.contains(name))
            .map(|(name, value)| (format!("\"{name}\""), cell(value)))
            .unzip();
        let places = vec!["?"; names.len()].join(", ");
        connection
            .prepare_cached(&format!(
                "INSERT INTO main.{} ({}) VALUES ({places})",
                change.table,
                names.join(", ")
            ))?
            .execute(rusqlite::params_from_iter(
                cells.into_iter().map(ToSqlOutput::Owned),
            ))?;
    }
    Ok(())
}

fn cell(value: &Value) -> Cell {
    match value {
        Value::Null => Cell::Null,
        Value::Bool(yes) => Cell::Integer((*yes).into()),
        Value::Number(number) => number.as_i64().map_or(Cell::Null, Cell::Integer),
        Value::String(text) => Cell::Text(text.clone()),
        Value::Array(_) | Value::Object(_) => Cell::Null,
    }
}
