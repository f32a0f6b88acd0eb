import { motDuCode } from "../../actes/codes";
import { enregistrerActe, useCommande, useRafraichir } from "../../api/commandes";
import { peut } from "../../api/droits";
import type { Dossier, Pourvoi } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { aujourdhui, date, libelle, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import { demandeursDe } from "../../composants/pourvois";

/** Several pourvois under one number: who formed each, when, and where it stands. */
export function PourvoisDuDossier({ dossier: lu }: { dossier: Dossier }) {
  const rafraichir = useRafraichir();
  const envoi = useCommande(
    ({ pourvoi_id }: Pourvoi, cle) =>
      enregistrerActe(
        lu.dossier_id,
        lu.version,
        {
          type: "pourvoi_enregistre",
          dates: { enregistre: aujourdhui() },
          portee: { pourvois: [pourvoi_id], parties: [], decisions: [] },
          corps: { pourvoi_id },
        },
        cle,
      ),
    (fait) => {
      annoncer("Le pourvoi est enregistré.");
      rafraichir(lu.dossier_id, fait.version);
    },
  );
  if (lu.pourvois.length < 2) return null;
  const enregistre = peut(lu, "enregistrer_acte_de_la_cour");
  return (
    <section className="fr-mb-4w" aria-labelledby="titre-pourvois">
      <h3 id="titre-pourvois" className="fr-h6">
        Pourvois sous ce numéro
      </h3>
      <AlerteErreur erreur={envoi.erreur} />
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
      <div className="greffe-table" role="region" aria-label="Pourvois" tabIndex={0}>
        <table>
          <caption>{pluriel(lu.pourvois.length, "pourvoi")}</caption>
          <thead>
            <tr>
              <th scope="col">Formé par</th>
              <th scope="col">Qualité</th>
              <th scope="col">Formé le</th>
              <th scope="col">Enregistré le</th>
              <th scope="col">Où il en est</th>
            </tr>
          </thead>
          <tbody>
            {lu.pourvois.map((pourvoi) => {
              const qui = demandeursDe(lu, pourvoi) || "Demandeur inconnu";
              return (
                <tr key={pourvoi.pourvoi_id} data-pourvoi={pourvoi.pourvoi_id}>
                  <th scope="row">{qui}</th>
                  <td>{pourvoi.qualite ? (motDuCode("pourvoi_forme", "qualite", pourvoi.qualite) ?? libelle(pourvoi.qualite)) : libelle(pourvoi.nature)}</td>
                  <td>{pourvoi.formed_on ? date(pourvoi.formed_on) : "Date inconnue"}</td>
                  <td>
                    {pourvoi.registered_on && date(pourvoi.registered_on)}
                    {!pourvoi.registered_on && pourvoi.qualite && enregistre && (
                      <Button size="small" priority="secondary" onClick={() => void envoi.envoyer(pourvoi)} nativeButtonProps={occupe(envoi.enCours)}>
                        Enregistrer<span className="fr-sr-only"> le pourvoi de {qui}</span>
                      </Button>
                    )}
                    {!pourvoi.registered_on && !(pourvoi.qualite && enregistre) && "—"}
                  </td>
                  <td>{pourvoi.outcome || (lu.outcome ? lu.outcome.label : "En cours")}</td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </section>
  );
}
