UPDATE article SET issue = NULL WHERE issue NOT IN (SELECT id FROM issue);
UPDATE article SET section = NULL WHERE section NOT IN (SELECT id FROM section);
DELETE FROM field WHERE issue NOT IN (SELECT id FROM issue);
DELETE FROM photo WHERE hash NOT IN (SELECT hash FROM content);
DELETE FROM attachment
WHERE hash NOT IN (SELECT hash FROM content) OR article NOT IN (SELECT id FROM article);
DELETE FROM plan WHERE issue NOT IN (SELECT id FROM issue);
DELETE FROM module
WHERE plan NOT IN (SELECT id FROM plan) OR article NOT IN (SELECT id FROM article);
DELETE FROM wish WHERE article NOT IN (SELECT id FROM article);
DELETE FROM version_row
WHERE hash NOT IN (SELECT hash FROM snapshot) OR version NOT IN (SELECT id FROM version);
