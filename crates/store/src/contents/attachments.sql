SELECT name, title, media_type, voice, hash
FROM attachment
WHERE article = ?1
ORDER BY id
