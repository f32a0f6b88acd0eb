-- What people add to tasks and alerts: hand-overs, absences, snoozes, acknowledgements, what they follow. No rebuild touches it.

ALTER TABLE notification.claim
    -- Who handed it over, and why; empty when its holder took it.
    ADD COLUMN handed_by text NOT NULL DEFAULT '',
    ADD COLUMN reason    text NOT NULL DEFAULT '';
CREATE INDEX claim_holder ON notification.claim (claimed_by);

CREATE TABLE notification.snooze (
    task_id    uuid PRIMARY KEY,
    -- The day on which it comes back.
    until      date NOT NULL,
    reason     text NOT NULL,
    snoozed_by text NOT NULL
);

CREATE TABLE notification.absence (
    absence_id  uuid PRIMARY KEY,
    subject     text NOT NULL,
    delegate    text NOT NULL,
    from_day    date NOT NULL,
    to_day      date NOT NULL CHECK (to_day >= from_day),
    reason      text NOT NULL,
    declared_by text NOT NULL,
    declared_at timestamptz NOT NULL,
    -- When it was taken back.
    ended_at    timestamptz
);
CREATE INDEX absence_delegate ON notification.absence (delegate, to_day) WHERE ended_at IS NULL;
CREATE INDEX absence_subject ON notification.absence (subject, to_day) WHERE ended_at IS NULL;

-- Each warning of a term, once, whatever is derived anew.
CREATE TABLE notification.warning (
    task_id         uuid NOT NULL,
    due             date NOT NULL,
    -- -1: the term has lapsed.
    days_before     integer NOT NULL,
    -- The day on which it fell; told later, it is late.
    fell_on         date NOT NULL,
    told_on         date NOT NULL,
    acknowledged_by text,
    acknowledged_at timestamptz,
    PRIMARY KEY (task_id, due, days_before)
);

-- Everything that people did to tasks, with what stood before: what an undoing goes back to.
CREATE TABLE notification.gesture (
    gesture_id    uuid NOT NULL,
    rank          integer NOT NULL,
    task_id       uuid NOT NULL,
    dossier_id    uuid NOT NULL,
    gesture       text NOT NULL CHECK (gesture IN ('prendre', 'rendre', 'transmettre', 'differer', 'rappeler', 'acquitter', 'annuler')),
    who           text NOT NULL,
    at            timestamptz NOT NULL,
    reason        text NOT NULL,
    -- `greffe.notification.v1.Held`, encoded: before, and after.
    before        bytea NOT NULL,
    after         bytea NOT NULL,
    -- The gesture that this one goes back on.
    undoes        uuid,
    PRIMARY KEY (gesture_id, rank)
);
CREATE INDEX gesture_task ON notification.gesture (task_id, at DESC);
CREATE UNIQUE INDEX gesture_undone_once ON notification.gesture (undoes, rank) WHERE undoes IS NOT NULL;
CREATE TRIGGER gesture_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON notification.gesture
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- To whom goes what is not done, and when; whether it was said.
ALTER TABLE notification.task
    ADD COLUMN escalate_role    text NOT NULL DEFAULT '',
    ADD COLUMN escalate_chambre text NOT NULL DEFAULT '',
    ADD COLUMN escalate_on      date,
    ADD COLUMN escalated        boolean NOT NULL DEFAULT false;
CREATE INDEX task_escalates ON notification.task (escalate_on) WHERE status = 'ouverte' AND NOT escalated;

-- The queue of a team, walked in its order from any place.
CREATE INDEX task_queue ON notification.task (role, chambre, (-severity), coalesce(due, 'infinity'::date), task_id)
    WHERE status = 'ouverte';
CREATE INDEX task_queue_above ON notification.task (escalate_role, escalate_chambre, (-severity), coalesce(due, 'infinity'::date), task_id)
    WHERE status = 'ouverte' AND escalate_role <> '';
DROP INDEX notification.task_open;

-- What each person follows, and what became of it. Rights are asked when it is told, not here.
CREATE TABLE notification.follow (
    follow_id  uuid PRIMARY KEY,
    subject    text NOT NULL,
    kind       text NOT NULL CHECK (kind IN ('dossier', 'personne', 'role')),
    target     text NOT NULL,
    label      text NOT NULL,
    since      timestamptz NOT NULL,
    UNIQUE (subject, kind, target)
);
CREATE INDEX follow_target ON notification.follow (kind, target);
CREATE TABLE notification.news (
    follow_id  uuid NOT NULL REFERENCES notification.follow ON DELETE CASCADE,
    seq        bigint GENERATED ALWAYS AS IDENTITY,
    dossier_id uuid NOT NULL,
    act_id     uuid NOT NULL,
    act        text NOT NULL,
    at         timestamptz NOT NULL,
    read_at    timestamptz,
    PRIMARY KEY (follow_id, act_id)
);
CREATE INDEX news_unread ON notification.news (follow_id, seq) WHERE read_at IS NULL;

-- Every dossier is derived anew, for its escalations.
UPDATE notification.derivation SET catalogue = '';
