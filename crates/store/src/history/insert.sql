INSERT INTO step (op, subject, at, changes) VALUES (?1, ?2, ?3, ?4)
