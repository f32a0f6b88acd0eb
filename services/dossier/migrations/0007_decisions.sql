-- Decisions: their words, kept apart from journals; the register of minutes; what is released to the public.

-- What a decision says in words. The journal holds its hash: of the dispositif, an empty line and the whole text, or of the
-- dispositif alone. Never changed.
CREATE TABLE dossier.ruling_words (
    act_id         uuid PRIMARY KEY,
    dispositif     text NOT NULL,
    text           text NOT NULL DEFAULT '',
    sha256         bytea NOT NULL CHECK (length(sha256) = 32),
    renvoi_court   text NOT NULL DEFAULT '',
    joined_numbers text[] NOT NULL DEFAULT '{}',
    chefs          text[] NOT NULL DEFAULT '{}'
);
CREATE TRIGGER ruling_words_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.ruling_words
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The register: one line an act that records a decision, whatever its type; built again from the journal.
CREATE TABLE dossier.ruling (
    act_id          uuid PRIMARY KEY,
    dossier_id      uuid NOT NULL REFERENCES dossier.dossier (id),
    kind            text NOT NULL,
    nature          text NOT NULL,
    solution        text NOT NULL,
    formation       text NOT NULL DEFAULT '',
    chambre         text NOT NULL DEFAULT '',
    pronounced_on   date,
    -- The series of minutes, the year and the number in it; NULL where the decision bears none.
    series          text NOT NULL DEFAULT '',
    year            integer,
    minute          integer,
    register_number text NOT NULL DEFAULT '',
    ecli            text NOT NULL DEFAULT '',
    publication     text[] NOT NULL DEFAULT '{}',
    -- `en_vigueur`, `corrigee`, `annulee`, `rabattue`.
    state           text NOT NULL DEFAULT 'en_vigueur',
    -- `a_mettre`, `en_cours`, `remise`, `refusee`, `retiree`; empty where the public gets none.
    release         text NOT NULL DEFAULT '',
    release_by      date,
    recorded_at     timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX ruling_dossier ON dossier.ruling (dossier_id);
CREATE INDEX ruling_recent ON dossier.ruling (pronounced_on DESC, act_id DESC);
CREATE INDEX ruling_minute ON dossier.ruling (series, year, minute) WHERE minute IS NOT NULL;
CREATE INDEX ruling_ecli ON dossier.ruling (ecli) WHERE ecli <> '';
CREATE INDEX ruling_release ON dossier.ruling (release, release_by) WHERE release <> '';

-- Versions released to the public, by their content. Never changed.
CREATE TABLE dossier.public_version (
    sha256 bytea PRIMARY KEY CHECK (length(sha256) = 32),
    text   text NOT NULL
);
CREATE TRIGGER public_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.public_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Written in the transaction of the act that releases or withdraws; handed over afterwards, as often as it takes.
CREATE TABLE dossier.release (
    -- The act that released it.
    act_id      uuid PRIMARY KEY,
    ruling_id   uuid NOT NULL REFERENCES dossier.ruling (act_id),
    dossier_id  uuid NOT NULL REFERENCES dossier.dossier (id),
    ecli        text NOT NULL,
    sha256      bytea NOT NULL REFERENCES dossier.public_version (sha256),
    categories  text[] NOT NULL,
    -- `en_cours`, `remise`, `refusee`, `retrait_en_cours`, `retiree`.
    state       text NOT NULL,
    motif       text NOT NULL DEFAULT '',
    attempts    integer NOT NULL DEFAULT 0,
    -- When it is tried next; NULL once nothing is left to do.
    next_at     timestamptz,
    last_error  text NOT NULL DEFAULT '',
    released_at timestamptz NOT NULL,
    handed_at   timestamptz
) WITH (fillfactor = 70);
CREATE INDEX release_due ON dossier.release (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX release_ruling ON dossier.release (ruling_id);
-- One version of a decision is before the public once.
CREATE UNIQUE INDEX release_once ON dossier.release (ecli, sha256) WHERE state IN ('en_cours', 'remise', 'retrait_en_cours');
