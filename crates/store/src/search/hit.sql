SELECT uuid, issue, article.title, reading.body, reading.lead, reading.more
FROM article
LEFT JOIN reading ON reading.article = article.id
WHERE article.id = ?1
