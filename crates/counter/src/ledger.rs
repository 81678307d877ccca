//! What was counted: the file, and the sums in memory that answers are made from.
//!
//! One thread of its own owns the ledger. It takes every request that waits, writes all
//! their hits in one transaction and answers only then: the more there is to do, the
//! larger the transactions, and nothing that was told is ever lost.

use rusqlite::{Connection, OptionalExtension, params};
use serde::Serialize;
use std::collections::BTreeMap;
use std::path::Path;

/// Most articles that are counted. A guard: ids come from outside, and the file must not
/// grow without end when somebody invents them.
pub(crate) const MOST_ARTICLES: usize = 200_000;

/// Key of the whole site in the table of carried sums.
pub(crate) const SITE: &str = "";

/// A failure to read or write what was counted.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum LedgerError {
    /// The file cannot be opened, is no database, or the disk refuses.
    #[error("failed to use the file of counts")]
    Database(#[from] rusqlite::Error),
}

/// What both requests answer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Stats {
    /// Visitors seen in the last 300 s.
    pub online: usize,
    /// Visits that began on this day.
    pub today: u64,
    /// Visits that began in this month.
    pub month: u64,
    /// Visits of all time, those an older counter had counted included.
    pub total: u64,
    /// Views of the articles that were asked for.
    pub views: BTreeMap<String, u64>,
    /// When this was told, in seconds of Unix time.
    pub at: i64,
}

/// One page that was opened.
pub(crate) struct Hit {
    /// Whose page it was.
    pub(crate) article: String,
    /// Whether a visit begins with it.
    pub(crate) begins_visit: bool,
}

/// The file and its sums.
pub(crate) struct Ledger {
    file: Connection,
    views: BTreeMap<String, u64>,
    /// Visits by day, as `2026-11-23`, so that days sort and months are prefixes.
    visits: BTreeMap<String, u64>,
    carried: u64,
}

impl Ledger {
    /// Opens the file, or makes it, and adds it up.
    pub(crate) fn open(path: &Path) -> Result<Self, LedgerError> {
        let file = Connection::open(path)?;
        // A write-ahead log makes a commit cheap; what is committed survives a kill.
        file.pragma_update(None, "journal_mode", "WAL")?;
        file.pragma_update(None, "synchronous", "NORMAL")?;
        file.busy_timeout(std::time::Duration::from_secs(5))?;
        file.execute_batch(include_str!("schema.sql"))?;
        let mut ledger =
            Self { file, views: BTreeMap::new(), visits: BTreeMap::new(), carried: 0 };
        ledger.add_up()?;
        Ok(ledger)
    }

    fn add_up(&mut self) -> Result<(), LedgerError> {
        let pairs = |sql: &str| -> Result<BTreeMap<String, u64>, rusqlite::Error> {
            let mut rows = self.file.prepare(sql)?;
            rows.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?.collect()
        };
        let views = pairs(
            "SELECT article, SUM(count) FROM (
            SELECT article, count FROM views
            UNION ALL SELECT article, count FROM carried WHERE article <> '')
            GROUP BY article",
        )?;
        let visits = pairs("SELECT day, count FROM visits")?;
        let carried = self
            .file
            .query_row("SELECT count FROM carried WHERE article = ?1", [SITE], |row| {
                row.get(0)
            })
            .optional()?
            .unwrap_or(0);
        (self.views, self.visits, self.carried) = (views, visits, carried);
        Ok(())
    }

    /// Whether an article can still be counted.
    pub(crate) fn takes(&self, article: &str) -> bool {
        self.views.len() < MOST_ARTICLES || self.views.contains_key(article)
    }

    /// Writes hits of one day, all or none.
    pub(crate) fn write(&mut self, day: &str, hits: &[Hit]) -> Result<(), LedgerError> {
        let mut views: BTreeMap<&str, u64> = BTreeMap::new();
        for hit in hits {
            *views.entry(&hit.article).or_default() += 1;
        }
        let begun = hits.iter().filter(|hit| hit.begins_visit).count() as u64;
        let writing = self.file.transaction()?;
        {
            let mut view = writing.prepare_cached(
                "INSERT INTO views VALUES (?1, ?2, ?3)
                 ON CONFLICT DO UPDATE SET count = count + excluded.count",
            )?;
            for (article, count) in &views {
                view.execute(params![article, day, count])?;
            }
            if begun > 0 {
                writing
                    .prepare_cached(
                        "INSERT INTO visits VALUES (?1, ?2)
                         ON CONFLICT DO UPDATE SET count = count + excluded.count",
                    )?
                    .execute(params![day, begun])?;
            }
        }
        writing.commit()?;
        for (article, count) in views {
            *self.views.entry(article.to_owned()).or_default() += count;
        }
        if begun > 0 {
            *self.visits.entry(day.to_owned()).or_default() += begun;
        }
        Ok(())
    }

    /// Sets what an older counter had counted; what was set before for the same
    /// articles is replaced, so that the same list can be read twice.
    pub(crate) fn carry(&mut self, counts: &[(String, u64)]) -> Result<(), LedgerError> {
        let writing = self.file.transaction()?;
        for (article, count) in counts {
            writing
                .prepare_cached(
                    "INSERT INTO carried VALUES (?1, ?2)
                     ON CONFLICT DO UPDATE SET count = excluded.count",
                )?
                .execute(params![article, count])?;
        }
        writing.commit()?;
        self.add_up()
    }

    /// Whether the file can be written now.
    pub(crate) fn is_well(&self) -> bool {
        self.file.execute_batch("BEGIN IMMEDIATE; ROLLBACK").is_ok()
    }

    /// The sums for a day, with the views of some articles.
    pub(crate) fn stats<'a>(
        &self,
        (day, at): (&str, i64),
        online: usize,
        articles: impl Iterator<Item = &'a String>,
    ) -> Stats {
        let month = day.get(..7).unwrap_or(day);
        let in_month = self
            .visits
            .range(month.to_owned()..)
            .take_while(|(d, _)| d.starts_with(month));
        Stats {
            online,
            today: self.visits.get(day).copied().unwrap_or(0),
            month: in_month.map(|(_, count)| count).sum(),
            total: self.carried + self.visits.values().sum::<u64>(),
            views: articles
                .map(|id| (id.clone(), self.views.get(id).copied().unwrap_or(0)))
                .collect(),
            at,
        }
    }

    /// Puts the log back into the file, so that one file is all there is to copy.
    pub(crate) fn close(self) {
        // The log is folded in at the next opening otherwise; nothing is lost.
        let _ = self.file.pragma_update(None, "wal_checkpoint", "TRUNCATE");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hit(article: &str, begins_visit: bool) -> Hit {
        Hit { article: article.into(), begins_visit }
    }

    #[test]
    fn days_and_months_add_up() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counts.sqlite");
        let mut ledger = Ledger::open(&path).unwrap();
        ledger.write("2026-10-31", &[hit("a", true)]).unwrap();
        ledger.write("2026-11-22", &[hit("a", true), hit("b", true)]).unwrap();
        ledger.write("2026-11-23", &[hit("a", false), hit("b", true)]).unwrap();
        let ids = ["a".to_owned(), "b".to_owned(), "c".to_owned()];
        let told = |ledger: &Ledger| ledger.stats(("2026-11-23", 7), 2, ids.iter());
        let expected = Stats {
            online: 2,
            today: 1,
            month: 3,
            total: 4,
            views: [("a".into(), 3), ("b".into(), 2), ("c".into(), 0)].into(),
            at: 7,
        };
        assert_eq!(told(&ledger), expected);
        ledger.close();
        assert_eq!(told(&Ledger::open(&path).unwrap()), expected, "after reopening");
    }

    #[test]
    fn carried_sums_are_added_and_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let mut ledger = Ledger::open(&folder.path().join("counts.sqlite")).unwrap();
        ledger.write("2026-11-23", &[hit("a", true)]).unwrap();
        for _ in 0..2 {
            let counts = [(SITE.to_owned(), 7_448_250), ("a".to_owned(), 99)];
            ledger.carry(&counts).unwrap();
        }
        let ids = ["a".to_owned()];
        let stats = ledger.stats(("2026-11-23", 0), 0, ids.iter());
        assert_eq!((stats.total, stats.today, stats.views["a"]), (7_448_251, 1, 100));
    }
}
