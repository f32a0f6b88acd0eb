import { useQuery } from "@tanstack/react-query";
import { echeancesDuDossier } from "../../api/requetes";
import type { Dossier, Echeance } from "../../api/types";
import { BadgeEcheance, JourEcheance, parUrgence, PourquoiCetteDate } from "../../composants/echeances";
import { INSECABLE } from "../../composants/formats";

const JOURS_PROCHES = 8;

function ton(echeance: Echeance): string {
  if (echeance.status === "expiree") return "greffe-bandeau--depasse";
  return (echeance.days_left ?? Infinity) <= JOURS_PROCHES ? "greffe-bandeau--proche" : "";
}

/** What threatens the case first: a deadline that has lapsed, or the nearest one. */
export function BandeauEcheance({ dossier }: { dossier: Dossier }) {
  const { data } = useQuery(echeancesDuDossier(dossier.dossier_id));
  const premiere = data?.items.filter(({ status }) => status === "expiree" || status === "ouverte").sort(parUrgence)[0];
  if (!premiere) return null;
  return (
    <section className={`greffe-bandeau ${ton(premiere)}`} aria-label="Échéance la plus urgente">
      <BadgeEcheance echeance={premiere} />
      <p>
        <strong>{premiere.label}</strong>
        {INSECABLE}: <JourEcheance echeance={premiere} />
      </p>
      <PourquoiCetteDate echeance={premiere} />
    </section>
  );
}
