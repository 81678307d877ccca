-- `used` counts uses of the whole cache, so that no clock is needed.
CREATE TABLE picture (
  id     INTEGER PRIMARY KEY,
  key    TEXT NOT NULL UNIQUE,
  used   INTEGER NOT NULL,
  width  INTEGER NOT NULL,
  height INTEGER NOT NULL,
  size   INTEGER NOT NULL,
  bytes  BLOB NOT NULL
) STRICT;
CREATE INDEX picture_used ON picture (used, id, size);
