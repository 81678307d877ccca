-- How often each article was opened on each day; the day is that of the server's zone.
CREATE TABLE IF NOT EXISTS views (
    article TEXT NOT NULL,
    day     TEXT NOT NULL,
    count   INTEGER NOT NULL,
    PRIMARY KEY (article, day)
) WITHOUT ROWID, STRICT;

-- How many visits began on each day.
CREATE TABLE IF NOT EXISTS visits (
    day   TEXT PRIMARY KEY,
    count INTEGER NOT NULL
) WITHOUT ROWID, STRICT;

-- What an older counter had counted, added to every sum.
-- The article '' stands for the visits of the whole site.
CREATE TABLE IF NOT EXISTS carried (
    article TEXT PRIMARY KEY,
    count   INTEGER NOT NULL
) WITHOUT ROWID, STRICT;
