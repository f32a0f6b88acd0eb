-- Why somebody is designated though a limit keeps them from being proposed, in words; empty where none was given.
ALTER TABLE assignment.proposal
    ADD COLUMN given_reason text NOT NULL DEFAULT '' CHECK (length(given_reason) <= 500);
