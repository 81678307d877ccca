//! Going back to a version, within an edit.

use super::scope;
use crate::edit::missing;
use crate::error::EditError;
use crate::history::{Row, RowChange, current, put, table};
use crate::{Edit, cell};
use document::{ArticleId, IssueId};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// What going back to a version could not do.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Restored {
    /// Articles that were added since: they went to the pool.
    pub to_pool: Vec<ArticleId>,
    /// Articles that stand in another issue by now and were left there.
    pub elsewhere: Vec<ArticleId>,
}

/// Tables whose rows belong to one issue alone; those not in the version go.
const OWN: [&str; 4] = ["attachment", "plan", "module", "wish"];

type Rows = BTreeMap<(&'static str, i64), Row>;

impl Edit<'_> {
    /// Makes an issue again what it was in a version: its articles, their order,
    /// photos and files, its fields and its plan. What belongs to the series stays as
    /// it is. Nothing is lost: articles that were added since go to the pool.
    pub fn restore_issue(&mut self, version: i64) -> Result<Restored, EditError> {
        let issue = self.version(version)?.issue;
        let mut wanted = self.rows_of(version)?;
        let mut restored = Restored::default();
        for head in self.outline(Some(issue))? {
            if !wanted.values().any(|row| text(row, "uuid") == head.id.to_string()) {
                self.place_article(head.id, None, usize::MAX)?;
                restored.to_pool.push(head.id);
            }
        }
        let mut elsewhere = BTreeSet::new();
        for ((_, id), row) in wanted.iter().filter(|((table, _), _)| *table == "article")
        {
            let now = current(&self.connection, "article", *id)?;
            let place = now.as_ref().and_then(|now| number(now, "issue"));
            if place.is_some_and(|place| place != i64::from(issue.0)) {
                elsewhere.insert(*id);
                restored.elsewhere.extend(text(row, "uuid").parse::<ArticleId>().ok());
            }
        }
        wanted.retain(|(table, id), row| {
            let article =
                if *table == "article" { Some(*id) } else { number(row, "article") };
            !article.is_some_and(|article| elsewhere.contains(&article))
        });
        self.put_rows(issue, wanted)?;
        Ok(restored)
    }

    /// Makes one article again what it was in a version. It stays where it stands; one
    /// that was removed comes back to where it stood, with its files.
    pub fn restore_article(
        &mut self,
        version: i64,
        article: ArticleId,
    ) -> Result<(), EditError> {
        let wanted = self.rows_of(version)?;
        let uuid = article.to_string();
        let found = wanted
            .iter()
            .find(|((table, _), row)| *table == "article" && text(row, "uuid") == uuid);
        let Some(((_, id), row)) = found else { return Err(missing(article)) };
        let mut row = self.in_known_section(row.clone())?;
        let mut changes = Vec::new();
        let now = current(&self.connection, "article", *id)?;
        if let Some(now) = &now {
            for column in ["issue", "position"] {
                row.insert(column.into(), now.get(column).cloned().unwrap_or_default());
            }
        } else {
            let place = number(&row, "issue").unwrap_or_default();
            if current(&self.connection, "issue", place)?.is_none() {
                row.insert("issue".into(), Value::Null);
            }
            for ((table, file), row) in &wanted {
                let is_its =
                    *table == "attachment" && number(row, "article") == Some(*id);
                if is_its && self.has_content(row)? {
                    let after = Some(row.clone());
                    changes.push(RowChange { table, id: *file, before: None, after });
                }
            }
        }
        changes.push(RowChange {
            table: "article",
            id: *id,
            before: now,
            after: Some(row),
        });
        Ok(put(&self.connection, &changes)?)
    }

    fn put_rows(&mut self, issue: IssueId, wanted: Rows) -> Result<(), EditError> {
        let mut changes = Vec::new();
        // Numbers of fields are given again: they go by key.
        let values: Vec<(String, String)> = wanted
            .iter()
            .filter(|((table, _), row)| {
                *table == "field" && number(row, "issue") == Some(issue.0.into())
            })
            .map(|(_, row)| (text(row, "key").to_owned(), text(row, "value").to_owned()))
            .collect();
        for (table, id, row) in scope::rows(&self.connection, issue.0)? {
            if OWN.contains(&table) && !wanted.contains_key(&(table, id)) {
                changes.push(RowChange { table, id, before: Some(row), after: None });
            }
        }
        for ((table, id), row) in wanted {
            let row = match table {
                "issue" | "plan" | "module" | "wish" => row,
                "article" => self.in_known_section(row)?,
                "attachment" if self.has_content(&row)? => row,
                "photo" if self.has_content(&row)? && !self.is_named(id, &row)? => row,
                _ => continue,
            };
            let before = current(&self.connection, table, id)?;
            changes.push(RowChange { table, id, before, after: Some(row) });
        }
        put(&self.connection, &changes)?;
        self.connection
            .prepare_cached("DELETE FROM field WHERE issue = ?1")?
            .execute([issue.0])?;
        for (key, value) in values {
            self.connection
                .prepare_cached(
                    "INSERT INTO field (issue, key, value) VALUES (?1, ?2, ?3)",
                )?
                .execute(rusqlite::params![issue.0, key, value])?;
        }
        Ok(())
    }

    fn rows_of(&self, version: i64) -> Result<Rows, EditError> {
        self.version(version)?;
        let mut statement = self.connection.prepare_cached(
            "SELECT tbl, version_row.row, snapshot.row FROM version_row
             JOIN snapshot USING (hash) WHERE version = ?1",
        )?;
        let kept = statement
            .query_map([version], |row| {
                Ok((cell::text(row, 0), row.get(1)?, cell::text(row, 2)))
            })?
            .collect::<rusqlite::Result<Vec<(String, i64, String)>>>()?;
        drop(statement);
        let mut rows = Rows::new();
        for (name, id, text) in kept {
            let Some(table) = table(&name) else { continue };
            let row = serde_json::from_str(&text).map_err(|_| EditError::Damaged)?;
            rows.insert((table, id), row);
        }
        Ok(rows)
    }

    /// A section that was removed meanwhile does not come back with its articles.
    fn in_known_section(&self, mut row: Row) -> Result<Row, EditError> {
        if let Some(section) = number(&row, "section")
            && current(&self.connection, "section", section)?.is_none()
        {
            row.insert("section".into(), Value::Null);
        }
        Ok(row)
    }

    fn has_content(&self, row: &Row) -> Result<bool, EditError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM content WHERE hash = ?1")?
            .exists([text(row, "hash")])?)
    }

    /// Whether another photo has the name of this one by now.
    fn is_named(&self, id: i64, row: &Row) -> Result<bool, EditError> {
        Ok(self
            .connection
            .prepare_cached("SELECT 1 FROM photo WHERE name = ?1 AND id <> ?2")?
            .exists(rusqlite::params![text(row, "name"), id])?)
    }
}

fn text<'a>(row: &'a Row, column: &str) -> &'a str {
    row.get(column).and_then(Value::as_str).unwrap_or_default()
}

fn number(row: &Row, column: &str) -> Option<i64> {
    row.get(column).and_then(Value::as_i64)
}
