-- One row a report that is owed or told: the unique index that the deposit of the first program names (ON CONFLICT) is there again, and
-- a deposit anew takes the row of the one before, by whichever program it comes. The trigger does it, since the program that 0004 came
-- with inserts without looking; each deposit stays an act of the enclave's journal.
LOCK TABLE delibere.inscription IN SHARE ROW EXCLUSIVE MODE;

-- The act of the dossier's journal that an earlier deposit of the same paper became, whose place this one takes there.
ALTER TABLE delibere.inscription ADD COLUMN replaces uuid;
UPDATE delibere.inscription i SET replaces = (
    SELECT e.act_id FROM delibere.inscription e
    WHERE e.papier_id = i.papier_id AND e.acte < i.acte AND e.act_id IS NOT NULL
    ORDER BY e.acte DESC LIMIT 1);
DELETE FROM delibere.inscription i USING delibere.inscription later
WHERE later.papier_id = i.papier_id AND later.acte > i.acte AND i.state <> 'refuse' AND later.state <> 'refuse';
CREATE UNIQUE INDEX inscription_paper ON delibere.inscription (papier_id) WHERE state <> 'refuse';

CREATE FUNCTION delibere.inscription_takes_the_row() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    former uuid;
BEGIN
    DELETE FROM delibere.inscription WHERE papier_id = NEW.papier_id AND state <> 'refuse'
        RETURNING coalesce(act_id, replaces) INTO former;
    -- What was refused since keeps the act that it was to replace.
    NEW.replaces := coalesce(former, (
        SELECT r.replaces FROM delibere.inscription r
        WHERE r.papier_id = NEW.papier_id AND r.replaces IS NOT NULL ORDER BY r.acte DESC LIMIT 1));
    RETURN NEW;
END $$;
CREATE TRIGGER inscription_takes_the_row BEFORE INSERT ON delibere.inscription
    FOR EACH ROW EXECUTE FUNCTION delibere.inscription_takes_the_row();
