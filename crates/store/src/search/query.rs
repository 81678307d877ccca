//! Asking the indexes.

use super::Filter;
use super::snippet::snippet;
use crate::cell;
use crate::contents::Contents;
use crate::error::ReadError;
use document::{ArticleId, IssueId};
use rusqlite::{OptionalExtension, params};

/// More than this nobody looks through.
const MOST: usize = 50;

/// An article that was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Hit {
    /// The article.
    pub article: ArticleId,
    /// The issue it stands in; `None` for the pool.
    pub issue: Option<IssueId>,
    /// Its title.
    pub title: String,
    /// The words around the first match, as plain text.
    pub snippet: String,
    /// Whether the words stand there as they were searched for, marks included.
    pub exact: bool,
}

impl Contents {
    /// Finds the articles that have all words of the query, the last one as a
    /// beginning unless a space follows it. At most 50, best first: those with the very
    /// words before those with the folded ones, and those with the words side by side
    /// before others.
    pub fn search(&self, query: &str) -> Result<Vec<Hit>, ReadError> {
        self.search_in(query, &Filter::default())
    }

    /// The same, among the articles that the filter lets through.
    pub fn search_in(&self, query: &str, filter: &Filter) -> Result<Vec<Hit>, ReadError> {
        let query = cell::stored(query);
        let mut hits = Vec::new();
        let Some(exact) = expression(&query) else { return Ok(hits) };
        let mut rows = self.matching("search_exact", &exact, filter)?;
        let exact = rows.len();
        if let Some(folded) = expression(&vntext::fold(&query)) {
            for row in self.matching("search_folded", &folded, filter)? {
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
        for (place, row) in rows.into_iter().take(MOST).enumerate() {
            hits.extend(self.hit(row, &query, place < exact)?);
        }
        Ok(hits)
    }

    fn matching(
        &self,
        table: &str,
        expression: &str,
        filter: &Filter,
    ) -> Result<Vec<i64>, ReadError> {
        if filter.is_open() {
            let sql = include_str!("all.sql").replace("{table}", table);
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows = statement.query_map(params![expression, MOST], |row| row.get(0))?;
            return Ok(rows.collect::<rusqlite::Result<_>>()?);
        }
        let sql = include_str!("filtered.sql").replace("{table}", table);
        let mut statement = self.connection.prepare_cached(&sql)?;
        let mut rows = statement.query(params![
            expression,
            filter.issue.map(|issue| issue.0),
            filter.section.map(|section| section.0),
            filter.from.map(|day| day.to_string()),
            filter.to.map(|day| day.to_string()),
        ])?;
        let author = filter.folded_author();
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            if author.is_empty() || vntext::fold(&cell::text(row, 1)).contains(&author) {
                found.push(row.get(0)?);
            }
            if found.len() == MOST {
                break;
            }
        }
        Ok(found)
    }

    fn hit(&self, row: i64, query: &str, exact: bool) -> Result<Option<Hit>, ReadError> {
        let found = self
            .connection
            .prepare_cached(include_str!("hit.sql"))?
            .query_row([row], |row| {
                let texts = [cell::text(row, 3), cell::text(row, 4), cell::text(row, 5)];
                Ok(cell::parsed(row, 0).map(|article| Hit {
                    article,
                    issue: cell::number(row, 1).map(IssueId),
                    title: cell::text(row, 2),
                    snippet: snippet(&texts, query, exact),
                    exact,
                }))
            })
            .optional()?;
        Ok(found.flatten())
    }
}

/// What FTS5 is asked, or `None` when the query has no words. Every word is quoted, so
/// that none can be taken for an operator.
fn expression(query: &str) -> Option<String> {
    let words: Vec<String> = query
        .split_whitespace()
        .map(|word| word.replace('"', " "))
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect();
    let beginning = if query.ends_with(char::is_whitespace) { "" } else { " *" };
    let phrase = format!("\"{}\"{beginning}", words.join(" "));
    match words.as_slice() {
        [] => None,
        [_] => Some(phrase),
        [first @ .., last] => {
            let all: Vec<String> =
                first.iter().map(|word| format!("\"{word}\" AND ")).collect();
            Some(format!("({phrase}) OR ({}\"{last}\"{beginning})", all.concat()))
        }
    }
}
