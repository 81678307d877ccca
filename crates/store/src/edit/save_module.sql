UPDATE module
SET kind = :kind, article = :article, part = :part, unit = :unit, units = :units,
  line = :line, lines = :lines, legs = :legs, pinned = :pinned
WHERE plan = :plan AND page = :page AND position = :position
