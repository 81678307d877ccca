INSERT INTO attachment (article, name, title, media_type, voice, hash)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
