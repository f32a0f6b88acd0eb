import { Select } from "@codegouvfr/react-dsfr/Select";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { finirSuivi, lireSuivi, suivre, useCommande } from "../../api/commandes";
import { referentiel, suivis } from "../../api/requetes";
import { nomDeChambre } from "../../composants/chambres";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { date, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";

/** What one follows, with what came in it since it was last read. */
export function Suivis() {
  const client = useQueryClient();
  const { data } = useQuery(suivis);
  const { data: ref } = useQuery(referentiel);
  const [chambre, setChambre] = useState("");
  const relire = () => void client.invalidateQueries({ queryKey: ["suivis"] });
  const lu = useCommande((id: string, cle) => lireSuivi(id, cle), relire);
  const fin = useCommande((id: string, cle) => finirSuivi(id, cle), relire);
  const debut = useCommande(
    (code: string, cle) => {
      const label = nomDeChambre(ref, code) ?? code;
      return suivre({ kind: "role", target: code, label: `Rôle : ${label}` }, cle);
    },
    () => {
      annoncer("Le rôle est suivi.");
      relire();
    },
  );
  return (
    <section aria-labelledby="titre-suivis" className="fr-mt-4w">
      <h2 id="titre-suivis" className="fr-h4 fr-mb-2w">
        Ce que je suis
      </h2>
      <AlerteErreur erreur={lu.erreur ?? fin.erreur ?? debut.erreur} />
      {data?.items.length === 0 && <p className="greffe-vide">Vous ne suivez rien. Un dossier se suit depuis sa page.</p>}
      <ul className="greffe-echeances">
        {data?.items.map(({ follow_id, label, news }) => (
          <li key={follow_id} data-suivi={follow_id}>
            <p className="fr-mb-1v">
              {label} <span className="greffe-mention">({pluriel(news.length, "nouvelle")})</span>
            </p>
            {news.length > 0 && (
              <ul className="fr-mt-0">
                {news.map(({ act_id, dossier_id, dossier_number, label: acte, at }) => (
                  <li key={act_id}>
                    <Link to="/dossiers/$id" params={{ id: dossier_id }} className="greffe-numero">
                      {dossier_number || "Dossier"}
                    </Link>{" "}
                    {acte}, {date(at)}
                  </li>
                ))}
              </ul>
            )}
            <div className="greffe-actions">
              {news.length > 0 && (
                <Button size="small" priority="tertiary" onClick={() => void lu.envoyer(follow_id)} nativeButtonProps={occupe(lu.enCours)}>
                  Marquer comme lu<span className="fr-sr-only"> : {label}</span>
                </Button>
              )}
              <Button size="small" priority="tertiary no outline" onClick={() => void fin.envoyer(follow_id)} nativeButtonProps={occupe(fin.enCours)}>
                Ne plus suivre<span className="fr-sr-only"> : {label}</span>
              </Button>
            </div>
          </li>
        ))}
      </ul>
      <div className="greffe-filtres greffe-filtres--courts">
        <Select label="Suivre le rôle de" nativeSelectProps={{ value: chambre, onChange: (e) => setChambre(e.target.value) }}>
          <option value="">Choisir une chambre</option>
          {ref?.chambres.map(({ code, label }) => (
            <option key={code} value={code}>
              {label}
            </option>
          ))}
        </Select>
        <Button size="small" priority="secondary" disabled={!chambre} onClick={() => void debut.envoyer(chambre)} nativeButtonProps={occupe(debut.enCours)}>
          Suivre
        </Button>
      </div>
    </section>
  );
}
