import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { Candidat, Rapprochement } from "../../api/types";
import { date, dateLongue } from "../../composants/formats";
import { FACETTES, NIVEAUX } from "./mots";

interface Props {
  candidats: Candidat[];
  /** What a person may do with one. */
  choix?: (candidat: Candidat) => ReactNode;
}

/** The dossiers that are, or may be, about the decision, each with why. */
export function Candidats({ candidats, choix }: Props) {
  if (candidats.length === 0) return null;
  return (
    <section aria-labelledby="titre-candidats">
      <h2 id="titre-candidats" className="fr-h5">
        Ce qui ressemble à la décision
      </h2>
      <ul className="greffe-candidats">
        {candidats.map((candidat, rang) => (
          <li key={candidat.dossier_id ?? candidat.aid_id ?? rang} className="greffe-bloc">
            {candidat.hidden ? <p>Un dossier à accès restreint ressemble à la décision.</p> : <Visible candidat={candidat} />}
            {choix?.(candidat)}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Visible({ candidat }: { candidat: Candidat }) {
  return (
    <>
      <div className="greffe-bloc__tete">
        <h3>
          {candidat.aid_id ? (
            <Link to="/aides/$aide" params={{ aide: candidat.aid_id }} className="greffe-numero">
              {candidat.number}
            </Link>
          ) : (
            <Link to="/dossiers/$id" params={{ id: candidat.dossier_id ?? "" }} className="greffe-numero">
              {candidat.number}
            </Link>
          )}
          {candidat.title && <> {candidat.title}</>}
        </h3>
        <Badge small noIcon severity={candidat.verdict === "certain" ? "success" : "warning"}>
          {candidat.verdict === "certain" ? "Même décision" : "À vérifier"}
        </Badge>
      </div>
      <p>{pourvoi(candidat)}</p>
      <dl className="greffe-faits" aria-label={`Ressemblance ${candidat.aid_id ? "de la demande" : "du dossier"} ${candidat.number} avec la décision`}>
        {candidat.matches.map((rapprochement) => (
          <div key={rapprochement.facet}>
            <dt>{FACETTES[rapprochement.facet]}</dt>
            <dd>
              {auDossier(rapprochement)}{" "}
              <Badge small noIcon severity={NIVEAUX[rapprochement.level].teinte}>
                {NIVEAUX[rapprochement.level].texte}
              </Badge>
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

const auDossier = ({ facet, found }: Rapprochement) => (!found ? "—" : facet === "date" ? date(found) : found);

function pourvoi({ pourvoi: forme, formed_on, aid_requested_on, aid_id, aid_state, aid_term }: Candidat): string {
  if (aid_id) {
    const demandee = `Aucun pourvoi. Aide juridictionnelle demandée le ${aid_requested_on ? date(aid_requested_on) : "—"}`;
    if (aid_state !== "court") return `${demandee}, en cours d’examen.`;
    return `${demandee}, décidée : le délai du pourvoi court ${aid_term ? `jusqu’au ${date(aid_term)}` : "encore, d’une date qui n’est pas connue"}.`;
  }
  const aide = aid_requested_on ? ` Aide juridictionnelle demandée le ${date(aid_requested_on)}, en cours d’examen.` : "";
  if (!forme) return `Aucun pourvoi au journal.${aide}`;
  return `${formed_on ? `Pourvoi formé le ${dateLongue(formed_on)}.` : "Pourvoi formé à une date inconnue."}${aide}`;
}
