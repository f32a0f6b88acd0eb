-- What partners deposit: the bytes as they came, kept before anything else, and what became of them.

CREATE TABLE dossier.deposit (
    id          uuid PRIMARY KEY,
    -- Who sent it, as they were then: what is journalled of it is decided by their rights.
    sender      text NOT NULL,
    agent_id    text NOT NULL,
    roles       text[] NOT NULL,
    office_id   text NOT NULL,
    -- The first arrival of its last byte.
    received_at timestamptz NOT NULL,
    media_type  text NOT NULL,
    message     bytea NOT NULL,
    sha256      bytea NOT NULL,
    -- The same bytes are the same deposit.
    UNIQUE (sender, sha256)
);
CREATE TRIGGER deposit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.deposit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE dossier.deposit_state (
    deposit_id  uuid PRIMARY KEY REFERENCES dossier.deposit (id),
    sender      text NOT NULL,
    received_at timestamptz NOT NULL,
    -- Empty while the message does not read.
    message_id  text NOT NULL DEFAULT '',
    kind        text NOT NULL DEFAULT '',
    -- `recu`, `en_attente`, `enregistre`, `rattache`, `refuse`, `repete`.
    status      text NOT NULL,
    -- Of a repetition: the deposit that came first under the same name.
    first       uuid REFERENCES dossier.deposit (id),
    -- Why it waits.
    code        text NOT NULL DEFAULT '',
    field       text NOT NULL DEFAULT '',
    reason      text NOT NULL DEFAULT '',
    -- Why it was refused.
    motive      text NOT NULL DEFAULT '',
    -- As a greffier repaired it.
    repaired    text NOT NULL DEFAULT '',
    dossier_id  uuid REFERENCES dossier.dossier (id),
    -- `greffe.dossier.v1.Deposit` with what the journal made of it, encoded.
    receipt     bytea NOT NULL DEFAULT '',
    changed_at  timestamptz NOT NULL
);
-- A sender's name for a message names one.
CREATE UNIQUE INDEX deposit_message ON dossier.deposit_state (sender, message_id) WHERE message_id <> '' AND status <> 'repete';
CREATE INDEX deposit_of_sender ON dossier.deposit_state (sender, received_at DESC, deposit_id DESC);
CREATE INDEX deposit_by_status ON dossier.deposit_state (status, received_at, deposit_id);

-- Is a declaration one that a dossier has already?
CREATE INDEX decision_rendered ON dossier.decision (rendered_on);
CREATE INDEX decision_case_number ON dossier.decision (case_number) WHERE case_number <> '';
