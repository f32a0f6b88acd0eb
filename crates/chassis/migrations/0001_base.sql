-- What every service's schema holds, in the schema named by search_path: outbox, inbox, command log, audit chain.
-- Sources: docs/decisions/0010-base-schema.md.

CREATE TABLE outbox (
    seq           bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    event_id      uuid NOT NULL UNIQUE,
    aggregate_id  uuid NOT NULL,
    aggregate_seq bigint NOT NULL CHECK (aggregate_seq > 0),
    routing_key   text NOT NULL CHECK (length(routing_key) <= 200),
    event_type    text NOT NULL,
    recorded_at   timestamptz NOT NULL,
    traceparent   text NOT NULL DEFAULT '',
    payload       bytea NOT NULL CHECK (octet_length(payload) <= 65536),
    published_at  timestamptz,
    attempts      integer NOT NULL DEFAULT 0,
    last_error    text,
    UNIQUE (aggregate_id, aggregate_seq)
) WITH (fillfactor = 80, autovacuum_vacuum_scale_factor = 0.02);
CREATE INDEX outbox_unpublished ON outbox (seq) WHERE published_at IS NULL;

CREATE TABLE inbox (
    event_id      uuid PRIMARY KEY,
    source        text NOT NULL,
    aggregate_id  uuid NOT NULL,
    aggregate_seq bigint NOT NULL,
    event_type    text NOT NULL,
    received_at   timestamptz NOT NULL DEFAULT now(),
    state         text NOT NULL CHECK (state IN ('applied', 'waiting', 'parked', 'skipped')),
    attempts      integer NOT NULL DEFAULT 0,
    deliveries    integer NOT NULL DEFAULT 1,
    last_error    text
);
CREATE INDEX inbox_unsettled ON inbox (received_at) WHERE state IN ('waiting', 'parked');

CREATE TABLE inbox_cursor (
    source       text NOT NULL,
    aggregate_id uuid NOT NULL,
    last_seq     bigint NOT NULL,
    PRIMARY KEY (source, aggregate_id)
) WITH (fillfactor = 80);

CREATE TABLE inbox_waiting (
    source        text NOT NULL,
    aggregate_id  uuid NOT NULL,
    aggregate_seq bigint NOT NULL,
    event         bytea NOT NULL,
    first_seen    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (source, aggregate_id, aggregate_seq)
);

CREATE TABLE command_log (
    actor          text NOT NULL,
    idem_key       uuid NOT NULL,
    route          text NOT NULL,
    request_sha256 bytea NOT NULL,
    response       bytea NOT NULL,
    created_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (actor, idem_key)
);
CREATE INDEX command_log_age ON command_log (created_at);

-- One chain would serialise every write of a service: sixty-four heads, chosen by the object's id.
CREATE TABLE audit_head (
    shard smallint PRIMARY KEY CHECK (shard BETWEEN 0 AND 63),
    seq   bigint NOT NULL,
    hash  bytea NOT NULL
) WITH (fillfactor = 50);
INSERT INTO audit_head SELECT n, 0, '\x'::bytea FROM generate_series(0, 63) AS n;

CREATE TABLE audit (
    shard          smallint NOT NULL,
    seq            bigint NOT NULL,
    prev_hash      bytea NOT NULL,
    hash           bytea NOT NULL,
    at             timestamptz NOT NULL,
    actor          text NOT NULL,
    action         text NOT NULL,
    object         uuid NOT NULL,
    decision       text NOT NULL,
    policies       text NOT NULL DEFAULT '',
    reason         text NOT NULL DEFAULT '',
    request_id     text NOT NULL DEFAULT '',
    payload_sha256 bytea NOT NULL DEFAULT '\x',
    PRIMARY KEY (shard, seq)
);
CREATE INDEX audit_object ON audit (object, at);

CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'append-only: % of % is refused', TG_OP, TG_TABLE_NAME;
END $$;
CREATE TRIGGER audit_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON audit
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
CREATE TRIGGER outbox_no_delete BEFORE DELETE OR TRUNCATE ON outbox
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();

-- Journals of dossiers as another service holds them: runs of acts, read in one go.
CREATE TABLE replica (
    dossier_id    uuid NOT NULL,
    first_version bigint NOT NULL,
    acts          integer NOT NULL,
    -- Acts as published, each behind its length.
    body          bytea NOT NULL,
    PRIMARY KEY (dossier_id, first_version)
) WITH (fillfactor = 50);

-- Who is what to a case, as another service holds it: what access decisions look at, and what lists are narrowed by.
CREATE TABLE case_relation (
    dossier_id       uuid PRIMARY KEY,
    version          bigint NOT NULL,
    number           text NOT NULL DEFAULT '',
    chambre          text NOT NULL DEFAULT '',
    rapporteurs      uuid[] NOT NULL DEFAULT '{}',
    avocats_generaux uuid[] NOT NULL DEFAULT '{}',
    offices          uuid[] NOT NULL DEFAULT '{}',
    former_offices   uuid[] NOT NULL DEFAULT '{}',
    distributed      boolean NOT NULL DEFAULT false,
    communicated     boolean NOT NULL DEFAULT false,
    sealed           boolean NOT NULL DEFAULT false
) WITH (fillfactor = 80);
CREATE INDEX case_relation_chambre ON case_relation (chambre);
CREATE INDEX case_relation_offices ON case_relation USING gin (offices);
