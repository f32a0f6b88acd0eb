-- Who a person is, in full.
ALTER TABLE dossier.person
    ADD COLUMN born_on        date,
    ADD COLUMN born_in        text NOT NULL DEFAULT '',
    ADD COLUMN siren          text NOT NULL DEFAULT '',
    ADD COLUMN legal_form     text NOT NULL DEFAULT '',
    ADD COLUMN represented_by text NOT NULL DEFAULT '',
    ADD COLUMN contact        text NOT NULL DEFAULT '';

-- What a decision attacked was said to be before it was completed.
CREATE TABLE dossier.former_decision (
    dossier_id  uuid NOT NULL,
    decision_id uuid NOT NULL,
    replaced_at timestamptz NOT NULL,
    court       text NOT NULL,
    section     text NOT NULL,
    rendered_on date,
    nature      text NOT NULL,
    case_number text NOT NULL,
    PRIMARY KEY (dossier_id, decision_id, replaced_at)
);

-- Agents for whom a sealed case stays open.
ALTER TABLE dossier.dossier ADD COLUMN named uuid[] NOT NULL DEFAULT '{}';
