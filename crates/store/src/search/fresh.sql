-- Indexes of this connection alone, over the articles that the file's stay behind.
CREATE VIRTUAL TABLE IF NOT EXISTS temp.fresh_exact USING fts5 (
  title, lead, body, more, content = '', tokenize = 'ascii'
);
CREATE VIRTUAL TABLE IF NOT EXISTS temp.fresh_folded USING fts5 (
  title, lead, body, more, content = '', tokenize = 'ascii'
);
INSERT INTO fresh_exact (fresh_exact) VALUES ('delete-all');
INSERT INTO fresh_folded (fresh_folded) VALUES ('delete-all');
