SELECT id, name, hash, width, height, caption, credit, alt, rights, consent, focus,
  taken, place, lang, drafts
FROM photo
