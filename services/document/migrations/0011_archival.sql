-- The copy of a sound piece in the format of archives, beside what was received, which stays the piece.

CREATE TABLE document.archival (
    sha256     bytea PRIMARY KEY REFERENCES document.content (sha256),
    -- `sans_copie`: its format has none, or it cannot be told in the format of archives.
    state      text NOT NULL CHECK (state IN ('attend', 'en_cours', 'faite', 'sans_copie', 'echouee')),
    -- What was made.
    copy       bytea REFERENCES document.content (sha256),
    tries      integer NOT NULL DEFAULT 0,
    due_at     timestamptz NOT NULL,
    changed_at timestamptz NOT NULL,
    CHECK ((state = 'faite') = (copy IS NOT NULL))
);
CREATE INDEX archival_due ON document.archival (due_at) WHERE state IN ('attend', 'en_cours');
CREATE INDEX archival_copy ON document.archival (copy) WHERE copy IS NOT NULL;

-- What was sound before is copied like the rest.
INSERT INTO document.archival (sha256, state, due_at, changed_at)
SELECT sha256, 'attend', changed_at, changed_at FROM document.control WHERE state = 'saine';
