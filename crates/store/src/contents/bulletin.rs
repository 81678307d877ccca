//! The series, its issues and its sections.

use super::Contents;
use crate::cell;
use crate::error::{ReadError, What};
use document::{Bulletin, Date, Issue, IssueId, Lang, Section, SectionId, Trim, Values};
use rusqlite::{OptionalExtension, Row, params};
use std::collections::{BTreeMap, BTreeSet};

impl Contents {
    /// The series, with the words that hold now.
    pub fn bulletin(&self) -> Result<Bulletin, ReadError> {
        self.bulletin_on(None)
    }

    /// The series, with the words that held for an issue of this day; with the latest
    /// ones when there is no day.
    pub fn bulletin_on(&self, day: Option<Date>) -> Result<Bulletin, ReadError> {
        let found = self
            .connection
            .prepare_cached("SELECT lang, design, trim FROM bulletin")?
            .query_row([], |row| {
                Ok(Bulletin {
                    lang: cell::parsed(row, 0).unwrap_or_default(),
                    design: cell::text(row, 1),
                    trim: cell::parsed(row, 2).unwrap_or_else(Trim::tabloid),
                    values: Values::default(),
                })
            })
            .optional()?;
        let bulletin = found.unwrap_or_else(|| Bulletin {
            lang: Lang::default(),
            design: String::new(),
            trim: Trim::tabloid(),
            values: Values::default(),
        });
        Ok(Bulletin { values: self.values(None, day)?, ..bulletin })
    }

    /// The issues in the order of their creation; the last one is the current one.
    pub fn issues(&self) -> Result<Vec<Issue>, ReadError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, number, date, pages FROM issue ORDER BY id")?;
        let issues =
            statement.query_map([], issue)?.collect::<rusqlite::Result<Vec<_>>>()?;
        issues.into_iter().flatten().map(|issue| self.with_values(issue)).collect()
    }

    /// One issue.
    pub fn issue(&self, id: IssueId) -> Result<Issue, ReadError> {
        let found = self
            .connection
            .prepare_cached("SELECT id, number, date, pages FROM issue WHERE id = ?1")?
            .query_row([id.0], issue)
            .optional()?
            .flatten()
            .ok_or(ReadError::Missing { what: What::Issue(id) })?;
        self.with_values(found)
    }

    /// The sections in the officer's order.
    pub fn sections(&self) -> Result<Vec<Section>, ReadError> {
        let mut statement = self
            .connection
            .prepare_cached("SELECT id, name FROM section ORDER BY position, id")?;
        let named = statement
            .query_map([], |row| Ok((cell::number(row, 0), cell::text(row, 1))))?
            .collect::<rusqlite::Result<Vec<(Option<u32>, String)>>>()?;
        let named: Vec<_> =
            named.into_iter().filter_map(|(id, name)| Some((id?, name))).collect();

        // Numbered in the order of creation: moving a section keeps its address.
        let mut slugs = BTreeMap::new();
        let mut taken = BTreeSet::new();
        let mut by_age: Vec<_> = named.iter().collect();
        by_age.sort_by_key(|(id, _)| *id);
        for (id, name) in by_age {
            slugs.insert(*id, unique(vntext::slug(name), &mut taken));
        }
        Ok(named
            .into_iter()
            .map(|(id, name)| Section {
                id: SectionId(id),
                slug: slugs.remove(&id).unwrap_or_default(),
                name,
            })
            .collect())
    }

    /// The fields of the series (`None`), as they are on a day, or of an issue. Unknown keys stay in the file
    /// unseen: a newer Bantin may have written them.
    fn values(
        &self,
        issue: Option<IssueId>,
        day: Option<Date>,
    ) -> Result<Values, ReadError> {
        let mut values = Values::default();
        let mut statement = self.connection.prepare_cached(
            "SELECT key, value FROM field
             WHERE issue IS ?1 AND (since IS NULL OR ?2 IS NULL OR since <= ?2)
             ORDER BY since, id",
        )?;
        let day = day.map(|day| day.to_string());
        let mut rows = statement.query(params![issue.map(|issue| issue.0), day])?;
        while let Some(row) = rows.next()? {
            if let Ok(key) = cell::text(row, 0).parse() {
                values.set(key, cell::text(row, 1));
            }
        }
        Ok(values)
    }

    fn with_values(&self, issue: Issue) -> Result<Issue, ReadError> {
        Ok(Issue { values: self.values(Some(issue.id), None)?, ..issue })
    }
}

fn issue(row: &Row<'_>) -> rusqlite::Result<Option<Issue>> {
    let first_day = || Date::new(1970, 1, 1).expect("a real day");
    Ok(cell::number(row, 0).map(|id| Issue {
        id: IssueId(id),
        number: cell::number(row, 1).unwrap_or_default(),
        date: cell::parsed(row, 2).unwrap_or_else(first_day),
        pages: cell::number(row, 3),
        values: Values::default(),
    }))
}

/// The name itself, or with the lowest number from 2 on that makes it unique.
pub(super) fn unique(name: String, taken: &mut BTreeSet<String>) -> String {
    let mut unique = name.clone();
    let mut number = 2;
    while !taken.insert(unique.clone()) {
        unique = format!("{name}-{number}");
        number += 1;
    }
    unique
}
