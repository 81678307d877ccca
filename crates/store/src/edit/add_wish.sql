INSERT INTO wish (article, rank, may_hold, page, whole, photos, units)
VALUES (:article, :rank, :may_hold, :page, :whole, :photos, :units)
