-- What each audience was last said to owe, and when it is to be looked at again: at once when its journal, a dossier of its rôle or somebody
-- who sits changed, else with the next day; never again once it is closed or cancelled, unless its journal changes.
CREATE TABLE assignment.audience_watch (
    audience_id uuid PRIMARY KEY REFERENCES assignment.audience,
    due_at      timestamptz,
    -- `greffe.events.v1.AudienceChanged`, encoded, as last told; empty when nothing was.
    told        bytea NOT NULL DEFAULT ''
);
CREATE INDEX audience_watch_due ON assignment.audience_watch (due_at) WHERE due_at IS NOT NULL;
INSERT INTO assignment.audience_watch (audience_id, due_at)
    SELECT id, now() FROM assignment.audience WHERE stage NOT IN ('close', 'annulee');
