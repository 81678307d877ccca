INSERT INTO picture (key, bytes, width, height, size, used)
VALUES (?1, ?2, ?3, ?4, ?5, (SELECT coalesce(max(used), 0) + 1 FROM picture))
