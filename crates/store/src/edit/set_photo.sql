UPDATE photo
SET caption = ?2, credit = ?3, alt = ?4, rights = ?5, consent = ?6, focus = ?7
WHERE id = ?1
