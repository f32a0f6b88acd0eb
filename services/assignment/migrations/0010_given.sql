-- To whom a dossier was given, on which day, what it weighs. Written with each act, and again by a rebuild: the load that a distribution
-- compares reads the designations of its period, not the journals of all that somebody ever had. A dossier joined to another
-- counts with its head.
CREATE TABLE assignment.given (
    dossier_id    uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('rapporteur_designe', 'avocat_general_designe')),
    agent_id      uuid NOT NULL,
    -- The day of the designation.
    designated_on date NOT NULL,
    -- In hundredths of an ordinary dossier.
    weight        integer NOT NULL CHECK (weight >= 0),
    PRIMARY KEY (dossier_id, kind, agent_id)
);
CREATE INDEX given_since ON assignment.given (agent_id, kind, designated_on);
-- The day of what was not proposed here is not known: before any period until the next act of the dossier, or a rebuild, says it.
INSERT INTO assignment.given (dossier_id, kind, agent_id, designated_on, weight)
SELECT d.dossier_id, d.kind, d.agent_id,
       coalesce((SELECT max(p.designated_on) FROM assignment.proposal p
                 WHERE p.dossier_id = d.dossier_id AND p.kind = d.kind AND p.agent_id = d.agent_id AND p.status = 'en_vigueur'),
                DATE '1900-01-01'),
       coalesce((SELECT max(s.weight) FROM assignment.stay s WHERE s.dossier_id = d.dossier_id), 100)
FROM (SELECT dossier_id, 'rapporteur_designe' AS kind, unnest(rapporteurs) AS agent_id FROM assignment.case_relation
      UNION SELECT dossier_id, 'avocat_general_designe', unnest(avocats_generaux) FROM assignment.case_relation) d;
-- What looked people up there reads this.
DROP INDEX assignment.case_relation_rapporteurs;
DROP INDEX assignment.case_relation_avocats_generaux;
