-- What was found of each content after its reception, which waits for none of it.

CREATE TABLE document.control (
    sha256     bytea PRIMARY KEY REFERENCES document.content (sha256),
    state      text NOT NULL CHECK (state IN ('recue', 'en_controle', 'attente_antivirus', 'saine', 'refusee')),
    -- Code of the refusal, and what was found.
    reason     text NOT NULL DEFAULT '',
    detail     text NOT NULL DEFAULT '',
    -- Empty until it has answered; `sain`, or `non_configure` where the operator has none.
    antivirus  text NOT NULL DEFAULT '' CHECK (antivirus IN ('', 'sain', 'non_configure')),
    -- Of a PDF.
    pages      integer,
    tries      integer NOT NULL DEFAULT 0,
    -- When it is looked at, or looked at again.
    due_at     timestamptz NOT NULL,
    changed_at timestamptz NOT NULL
);
CREATE INDEX control_due ON document.control (due_at) WHERE state IN ('recue', 'en_controle', 'attente_antivirus');

-- What had been received before is looked at like the rest.
INSERT INTO document.control (sha256, state, due_at, changed_at)
SELECT sha256, 'recue', received_at, received_at FROM document.content;
