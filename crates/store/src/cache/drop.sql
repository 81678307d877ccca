DELETE FROM picture
WHERE id = (SELECT id FROM picture ORDER BY used, id LIMIT 1)
RETURNING size
