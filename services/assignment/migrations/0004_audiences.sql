-- Audiences and their rôles: each a journal of acts; beside it what the database itself keeps from being in two places.

-- Acts that an audience is made of, encoded; a mistake is corrected by an act.
CREATE TABLE assignment.audience_act (
    audience_id uuid NOT NULL,
    version     bigint NOT NULL CHECK (version >= 1),
    kind        text NOT NULL,
    body        bytea NOT NULL,
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    PRIMARY KEY (audience_id, version)
);
CREATE TRIGGER audience_act_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assignment.audience_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- What the journal makes, for lists and locks; made again from it.
CREATE TABLE assignment.audience (
    id            uuid PRIMARY KEY,
    version       bigint NOT NULL,
    stage         text NOT NULL CHECK (stage IN ('provisoire', 'publiee', 'tenue', 'close', 'annulee')),
    chambre       text NOT NULL CHECK (chambre <> ''),
    formation     text NOT NULL,
    jour          date NOT NULL,
    debut         smallint NOT NULL,
    fin           smallint NOT NULL,
    salle         text NOT NULL,
    dossiers      integer NOT NULL,
    minutes       integer NOT NULL,
    membres       integer NOT NULL,
    recurrence_id uuid,
    CHECK (debut BETWEEN 0 AND 1440 AND fin BETWEEN 0 AND 1440 AND debut < fin)
);
CREATE INDEX audience_chambre ON assignment.audience (chambre, jour);
CREATE INDEX audience_jour ON assignment.audience (jour);

-- Who and which room is taken when. Nobody is in two places at once, and no room holds two audiences: whatever door writes,
-- the database refuses. An id is compared by its two halves, so that no extension is needed; local time, since all sit at
-- the Court's seat.
CREATE TABLE assignment.occupation (
    audience_id uuid NOT NULL REFERENCES assignment.audience,
    -- An agent, or the id made of a room's name.
    resource    uuid NOT NULL,
    hi          bigint NOT NULL,
    lo          bigint NOT NULL,
    during      tsrange NOT NULL CHECK (NOT isempty(during)),
    PRIMARY KEY (audience_id, resource),
    CONSTRAINT occupation_alone EXCLUDE USING gist (
        int8range(hi, hi, '[]') WITH &&, int8range(lo, lo, '[]') WITH &&, during WITH &&)
);
CREATE INDEX occupation_resource ON assignment.occupation (resource);

-- Dossiers on rôles. A dossier stands on one rôle at a time, until that audience was held ("entendue"); while it moves, the one
-- that it leaves ("depart") waits for its journal with the one that it goes to.
CREATE TABLE assignment.inscription (
    audience_id uuid NOT NULL REFERENCES assignment.audience,
    dossier_id  uuid NOT NULL,
    standing    text NOT NULL CHECK (standing IN ('prevue', 'proposee', 'inscrite', 'refusee', 'retrait', 'depart', 'entendue')),
    minutes     integer NOT NULL,
    proposal_id uuid,
    PRIMARY KEY (audience_id, dossier_id)
);
CREATE UNIQUE INDEX inscription_alone ON assignment.inscription (dossier_id)
    WHERE standing IN ('prevue', 'proposee', 'inscrite', 'retrait');
CREATE INDEX inscription_dossier ON assignment.inscription (dossier_id);
CREATE INDEX inscription_proposal ON assignment.inscription (proposal_id) WHERE proposal_id IS NOT NULL;

-- Rules by which a chamber plans its audiences, as they were given.
CREATE TABLE assignment.recurrence (
    id         uuid PRIMARY KEY,
    chambre    text NOT NULL,
    body       bytea NOT NULL,
    planned_by text NOT NULL,
    planned_at timestamptz NOT NULL
);

-- A rôle asks journals as a designation does.
ALTER TABLE assignment.proposal
    ADD COLUMN audience_id uuid,
    DROP CONSTRAINT proposal_kind_check,
    ADD CONSTRAINT proposal_kind_check CHECK (kind IN (
        'chambre_attribuee', 'rapporteur_designe', 'avocat_general_designe', 'audience_fixee', 'audience_reportee')),
    DROP CONSTRAINT proposal_check,
    ADD CONSTRAINT proposal_names CHECK (
        (kind IN ('rapporteur_designe', 'avocat_general_designe')) = (agent_id IS NOT NULL)),
    ADD CONSTRAINT proposal_audience CHECK (
        (kind IN ('audience_fixee', 'audience_reportee')) = (audience_id IS NOT NULL));

-- Dossiers that wait for an audience are found as those that wait for a magistrate; the most pressed first.
ALTER TABLE assignment.awaited
    ADD COLUMN due date,
    ADD COLUMN urgent boolean NOT NULL DEFAULT false,
    ADD COLUMN since date,
    DROP CONSTRAINT awaited_kind_check,
    ADD CONSTRAINT awaited_kind_check CHECK (kind IN (
        'rapporteur_designe', 'avocat_general_designe', 'audience_fixee'));
CREATE INDEX awaited_pressed ON assignment.awaited (chambre, due, urgent DESC, since, dossier_id)
    WHERE kind = 'audience_fixee';
