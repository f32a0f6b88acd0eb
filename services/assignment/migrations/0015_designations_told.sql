-- What was last told of the designations of a dossier (`greffe.events.v1.DesignationsOwed`, encoded): told again when it differs.
CREATE TABLE assignment.designation_told (
    dossier_id uuid PRIMARY KEY,
    told       bytea NOT NULL
);
