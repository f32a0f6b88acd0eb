-- Agents recused or déportés: from that moment the case does not exist for them.
ALTER TABLE case_relation ADD COLUMN recused uuid[] NOT NULL DEFAULT '{}';
