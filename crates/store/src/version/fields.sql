-- Words of the issue, and of the series those that hold on its day.
SELECT id FROM field
WHERE issue = ?1
  OR issue IS NULL
    AND coalesce(since, '') <= (SELECT date FROM issue WHERE id = ?1)
    AND NOT EXISTS (
      SELECT 1 FROM field AS later
      WHERE later.issue IS NULL AND later.key = field.key
        AND later.since > coalesce(field.since, '')
        AND later.since <= (SELECT date FROM issue WHERE id = ?1))
