-- The one used last needs no new number, so that a photo shown again and again costs
-- no write.
UPDATE picture
SET used = (SELECT max(used) + 1 FROM picture)
WHERE id = ?1 AND used < (SELECT max(used) FROM picture)
