-- People who work with the product, and designations they propose.

CREATE TABLE assignment.agent (
    id           uuid PRIMARY KEY,
    version      bigint NOT NULL DEFAULT 1,
    subject      text NOT NULL UNIQUE,
    display_name text NOT NULL,
    roles        text[] NOT NULL DEFAULT '{}',
    chambres     text[] NOT NULL DEFAULT '{}',
    office_id    uuid,
    suspended    boolean NOT NULL DEFAULT false
);
CREATE INDEX agent_roles ON assignment.agent USING gin (roles);

CREATE TABLE assignment.proposal (
    id            uuid PRIMARY KEY,
    dossier_id    uuid NOT NULL,
    kind          text NOT NULL CHECK (kind IN ('chambre_attribuee', 'rapporteur_designe', 'avocat_general_designe')),
    chambre       text NOT NULL DEFAULT '',
    agent_id      uuid REFERENCES assignment.agent (id),
    status        text NOT NULL CHECK (status IN ('proposee', 'en_vigueur', 'refusee')),
    reason_code   text NOT NULL DEFAULT '',
    reason        text NOT NULL DEFAULT '',
    proposed_by   text NOT NULL,
    proposed_at   timestamptz NOT NULL,
    designated_on date NOT NULL,
    settled_at    timestamptz
);
CREATE INDEX proposal_dossier ON assignment.proposal (dossier_id, proposed_at DESC);
-- Of one kind for one dossier, one proposal waits at a time.
CREATE UNIQUE INDEX proposal_waiting ON assignment.proposal (dossier_id, kind) WHERE status = 'proposee';
