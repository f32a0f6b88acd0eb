-- Meetings of a chamber: a dossier is looked at in one while it stands on a rôle, or on none.
ALTER TABLE assignment.inscription DROP CONSTRAINT inscription_standing_check;
ALTER TABLE assignment.inscription ADD CONSTRAINT inscription_standing_check CHECK (
    standing IN ('prevue', 'proposee', 'inscrite', 'refusee', 'retrait', 'depart', 'entendue', 'reunion'));
