-- What counsel's system handed over: its signed messages as they came, kept before anything else, and what became of them.

CREATE TABLE dossier.exchange (
    id          uuid PRIMARY KEY,
    -- Counsel's system names its messages.
    number      text NOT NULL,
    token       text NOT NULL,
    sha256      bytea NOT NULL CHECK (length(sha256) = 32),
    -- When we had it, and the instant that counts: the one that counsel's system states, where nothing contradicts it.
    arrived_at  timestamptz NOT NULL,
    received_at timestamptz NOT NULL,
    -- The instant stated is contradicted, and the day depends on it.
    doubtful    boolean NOT NULL,
    UNIQUE (number, sha256)
);
CREATE TRIGGER exchange_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.exchange
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

CREATE TABLE dossier.exchange_state (
    exchange_id   uuid PRIMARY KEY REFERENCES dossier.exchange (id),
    -- The deposit that it became.
    deposit_id    uuid REFERENCES dossier.deposit (id),
    attempts      integer NOT NULL DEFAULT 0,
    -- When the deposit is tried next; NULL once it is made.
    next_at       timestamptz,
    last_error    text NOT NULL DEFAULT '',
    -- The last state of which its sender took the receipt.
    told          text NOT NULL DEFAULT '',
    tell_attempts integer NOT NULL DEFAULT 0,
    -- From when a receipt may be given; NULL once nothing will change any more.
    tell_at       timestamptz,
    tell_error    text NOT NULL DEFAULT ''
) WITH (fillfactor = 70);
CREATE INDEX exchange_due ON dossier.exchange_state (next_at) WHERE next_at IS NOT NULL;
CREATE INDEX exchange_to_tell ON dossier.exchange_state (tell_at) WHERE tell_at IS NOT NULL;

-- Up to when each neighbour's outbox is known to have been read whole.
CREATE TABLE dossier.neighbour (
    name    text PRIMARY KEY,
    read_at timestamptz NOT NULL
);
