INSERT INTO search_exact (rowid, title, lead, body, more) VALUES (?1, ?2, ?3, ?4, ?5)
