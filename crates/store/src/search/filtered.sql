-- {table} and {not} as in all.sql. The newest first.
SELECT {table}.rowid, bylines
FROM {table}
JOIN article ON article.id = {table}.rowid
LEFT JOIN issue ON issue.id = article.issue
WHERE {table} MATCH ?1
  AND {table}.rowid {not} IN (SELECT article FROM unread)
  AND (?2 IS NULL OR article.issue = ?2)
  AND (?3 IS NULL OR section = ?3)
  AND (?4 IS NULL OR coalesce(posted, date) >= ?4)
  AND (?5 IS NULL OR coalesce(posted, date) <= ?5)
ORDER BY {table}.rowid DESC
