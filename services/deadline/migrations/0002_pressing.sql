-- What nears is listed with what has lapsed and waits for the Court.
CREATE INDEX current_pressing ON deadline.current (due, deadline_id) WHERE status IN ('ouverte', 'expiree');
DROP INDEX deadline.current_open;
-- The day's work is walked in this order.
CREATE INDEX derivation_due ON deadline.derivation (next_change, dossier_id) WHERE next_change IS NOT NULL;
DROP INDEX deadline.derivation_next_change;
