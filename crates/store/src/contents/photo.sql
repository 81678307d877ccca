SELECT id, name, hash, width, height, caption, credit, alt, rights, consent, focus,
  taken, place, lang, drafts, guess, likeness
FROM photo
