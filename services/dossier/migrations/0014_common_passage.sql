-- Passages asked for a group of joined dossiers at once: one row a dossier, confirmed together.
ALTER TABLE dossier.gate_passage
    -- The request that it is one of; NULL where it was asked for one dossier.
    ADD COLUMN common uuid,
    -- Checks that stopped the milestone all the same when it was asked.
    ADD COLUMN remaining text[] NOT NULL DEFAULT '{}';
CREATE INDEX gate_passage_common ON dossier.gate_passage (common) WHERE common IS NOT NULL;
