SELECT id, op, subject, changes FROM step WHERE NOT undone ORDER BY id DESC LIMIT 1
