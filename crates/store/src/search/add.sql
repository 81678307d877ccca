INSERT INTO {table} (rowid, title, lead, body, more) VALUES (?1, ?2, ?3, ?4, ?5)
