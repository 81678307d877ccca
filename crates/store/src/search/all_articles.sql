-- Every article, and the words that are kept of it by now.
SELECT article.title, article.lead, text, kicker, print_title, web_title, bylines, source,
  tags, id, reading.title, reading.lead, body, more, words
FROM article LEFT JOIN reading ON reading.article = article.id
ORDER BY id
