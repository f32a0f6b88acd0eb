-- The piece of the dossier that a deposited report is: drawn with the first attempt to tell of it, and the key of both. Told before there
-- were such pieces, a report has none.
ALTER TABLE delibere.inscription ADD COLUMN piece_id uuid;
CREATE UNIQUE INDEX inscription_piece ON delibere.inscription (piece_id);
