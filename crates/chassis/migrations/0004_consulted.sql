-- Chambers asked for their opinion (CPC 1015-1): their magistrates read what they are asked about.
ALTER TABLE case_relation ADD COLUMN chambres_consultees text[] NOT NULL DEFAULT '{}';
