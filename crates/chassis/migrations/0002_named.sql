-- Agents for whom a sealed case stays open.
ALTER TABLE case_relation ADD COLUMN named uuid[] NOT NULL DEFAULT '{}';
