-- Chambers and sections of the Court since the court profile: the acts that opened, renamed, reunited or closed them, each from a
-- day. What the Court is on a day is made from these; a mistake is withdrawn by an act.
CREATE TABLE assignment.court_act (
    -- Of two people who changed the Court at once, the second has this key refused.
    version     bigint PRIMARY KEY CHECK (version >= 1),
    kind        text NOT NULL CHECK (kind IN ('ouverte', 'renommee', 'reunie', 'fermee', 'annulee')),
    chambre     text NOT NULL DEFAULT '',
    -- Empty for the chamber itself.
    section     text NOT NULL DEFAULT '' CHECK (length(section) <= 100),
    label       text NOT NULL DEFAULT '' CHECK (length(label) <= 200),
    -- What takes over, of a reunion.
    target      text NOT NULL DEFAULT '',
    -- Letters of its minutes, of a chamber opened.
    minute      text NOT NULL DEFAULT '',
    day         date,
    withdraws   bigint UNIQUE REFERENCES assignment.court_act,
    reason      text NOT NULL CHECK (length(reason) BETWEEN 3 AND 500),
    recorded_by text NOT NULL,
    recorded_at timestamptz NOT NULL,
    CHECK ((kind = 'annulee') = (withdraws IS NOT NULL)),
    CHECK ((kind = 'annulee') = (day IS NULL)),
    CHECK ((kind = 'annulee') = (chambre = ''))
);
CREATE TRIGGER court_act_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON assignment.court_act
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
