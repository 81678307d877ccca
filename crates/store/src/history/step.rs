//! The table of steps: recording, undoing, redoing.

use super::compact;
use super::difference::Difference;
use super::row::{self, RowChange};
use crate::cell;
use crate::error::{EditError, ReadError};
use crate::{Op, Timestamp};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A step of the history.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// Its place in the history; later steps have greater numbers.
    pub id: i64,
    /// What was done.
    pub op: Op,
    /// When. Of joined typing, the last moment.
    pub at: Timestamp,
    /// Whether it has been undone and waits to be redone.
    pub undone: bool,
}

/// What a step was, and what taking or making it again changed.
pub(crate) type Taken = (Op, Vec<RowChange>);

/// Saves what an edit changed. Steps that were undone are gone from here on.
///
/// With `join`, the changes go into the last step when that has the same operation
/// and nothing was undone since; a step that becomes empty thereby disappears.
pub(crate) fn record(
    connection: &Connection,
    op: Op,
    at: Timestamp,
    join: bool,
    changes: &[RowChange],
) -> Result<(), EditError> {
    let dropped =
        connection.prepare_cached("DELETE FROM step WHERE undone")?.execute([])?;
    let last = if join && dropped == 0 { last(connection, false)? } else { None };
    let Some((id, differences)) =
        last.filter(|(_, last, _)| *last == op).map(|(id, _, changes)| (id, changes))
    else {
        connection.prepare_cached(include_str!("insert.sql"))?.execute(params![
            op.as_str(),
            op.subject(),
            at.as_unix(),
            saved(changes)
        ])?;
        return compact::now_and_then(connection, connection.last_insert_rowid());
    };
    let joined = joined(connection, differences, changes)?;
    if joined.is_empty() {
        connection.prepare_cached("DELETE FROM step WHERE id = ?1")?.execute([id])?;
    } else {
        connection
            .prepare_cached("UPDATE step SET at = ?2, changes = ?3 WHERE id = ?1")?
            .execute(params![id, at.as_unix(), saved(&joined)])?;
    }
    Ok(())
}

/// Takes the last step back. `None` when there is nothing to undo.
pub(crate) fn undo(connection: &Connection) -> Result<Option<Taken>, EditError> {
    travel(connection, false)
}

/// Makes the next undone step again. `None` when there is nothing to redo.
pub(crate) fn redo(connection: &Connection) -> Result<Option<Taken>, EditError> {
    travel(connection, true)
}

/// Every step, oldest first.
pub(crate) fn list(connection: &Connection) -> Result<Vec<Step>, ReadError> {
    let mut statement = connection
        .prepare_cached("SELECT id, op, subject, at, undone FROM step ORDER BY id")?;
    let steps = statement.query_map([], |row| {
        Ok(Step {
            id: row.get(0)?,
            op: op(row),
            at: Timestamp::from_unix(cell::number(row, 3).unwrap_or_default()),
            undone: cell::number::<i64>(row, 4).is_some_and(|undone| undone != 0),
        })
    })?;
    Ok(steps.collect::<rusqlite::Result<_>>()?)
}

/// What would be undone and redone next.
pub(crate) fn next_steps(
    connection: &Connection,
) -> Result<(Option<Op>, Option<Op>), ReadError> {
    let op = |sql: &str| -> rusqlite::Result<Option<Op>> {
        connection.prepare_cached(sql)?.query_row([], |row| Ok(op(row))).optional()
    };
    Ok((op(include_str!("last.sql"))?, op(include_str!("next.sql"))?))
}

/// The bytes that the steps take up, by what their rows hold.
pub(crate) fn bytes(connection: &Connection) -> Result<u64, ReadError> {
    let sql = "SELECT coalesce(sum(length(CAST(changes AS BLOB)) + length(op)
               + coalesce(length(subject), 0) + 14), 0) FROM step";
    let found: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(u64::try_from(found).unwrap_or_default())
}

/// Forgets all steps.
pub(crate) fn forget(connection: &Connection) -> Result<(), EditError> {
    connection.execute("DELETE FROM step", [])?;
    Ok(())
}

fn travel(connection: &Connection, forward: bool) -> Result<Option<Taken>, EditError> {
    let Some((id, op, differences)) = last(connection, forward)? else { return Ok(None) };
    let mut changes = Vec::with_capacity(differences.len());
    for difference in differences {
        let (table, row_id) = difference.row().ok_or(EditError::Damaged)?;
        let current = row::current(connection, table, row_id)?;
        let difference = if forward { difference } else { difference.reversed() };
        changes.push(difference.apply(current).ok_or(EditError::Damaged)?);
    }
    row::put(connection, &changes)?;
    connection
        .prepare_cached("UPDATE step SET undone = ?2 WHERE id = ?1")?
        .execute(params![id, !forward])?;
    Ok(Some((op, changes)))
}

/// The step to undo next, or to redo next.
fn last(
    connection: &Connection,
    undone: bool,
) -> Result<Option<(i64, Op, Vec<Difference>)>, EditError> {
    let sql = if undone { include_str!("next.sql") } else { include_str!("last.sql") };
    let found = connection
        .prepare_cached(sql)?
        .query_row([], |row| Ok((row.get(0)?, op(row), cell::text(row, 3))))
        .optional()?;
    let Some((id, op, changes)) = found else { return Ok(None) };
    let differences = serde_json::from_str(&changes).map_err(|_| EditError::Damaged)?;
    Ok(Some((id, op, differences)))
}

/// The net difference of an earlier step and what has just been changed.
fn joined(
    connection: &Connection,
    earlier: Vec<Difference>,
    changes: &[RowChange],
) -> Result<Vec<RowChange>, EditError> {
    let mut joined = Vec::new();
    for difference in earlier {
        let (table, id) = difference.row().ok_or(EditError::Damaged)?;
        let now = changes.iter().find(|change| change.table == table && change.id == id);
        let between = match now {
            Some(change) => change.before.clone(),
            None => row::current(connection, table, id)?,
        };
        let first = difference.reversed().apply(between.clone());
        let before = first.ok_or(EditError::Damaged)?.after;
        let after = now.map_or(between, |change| change.after.clone());
        joined.push(RowChange { table, id, before, after });
    }
    for change in changes {
        if !joined
            .iter()
            .any(|known| known.table == change.table && known.id == change.id)
        {
            joined.push(change.clone());
        }
    }
    joined.retain(|change| change.before != change.after);
    Ok(joined)
}

fn saved(changes: &[RowChange]) -> String {
    let differences: Vec<Difference> = changes.iter().map(Difference::of).collect();
    serde_json::to_string(&differences).expect("JSON holds every row")
}

/// Reads the columns `op` and `subject`, which follow the identity everywhere.
fn op(row: &Row<'_>) -> Op {
    Op::from_saved(&cell::text(row, 1), Some(&cell::text(row, 2)))
}
