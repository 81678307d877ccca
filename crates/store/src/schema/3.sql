-- Version 3: what else is known of a photo, and what of it nobody has read over yet.

ALTER TABLE photo ADD COLUMN place TEXT NOT NULL DEFAULT '';
ALTER TABLE photo ADD COLUMN lang TEXT;
-- Columns of words that came from the picture file. Those of older files were taken
-- over without a question; they count as read.
ALTER TABLE photo ADD COLUMN drafts TEXT NOT NULL DEFAULT '[]';
-- What a glance at the pixels found; NULL in older files, where nobody looked.
ALTER TABLE photo ADD COLUMN guess TEXT;
ALTER TABLE photo ADD COLUMN likeness TEXT;
