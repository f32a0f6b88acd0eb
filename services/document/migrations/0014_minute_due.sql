-- The arrêt of a dossier whose minute is to be made, then signed by who presided and by the greffier (CPC 456): what its journal says, of
-- the last that stands. What is due is a row of the registry of the chamber.
CREATE TABLE document.minute_due (
    dossier_id    uuid PRIMARY KEY,
    act_id        uuid NOT NULL,
    pronounced_on date NOT NULL,
    -- Both signatures are there: told when the second is taken, so that what is done is looked at no more.
    done          boolean NOT NULL DEFAULT false
);
CREATE INDEX minute_due_oldest ON document.minute_due (pronounced_on, dossier_id) WHERE NOT done;
