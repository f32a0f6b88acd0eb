-- What each person chose to be told by e-mail, the address of their calendar, the searches that they keep; and the days of each
-- case that both tell of.

-- Derived: the hearing of a case, and the terms that run in it.
CREATE TABLE notification.agenda (
    entry_id   uuid PRIMARY KEY,
    dossier_id uuid NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('audience', 'terme')),
    day        date NOT NULL,
    -- The rule of a term; empty for a hearing.
    code       text NOT NULL,
    changed_at timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX agenda_dossier ON notification.agenda (dossier_id, day);
CREATE INDEX agenda_hearings ON notification.agenda (day, dossier_id) WHERE kind = 'audience';
-- The cases in which somebody sits or concludes.
CREATE INDEX case_relation_rapporteurs ON case_relation USING gin (rapporteurs);
CREATE INDEX case_relation_avocats_generaux ON case_relation USING gin (avocats_generaux);

CREATE TABLE notification.preference (
    subject   text PRIMARY KEY,
    frequency text NOT NULL CHECK (frequency IN ('aucun', 'matin', 'semaine')),
    -- Of the Court's time zone.
    hour      smallint NOT NULL CHECK (hour BETWEEN 5 AND 20),
    -- 1 is Monday.
    weekday   smallint NOT NULL CHECK (weekday BETWEEN 1 AND 7),
    tasks     boolean NOT NULL,
    deadlines boolean NOT NULL,
    follows   boolean NOT NULL,
    address   text NOT NULL,
    -- When the next digest is made; none when nothing is.
    next_at   timestamptz
);
CREATE INDEX preference_next ON notification.preference (next_at) WHERE next_at IS NOT NULL;

-- A digest: its identifier is that of the person and the day, the number of the message too. What it says is not kept.
CREATE TABLE notification.digest (
    digest_id uuid PRIMARY KEY,
    subject   text NOT NULL,
    day       date NOT NULL,
    state     text NOT NULL CHECK (state IN ('remis', 'en_cours', 'envoye', 'inconnu', 'rejete', 'vide', 'perime')),
    attempts  integer NOT NULL DEFAULT 0,
    -- When it is tried again (`remis`), given up for unknown (`en_cours`), asked after (`inconnu`).
    next_try  timestamptz,
    made_at   timestamptz NOT NULL,
    why       text NOT NULL DEFAULT '',
    UNIQUE (subject, day)
) WITH (fillfactor = 80);
CREATE INDEX digest_waits ON notification.digest (next_try) WHERE state IN ('remis', 'en_cours', 'inconnu');

-- The address of a person's calendar, by the hash of its secret. One that was taken back is kept: it never opens again.
CREATE TABLE notification.calendar (
    token_sha256 bytea PRIMARY KEY,
    subject      text NOT NULL,
    since        timestamptz NOT NULL,
    -- The last day on which a program read it.
    read_on      date,
    ended_at     timestamptz
);
CREATE UNIQUE INDEX calendar_current ON notification.calendar (subject) WHERE ended_at IS NULL;

CREATE TABLE notification.search (
    search_id uuid PRIMARY KEY,
    subject   text NOT NULL,
    name      text NOT NULL,
    -- `greffe.notification.v1.SearchFilters`, encoded.
    filters   bytea NOT NULL,
    saved_at  timestamptz NOT NULL,
    UNIQUE (subject, name)
);

ALTER TABLE notification.follow DROP CONSTRAINT follow_kind_check;
ALTER TABLE notification.follow ADD CONSTRAINT follow_kind_check CHECK (kind IN ('dossier', 'personne', 'role', 'recherche'));

-- Every dossier is derived anew, for its agenda.
UPDATE notification.derivation SET catalogue = '';
