-- The version of the law in force, as the dossier service last said it, and the one that each dossier was derived under.
CREATE TABLE notification.law_in_force (
    seq     bigint PRIMARY KEY,
    version text NOT NULL
);
ALTER TABLE notification.derivation ADD COLUMN catalogue text NOT NULL DEFAULT '';
CREATE INDEX derivation_catalogue ON notification.derivation (catalogue, dossier_id);
