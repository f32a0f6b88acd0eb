-- Journals, what is kept apart from them (persons, offices, courts' words), and the projection the screens read.

CREATE TABLE dossier.dossier (
    id               uuid PRIMARY KEY,
    version          bigint NOT NULL,
    procedure        text NOT NULL,
    -- Pourvoi number: four-digit year and sequence; its letter is computed.
    number_year      integer NOT NULL,
    number_seq       integer NOT NULL,
    stage            text NOT NULL,
    terminal         boolean NOT NULL,
    chambre          text NOT NULL DEFAULT '',
    matter           text NOT NULL DEFAULT '',
    urgent           boolean NOT NULL DEFAULT false,
    formed_on        date,
    title            text NOT NULL,
    opened_at        timestamptz NOT NULL,
    updated_at       timestamptz NOT NULL,
    -- Who is what to the case: what access decisions look at.
    rapporteurs      uuid[] NOT NULL DEFAULT '{}',
    avocats_generaux uuid[] NOT NULL DEFAULT '{}',
    offices          uuid[] NOT NULL DEFAULT '{}',
    former_offices   uuid[] NOT NULL DEFAULT '{}',
    distributed      boolean NOT NULL DEFAULT false,
    communicated     boolean NOT NULL DEFAULT false,
    sealed           boolean NOT NULL DEFAULT false,
    -- The day for which stage and irregularities were derived, and the first on which they may differ.
    derived_for      date NOT NULL,
    next_change      date,
    catalogue        text NOT NULL,
    -- `greffe.dossier.v1.Dossier`, encoded: one row read answers the screen.
    view             bytea NOT NULL,
    UNIQUE (number_year, number_seq)
) WITH (fillfactor = 70);
CREATE INDEX dossier_recent ON dossier.dossier (updated_at DESC, id DESC);
CREATE INDEX dossier_chambre_stage ON dossier.dossier (chambre, stage, updated_at DESC);
CREATE INDEX dossier_open ON dossier.dossier (chambre, stage) WHERE NOT terminal;
CREATE INDEX dossier_offices ON dossier.dossier USING gin (offices);
CREATE INDEX dossier_former_offices ON dossier.dossier USING gin (former_offices);
CREATE INDEX dossier_rapporteurs ON dossier.dossier USING gin (rapporteurs);
CREATE INDEX dossier_next_change ON dossier.dossier (next_change) WHERE next_change IS NOT NULL;

CREATE TABLE dossier.act (
    dossier_id  uuid NOT NULL REFERENCES dossier.dossier (id),
    version     bigint NOT NULL CHECK (version > 0),
    act_id      uuid NOT NULL UNIQUE,
    kind        text NOT NULL,
    recorded_at timestamptz NOT NULL,
    actor       text NOT NULL,
    reason      text NOT NULL DEFAULT '',
    supersedes  uuid,
    pieces      uuid[] NOT NULL DEFAULT '{}',
    -- `greffe.events.v1.ActRecorded`, as published.
    body        bytea NOT NULL,
    PRIMARY KEY (dossier_id, version)
);
CREATE UNIQUE INDEX act_supersedes ON dossier.act (supersedes) WHERE supersedes IS NOT NULL;
CREATE TRIGGER act_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Identity stands here alone; every version is kept.
CREATE TABLE dossier.person (
    id          uuid NOT NULL,
    version     integer NOT NULL,
    nature      text NOT NULL,
    name        text NOT NULL,
    first_names text NOT NULL DEFAULT '',
    address     text NOT NULL DEFAULT '',
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (id, version)
);

CREATE TABLE dossier.party (
    dossier_id uuid NOT NULL REFERENCES dossier.dossier (id),
    party_id   uuid NOT NULL,
    person_id  uuid NOT NULL,
    pourvoi_id uuid NOT NULL,
    position   integer NOT NULL,
    -- Lower case, without accents: what a search looks at.
    search     text NOT NULL,
    PRIMARY KEY (dossier_id, party_id)
);
CREATE INDEX party_search ON dossier.party USING gin (search gin_trgm_ops);

CREATE TABLE dossier.decision (
    dossier_id  uuid NOT NULL REFERENCES dossier.dossier (id),
    decision_id uuid NOT NULL,
    court       text NOT NULL,
    section     text NOT NULL DEFAULT '',
    rendered_on date,
    nature      text NOT NULL,
    case_number text NOT NULL DEFAULT '',
    PRIMARY KEY (dossier_id, decision_id)
);

CREATE TABLE dossier.office (
    id     uuid PRIMARY KEY,
    name   text NOT NULL,
    search text NOT NULL UNIQUE
);
CREATE INDEX office_search ON dossier.office USING gin (search gin_trgm_ops);

-- The next sequence of a series in a year: its row's lock keeps numbers without gap or duplicate.
CREATE TABLE dossier.series (
    series text NOT NULL,
    year   integer NOT NULL,
    next   integer NOT NULL,
    PRIMARY KEY (series, year)
);

-- The version of the law in force, changed by an administrative act.
CREATE TABLE dossier.catalogue_in_force (
    id      boolean PRIMARY KEY DEFAULT true CHECK (id),
    version text NOT NULL,
    since   timestamptz NOT NULL
);
