-- Files by content, pieces that name them, and to whom each piece was served.

CREATE TABLE document.content (
    sha256      bytea PRIMARY KEY,
    size        bigint NOT NULL,
    media_type  text NOT NULL,
    received_at timestamptz NOT NULL
);

CREATE TABLE document.piece (
    id          uuid PRIMARY KEY,
    sha256      bytea NOT NULL REFERENCES document.content (sha256),
    file_name   text NOT NULL,
    kind        text NOT NULL,
    -- 0 public, 1 procedure, 2 internal; the délibéré is kept elsewhere.
    class       smallint NOT NULL CHECK (class BETWEEN 0 AND 2),
    author      uuid NOT NULL,
    office_id   uuid,
    received_at timestamptz NOT NULL,
    dossier_id  uuid,
    act_id      uuid,
    act_version bigint
);
CREATE INDEX piece_dossier ON document.piece (dossier_id, act_version, id) WHERE dossier_id IS NOT NULL;

-- An office to which a piece was served or communicated, from an instant on.
CREATE TABLE document.served (
    piece_id  uuid NOT NULL REFERENCES document.piece (id),
    office_id uuid NOT NULL,
    since     timestamptz NOT NULL,
    PRIMARY KEY (piece_id, office_id)
);
