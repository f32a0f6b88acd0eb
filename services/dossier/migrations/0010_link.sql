-- Personal links of parties without counsel: of the secrets, only hashes are kept.
CREATE TABLE dossier.link (
    id           uuid PRIMARY KEY,
    dossier_id   uuid NOT NULL REFERENCES dossier.dossier (id),
    party_id     uuid NOT NULL,
    token_sha256 bytea NOT NULL UNIQUE CHECK (length(token_sha256) = 32),
    -- Of the link's id and the code: equal codes of two links do not look alike.
    code_sha256  bytea NOT NULL CHECK (length(code_sha256) = 32),
    -- `courrier`, `guichet`.
    code_by      text NOT NULL,
    issued_at    timestamptz NOT NULL,
    issued_by    text NOT NULL,
    expires_at   timestamptz NOT NULL,
    -- Wrong codes since the last right one.
    tries        integer NOT NULL DEFAULT 0,
    -- After too many of them; nothing unlocks it, another link is made.
    locked_at    timestamptz,
    opened_at    timestamptz,
    revoked_at   timestamptz,
    revoked_by   text NOT NULL DEFAULT '',
    reason       text NOT NULL DEFAULT ''
);
CREATE INDEX link_of_dossier ON dossier.link (dossier_id, issued_at DESC);

-- Sessions that a link opened; they end by themselves.
CREATE TABLE dossier.link_session (
    secret_sha256 bytea PRIMARY KEY CHECK (length(secret_sha256) = 32),
    link_id       uuid NOT NULL REFERENCES dossier.link (id),
    expires_at    timestamptz NOT NULL
);
CREATE INDEX link_session_ends ON dossier.link_session (expires_at);
