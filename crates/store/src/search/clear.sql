DELETE FROM derived WHERE name = 'search';
DELETE FROM reading WHERE article NOT IN (SELECT id FROM article);
DELETE FROM unread;
INSERT INTO search_exact (search_exact) VALUES ('delete-all');
INSERT INTO search_folded (search_folded) VALUES ('delete-all');
