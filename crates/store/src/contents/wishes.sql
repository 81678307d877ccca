SELECT article.uuid, rank, may_hold, page, whole, photos, units
FROM wish
JOIN article ON article.id = wish.article
WHERE article.issue = ?1
ORDER BY wish.id
