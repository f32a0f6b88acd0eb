-- What was heard of a case before its first act: two sources keep no order between them, and a warning that came first is not lost.
CREATE TABLE notification.early (
    seq        bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    dossier_id uuid  NOT NULL,
    type       text  NOT NULL,
    payload    bytea NOT NULL
);
CREATE INDEX early_of_dossier ON notification.early (dossier_id, seq);
