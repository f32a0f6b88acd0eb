-- Stays of dossiers in chambers: what waits there, what came and went each week. Written with each act, and again by a rebuild:
-- the load of a chamber reads these, not the journals of all the dossiers it ever had. A dossier joined to another counts with
-- its head, a sealed one in no figure.
CREATE TABLE assignment.stay (
    dossier_id  uuid NOT NULL,
    -- 1 for its first chamber.
    rank        smallint NOT NULL CHECK (rank >= 1),
    chambre     text NOT NULL CHECK (chambre <> ''),
    came_on     date NOT NULL,
    -- Judged, or passed to another chamber; null while it waits.
    left_on     date,
    -- Struck off or interrupted.
    suspended   boolean NOT NULL,
    ready       boolean NOT NULL,
    heard_on    date,
    rapporteurs uuid[] NOT NULL,
    -- Who may not know of it: it is in none of their figures.
    recused     uuid[] NOT NULL,
    -- In hundredths of an ordinary dossier.
    weight      integer NOT NULL CHECK (weight >= 0),
    PRIMARY KEY (dossier_id, rank)
);
-- What waits is a few thousand dossiers a chamber, however many it ever had; weeks are read by their days.
CREATE INDEX stay_waiting ON assignment.stay (chambre) WHERE left_on IS NULL;
CREATE INDEX stay_came ON assignment.stay (chambre, came_on);
CREATE INDEX stay_left ON assignment.stay (chambre, left_on) WHERE left_on IS NOT NULL;
