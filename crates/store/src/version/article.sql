SELECT version_row.row, snapshot.row ->> 'uuid', snapshot.row ->> 'section', snapshot.row ->> 'kicker',
  snapshot.row ->> 'title', snapshot.row ->> 'print_title', snapshot.row ->> 'web_title', snapshot.row ->> 'lead',
  snapshot.row ->> 'text', snapshot.row ->> 'bylines', snapshot.row ->> 'genre', snapshot.row ->> 'source',
  snapshot.row ->> 'posted', snapshot.row ->> 'modified', snapshot.row ->> 'tags', snapshot.row ->> 'lang',
  snapshot.row ->> 'status', snapshot.row ->> 'related', snapshot.row ->> 'translation_of'
FROM version_row JOIN snapshot USING (hash)
WHERE version = ?1 AND tbl = 'article'
ORDER BY snapshot.row ->> 'position', version_row.row
