-- Rules of orientation: sets by remit (`entre_chambres`, or the code of a chamber), version by version, and which is in force.

CREATE TABLE dossier.orientation_rules (
    remit       text NOT NULL,
    version     bigint NOT NULL CHECK (version > 0),
    -- `greffe.dossier.v1.OrientationVersion` with its rules alone, encoded.
    body        bytea NOT NULL,
    actor       text NOT NULL,
    reason      text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (remit, version)
);
CREATE TRIGGER orientation_rules_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.orientation_rules
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE dossier.orientation_in_force (
    remit   text NOT NULL,
    seq     bigint NOT NULL CHECK (seq > 0),
    version bigint NOT NULL,
    actor   text NOT NULL,
    reason  text NOT NULL,
    since   timestamptz NOT NULL,
    -- `greffe.dossier.v1.OrientationFigures`, encoded: what the decision rests on.
    tried   bytea NOT NULL,
    PRIMARY KEY (remit, seq),
    FOREIGN KEY (remit, version) REFERENCES dossier.orientation_rules (remit, version)
);
CREATE TRIGGER orientation_in_force_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.orientation_in_force
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
