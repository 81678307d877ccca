INSERT INTO photo
  (name, hash, width, height, caption, credit, alt, rights, taken, place, drafts)
VALUES
  (:name, :hash, :width, :height, :caption, :credit, :alt, :rights, :taken, :place,
   :drafts)
