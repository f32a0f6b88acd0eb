-- What a mémoire pleads, in words. The journal holds their hash. Never changed: noted again, they are other words.
CREATE TABLE dossier.ground_words (
    words_id   uuid PRIMARY KEY,
    dossier_id uuid NOT NULL REFERENCES dossier.dossier (id),
    moyens     text[] NOT NULL CHECK (cardinality(moyens) > 0),
    sha256     bytea NOT NULL CHECK (length(sha256) = 32)
);
CREATE INDEX ground_words_dossier ON dossier.ground_words (dossier_id);
CREATE TRIGGER ground_words_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.ground_words
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
