-- A report deposited anew is told again, and takes in the dossier's journal the place of the deposit that stands: each deposit is owed, in
-- the order in which they were made.
DROP INDEX delibere.inscription_paper;
CREATE INDEX inscription_of_paper ON delibere.inscription (papier_id, acte);
-- A dossier is told its oldest deposit first.
CREATE INDEX inscription_in_turn ON delibere.inscription (dossier_id, acte) WHERE state = 'du';

-- The act of the dossier's journal that a deposit became: the next one of the same paper, whoever of its authors makes it, names it.
-- Empty for what was told before this was kept.
ALTER TABLE delibere.inscription ADD COLUMN act_id uuid CHECK (act_id IS NULL OR state = 'inscrit');
