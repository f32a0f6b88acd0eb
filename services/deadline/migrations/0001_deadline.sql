-- Deadlines as derived from journals: the current ones, everything that was ever stored, warnings given.

CREATE TABLE deadline.derivation (
    dossier_id      uuid PRIMARY KEY,
    journal_version bigint NOT NULL,
    derived_for     date NOT NULL,
    next_change     date,
    catalogue       text NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX derivation_next_change ON deadline.derivation (next_change) WHERE next_change IS NOT NULL;

CREATE TABLE deadline.current (
    deadline_id uuid PRIMARY KEY,
    dossier_id  uuid NOT NULL,
    rule        text NOT NULL,
    status      text NOT NULL,
    due         date,
    chambre     text NOT NULL DEFAULT '',
    -- `greffe.deadline.v1.Deadline` with its explanation, encoded.
    body        bytea NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX current_dossier ON deadline.current (dossier_id, due);
CREATE INDEX current_open ON deadline.current (due, deadline_id) WHERE status = 'ouverte';

-- As known on a day: a row for each content ever derived. Never changed.
CREATE TABLE deadline.history (
    deadline_id     uuid NOT NULL,
    seq             bigint GENERATED ALWAYS AS IDENTITY,
    dossier_id      uuid NOT NULL,
    recorded_at     timestamptz NOT NULL,
    known_on        date NOT NULL,
    journal_version bigint NOT NULL,
    body            bytea NOT NULL,
    PRIMARY KEY (deadline_id, seq)
);
CREATE TRIGGER history_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON deadline.history
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- One warning a level and a term: two services alive give one.
CREATE TABLE deadline.warning (
    deadline_id uuid NOT NULL,
    due         date NOT NULL,
    level       text NOT NULL CHECK (level IN ('proche', 'echeance', 'expiree')),
    days_before integer NOT NULL,
    warned_at   timestamptz NOT NULL,
    PRIMARY KEY (deadline_id, due, level, days_before)
);
