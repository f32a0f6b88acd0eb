-- Section of the chamber that an agent serves, for who composes its audiences; a magistrate's is on their sheet.
ALTER TABLE assignment.agent
    ADD COLUMN section text NOT NULL DEFAULT '' CHECK (length(section) <= 100);
