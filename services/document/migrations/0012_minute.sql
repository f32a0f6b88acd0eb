-- The minute of a decision and who signed it (CPC 456): electronically, each file the one before with a signature more; or by hand.

CREATE TABLE document.minute (
    piece_id uuid PRIMARY KEY REFERENCES document.piece (id),
    -- As it was last signed; the piece's own content before.
    sha256   bytea NOT NULL REFERENCES document.content (sha256),
    -- Whether expéditions and extraits wait for its signatures: not those of arrêts made before anybody could sign here.
    owed     boolean NOT NULL DEFAULT true
);
CREATE INDEX minute_content ON document.minute (sha256);

CREATE TABLE document.minute_signature (
    piece_id    uuid NOT NULL REFERENCES document.minute (piece_id),
    quality     text NOT NULL CHECK (quality IN ('president', 'greffier')),
    by_hand     boolean NOT NULL,
    -- Who signed, or who wrote down that it was signed by hand.
    agent       uuid NOT NULL,
    name        text NOT NULL,
    -- Of the certificate: holder, authority, SHA-256 (DER), whether it says that it is qualified.
    holder      text NOT NULL DEFAULT '',
    authority   text NOT NULL DEFAULT '',
    certificate bytea NOT NULL DEFAULT '',
    qualified   boolean NOT NULL DEFAULT false,
    impediment  text NOT NULL DEFAULT '',
    signed_at   timestamptz NOT NULL,
    -- The file with this signature; that of the piece where it was by hand.
    sha256      bytea NOT NULL REFERENCES document.content (sha256),
    PRIMARY KEY (piece_id, quality)
);
CREATE INDEX minute_signature_content ON document.minute_signature (sha256);

-- Minutes that were kept before anybody could sign them here.
INSERT INTO document.minute (piece_id, sha256, owed)
SELECT p.id, p.sha256, false FROM document.piece p JOIN document.seal s USING (sha256) WHERE starts_with(s.template, 'arret_');
