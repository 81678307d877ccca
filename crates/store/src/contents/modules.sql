SELECT page, kind, article.uuid, part, unit, units, line, lines, legs, pinned,
  module.article IS NOT NULL
FROM module
JOIN plan ON plan.id = module.plan
LEFT JOIN article ON article.id = module.article AND article.issue = plan.issue
WHERE plan.id = ?1
ORDER BY page, module.position, module.id
