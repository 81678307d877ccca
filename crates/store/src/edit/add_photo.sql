INSERT INTO photo (name, hash, width, height, caption, credit, alt, rights, taken)
VALUES (:name, :hash, :width, :height, :caption, :credit, :alt, :rights, :taken)
