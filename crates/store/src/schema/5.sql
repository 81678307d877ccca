-- Version 5: words of the series by the day from which they hold, and recurring stories.

-- NULL: from the beginning. Of the rows of one key the latest that is not after the day
-- of an issue holds for it; there an empty value says that nothing is given any more.
ALTER TABLE field ADD COLUMN since TEXT;
-- 1 when the next issue begins with a copy of the article.
ALTER TABLE article ADD COLUMN recurring INTEGER NOT NULL DEFAULT 0;
