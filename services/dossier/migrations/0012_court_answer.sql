-- What the courts' base answered, as it came: what a greffier was shown, when, and for which question.
CREATE TABLE dossier.court_answer (
    id          uuid PRIMARY KEY,
    -- The question as it is compared: searchable court, day, number without punctuation.
    court       text NOT NULL,
    rendered_on date,
    case_number text NOT NULL,
    answered_at timestamptz NOT NULL,
    -- Subject for whom it was asked.
    asked_by    text NOT NULL,
    answer      bytea NOT NULL,
    sha256      bytea NOT NULL CHECK (length(sha256) = 32)
);
CREATE INDEX court_answer_of ON dossier.court_answer (court, case_number, rendered_on, answered_at DESC);
CREATE TRIGGER court_answer_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON dossier.court_answer
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
