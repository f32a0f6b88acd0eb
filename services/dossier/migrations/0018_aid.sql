-- Requests of legal aid made before any pourvoi (décret 2020-1717, article 44): who asks, against which decision, what became of it.
CREATE TABLE dossier.aid (
    id                 uuid PRIMARY KEY,
    version            bigint NOT NULL DEFAULT 1,
    year               integer NOT NULL,
    seq                integer NOT NULL CHECK (seq > 0),
    registered_at      timestamptz NOT NULL,
    -- What is known: `greffe.dossier.v1.AidFacts`. The columns below are read from it.
    facts              bytea NOT NULL,
    requested_on       date NOT NULL,
    rendered_on        date,
    case_keys          text[] NOT NULL,
    -- Lower case, without accents: the applicant and the adversaries, which searches of a decision look at.
    names              text NOT NULL,
    -- The same, with numbers and the court: what the register's search looks at.
    search             text NOT NULL,
    -- The office designated.
    office_id          uuid REFERENCES dossier.office (id),
    -- Nobody ruled on the request, or on the recourse.
    pending            boolean NOT NULL,
    cancelled          boolean NOT NULL DEFAULT false,
    -- The dossier of the pourvoi, and the applicant there.
    dossier_id         uuid REFERENCES dossier.dossier (id),
    party_id           uuid,
    linked_at          timestamptz,
    state              text NOT NULL GENERATED ALWAYS AS (
        CASE WHEN cancelled THEN 'annulee' WHEN dossier_id IS NOT NULL THEN 'rattachee' WHEN pending THEN 'en_cours' ELSE 'decidee' END
    ) STORED,
    UNIQUE (year, seq),
    CHECK ((dossier_id IS NULL) = (party_id IS NULL) AND (dossier_id IS NULL) = (linked_at IS NULL)),
    CHECK (NOT cancelled OR dossier_id IS NULL)
) WITH (fillfactor = 80);
CREATE INDEX aid_recent ON dossier.aid (requested_on DESC, id DESC);
CREATE INDEX aid_search ON dossier.aid USING gin (search gin_trgm_ops);
-- Those that may stand against a certificate.
CREATE INDEX aid_pending ON dossier.aid (requested_on, id) WHERE state = 'en_cours';
CREATE INDEX aid_rendered_on ON dossier.aid (rendered_on) WHERE state IN ('en_cours', 'decidee');
CREATE INDEX aid_case_keys ON dossier.aid USING gin (case_keys);
CREATE INDEX aid_names ON dossier.aid USING gin (names gin_trgm_ops);
CREATE INDEX aid_dossier ON dossier.aid (dossier_id) WHERE dossier_id IS NOT NULL;

-- Every version of a request, with who entered it and why. Never changed.
CREATE TABLE dossier.aid_version (
    aid_id       uuid NOT NULL REFERENCES dossier.aid (id),
    version      bigint NOT NULL,
    recorded_at  timestamptz NOT NULL,
    actor        text NOT NULL,
    reason       text NOT NULL,
    facts        bytea NOT NULL,
    PRIMARY KEY (aid_id, version)
);
CREATE TRIGGER aid_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.aid_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
