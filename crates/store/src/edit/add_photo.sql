INSERT INTO photo
  (name, hash, width, height, caption, credit, alt, rights, taken, place, drafts,
   guess, likeness)
VALUES
  (:name, :hash, :width, :height, :caption, :credit, :alt, :rights, :taken, :place,
   :drafts, :guess, :likeness)
