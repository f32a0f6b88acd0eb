-- Two plans of one batch, side by side: at most two are open in a chamber, each at a place of its own; the one that is validated
-- gives up the other.
ALTER TABLE assignment.distribution ADD COLUMN plan smallint NOT NULL DEFAULT 1 CHECK (plan IN (1, 2));
DROP INDEX assignment.distribution_open;
-- More than two at once would count nobody's loads.
CREATE UNIQUE INDEX distribution_open ON assignment.distribution (chambre, office, plan) WHERE status = 'ouverte';
