-- Papers that left with the Court's seal, by the hash of the sealed file: what a verification answers from, for good.

CREATE TABLE document.seal (
    sha256      bytea PRIMARY KEY CHECK (length(sha256) = 32),
    template    text NOT NULL,
    title       text NOT NULL,
    -- As the paper bears it.
    identifier  text NOT NULL,
    dossier_id  uuid,
    sealed_at   timestamptz NOT NULL,
    -- SHA-256 of the certificate (DER), its holder, and whether it was the public one, of trials.
    certificate bytea NOT NULL CHECK (length(certificate) = 32),
    subject     text NOT NULL,
    trial       boolean NOT NULL
);
CREATE INDEX seal_when ON document.seal (sealed_at, sha256);
