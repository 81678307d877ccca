//! Positions: integers with gaps, so that moving one row changes one row.

use super::Edit;
use crate::error::EditError;
use rusqlite::params;

/// Between neighbours of a fresh order.
const GAP: i64 = 1024;

/// Rows that stand in an order of their own.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place {
    /// All sections.
    Sections,
    /// The articles of an issue, or of the pool.
    Articles(Option<u32>),
}

impl Place {
    fn rows(self) -> &'static str {
        match self {
            Self::Sections => {
                "SELECT id, position FROM section WHERE ?1 IS NULL ORDER BY position, id"
            }
            Self::Articles(_) => {
                "SELECT id, position FROM article WHERE issue IS ?1 ORDER BY position, id"
            }
        }
    }

    fn last(self) -> &'static str {
        match self {
            Self::Sections => "SELECT max(position) FROM section WHERE ?1 IS NULL",
            Self::Articles(_) => "SELECT max(position) FROM article WHERE issue IS ?1",
        }
    }

    fn update(self) -> &'static str {
        match self {
            Self::Sections => "UPDATE section SET position = ?2 WHERE id = ?1",
            Self::Articles(_) => "UPDATE article SET position = ?2 WHERE id = ?1",
        }
    }
}

/// Finds a position with `index` rows before it (or all, when there are fewer), not
/// counting the row that is to move there. The others move only when there is no gap.
pub(super) fn place(
    edit: &Edit<'_>,
    place: Place,
    moving: Option<i64>,
    index: usize,
) -> Result<i64, EditError> {
    let issue = match place {
        Place::Sections => None,
        Place::Articles(issue) => issue,
    };
    // Imports add at the end again and again: no need to read all rows each time.
    if index == usize::MAX && moving.is_none() {
        let last = edit
            .connection
            .prepare_cached(place.last())?
            .query_row([issue], |row| row.get(0))?;
        if let Some(position) = between(last, None) {
            return Ok(position);
        }
    }
    let mut rows = edit
        .connection
        .prepare_cached(place.rows())?
        .query_map([issue], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<rusqlite::Result<Vec<(i64, i64)>>>()?;
    let here = rows.iter().position(|(id, _)| Some(*id) == moving);
    let index = index.min(rows.len() - usize::from(here.is_some()));
    if let Some(here) = here {
        let (_, position) = rows.remove(here);
        // Already there: nothing changes.
        if here == index {
            return Ok(position);
        }
    }
    let before = index.checked_sub(1).map(|index| rows[index].1);
    let after = rows.get(index).map(|row| row.1);
    if let Some(position) = between(before, after) {
        return Ok(position);
    }
    let mut position = 0;
    let mut free = 0;
    for (place_in_row, (id, _)) in rows.iter().enumerate() {
        if place_in_row == index {
            free = position;
            position += GAP;
        }
        edit.connection.prepare_cached(place.update())?.execute(params![id, position])?;
        position += GAP;
    }
    Ok(if index == rows.len() { position } else { free })
}

fn between(before: Option<i64>, after: Option<i64>) -> Option<i64> {
    match (before, after) {
        (None, None) => Some(0),
        (Some(before), None) => before.checked_add(GAP),
        (None, Some(after)) => after.checked_sub(GAP),
        (Some(before), Some(after)) => {
            let gap = after.checked_sub(before)?;
            (gap >= 2).then(|| before + gap / 2)
        }
    }
}
