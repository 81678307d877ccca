-- Weights: title, lead, body, more. {table} is one of the two indexes.
SELECT rowid
FROM {table}
WHERE {table} MATCH ?1
ORDER BY bm25({table}, 10.0, 4.0, 1.0, 2.0), rowid
LIMIT ?2
