-- What was taken over: sheets of decisions in their own words, where each field comes from, closed cases as figures.

CREATE TABLE dossier.sheet (
    dossier_id  uuid NOT NULL REFERENCES dossier.dossier (id),
    -- Which decision of which collection.
    source      text NOT NULL,
    version     integer NOT NULL CHECK (version > 0),
    recorded_at timestamptz NOT NULL,
    actor       text NOT NULL,
    -- `greffe.dossier.v1.Sheet`, encoded.
    body        bytea NOT NULL,
    PRIMARY KEY (dossier_id, source, version)
);
CREATE TRIGGER sheet_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.sheet
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE dossier.provenance (
    dossier_id uuid NOT NULL REFERENCES dossier.dossier (id),
    field      text NOT NULL,
    file       text NOT NULL,
    line       integer NOT NULL,
    original   text NOT NULL,
    -- Kind of the defect with which the value entered; empty where there is none.
    defect     text NOT NULL DEFAULT '',
    PRIMARY KEY (dossier_id, field, file, line)
);
CREATE TRIGGER provenance_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.provenance
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Cases closed in the former system: a figure each, no dossier.
CREATE TABLE dossier.closed_figure (
    number_year integer NOT NULL,
    number_seq  integer NOT NULL,
    procedure   text NOT NULL,
    chambre     text NOT NULL DEFAULT '',
    formed_on   date NOT NULL,
    closed_on   date NOT NULL CHECK (closed_on >= formed_on),
    solution    text NOT NULL,
    file        text NOT NULL,
    line        integer NOT NULL,
    PRIMARY KEY (number_year, number_seq)
);
CREATE TRIGGER closed_figure_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.closed_figure
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The day of the decision that closed a dossier: durations are counted to it. Earlier rows learn it when they are written again.
ALTER TABLE dossier.dossier ADD COLUMN closed_on date;
