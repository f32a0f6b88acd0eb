-- The register of agents, and proposals of designations. Chambers are the court profile's; who is what to a case stands in
-- the base table case_relation.

CREATE TABLE assignment.agent (
    id           uuid PRIMARY KEY,
    -- Subject of the identity provider, or client id of a machine.
    subject      text NOT NULL UNIQUE CHECK (length(subject) BETWEEN 1 AND 255),
    display_name text NOT NULL CHECK (length(display_name) BETWEEN 1 AND 200),
    roles        text[] NOT NULL,
    chambres     text[] NOT NULL,
    office_id    uuid,
    suspended    boolean NOT NULL DEFAULT false,
    version      bigint NOT NULL DEFAULT 1
);
CREATE INDEX agent_roles ON assignment.agent USING gin (roles);
CREATE INDEX agent_chambres ON assignment.agent USING gin (chambres);

-- Who held which role on a day: every state of an agent, kept.
CREATE TABLE assignment.agent_version (
    agent_id uuid NOT NULL REFERENCES assignment.agent,
    version  bigint NOT NULL,
    body     bytea NOT NULL,
    saved_by text NOT NULL,
    saved_at timestamptz NOT NULL,
    PRIMARY KEY (agent_id, version)
);
CREATE TRIGGER agent_version_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assignment.agent_version
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- A designation wanted. It takes effect when the dossier has journalled it.
CREATE TABLE assignment.proposal (
    id            uuid PRIMARY KEY,
    dossier_id    uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('chambre_attribuee', 'rapporteur_designe', 'avocat_general_designe')),
    chambre       text NOT NULL DEFAULT '',
    agent_id      uuid REFERENCES assignment.agent,
    designated_on date NOT NULL,
    status        text NOT NULL CHECK (status IN ('proposee', 'en_vigueur', 'refusee')),
    -- Why it was declined: a Finding, encoded; empty otherwise.
    reason        bytea NOT NULL DEFAULT '\x',
    proposed_by   text NOT NULL,
    proposed_at   timestamptz NOT NULL,
    settled_at    timestamptz,
    -- The act it became.
    act_id        uuid,
    CHECK ((kind = 'chambre_attribuee') = (agent_id IS NULL)),
    CHECK ((status = 'proposee') = (settled_at IS NULL))
);
CREATE INDEX proposal_dossier ON assignment.proposal (dossier_id, proposed_at DESC);
-- A second window of the same browser is no second proposal.
CREATE UNIQUE INDEX proposal_pending ON assignment.proposal (dossier_id, kind, chambre, agent_id) NULLS NOT DISTINCT
    WHERE status = 'proposee';
