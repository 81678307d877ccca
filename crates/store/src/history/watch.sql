-- {table} and {before} are filled in by watch.rs from the schema of the file.
-- WHERE NOT EXISTS and not OR IGNORE: the statement that fires the trigger would
-- override the latter. Only the first look of a row counts.
CREATE TEMP TRIGGER watch_{table}_insert AFTER INSERT ON main.{table} BEGIN
  INSERT INTO touched SELECT '{table}', new.id, NULL
  WHERE NOT EXISTS (SELECT 1 FROM touched WHERE tbl = '{table}' AND id = new.id);
END;
CREATE TEMP TRIGGER watch_{table}_update BEFORE UPDATE ON main.{table} BEGIN
  INSERT INTO touched SELECT '{table}', old.id, {before}
  WHERE NOT EXISTS (SELECT 1 FROM touched WHERE tbl = '{table}' AND id = old.id);
END;
CREATE TEMP TRIGGER watch_{table}_delete BEFORE DELETE ON main.{table} BEGIN
  INSERT INTO touched SELECT '{table}', old.id, {before}
  WHERE NOT EXISTS (SELECT 1 FROM touched WHERE tbl = '{table}' AND id = old.id);
END;
