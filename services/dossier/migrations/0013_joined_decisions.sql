-- The register is asked for a number that a decision joins.
CREATE INDEX ruling_words_joined ON dossier.ruling_words USING gin (joined_numbers);
