REPLACE INTO reading (article, title, lead, body, more, words)
VALUES (?1, ?2, ?3, ?4, ?5, ?6)
