-- The last time that a person was given a piece from its beginning, which the trail has: the parts that its viewer asks soon after
-- belong to that read, and the trail is not filled with them.

CREATE TABLE document.opening (
    piece_id  uuid NOT NULL REFERENCES document.piece (id),
    subject   text NOT NULL,
    opened_at timestamptz NOT NULL,
    PRIMARY KEY (piece_id, subject)
);
CREATE INDEX opening_opened_at ON document.opening (opened_at);
