SELECT id, name, hash, width, height, caption, credit, alt, rights, consent, focus
FROM photo
