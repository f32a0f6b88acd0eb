-- What is sought in the name of a file: its letters and figures, without accents, as crates/french folds what is typed. Made by the
-- database from the name itself: no door can forget it, and a name never changes.

ALTER TABLE document.piece ADD COLUMN name_words tsvector GENERATED ALWAYS AS (
    array_to_tsvector(array_remove(string_to_array(
        regexp_replace(
            replace(replace(replace(
                translate(
                    regexp_replace(lower(file_name), '[\u0300-\u036f\u00ad]', '', 'g'),
                    'àâäáãåāçćčéèêëēėęěîïíìīłñńôöóõòōøśšùûüúūÿýźżž',
                    'aaaaaaaccceeeeeeeeiiiiilnnooooooossuuuuuyyzzz'),
                'œ', 'oe'), 'æ', 'ae'), 'ß', 'ss'),
            '[^a-z0-9]+', ' ', 'g'),
        ' '), ''))
) STORED;
CREATE INDEX piece_name_words ON document.piece USING gin (name_words);
