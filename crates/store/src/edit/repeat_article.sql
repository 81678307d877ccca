-- Days, related articles and what it translates belong to the one that is copied.
INSERT INTO article (uuid, issue, position, section, kicker, title, print_title, web_title,
  lead, text, bylines, genre, source, tags, lang, recurring)
SELECT ?2, ?3, position, section, kicker, title, print_title, web_title,
  lead, text, bylines, genre, source, tags, lang, recurring
FROM article
WHERE id = ?1
