-- Steps and versions name the bytes of photos and attachments by their hash, as tables do.
DELETE FROM content
WHERE hash NOT IN (SELECT hash FROM photo)
  AND hash NOT IN (SELECT hash FROM attachment)
  AND NOT EXISTS (SELECT 1 FROM step WHERE instr(changes, content.hash))
  AND NOT EXISTS (SELECT 1 FROM snapshot WHERE instr(row, content.hash))
