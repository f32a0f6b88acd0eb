-- Passages of milestones that could not be wholly checked, or whose irregularity the law leaves to a magistrate: asked for by one
-- person, confirmed by another, used by one act.
CREATE TABLE dossier.gate_passage (
    id           uuid PRIMARY KEY,
    dossier_id   uuid NOT NULL REFERENCES dossier.dossier (id),
    milestone    text NOT NULL,
    motive       text NOT NULL CHECK (length(motive) BETWEEN 10 AND 2000),
    -- Parts that no service answered for when it was asked.
    not_checked  text[] NOT NULL,
    -- Checks of the catalogue found irregular that it sets aside.
    overridden   text[] NOT NULL,
    -- Subject, and agent of the register: a person is one under two accounts.
    asked_by     text NOT NULL,
    asked_agent  text NOT NULL,
    asked_at     timestamptz NOT NULL,
    expires_at   timestamptz NOT NULL CHECK (expires_at > asked_at),
    confirmed_by text CHECK (confirmed_by <> asked_by),
    confirmed_at timestamptz,
    consumed_by  uuid,
    CHECK ((confirmed_by IS NULL) = (confirmed_at IS NULL)),
    CHECK (consumed_by IS NULL OR confirmed_by IS NOT NULL)
);
CREATE INDEX gate_passage_open ON dossier.gate_passage (dossier_id, milestone, asked_at DESC) WHERE consumed_by IS NULL;
