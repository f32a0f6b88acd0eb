-- Who is let into the papers of a case that is not theirs: on a recorded request, granted for a time, in an emergency that two persons
-- open, or by name, as a trainee or an academic (secrecy.md, rows "siège magistrat of another chamber", "break-glass", "trainee or academic").

CREATE TABLE document.acces (
    id         uuid PRIMARY KEY,
    dossier_id uuid NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('demande', 'urgence', 'habilitation')),
    -- Who reads: who asked, or whom it names.
    agent      uuid NOT NULL,
    asked_at   timestamptz NOT NULL,
    state      text NOT NULL CHECK (state IN ('demandee', 'ouverte', 'refusee', 'retiree', 'revue')),
    -- Number of its last step.
    version    bigint NOT NULL CHECK (version > 0),
    -- Until when papers are read; of what was never granted, nothing.
    until      timestamptz,
    CHECK (state <> 'ouverte' OR until IS NOT NULL)
);
-- What each read of a paper looks at.
CREATE INDEX acces_ouvert ON document.acces (dossier_id, until) WHERE state = 'ouverte';
CREATE INDEX acces_dossier ON document.acces (dossier_id, asked_at DESC);
CREATE INDEX acces_recent ON document.acces (asked_at DESC, id DESC);
-- What somebody asks is decided before they ask it again.
CREATE UNIQUE INDEX acces_attend ON document.acces (dossier_id, agent, kind) WHERE state = 'demandee';

CREATE TABLE document.acces_etape (
    acces_id uuid NOT NULL REFERENCES document.acces (id),
    version  bigint NOT NULL CHECK (version > 0),
    step     text NOT NULL CHECK (step IN ('demande', 'accord', 'refus', 'retrait', 'revue')),
    agent    uuid NOT NULL,
    at       timestamptz NOT NULL,
    reason   text NOT NULL,
    -- Of an `accord`: until when.
    until    timestamptz,
    PRIMARY KEY (acces_id, version)
);
CREATE TRIGGER acces_etape_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON document.acces_etape
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- The trail is read by days and by person, too.
CREATE INDEX audit_at ON document.audit (at DESC, shard DESC, seq DESC);
CREATE INDEX audit_actor ON document.audit (actor, at DESC);
