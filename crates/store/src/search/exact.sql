-- Weights: title, lead, body, more.
SELECT rowid
FROM search_exact
WHERE search_exact MATCH ?1
ORDER BY bm25(search_exact, 10.0, 4.0, 1.0, 2.0), rowid
LIMIT ?2
