-- Of those in `unread`, the words have to be counted anew.
SELECT uuid, section, article.title, status, reading.words,
  CASE WHEN article.id IN (SELECT article FROM unread) THEN article.id END
FROM article
LEFT JOIN reading ON reading.article = article.id
WHERE issue IS ?1
ORDER BY position, id
