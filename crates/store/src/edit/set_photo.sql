UPDATE photo
SET caption = ?2, credit = ?3, alt = ?4, rights = ?5, consent = ?6, focus = ?7,
  taken = CASE WHEN ?8 THEN ?9 ELSE taken END, place = ?10, lang = ?11, drafts = ?12
WHERE id = ?1
