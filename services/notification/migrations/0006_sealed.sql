CREATE INDEX proof_dossier ON notification.proof (dossier_id);

-- Where each notice stands, with who may know of its case: what is sealed is no line, no figure and no batch of anybody who is
-- not named for it.
CREATE OR REPLACE VIEW notification.notice_place AS
SELECT n.notice_id, n.dossier_id, n.sender, n.chambre, n.due, n.derived, n.act_id, n.body,
       s.version, s.state, s.channel, c.owed AS corrective_owed,
       CASE
           WHEN n.sender <> 'greffe' AND n.derived NOT IN ('prouve', 'sans_objet') THEN 'attendu'
           WHEN s.state IN ('remis', 'en_cours') THEN 'en_chemin'
           WHEN s.state IN ('inconnu', 'rejete') THEN 'a_examiner'
           WHEN c.owed AND s.state IN ('prepare', 'controle') THEN 'a_remettre'
           WHEN c.owed THEN 'a_preparer'
           WHEN n.derived IN ('prouve', 'sans_objet') THEN n.derived
           WHEN s.state IN ('prepare', 'controle') THEN 'a_remettre'
           WHEN s.state IN ('envoye', 'recu', 'revenu', 'sans_preuve') OR n.derived IN ('envoye', 'revenu') THEN 'en_poursuite'
           ELSE 'a_preparer'
       END AS place,
       coalesce(r.sealed, false) AS sealed, coalesce(r.named, '{}') AS named
FROM notification.notice n
LEFT JOIN notification.case_relation r ON r.dossier_id = n.dossier_id
LEFT JOIN LATERAL (SELECT x.version, x.state, x.channel FROM notification.sending x WHERE x.notice_id = n.notice_id
                   ORDER BY x.version DESC LIMIT 1) s ON true
CROSS JOIN LATERAL (SELECT EXISTS (SELECT 1 FROM notification.corrective k WHERE k.notice_id = n.notice_id AND k.settled = '')
                    AS owed) c;
