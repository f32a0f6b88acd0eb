-- Requests of certificates of non-pourvoi (CPC 505): what was asked, what the search found, what was delivered.

-- The numbers of a case as its court writes them, in one spelling: `25/01234`, `RG n° 2025-1234` and `2501234` are 25/1234.
CREATE FUNCTION dossier.case_keys(text) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
    SELECT coalesce(array_agg(DISTINCT m[1] || '/' || m[2]), '{}')
    FROM regexp_matches(
        $1,
        '(?<![\d/])(?:\d\d-(?=\d\d-))?(?:(?:19|20)(?=\d\d\D|\d{7}))?(\d\d)(?:\s*[/._–-]\s*|\s+|(?=\d{4,7}(?!\d)))0*(\d{1,6})(?![\d/])',
        'g') AS found (m)
$$;

CREATE INDEX decision_case_keys ON dossier.decision USING gin (dossier.case_keys(case_number));
CREATE INDEX decision_rendered_on ON dossier.decision (rendered_on);

CREATE TABLE dossier.certificate_demand (
    id           uuid PRIMARY KEY,
    version      bigint NOT NULL DEFAULT 1,
    -- Several decisions deposited at once, in their order; NULL for one alone.
    batch_id     uuid,
    position     integer NOT NULL DEFAULT 0,
    received_at  timestamptz NOT NULL,
    -- `guichet`, `en_ligne`, `interface`.
    channel      text NOT NULL,
    -- `partie`, `avocat`, `juridiction`.
    quality      text NOT NULL,
    requester    text NOT NULL,
    reference    text NOT NULL,
    -- Who deposited it, and the office for which: who may read the answer.
    actor        text NOT NULL,
    agent_id     uuid,
    office_id    uuid,
    court        text NOT NULL,
    rendered_on  date NOT NULL,
    case_number  text NOT NULL,
    case_keys    text[] NOT NULL,
    parties      text[] NOT NULL,
    -- `civile`, `elections_professionnelles`.
    matter       text NOT NULL,
    -- Lower case, without accents: what the register's search looks at.
    search       text NOT NULL,
    -- `a_decider`, `delivre`, `renvoye`.
    status       text NOT NULL,
    -- What the last search found: `greffe.dossier.v1.Candidate`, each encoded.
    candidates   bytea[] NOT NULL DEFAULT '{}',
    -- Whether there were more than a person can look at.
    overflow     boolean NOT NULL DEFAULT false,
    decided_at   timestamptz,
    -- Empty when no doubt remained and nobody had to decide.
    decided_by   text NOT NULL DEFAULT '',
    reason       text NOT NULL DEFAULT ''
) WITH (fillfactor = 80);
CREATE INDEX certificate_demand_recent ON dossier.certificate_demand (received_at DESC, id DESC);
CREATE INDEX certificate_demand_open ON dossier.certificate_demand (received_at, id) WHERE status = 'a_decider';
CREATE INDEX certificate_demand_office ON dossier.certificate_demand (office_id) WHERE office_id IS NOT NULL;
CREATE INDEX certificate_demand_batch ON dossier.certificate_demand (batch_id) WHERE batch_id IS NOT NULL;
CREATE INDEX certificate_demand_search ON dossier.certificate_demand USING gin (search gin_trgm_ops);

-- What was delivered: its words, their hash, its number in the year's series, without gap. Never changed.
CREATE TABLE dossier.certificate (
    year         integer NOT NULL,
    seq          integer NOT NULL CHECK (seq > 0),
    demand_id    uuid NOT NULL UNIQUE REFERENCES dossier.certificate_demand (id),
    -- `non_pourvoi`, `partiel`, `date_pourvoi`.
    kind         text NOT NULL,
    delivered_at timestamptz NOT NULL,
    text         text NOT NULL,
    sha256       bytea NOT NULL CHECK (length(sha256) = 32),
    PRIMARY KEY (year, seq)
);
CREATE TRIGGER certificate_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.certificate
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
