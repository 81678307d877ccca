DELETE FROM derived WHERE name = 'search';
DELETE FROM reading;
DELETE FROM search_exact;
DELETE FROM search_folded;
