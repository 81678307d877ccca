-- Version 6: the indexes are given words that are parted already, and may stay behind
-- the articles.

DROP TABLE search_exact;
DROP TABLE search_folded;
CREATE VIRTUAL TABLE search_exact USING fts5 (
  title, lead, body, more,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);
CREATE VIRTUAL TABLE search_folded USING fts5 (
  title, lead, body, more,
  content = '', contentless_delete = 1, tokenize = 'ascii'
);
-- The articles that changed since `reading` and the indexes were written.
CREATE TABLE unread (
  article INTEGER PRIMARY KEY
) STRICT;
DELETE FROM derived WHERE name = 'search';

-- Steps that wait to be redone are few or none: found without reading all the others.
CREATE INDEX step_undone ON step (id) WHERE undone;
