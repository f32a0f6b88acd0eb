-- The circuit that a chamber proposed for a dossier comes with (communiqué of the Court, July 2020), empty where none was chosen. What stands is
-- what the journal of the dossier says: this is what was asked of it.
ALTER TABLE assignment.proposal ADD COLUMN circuit text NOT NULL DEFAULT '' CHECK (circuit IN ('', 'court', 'intermediaire', 'approfondi'));
