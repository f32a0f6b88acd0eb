-- The piece of the dossier that a deposited report is: drawn with the first attempt to tell of it, and the key of both. Told before there
-- were such pieces, a report has none.
ALTER TABLE delibere.inscription ADD COLUMN piece_id uuid;
CREATE UNIQUE INDEX inscription_piece ON delibere.inscription (piece_id);

-- What was deposited before there were such pieces was deposited to stay here: it leaves only if its author deposits it again.
UPDATE delibere.inscription SET state = 'refuse', settled_at = now(), code = 'DEL-010',
    reason = 'Ce dépôt attendait son inscription au journal quand les rapports sont devenus des pièces du dossier, que lisent les avocats des parties. Déposez de nouveau le rapport.'
    WHERE state = 'du';
