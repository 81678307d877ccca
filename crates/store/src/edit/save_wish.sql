UPDATE wish
SET rank = :rank, may_hold = :may_hold, page = :page, whole = :whole, photos = :photos,
  units = :units
WHERE article = :article
