-- Files that come in parts, and the parts of those that are not yet pieces.

CREATE TABLE document.arriving (
    id            uuid PRIMARY KEY,
    -- The deposit that its sender prepares; the name is the sender's.
    deposit_id    uuid NOT NULL,
    sender        text NOT NULL,
    file_name     text NOT NULL,
    kind          text NOT NULL,
    declared_type text NOT NULL,
    size          bigint NOT NULL CHECK (size > 0),
    received      bigint NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND size),
    begun_at      timestamptz NOT NULL,
    changed_at    timestamptz NOT NULL,
    piece_id      uuid REFERENCES document.piece (id)
);
CREATE INDEX arriving_deposit ON document.arriving (sender, deposit_id);
CREATE INDEX arriving_left ON document.arriving (changed_at) WHERE piece_id IS NULL;

CREATE TABLE document.part (
    file_id  uuid NOT NULL REFERENCES document.arriving (id),
    position bigint NOT NULL,
    size     bigint NOT NULL CHECK (size > 0),
    sha256   bytea NOT NULL,
    PRIMARY KEY (file_id, position)
);
