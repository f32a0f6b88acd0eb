-- What is sought. The words are made by the service (crates/french), never here: a table says of which dossiers they are to be
-- made again, in the transaction of what changed, whatever the door.

CREATE TABLE dossier.search_entry (
    dossier_id uuid NOT NULL REFERENCES dossier.dossier (id),
    -- `dossier`, `partie`, `decision`, `moyens`; `affaire`, what likenesses are found by, is not shown.
    genre      text NOT NULL CHECK (genre IN ('dossier', 'partie', 'decision', 'moyens', 'affaire')),
    -- The dossier, the party, the act of the decision, the words of the moyens.
    ref        uuid NOT NULL,
    day        date NOT NULL,
    words      tsvector NOT NULL,
    PRIMARY KEY (dossier_id, genre, ref)
);
CREATE INDEX search_words ON dossier.search_entry USING gin (words);
CREATE INDEX search_newest ON dossier.search_entry (day DESC, ref DESC);
-- Which words are common decides how a query goes: known of more words than by default.
ALTER TABLE dossier.search_entry ALTER COLUMN words SET STATISTICS 1000;

-- Only added to, and taken from by who has made the words of what was written until then.
CREATE TABLE dossier.search_due (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dossier_id uuid NOT NULL
);

CREATE FUNCTION dossier.search_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO dossier.search_due (dossier_id) SELECT DISTINCT dossier_id FROM changed;
    RETURN NULL;
END $$;
CREATE FUNCTION dossier.search_again_dossier() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO dossier.search_due (dossier_id) VALUES (NEW.id);
    RETURN NULL;
END $$;
CREATE FUNCTION dossier.search_again_ruling() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO dossier.search_due (dossier_id)
    SELECT DISTINCT r.dossier_id FROM changed c JOIN dossier.ruling r USING (act_id);
    RETURN NULL;
END $$;
CREATE FUNCTION dossier.search_again_state() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO dossier.search_due (dossier_id) VALUES (NEW.dossier_id);
    RETURN NULL;
END $$;

CREATE TRIGGER search_dossier_new AFTER INSERT ON dossier.dossier FOR EACH ROW EXECUTE FUNCTION dossier.search_again_dossier();
-- Most acts change nothing that is sought.
CREATE TRIGGER search_dossier AFTER UPDATE ON dossier.dossier FOR EACH ROW
    WHEN ((OLD.matter, OLD.chambre, OLD.title, OLD.formed_on) IS DISTINCT FROM (NEW.matter, NEW.chambre, NEW.title, NEW.formed_on))
    EXECUTE FUNCTION dossier.search_again_dossier();
CREATE TRIGGER search_party_new AFTER INSERT ON dossier.party REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION dossier.search_again();
CREATE TRIGGER search_party AFTER UPDATE ON dossier.party REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION dossier.search_again();
CREATE TRIGGER search_decision_new AFTER INSERT ON dossier.decision REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION dossier.search_again();
CREATE TRIGGER search_decision AFTER UPDATE ON dossier.decision REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION dossier.search_again();
CREATE TRIGGER search_ruling_new AFTER INSERT ON dossier.ruling REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION dossier.search_again();
CREATE TRIGGER search_ruling AFTER UPDATE OF state ON dossier.ruling FOR EACH ROW
    WHEN (OLD.state IS DISTINCT FROM NEW.state) EXECUTE FUNCTION dossier.search_again_state();
CREATE TRIGGER search_ruling_words AFTER INSERT ON dossier.ruling_words REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION dossier.search_again_ruling();
CREATE TRIGGER search_grounds AFTER INSERT ON dossier.ground_words REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION dossier.search_again();
CREATE TRIGGER search_sheet AFTER INSERT ON dossier.sheet REFERENCING NEW TABLE AS changed
    FOR EACH STATEMENT EXECUTE FUNCTION dossier.search_again();

-- What is there already.
INSERT INTO dossier.search_due (dossier_id) SELECT id FROM dossier.dossier ORDER BY opened_at;
