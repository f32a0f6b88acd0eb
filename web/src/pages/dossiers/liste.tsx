import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { peutOuvrir } from "../../api/droits";
import { type FiltresDossiers, session } from "../../api/requetes";
import type { LigneDossier, Referentiel } from "../../api/types";
import { aReorienter, nomDeChambre } from "../../composants/chambres";
import { Button } from "../../composants/bouton";
import { date, pluriel } from "../../composants/formats";
import { estFiltree, useFiltrer, useReinitialiser } from "./filtres";

interface Props {
  lignes: LigneDossier[];
  encore: boolean;
  filtres: FiltresDossiers;
  referentiel: Referentiel | undefined;
}

export function Liste({ lignes, encore, filtres, referentiel: ref }: Props) {
  if (lignes.length === 0) return <Vide filtres={filtres} />;
  return (
    <div className="greffe-table">
      <table>
        <caption>
          {encore ? "Plus de " : ""}
          {pluriel(lignes.length, "dossier")}
        </caption>
        <thead>
          <tr>
            <th scope="col">Numéro</th>
            <th scope="col">Affaire</th>
            <th scope="col">Stade</th>
            <th scope="col">Chambre</th>
            <th scope="col">Rapporteur</th>
            <th scope="col" className="greffe-nombre">
              Formé le
            </th>
          </tr>
        </thead>
        <tbody>
          {lignes.map((ligne) => (
            <tr key={ligne.dossier_id} data-ligne>
              <th scope="row">
                <Link to="/dossiers/$id" params={{ id: ligne.dossier_id }} className="greffe-numero">
                  {ligne.number}
                </Link>
                {ligne.head_number && (
                  <span className="greffe-mention" data-tete={ligne.head_number}>
                    {ligne.head_number === ligne.number ? "dossier de tête" : `joint à ${ligne.head_number}`}
                  </span>
                )}
              </th>
              <td>
                {ligne.title || <span className="greffe-mention">Affaire non communiquée</span>}
                {ligne.urgent && (
                  <>
                    {" "}
                    <span className="fr-badge fr-badge--sm fr-badge--warning">Urgent</span>
                  </>
                )}
              </td>
              <td>{ligne.stage_label}</td>
              <td>
                {nomDeChambre(ref, ligne.chambre) ?? "—"}
                {aReorienter(ref, ligne.chambre) && (
                  <>
                    {" "}
                    <span className="fr-badge fr-badge--sm fr-badge--warning">À réorienter</span>
                  </>
                )}
              </td>
              <td>{ligne.rapporteurs.map(({ name }) => name || "Nom inconnu").join(", ") || "—"}</td>
              <td className="greffe-nombre">{ligne.formed_on ? date(ligne.formed_on) : "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Nothing answers: why it may be so, and what to do about it. */
function Vide({ filtres }: { filtres: FiltresDossiers }) {
  const { data: ouverte } = useQuery(session);
  const filtrer = useFiltrer();
  const reinitialiser = useReinitialiser();
  const filtree = estFiltree(filtres);
  const autres = filtree && Boolean(filtres.q) && Boolean(filtres.chambre || filtres.stade || filtres.rapporteur || filtres.urgent);
  return (
    <div className="greffe-vide">
      <p className="fr-text--bold fr-mb-1w">
        {filtree ? "Aucun dossier ne répond à cette recherche." : "Aucun dossier n’est ouvert, ou vous n’en pouvez connaître aucun."}
      </p>
      {filtres.q && (
        <p className="fr-mb-1w">
          Vérifiez le numéro ou l’orthographe du nom. Un numéro se cherche avec ou sans sa lettre, avec ou sans tiret ni point.
        </p>
      )}
      {filtree && !filtres.q && <p className="fr-mb-1w">Élargissez les filtres, ou revenez à tous les dossiers ouverts.</p>}
      <div className="greffe-actions">
        {filtree && !filtres.clos && (
          <Button size="small" priority="secondary" onClick={() => filtrer({ clos: true })}>
            Chercher aussi parmi les clos
          </Button>
        )}
        {autres && (
          <Button
            size="small"
            priority="secondary"
            onClick={() => filtrer({ chambre: undefined, stade: undefined, rapporteur: undefined, urgent: undefined })}
          >
            Chercher dans toutes les chambres et à tous les stades
          </Button>
        )}
        {filtree && (
          <Button size="small" priority="tertiary" onClick={reinitialiser}>
            Revenir à tous les dossiers ouverts
          </Button>
        )}
        {!filtree && ouverte && peutOuvrir(ouverte) && (
          <Link to="/dossiers/ouvrir" className="fr-btn fr-btn--sm">
            Ouvrir un dossier
          </Link>
        )}
      </div>
    </div>
  );
}
