-- What is sought in the name of a file: its letters and figures, without accents, as crates/french folds what is typed. Made by the
-- database from the name itself: no door can forget it, and a name never changes.

ALTER TABLE document.piece ADD COLUMN name_words tsvector GENERATED ALWAYS AS (
    array_to_tsvector(array_remove(string_to_array(
        regexp_replace(
            replace(replace(replace(replace(replace(
                translate(
                    regexp_replace(lower(file_name COLLATE "und-x-icu"), '[\u0300-\u036f\u00ad]', '', 'g'),
                    'àâäáãåāçćčéèêëēėęěîïíìīłñńôöóõòōøśšùûüúūÿýźżž',
                    'aaaaaaaccceeeeeeeeiiiiilnnooooooossuuuuuyyzzz'),
                'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'), 'ﬁ', 'fi'), 'ﬂ', 'fl'),
            '[^a-z0-9]+', ' ', 'g'),
        ' '), ''))
) STORED;
CREATE INDEX piece_name_words ON document.piece USING gin (name_words);
-- A word that many names have is found from the newest on, and the planner knows which are such.
CREATE INDEX piece_newest ON document.piece (received_at DESC);
ALTER TABLE document.piece ALTER COLUMN name_words SET STATISTICS 1000;
