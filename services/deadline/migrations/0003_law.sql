-- The version of the law in force, as the dossier service last said it.
CREATE TABLE deadline.law_in_force (
    seq     bigint PRIMARY KEY,
    version text NOT NULL
);
CREATE INDEX derivation_catalogue ON deadline.derivation (catalogue, dossier_id);
