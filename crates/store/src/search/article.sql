SELECT title, lead, text, kicker, print_title, web_title, bylines, source, tags, id
FROM article
WHERE id = ?1
