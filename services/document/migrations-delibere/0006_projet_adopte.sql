-- The formation adopts one projet: an act of the enclave's own journal, of a version that was deliberated on. The last such act of a case
-- says which; another corrects it. No column holds it besides.
ALTER TABLE delibere.acte
    DROP CONSTRAINT acte_kind_check,
    ADD CONSTRAINT acte_kind_check CHECK (kind IN ('papier_ouvert', 'version_enregistree', 'papier_depose', 'papier_relu', 'papier_delibere',
                                                   'projet_adopte', 'commentaire_fait'));
CREATE INDEX acte_adopte ON delibere.acte (dossier_id, version) WHERE kind = 'projet_adopte';
