-- {table} is an index of the file, which stays behind some articles ({not} says NOT), or
-- one over those alone. The newest first: it is found without ranking all.
SELECT rowid
FROM {table}
WHERE {table} MATCH ?1
  AND rowid {not} IN (SELECT article FROM unread)
ORDER BY rowid DESC
LIMIT ?2
