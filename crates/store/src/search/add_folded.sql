INSERT INTO search_folded (rowid, title, lead, body, more) VALUES (?1, ?2, ?3, ?4, ?5)
