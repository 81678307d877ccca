//! What a version says.

use crate::contents::{Contents, article_of};
use crate::error::ReadError;
use document::Article;
use rusqlite::OptionalExtension;
use serde_json::Value;

impl Contents {
    /// The articles of a version in reading order, without their attachments.
    pub fn version_articles(&self, version: i64) -> Result<Vec<Article>, ReadError> {
        self.version(version)?;
        let mut statement =
            self.connection.prepare_cached(include_str!("article.sql"))?;
        let rows = statement
            .query_map([version], article_of)?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(rows.into_iter().filter_map(|(_, article)| article).collect())
    }

    /// What a version says of masthead, imprint and issue, by key, and whether that
    /// belongs to the issue. `number`, `date`, `pages`, `design`, `trim` and `lang` stand
    /// among the keys.
    pub fn version_fields(
        &self,
        version: i64,
    ) -> Result<Vec<(String, bool, String)>, ReadError> {
        self.version(version)?;
        let mut fields = Vec::new();
        for (table, columns) in [
            ("bulletin", &["design", "trim", "lang"][..]),
            ("issue", &["number", "date", "pages"][..]),
        ] {
            let sql = "SELECT snapshot.row FROM version_row JOIN snapshot USING (hash)
                       WHERE version = ?1 AND tbl = ?2";
            let row: Option<String> = self
                .connection
                .prepare_cached(sql)?
                .query_row((version, table), |row| row.get(0))
                .optional()?;
            let row: Value =
                row.and_then(|row| serde_json::from_str(&row).ok()).unwrap_or_default();
            for column in columns {
                let value = match row.get(column) {
                    Some(Value::String(text)) => text.clone(),
                    Some(Value::Number(number)) => number.to_string(),
                    _ => continue,
                };
                fields.push(((*column).to_owned(), table == "issue", value));
            }
        }
        let mut statement = self.connection.prepare_cached(
            "SELECT snapshot.row ->> 'key', snapshot.row ->> 'issue' IS NOT NULL,
               snapshot.row ->> 'value'
             FROM version_row JOIN snapshot USING (hash)
             WHERE version = ?1 AND tbl = 'field'
             ORDER BY coalesce(snapshot.row ->> 'since', ''), version_row.row",
        )?;
        let rows = statement
            .query_map([version], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        fields.extend(rows);
        Ok(fields)
    }
}
