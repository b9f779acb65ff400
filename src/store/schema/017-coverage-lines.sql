-- The coverage proof says the same few hundred lines of many thousand people: each line stands here once.
CREATE TABLE coverage_line (
  id INTEGER PRIMARY KEY, response TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, settings INTEGER NOT NULL,
  UNIQUE (response, outcome, reason, settings)
) STRICT;
CREATE TABLE coverage_list (
  id INTEGER PRIMARY KEY, customer TEXT NOT NULL, owner TEXT NOT NULL,
  -- JSON array of ids.
  lines TEXT NOT NULL
) STRICT;
CREATE INDEX coverage_list_owner ON coverage_list (owner);
-- Sums, so that nobody has to walk through everybody.
CREATE TABLE coverage_total (
  customer TEXT NOT NULL, outcome TEXT NOT NULL, reason TEXT NOT NULL, settings INTEGER NOT NULL,
  PRIMARY KEY (customer, outcome, reason)
) STRICT;
INSERT INTO coverage_line (response, outcome, reason, settings)
  SELECT DISTINCT response, outcome, reason, settings FROM coverage;
INSERT INTO coverage_list (customer, owner, lines)
  SELECT customer, owner, json_group_array(coverage_line.id)
  FROM coverage JOIN coverage_line USING (response, outcome, reason, settings) GROUP BY customer, owner;
INSERT INTO coverage_total SELECT customer, outcome, reason, SUM(settings) FROM coverage GROUP BY customer, outcome, reason;
DROP TABLE coverage;
CREATE VIEW coverage AS
  SELECT customer, owner, response, outcome, reason, settings
  FROM coverage_list, json_each(coverage_list.lines) AS line JOIN coverage_line ON coverage_line.id = line.value;
