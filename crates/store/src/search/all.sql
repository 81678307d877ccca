-- {table} is one of the two indexes. The newest first: it is found without ranking all.
SELECT rowid
FROM {table}
WHERE {table} MATCH ?1
ORDER BY rowid DESC
LIMIT ?2
