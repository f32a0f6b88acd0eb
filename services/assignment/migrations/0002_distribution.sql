-- Distribution: what is known of magistrates, proposals kept so that they replay, and one live designation a seat.

-- A seat is (dossier, instance of examination, rank): an instance is the chamber seized, or a mixed or plenary formation.
-- A designation in force holds it; at most one other waits to take its place.
ALTER TABLE assignment.proposal
    ADD COLUMN instance text NOT NULL DEFAULT '',
    ADD COLUMN rank smallint NOT NULL DEFAULT 1 CHECK (rank >= 1),
    ADD COLUMN distribution_id uuid,
    DROP CONSTRAINT proposal_status_check,
    ADD CONSTRAINT proposal_status_check CHECK (status IN ('proposee', 'en_vigueur', 'refusee', 'remplacee'));
UPDATE assignment.proposal p SET instance = c.chambre
FROM assignment.case_relation c WHERE c.dossier_id = p.dossier_id AND p.kind <> 'chambre_attribuee';
-- Of several journalled for one seat, the last holds it.
UPDATE assignment.proposal p SET status = 'remplacee'
WHERE p.status = 'en_vigueur' AND p.kind <> 'chambre_attribuee' AND EXISTS (
    SELECT FROM assignment.proposal later
    WHERE later.dossier_id = p.dossier_id AND later.kind = p.kind AND later.instance = p.instance AND later.status = 'en_vigueur'
      AND (later.settled_at, later.id) > (p.settled_at, p.id));
-- Of several that wait, each keeps a rank of its own until it is answered.
UPDATE assignment.proposal p SET rank = n.rank
FROM (SELECT id, row_number() OVER (PARTITION BY dossier_id, kind, instance ORDER BY proposed_at, id) AS rank
      FROM assignment.proposal WHERE status = 'proposee' AND kind <> 'chambre_attribuee') n
WHERE n.id = p.id;
CREATE UNIQUE INDEX proposal_seat ON assignment.proposal (dossier_id, kind, instance, rank)
    WHERE status = 'en_vigueur' AND kind <> 'chambre_attribuee';
CREATE UNIQUE INDEX proposal_seat_wanted ON assignment.proposal (dossier_id, kind, instance, rank)
    WHERE status = 'proposee' AND kind <> 'chambre_attribuee';
CREATE INDEX proposal_distribution ON assignment.proposal (distribution_id) WHERE distribution_id IS NOT NULL;

-- What somebody bears already is read from the journals of what they were given.
CREATE INDEX case_relation_rapporteurs ON assignment.case_relation USING gin (rapporteurs);
CREATE INDEX case_relation_avocats_generaux ON assignment.case_relation USING gin (avocats_generaux);

-- What the register knows of a magistrate, beside the agent.
CREATE TABLE assignment.magistrate (
    agent_id    uuid PRIMARY KEY REFERENCES assignment.agent,
    fonction    text NOT NULL,
    section     text NOT NULL DEFAULT '' CHECK (length(section) <= 100),
    arrived_on  date,
    left_on     date,
    -- Thousandths of a full time.
    quotite     smallint NOT NULL DEFAULT 1000 CHECK (quotite BETWEEN 0 AND 1000),
    specialites text[] NOT NULL DEFAULT '{}',
    version     bigint NOT NULL DEFAULT 1,
    CHECK (left_on >= arrived_on)
);
-- Who sat where on a day: every state, kept.
CREATE TABLE assignment.magistrate_version (
    agent_id uuid NOT NULL REFERENCES assignment.agent,
    version  bigint NOT NULL,
    body     bytea NOT NULL,
    saved_by text NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (agent_id, version)
);
CREATE TRIGGER magistrate_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assignment.magistrate_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Time that goes. Why somebody is away is nobody's business here: no motive is kept.
CREATE TABLE assignment.absence (
    id           uuid PRIMARY KEY,
    agent_id     uuid NOT NULL REFERENCES assignment.agent,
    from_day     date NOT NULL,
    to_day       date,
    -- Thousandths of the time: 1000 for an absence, less for a discharge.
    part         smallint NOT NULL CHECK (part BETWEEN 1 AND 1000),
    said_by      text NOT NULL,
    said_at      timestamptz NOT NULL,
    withdrawn_by text,
    withdrawn_at timestamptz,
    CHECK (to_day >= from_day)
);
CREATE INDEX absence_agent ON assignment.absence (agent_id) WHERE withdrawn_at IS NULL;

CREATE TABLE assignment.kinship (
    a      uuid NOT NULL REFERENCES assignment.agent,
    b      uuid NOT NULL REFERENCES assignment.agent,
    -- 0 for spouses and partners.
    degree smallint NOT NULL CHECK (degree BETWEEN 0 AND 9),
    PRIMARY KEY (a, b),
    CHECK (a < b)
);

-- What stands between a magistrate and a dossier, as it was declared.
CREATE TABLE assignment.impediment (
    id           uuid PRIMARY KEY,
    dossier_id   uuid NOT NULL,
    agent_id     uuid NOT NULL REFERENCES assignment.agent,
    kind         text NOT NULL,
    said_by      text NOT NULL,
    said_at      timestamptz NOT NULL,
    withdrawn_by text,
    withdrawn_at timestamptz
);
CREATE UNIQUE INDEX impediment_stands ON assignment.impediment (dossier_id, agent_id, kind) WHERE withdrawn_at IS NULL;

-- A proposal of distribution, with all that replays it to the same bytes.
CREATE TABLE assignment.distribution (
    id          uuid PRIMARY KEY,
    chambre     text NOT NULL,
    office      text NOT NULL CHECK (office IN ('rapporteur', 'avocat_general')),
    day         date NOT NULL,
    rules       text NOT NULL,
    seed        bigint NOT NULL,
    snapshot    bytea NOT NULL,
    proposal    bytea NOT NULL,
    -- Members of joined dossiers and their heads: two ids a pair.
    heads       bytea NOT NULL DEFAULT '\x',
    dossiers    integer NOT NULL,
    status      text NOT NULL CHECK (status IN ('ouverte', 'validee', 'abandonnee')),
    version     bigint NOT NULL DEFAULT 1,
    opened_by   text NOT NULL,
    opened_at   timestamptz NOT NULL,
    settled_by  text,
    settled_at  timestamptz,
    CHECK ((status = 'ouverte') = (settled_at IS NULL))
);
-- Two at once would count neither's loads.
CREATE UNIQUE INDEX distribution_open ON assignment.distribution (chambre, office) WHERE status = 'ouverte';
CREATE INDEX distribution_chambre ON assignment.distribution (chambre, office, opened_at DESC);

-- What the president changed, and why.
CREATE TABLE assignment.distribution_move (
    distribution_id uuid NOT NULL REFERENCES assignment.distribution,
    -- Version of the distribution that it made.
    version         bigint NOT NULL,
    dossier_id      uuid NOT NULL,
    rank            smallint NOT NULL,
    -- Nobody when null.
    agent_id        uuid,
    reason          text NOT NULL CHECK (length(reason) BETWEEN 1 AND 500),
    moved_by        text NOT NULL,
    moved_at        timestamptz NOT NULL,
    PRIMARY KEY (distribution_id, version)
);
CREATE TRIGGER distribution_move_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assignment.distribution_move
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
