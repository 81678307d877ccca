-- Version 2: the page plan of an issue, and what the officer wishes of its articles.

-- A plan, one row an issue. It is apart from its modules because a page may be empty.
CREATE TABLE plan (
  id    INTEGER PRIMARY KEY AUTOINCREMENT,
  issue INTEGER NOT NULL REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
  pages INTEGER NOT NULL
) STRICT;
CREATE INDEX plan_issue ON plan (issue);

CREATE TABLE module (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  plan     INTEGER NOT NULL REFERENCES plan (id) DEFERRABLE INITIALLY DEFERRED,
  page     INTEGER NOT NULL, -- From 1.
  position INTEGER NOT NULL,
  kind     TEXT NOT NULL,
  article  INTEGER REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  part     INTEGER NOT NULL DEFAULT 0,
  unit     INTEGER NOT NULL,
  units    INTEGER NOT NULL,
  line     INTEGER NOT NULL,
  lines    INTEGER NOT NULL,
  legs     INTEGER,
  pinned   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX module_place ON module (plan, page, position);
CREATE INDEX module_article ON module (article);

-- An article without a row has no wishes. It goes when the article leaves its issue.
CREATE TABLE wish (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  article  INTEGER NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  rank     TEXT,
  may_hold INTEGER NOT NULL DEFAULT 0,
  page     INTEGER,
  whole    INTEGER NOT NULL DEFAULT 0,
  photos   TEXT NOT NULL DEFAULT 'normal',
  units    INTEGER
) STRICT;
CREATE INDEX wish_article ON wish (article);
