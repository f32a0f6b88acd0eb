-- The day on which the parquet général concluded on the pourvoi, of a designation of an avocat général: one that has none, in a dossier
-- that waits in a chamber, is still to be done. Written with each act, and again by a rebuild, as the row is; until then what an
-- installation held before counts as not concluded.
ALTER TABLE assignment.given ADD COLUMN concluded_on date;
CREATE INDEX given_concluded ON assignment.given (concluded_on)
    WHERE kind = 'avocat_general_designe' AND concluded_on IS NOT NULL;
