SELECT id, uuid, section, kicker, title, print_title, web_title, lead, text, bylines,
  genre, source, posted, modified, tags, lang, status, related, translation_of
FROM article
