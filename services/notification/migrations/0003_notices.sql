-- Notices as derived, and what people and channels add to them, which no rebuild touches.

CREATE TABLE notification.notice (
    notice_id  uuid PRIMARY KEY,
    dossier_id uuid NOT NULL,
    -- Who sends it: the registry, or another whose sending is awaited.
    sender     text NOT NULL,
    chambre    text NOT NULL DEFAULT '',
    due        date,
    derived    text NOT NULL CHECK (derived IN ('du', 'envoye', 'revenu', 'prouve', 'sans_objet')),
    -- The act of which it tells, as it stands after its corrections.
    act_id     uuid NOT NULL,
    -- `greffe.notification.v1.Notice`, encoded, without what is added.
    body       bytea NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX notice_dossier ON notification.notice (dossier_id);
CREATE INDEX notice_open ON notification.notice (chambre, due, notice_id) WHERE derived NOT IN ('prouve', 'sans_objet');

CREATE TABLE notification.batch (
    batch_id  uuid PRIMARY KEY,
    title     text NOT NULL,
    chambre   text NOT NULL,
    opened_by text NOT NULL,
    opened_at timestamptz NOT NULL
);
CREATE INDEX batch_latest ON notification.batch (opened_at DESC);
CREATE TABLE notification.batch_line (
    batch_id  uuid NOT NULL REFERENCES notification.batch,
    rank      integer NOT NULL,
    notice_id uuid NOT NULL,
    -- Why it did not go, empty when it could.
    obstacle  text NOT NULL DEFAULT '',
    PRIMARY KEY (batch_id, rank),
    UNIQUE (batch_id, notice_id)
);

-- A sending: its identifier is the business key (act and recipient by the notice, version), the same in every channel.
CREATE TABLE notification.sending (
    sending_id uuid PRIMARY KEY,
    notice_id  uuid NOT NULL,
    version    integer NOT NULL,
    dossier_id uuid NOT NULL,
    state      text NOT NULL CHECK (state IN ('prepare', 'controle', 'remis', 'en_cours', 'envoye', 'inconnu', 'rejete',
                                              'recu', 'revenu', 'sans_preuve', 'retire')),
    channel    text NOT NULL,
    attempts   integer NOT NULL DEFAULT 0,
    -- When it is tried again (`remis`), given up for unknown (`en_cours`), asked after (`inconnu`).
    next_try   timestamptz,
    reference  text NOT NULL DEFAULT '',
    sent_at    timestamptz,
    reached_on date,
    proof_by   date,
    -- `greffe.notification.v1.Sending`, encoded, without the columns above.
    body       bytea NOT NULL,
    UNIQUE (notice_id, version)
) WITH (fillfactor = 80);
CREATE INDEX sending_waits ON notification.sending (next_try) WHERE state IN ('remis', 'en_cours', 'inconnu');
CREATE INDEX sending_unproven ON notification.sending (proof_by) WHERE state = 'envoye';
CREATE INDEX sending_dossier ON notification.sending (dossier_id);

-- A notice that had gone when its act was corrected or annulled.
CREATE TABLE notification.corrective (
    notice_id uuid NOT NULL,
    act_id    uuid NOT NULL,
    opened_at timestamptz NOT NULL,
    -- Empty while it is owed; else the reason why none, or the version that was sent.
    settled   text NOT NULL DEFAULT '',
    PRIMARY KEY (notice_id, act_id)
);
CREATE INDEX corrective_owed ON notification.corrective (notice_id) WHERE settled = '';

CREATE TABLE notification.notice_step (
    notice_id uuid NOT NULL,
    seq       bigint GENERATED ALWAYS AS IDENTITY,
    version   integer NOT NULL,
    at        timestamptz NOT NULL,
    who       text NOT NULL,
    step      text NOT NULL,
    detail    text NOT NULL,
    PRIMARY KEY (notice_id, seq)
);

-- Acts that the journal is to take: what a channel or a person proved.
CREATE TABLE notification.proof (
    -- Key of the command: the journal takes it once.
    proof_id   uuid PRIMARY KEY,
    rank       bigint GENERATED ALWAYS AS IDENTITY,
    notice_id  uuid NOT NULL,
    dossier_id uuid NOT NULL,
    -- `greffe.events.v1.ActRecorded`, encoded.
    act        bytea NOT NULL,
    state      text NOT NULL CHECK (state IN ('a_inscrire', 'inscrite', 'refusee')),
    attempts   integer NOT NULL DEFAULT 0,
    next_try   timestamptz NOT NULL,
    reason     text NOT NULL DEFAULT ''
) WITH (fillfactor = 80);
CREATE INDEX proof_waits ON notification.proof (next_try) WHERE state = 'a_inscrire';
CREATE INDEX proof_notice ON notification.proof (notice_id);

-- What channels told, each line once, and what could be made of it.
CREATE TABLE notification.told (
    channel text NOT NULL,
    line    text NOT NULL,
    at      timestamptz NOT NULL,
    outcome text NOT NULL,
    PRIMARY KEY (channel, line)
);

-- Where people were reached last, and the wordings that the registry keeps.
CREATE TABLE notification.address (
    recipient text NOT NULL,
    channel   text NOT NULL,
    name      text NOT NULL,
    address   text NOT NULL,
    PRIMARY KEY (recipient, channel)
);
CREATE TABLE notification.wording (
    mention text PRIMARY KEY,
    text    text NOT NULL,
    kept_by text NOT NULL,
    kept_at timestamptz NOT NULL
);

-- Every dossier is derived anew, for its notices.
UPDATE notification.derivation SET catalogue = '';

-- Where each notice stands: what the journal says, then what was added.
CREATE VIEW notification.notice_place AS
SELECT n.notice_id, n.dossier_id, n.sender, n.chambre, n.due, n.derived, n.act_id, n.body,
       s.version, s.state, s.channel, c.owed AS corrective_owed,
       CASE
           WHEN n.sender <> 'greffe' AND n.derived NOT IN ('prouve', 'sans_objet') THEN 'attendu'
           WHEN s.state IN ('remis', 'en_cours') THEN 'en_chemin'
           WHEN s.state IN ('inconnu', 'rejete') THEN 'a_examiner'
           WHEN c.owed AND s.state IN ('prepare', 'controle') THEN 'a_remettre'
           WHEN c.owed THEN 'a_preparer'
           WHEN n.derived IN ('prouve', 'sans_objet') THEN n.derived
           WHEN s.state IN ('prepare', 'controle') THEN 'a_remettre'
           WHEN s.state IN ('envoye', 'recu', 'revenu', 'sans_preuve') OR n.derived IN ('envoye', 'revenu') THEN 'en_poursuite'
           ELSE 'a_preparer'
       END AS place
FROM notification.notice n
LEFT JOIN LATERAL (SELECT x.version, x.state, x.channel FROM notification.sending x WHERE x.notice_id = n.notice_id
                   ORDER BY x.version DESC LIMIT 1) s ON true
CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM notification.corrective k WHERE k.notice_id = n.notice_id AND k.settled = '')
                    AS owed) c;
