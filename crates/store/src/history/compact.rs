//! Old steps made smaller.
//!
//! The newest steps stay as they are, so that undo takes back what a person just typed
//! piece by piece. Of older typing, neighbouring pieces become one step: it still goes
//! back to the first letter, in longer strides. No word is forgotten.

use super::difference::Difference;
use crate::error::EditError;
use rusqlite::{Connection, params};

/// The newest steps that together take up this many bytes stay as they are: some
/// fifteen hundred pieces of typing.
const FINE: i64 = 256 << 10;

/// An older step of typing grows to this many bytes.
const COARSE: usize = 16 << 10;

/// How many steps are looked at in one go. More do not become old in between.
const REACH: i64 = 4096;

/// Every so many steps somebody looks.
const EVERY: i64 = 64;

/// Joins old typing, from time to time. `newest` is the step that was just recorded.
pub(super) fn now_and_then(
    connection: &Connection,
    newest: i64,
) -> Result<(), EditError> {
    if newest % EVERY == 0 { compact(connection, newest) } else { Ok(()) }
}

fn compact(connection: &Connection, newest: i64) -> Result<(), EditError> {
    let old: Option<i64> = connection
        .prepare_cached(include_str!("old.sql"))?
        .query_row(params![newest - REACH, FINE], |row| row.get(0))?;
    let Some(old) = old else { return Ok(()) };
    let mut statement = connection.prepare_cached(
        "SELECT id, subject, changes FROM step
         WHERE id BETWEEN ?1 AND ?2 AND op = 'typing' AND NOT undone ORDER BY id",
    )?;
    let steps = statement
        .query_map([newest - 2 * REACH, old], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?))
        })?
        .collect::<rusqlite::Result<Vec<(i64, Option<String>, String)>>>()?;
    let mut before: Option<(i64, Option<String>, String)> = None;
    for (id, subject, changes) in steps {
        // Anything else that was done in between has the number in between.
        let joined = before.take().and_then(|(last, about, earlier)| {
            let follows = last + 1 == id || is_next(connection, last, id);
            let fits = earlier.len() + changes.len() <= COARSE;
            let joined = (follows && fits && about == subject)
                .then(|| joined(&earlier, &changes))
                .flatten()?;
            Some((last, joined))
        });
        let Some((last, joined)) = joined else {
            before = Some((id, subject, changes));
            continue;
        };
        connection.prepare_cached("DELETE FROM step WHERE id = ?1")?.execute([last])?;
        connection
            .prepare_cached("UPDATE step SET changes = ?2 WHERE id = ?1")?
            .execute(params![id, joined])?;
        before = Some((id, subject, joined));
    }
    Ok(())
}

/// Whether no step stands between two.
fn is_next(connection: &Connection, one: i64, other: i64) -> bool {
    connection
        .prepare_cached("SELECT 1 FROM step WHERE id > ?1 AND id < ?2")
        .and_then(|mut statement| statement.exists([one, other]))
        .is_ok_and(|between| !between)
}

/// What two steps in a row changed, when that is one row and one piece of each text.
fn joined(earlier: &str, later: &str) -> Option<String> {
    let read = |text| serde_json::from_str::<[Difference; 1]>(text).ok();
    let ([earlier], [later]) = (read(earlier)?, read(later)?);
    serde_json::to_string(&[earlier.then(later)?]).ok()
}
