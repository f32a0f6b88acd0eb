-- When the way of deposits was last seen whole, by any replica.
CREATE TABLE watch (
    one     boolean PRIMARY KEY DEFAULT true CHECK (one),
    seen_at timestamptz NOT NULL
);

-- When it was not: what the certificate of CPC 748-7 is made of. A row is only ever closed.
CREATE TABLE outage (
    outage_id uuid PRIMARY KEY,
    began_at  timestamptz NOT NULL,
    ended_at  timestamptz CHECK (ended_at >= began_at),
    -- The gateway itself was silent, or what stands behind it did not answer.
    cause     text NOT NULL CHECK (cause IN ('arret', 'service'))
);
CREATE UNIQUE INDEX outage_open ON outage ((ended_at IS NULL)) WHERE ended_at IS NULL;
CREATE INDEX outage_age ON outage (began_at DESC, outage_id);

-- Deposits that were turned away, as far as they reached us. Identifiers only.
CREATE TABLE refused_deposit (
    refused_id uuid PRIMARY KEY,
    refused_at timestamptz NOT NULL,
    office_id  uuid,
    dossier_id uuid
);
CREATE INDEX refused_deposit_age ON refused_deposit (refused_at);
