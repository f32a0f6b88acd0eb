-- Sessions of browsers. The identifier is in the browser's cookie alone: what is kept is its hash.
CREATE TABLE session (
    id_sha256    bytea PRIMARY KEY CHECK (octet_length(id_sha256) = 32),
    subject      text NOT NULL,
    -- Given back to the identity provider when the session ends there too.
    id_token     text NOT NULL,
    created_at   timestamptz NOT NULL,
    last_seen_at timestamptz NOT NULL
) WITH (fillfactor = 80);
CREATE INDEX session_age ON session (last_seen_at);
CREATE INDEX session_subject ON session (subject);

-- Sign-ins under way: each is used once, by the browser that began it.
CREATE TABLE sign_in (
    state_sha256   bytea PRIMARY KEY CHECK (octet_length(state_sha256) = 32),
    browser_sha256 bytea NOT NULL CHECK (octet_length(browser_sha256) = 32),
    nonce          text NOT NULL,
    pkce_verifier  text NOT NULL,
    return_to      text NOT NULL,
    began_at       timestamptz NOT NULL
);
CREATE INDEX sign_in_age ON sign_in (began_at);
