-- The last step that is not among the newest ones of ?2 bytes together.
SELECT max(id)
FROM (
  SELECT id, sum(octet_length(changes)) OVER (ORDER BY id DESC) AS bytes
  FROM step
  WHERE id > ?1
)
WHERE bytes > ?2
