-- Agents recused or déportés: from that moment the case does not exist for them, in lists and counts neither.
ALTER TABLE dossier.dossier ADD COLUMN recused uuid[] NOT NULL DEFAULT '{}';
