//! Asking the indexes.

use super::Filter;
use super::index::fresh;
use super::plain::plain;
use super::snippet::snippet;
use super::words::Words;
use crate::cell;
use crate::contents::Contents;
use crate::error::ReadError;
use document::{ArticleId, IssueId};
use rusqlite::{OptionalExtension, params};
use std::collections::BTreeMap;

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
    /// beginning unless a space follows it or it is a single letter. At most 50: those
    /// with the very words before those with the folded ones; among these, those with
    /// the words side by side in the title, then side by side anywhere, then others;
    /// among these the newest.
    pub fn search(&self, query: &str) -> Result<Vec<Hit>, ReadError> {
        self.search_in(query, &Filter::default())
    }

    /// The same, among the articles that the filter lets through.
    pub fn search_in(&self, query: &str, filter: &Filter) -> Result<Vec<Hit>, ReadError> {
        let query = cell::stored(query);
        let fresh = fresh(&self.connection)?;
        let tables = |name: &str| {
            let mut tables = vec![(format!("search_{name}"), "NOT")];
            if !fresh.is_empty() {
                tables.push((format!("fresh_{name}"), ""));
            }
            tables
        };
        let mut hits = Vec::new();
        let mut rows = Vec::new();
        self.gather(&tables("exact"), &expressions(&query, plain), filter, &mut rows)?;
        let exact = rows.len();
        let folded = expressions(&query, |word| vntext::fold(&plain(word)));
        self.gather(&tables("folded"), &folded, filter, &mut rows)?;
        for (place, row) in rows.into_iter().take(MOST).enumerate() {
            hits.extend(self.hit(row, &query, place < exact, &fresh)?);
        }
        Ok(hits)
    }

    /// Adds the articles that indexes find, until there are enough of them.
    fn gather(
        &self,
        tables: &[(String, &str)],
        expressions: &[String],
        filter: &Filter,
        rows: &mut Vec<i64>,
    ) -> Result<(), ReadError> {
        for expression in expressions {
            if rows.len() >= MOST {
                break;
            }
            let mut found = Vec::new();
            for (table, not) in tables {
                found.extend(self.matching(table, not, expression, filter)?);
            }
            found.sort_unstable_by(|a, b| b.cmp(a));
            for row in found {
                if !rows.contains(&row) {
                    rows.push(row);
                }
            }
        }
        Ok(())
    }

    fn matching(
        &self,
        table: &str,
        not: &str,
        expression: &str,
        filter: &Filter,
    ) -> Result<Vec<i64>, ReadError> {
        let filled = |sql: &str| sql.replace("{table}", table).replace("{not}", not);
        if filter.is_open() {
            let sql = filled(include_str!("all.sql"));
            let mut statement = self.connection.prepare_cached(&sql)?;
            let rows =
                statement.query_map(params![expression, MOST], |row| row.get(0))?;
            return Ok(rows.collect::<rusqlite::Result<_>>()?);
        }
        let sql = filled(include_str!("filtered.sql"));
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

    fn hit(
        &self,
        row: i64,
        query: &str,
        exact: bool,
        fresh: &BTreeMap<i64, Words>,
    ) -> Result<Option<Hit>, ReadError> {
        let fresh = fresh.get(&row);
        let found = self
            .connection
            .prepare_cached(include_str!("hit.sql"))?
            .query_row([row], |row| {
                let texts = match fresh {
                    Some(words) => {
                        [&words.body, &words.lead, &words.more].map(Clone::clone)
                    }
                    None => [cell::text(row, 3), cell::text(row, 4), cell::text(row, 5)],
                };
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

/// What FTS5 is asked, the best first; nothing when the query has no words. Every word
/// is quoted, so that none can be taken for an operator. `like` writes a word as the
/// index has it.
fn expressions(query: &str, like: impl Fn(&str) -> String) -> Vec<String> {
    let words: Vec<String> = query
        .split_whitespace()
        .map(|word| like(word).trim().to_owned())
        .filter(|word| !word.is_empty())
        .collect();
    let Some((last, first)) = words.split_last() else { return Vec::new() };
    let is_beginning = !query.ends_with(char::is_whitespace) && last.chars().count() > 1;
    let beginning = if is_beginning { " *" } else { "" };
    let phrase = format!("\"{}\"{beginning}", words.join(" "));
    let mut all = vec![format!("title : {phrase}"), phrase];
    if !first.is_empty() {
        let others: Vec<String> =
            first.iter().map(|word| format!("\"{word}\" AND ")).collect();
        all.push(format!("{}\"{last}\"{beginning}", others.concat()));
    }
    all
}
