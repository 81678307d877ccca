-- Version 4: versions of issues, what reviewers said, who approved, what was exported.

-- Rows as they stood, as JSON, by the SHA-256 of that text: a row that did not change
-- between two versions is kept once. Never changed.
CREATE TABLE snapshot (
  hash TEXT NOT NULL PRIMARY KEY,
  row  TEXT NOT NULL
) STRICT;

-- An issue as it stood at a moment. Not recorded: undo never takes a version away.
CREATE TABLE version (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  issue  INTEGER NOT NULL,
  name   TEXT NOT NULL DEFAULT '',
  cause  TEXT NOT NULL,
  at     INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX version_issue ON version (issue, id);

CREATE TABLE version_row (
  version INTEGER NOT NULL,
  tbl     TEXT NOT NULL,
  row     INTEGER NOT NULL,
  hash    TEXT NOT NULL,
  PRIMARY KEY (version, tbl, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX version_row_hash ON version_row (hash);

-- Recorded from here on: a comment or an approval can be undone like any other act.
CREATE TABLE approval (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  issue  INTEGER NOT NULL,
  name   TEXT NOT NULL,
  at     INTEGER NOT NULL,
  digest TEXT NOT NULL
) STRICT;
CREATE INDEX approval_issue ON approval (issue);

CREATE TABLE comment (
  id        INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid      TEXT NOT NULL,
  article   TEXT NOT NULL,
  paragraph INTEGER NOT NULL,
  quote     TEXT NOT NULL DEFAULT '',
  name      TEXT NOT NULL DEFAULT '',
  text      TEXT NOT NULL,
  at        INTEGER NOT NULL,
  settled   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX comment_article ON comment (article);

-- What was exported of a version, so that the same can be made again and compared.
CREATE TABLE seal (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  version INTEGER NOT NULL,
  at      INTEGER NOT NULL,
  made_by TEXT NOT NULL DEFAULT '{}',
  files   TEXT NOT NULL DEFAULT '{}'
) STRICT;
