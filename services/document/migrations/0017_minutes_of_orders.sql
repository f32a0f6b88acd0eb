-- Orders, opinions and decisions on priority questions have minutes too (CPC 456); before, only arrêts had.

ALTER TABLE document.minute
    ADD COLUMN nature text NOT NULL DEFAULT 'arret' CHECK (nature IN ('arret', 'ordonnance', 'avis', 'qpc')),
    -- Of an order, the magistrate that it names as who renders it: nobody else signs it. Empty of what a formation decides.
    ADD COLUMN rendered_by text NOT NULL DEFAULT '';
