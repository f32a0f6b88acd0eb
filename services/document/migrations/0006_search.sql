-- What is sought in papers: the words of a content, made by the service (crates/french) in the transaction that says its text is
-- read. As secret as the pieces that have it, through which alone it is reached; papers of the délibéré are in another schema,
-- and have none.

CREATE TABLE document.text_words (
    sha256      bytea PRIMARY KEY REFERENCES document.text (sha256),
    received_at timestamptz NOT NULL,
    -- The position of a word is the page that says it.
    words       tsvector NOT NULL
);
CREATE INDEX text_words_words ON document.text_words USING gin (words);
CREATE INDEX text_words_newest ON document.text_words (received_at DESC);
ALTER TABLE document.text_words ALTER COLUMN words SET STATISTICS 1000;
CREATE INDEX piece_sha256 ON document.piece (sha256);

-- Texts read before there were words: taken up by the service, the oldest last.
ALTER TABLE document.text ADD COLUMN indexed boolean NOT NULL DEFAULT false;
CREATE INDEX text_unindexed ON document.text (changed_at) WHERE state = 'faite' AND NOT indexed;
