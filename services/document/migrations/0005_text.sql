-- The text of what is sound, by content: as secret as the piece that is read, through which alone it is reached.

CREATE TABLE document.text (
    sha256     bytea PRIMARY KEY REFERENCES document.content (sha256),
    state      text NOT NULL CHECK (state IN ('attend', 'en_cours', 'faite', 'sans_texte', 'echouee')),
    -- `contenu`, or `ocr` where at least a page was read from its picture.
    source     text NOT NULL DEFAULT '' CHECK (source IN ('', 'contenu', 'ocr')),
    pages      integer NOT NULL DEFAULT 0,
    -- Pages read so far.
    done       integer NOT NULL DEFAULT 0,
    tries      integer NOT NULL DEFAULT 0,
    due_at     timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX text_due ON document.text (due_at) WHERE state IN ('attend', 'en_cours');

CREATE TABLE document.text_page (
    sha256 bytea NOT NULL REFERENCES document.text (sha256),
    page   integer NOT NULL CHECK (page > 0),
    body   text NOT NULL,
    PRIMARY KEY (sha256, page)
);

-- Acts that name a refused piece, of which the registry was told.
CREATE TABLE document.refusal_told (
    piece_id uuid NOT NULL REFERENCES document.piece (id),
    act_id   uuid NOT NULL,
    told_at  timestamptz NOT NULL,
    PRIMARY KEY (piece_id, act_id)
);
