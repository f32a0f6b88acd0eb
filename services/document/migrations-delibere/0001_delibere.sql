-- The enclave of the délibéré: papers, their versions, comments, and a journal of its own. Texts and titles are sealed by the
-- service with a key that no database holds: what is read here tells who wrote when, and not a word of what.

-- Nothing of the délibéré is ever an event.
CREATE TRIGGER outbox_closed BEFORE INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE delibere.papier (
    id             uuid PRIMARY KEY,
    dossier_id     uuid NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('rapport', 'note', 'avis', 'projet')),
    -- Sealed, together with the authors: others put in their place open nothing.
    title          bytea NOT NULL,
    alternative_of uuid REFERENCES delibere.papier (id),
    -- Of the deposited version.
    state          text NOT NULL CHECK (state IN ('brouillon', 'depose', 'relu', 'delibere')),
    authors        uuid[] NOT NULL CHECK (cardinality(authors) > 0),
    version        bigint NOT NULL CHECK (version > 0),
    deposited      bigint NOT NULL DEFAULT 0 CHECK (deposited BETWEEN 0 AND version),
    opened_at      timestamptz NOT NULL,
    CHECK ((state = 'brouillon') = (deposited = 0))
);
CREATE INDEX papier_dossier ON delibere.papier (dossier_id, opened_at, id);

CREATE TABLE delibere.version (
    papier_id uuid NOT NULL REFERENCES delibere.papier (id),
    version   bigint NOT NULL CHECK (version > 0),
    author    uuid NOT NULL,
    at        timestamptz NOT NULL,
    -- Of the sealed bytes: what the journal holds too.
    sha256    bytea NOT NULL CHECK (octet_length(sha256) = 32),
    body      bytea NOT NULL,
    PRIMARY KEY (papier_id, version)
);

CREATE TABLE delibere.commentaire (
    id        uuid PRIMARY KEY,
    papier_id uuid NOT NULL,
    version   bigint NOT NULL,
    author    uuid NOT NULL,
    at        timestamptz NOT NULL,
    sha256    bytea NOT NULL CHECK (octet_length(sha256) = 32),
    body      bytea NOT NULL,
    FOREIGN KEY (papier_id, version) REFERENCES delibere.version
);
CREATE INDEX commentaire_papier ON delibere.commentaire (papier_id, at, id);

-- The journal of the délibéré of each case: append-only, each act holds the hash of the one before.
CREATE TABLE delibere.journal (
    dossier_id uuid PRIMARY KEY,
    version    bigint NOT NULL,
    hash       bytea NOT NULL
);
CREATE TABLE delibere.acte (
    dossier_id     uuid NOT NULL REFERENCES delibere.journal (dossier_id),
    version        bigint NOT NULL CHECK (version > 0),
    kind           text NOT NULL CHECK (kind IN ('papier_ouvert', 'version_enregistree', 'papier_depose', 'papier_relu', 'papier_delibere',
                                                 'commentaire_fait')),
    author         uuid NOT NULL,
    at             timestamptz NOT NULL,
    papier_id      uuid NOT NULL REFERENCES delibere.papier (id),
    papier_version bigint NOT NULL,
    -- Of the sealed bytes that the act is about.
    sha256         bytea NOT NULL CHECK (octet_length(sha256) = 32),
    prev_hash      bytea NOT NULL,
    hash           bytea NOT NULL,
    PRIMARY KEY (dossier_id, version)
);
CREATE INDEX acte_papier ON delibere.acte (papier_id, papier_version);

CREATE TRIGGER version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON delibere.version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER commentaire_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON delibere.commentaire
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER acte_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON delibere.acte
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
