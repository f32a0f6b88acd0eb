-- Tasks and alerts as derived, and what people add to them, which no rebuild touches.

CREATE TABLE notification.task (
    task_id     uuid PRIMARY KEY,
    dossier_id  uuid NOT NULL,
    code        text NOT NULL,
    kind        text NOT NULL CHECK (kind IN ('tache', 'alerte')),
    status      text NOT NULL CHECK (status IN ('ouverte', 'close')),
    severity    smallint NOT NULL,
    role        text NOT NULL,
    chambre     text NOT NULL DEFAULT '',
    due         date,
    opened_at   timestamptz NOT NULL,
    closed_at   timestamptz,
    -- `greffe.notification.v1.Task`, encoded, without what people add.
    body        bytea NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX task_dossier ON notification.task (dossier_id, status);
CREATE INDEX task_open ON notification.task (role, chambre, severity DESC, due, task_id) WHERE status = 'ouverte';

CREATE TABLE notification.claim (
    task_id    uuid PRIMARY KEY,
    claimed_by text NOT NULL,
    claimed_at timestamptz NOT NULL
);

CREATE TABLE notification.derivation (
    dossier_id      uuid PRIMARY KEY,
    journal_version bigint NOT NULL,
    derived_for     date NOT NULL,
    next_change     date
) WITH (fillfactor = 80);
CREATE INDEX derivation_next_change ON notification.derivation (next_change) WHERE next_change IS NOT NULL;
