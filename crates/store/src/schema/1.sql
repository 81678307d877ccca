-- Version 1. Described for readers in docs/file-format.md.
--
-- The recorded tables (bulletin to photo) hold INTEGER and TEXT only and have an
-- INTEGER PRIMARY KEY named id: the undo history stores their rows as JSON. Foreign
-- keys wait for the commit and have no actions: undo puts rows back in any order,
-- and nothing may vanish unrecorded.

CREATE TABLE bulletin (
  id     INTEGER PRIMARY KEY CHECK (id = 1),
  lang   TEXT NOT NULL DEFAULT 'vi',
  design TEXT NOT NULL DEFAULT '',
  trim   TEXT NOT NULL DEFAULT '190x270'
) STRICT;

CREATE TABLE issue (
  id     INTEGER PRIMARY KEY AUTOINCREMENT,
  number INTEGER NOT NULL,
  date   TEXT NOT NULL,
  pages  INTEGER
) STRICT;

CREATE TABLE field (
  id    INTEGER PRIMARY KEY,
  issue INTEGER REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
  key   TEXT NOT NULL,
  value TEXT NOT NULL
) STRICT;
CREATE INDEX field_place ON field (issue, key);

CREATE TABLE section (
  id       INTEGER PRIMARY KEY AUTOINCREMENT,
  name     TEXT NOT NULL,
  position INTEGER NOT NULL
) STRICT;

CREATE TABLE article (
  id             INTEGER PRIMARY KEY AUTOINCREMENT,
  uuid           TEXT NOT NULL,
  issue          INTEGER REFERENCES issue (id) DEFERRABLE INITIALLY DEFERRED,
  position       INTEGER NOT NULL,
  section        INTEGER REFERENCES section (id) DEFERRABLE INITIALLY DEFERRED,
  status         TEXT NOT NULL DEFAULT 'draft',
  kicker         TEXT NOT NULL DEFAULT '',
  title          TEXT NOT NULL DEFAULT '',
  print_title    TEXT NOT NULL DEFAULT '',
  web_title      TEXT NOT NULL DEFAULT '',
  lead           TEXT NOT NULL DEFAULT '',
  text           TEXT NOT NULL DEFAULT '',
  bylines        TEXT NOT NULL DEFAULT '[]',
  genre          TEXT NOT NULL DEFAULT '',
  source         TEXT NOT NULL DEFAULT '',
  posted         TEXT,
  modified       TEXT,
  tags           TEXT NOT NULL DEFAULT '[]',
  lang           TEXT,
  related        TEXT NOT NULL DEFAULT '[]',
  translation_of TEXT
) STRICT;
CREATE INDEX article_uuid ON article (uuid);
CREATE INDEX article_place ON article (issue, position);
CREATE INDEX article_section ON article (section);

-- The bytes of photos and attachments, by their SHA-256. Rows are never changed, and
-- only a compact copy leaves out those that nothing refers to any more.
CREATE TABLE content (
  hash  TEXT NOT NULL PRIMARY KEY,
  bytes BLOB NOT NULL
) STRICT;

CREATE TABLE attachment (
  id         INTEGER PRIMARY KEY AUTOINCREMENT,
  article    INTEGER NOT NULL REFERENCES article (id) DEFERRABLE INITIALLY DEFERRED,
  name       TEXT NOT NULL,
  title      TEXT NOT NULL DEFAULT '',
  media_type TEXT NOT NULL DEFAULT '',
  voice      TEXT,
  hash       TEXT NOT NULL REFERENCES content (hash) DEFERRABLE INITIALLY DEFERRED
) STRICT;
CREATE INDEX attachment_article ON attachment (article);

CREATE TABLE photo (
  id      INTEGER PRIMARY KEY AUTOINCREMENT,
  name    TEXT NOT NULL,
  hash    TEXT NOT NULL REFERENCES content (hash) DEFERRABLE INITIALLY DEFERRED,
  width   INTEGER NOT NULL,
  height  INTEGER NOT NULL,
  caption TEXT NOT NULL DEFAULT '',
  credit  TEXT NOT NULL DEFAULT '',
  alt     TEXT NOT NULL DEFAULT '',
  rights  TEXT NOT NULL DEFAULT '',
  consent TEXT NOT NULL DEFAULT '',
  focus   TEXT,
  taken   TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX photo_name ON photo (name);
CREATE INDEX photo_hash ON photo (hash);

-- What was done, oldest first; undone steps stand at the end, ready to be redone.
CREATE TABLE step (
  id      INTEGER PRIMARY KEY,
  op      TEXT NOT NULL,
  subject TEXT,
  at      INTEGER NOT NULL,
  undone  INTEGER NOT NULL DEFAULT 0,
  changes TEXT NOT NULL
) STRICT;

-- From here on: derived from the articles, made again when `derived` names another
-- version than the program's.
CREATE TABLE derived (
  name    TEXT NOT NULL PRIMARY KEY,
  version INTEGER NOT NULL
) STRICT;
CREATE TABLE reading (
  article INTEGER PRIMARY KEY,
  words   INTEGER NOT NULL, -- First: outlines read it without reading the texts.
  title   TEXT NOT NULL,
  lead    TEXT NOT NULL,
  body    TEXT NOT NULL,
  more    TEXT NOT NULL
) STRICT;
CREATE VIRTUAL TABLE search_exact USING fts5 (
  title, lead, body, more,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
CREATE VIRTUAL TABLE search_folded USING fts5 (
  title, lead, body, more,
  content = '', contentless_delete = 1, tokenize = 'unicode61 remove_diacritics 0'
);
