-- Designations that a dossier may still wait for: it is in a chamber, not over, joined to no other, and nobody holds the
-- office. Written with each act, and again by a rebuild: the list of a chamber reads these, not every dossier it ever had.
CREATE TABLE assignment.awaited (
    dossier_id uuid NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('rapporteur_designe', 'avocat_general_designe')),
    chambre    text NOT NULL CHECK (chambre <> ''),
    PRIMARY KEY (dossier_id, kind)
);
CREATE INDEX awaited_chambre ON assignment.awaited (chambre, kind, dossier_id);
-- More than wait, since which are over is not known here: the next act of each, or a rebuild, settles it.
INSERT INTO assignment.awaited (dossier_id, kind, chambre)
SELECT dossier_id, 'rapporteur_designe', chambre FROM assignment.case_relation WHERE chambre <> '' AND rapporteurs = '{}'
UNION ALL
SELECT dossier_id, 'avocat_general_designe', chambre FROM assignment.case_relation WHERE chambre <> '' AND avocats_generaux = '{}';

-- A redistribution: whose dossiers are given anew.
ALTER TABLE assignment.distribution ADD COLUMN replaces uuid REFERENCES assignment.agent;
