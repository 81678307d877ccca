SELECT id, op, subject, changes FROM step WHERE undone ORDER BY id LIMIT 1
