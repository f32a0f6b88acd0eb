-- What the dossier's journal is owed of the délibéré: that a report was deposited (rapport_depose), and not a word of it. Written in the
-- transaction of the deposit, told to the dossier service by calls under a key that is the act's; never an event.
CREATE TABLE delibere.inscription (
    dossier_id uuid NOT NULL,
    -- The act of the deposit.
    acte       bigint NOT NULL,
    papier_id  uuid NOT NULL REFERENCES delibere.papier (id),
    -- Who deposited: the rapporteur that the journal will name.
    author     uuid NOT NULL,
    at         timestamptz NOT NULL,
    state      text NOT NULL CHECK (state IN ('du', 'inscrit', 'refuse')),
    attempts   integer NOT NULL DEFAULT 0,
    next_try   timestamptz NOT NULL,
    settled_at timestamptz,
    -- Of the dossier's refusal.
    code       text NOT NULL DEFAULT '',
    reason     text NOT NULL DEFAULT '',
    PRIMARY KEY (dossier_id, acte),
    FOREIGN KEY (dossier_id, acte) REFERENCES delibere.acte (dossier_id, version),
    CHECK ((state = 'du') = (settled_at IS NULL)),
    CHECK ((state = 'refuse') = (code <> ''))
);
CREATE INDEX inscription_owed ON delibere.inscription (next_try) WHERE state = 'du';
-- A report is told once: again only where it was refused.
CREATE UNIQUE INDEX inscription_paper ON delibere.inscription (papier_id) WHERE state <> 'refuse';
