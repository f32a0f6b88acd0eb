-- Versions of the law put in force, each by an administrative act, and what each would move in the stock, tried first.

-- Never held a row: what is in force has a history.
DROP TABLE dossier.catalogue_in_force;

CREATE TABLE dossier.law_in_force (
    seq     bigint PRIMARY KEY CHECK (seq > 0),
    version text NOT NULL,
    since   timestamptz NOT NULL,
    actor   text NOT NULL,
    reason  text NOT NULL,
    -- The dry run that the decision rests on; none for the first version of all.
    trial   uuid
);
CREATE TRIGGER law_in_force_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.law_in_force
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A dry run over the open dossiers: where it is, what it found.
CREATE TABLE dossier.law_trial (
    id         uuid PRIMARY KEY,
    version    text NOT NULL,
    -- The version in force that it is compared with.
    base       text NOT NULL,
    base_seq   bigint NOT NULL,
    -- The day for which both are derived.
    as_of      date NOT NULL,
    actor      text NOT NULL,
    started_at timestamptz NOT NULL,
    touched_at timestamptz NOT NULL,
    ended_at   timestamptz,
    total      bigint NOT NULL,
    done       bigint NOT NULL DEFAULT 0,
    moved      bigint NOT NULL DEFAULT 0,
    -- Dossiers that the version cannot read: an act it does not know.
    unread     bigint NOT NULL DEFAULT 0,
    reached    uuid NOT NULL
);
CREATE INDEX law_trial_unfinished ON dossier.law_trial (touched_at) WHERE ended_at IS NULL;

CREATE TABLE dossier.law_trial_move (
    trial      uuid NOT NULL REFERENCES dossier.law_trial (id),
    seq        bigint NOT NULL,
    dossier_id uuid NOT NULL,
    kind       text NOT NULL,
    -- `greffe.dossier.v1.LawMove`, encoded.
    body       bytea NOT NULL,
    PRIMARY KEY (trial, seq)
);

-- After a version is put in force, what was derived under another is found by it.
CREATE INDEX dossier_catalogue ON dossier.dossier (catalogue, id);
