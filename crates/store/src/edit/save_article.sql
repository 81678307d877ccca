UPDATE article
SET section = :section, status = :status, kicker = :kicker, title = :title,
  print_title = :print_title, web_title = :web_title, lead = :lead, text = :text,
  bylines = :bylines, genre = :genre, source = :source, posted = :posted,
  modified = :modified, tags = :tags, lang = :lang, related = :related,
  translation_of = :translation_of
WHERE uuid = :uuid
