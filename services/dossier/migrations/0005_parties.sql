-- Groups of joined dossiers: which head each member has today. Each member's journal says it too; this is what is looked up.
CREATE TABLE dossier.group_member (
    dossier_id uuid PRIMARY KEY REFERENCES dossier.dossier (id),
    head       uuid NOT NULL REFERENCES dossier.dossier (id),
    joined_on  date,
    CHECK (dossier_id <> head)
);
CREATE INDEX group_member_head ON dossier.group_member (head);

-- The act of the head's journal that an act enters by reference.
ALTER TABLE dossier.act ADD COLUMN common_act uuid;
CREATE INDEX act_common ON dossier.act (common_act) WHERE common_act IS NOT NULL;
