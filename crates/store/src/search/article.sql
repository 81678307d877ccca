SELECT title, lead, text, kicker, print_title, web_title, bylines, source, tags
FROM article
WHERE id = ?1
