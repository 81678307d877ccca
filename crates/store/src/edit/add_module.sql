INSERT INTO module (plan, page, position, kind, article, part, unit, units, line, lines,
  legs, pinned)
VALUES (:plan, :page, :position, :kind, :article, :part, :unit, :units, :line, :lines,
  :legs, :pinned)
