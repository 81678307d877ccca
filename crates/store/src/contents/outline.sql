SELECT uuid, section, article.title, status, reading.words
FROM article
LEFT JOIN reading ON reading.article = article.id
WHERE issue IS ?1
ORDER BY position, id
