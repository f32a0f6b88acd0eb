import { useQueries, useQuery } from "@tanstack/react-query";
import { useDeferredValue } from "react";
import { peutLireLesAides } from "../../api/droits";
import { aidesProposees, session } from "../../api/requetes";
import type { Aide } from "../../api/types";
import { MotsAide } from "../aides/proposees";
import type { SaisieOuverture } from "./saisie";

interface Props {
  saisie: SaisieOuverture;
  choisies: Map<string, unknown>;
  choisir: (aide: Aide, oui: boolean) => void;
}

/** Requests of legal aid of a demandeur about a decision, as they are typed: linked once the dossier is open. */
export function AidesProposees({ saisie, choisies, choisir }: Props) {
  const { data: ouverte } = useQuery(session);
  const lit = Boolean(ouverte && peutLireLesAides(ouverte));
  const { decisions, demandeurs } = useDeferredValue(saisie);
  const questions = decisions.flatMap(({ juridiction, jour, numero }) =>
    demandeurs.map(({ nom, prenoms }) => ({
      juridiction: juridiction.trim(),
      rendue_le: jour || undefined,
      numero: numero.trim() || undefined,
      demandeur: [prenoms, nom].map((mot) => mot.trim()).filter(Boolean).join(" "),
    })),
  );
  const trouvees = useQueries({
    queries: questions.map((question) => ({
      ...aidesProposees(question),
      enabled: lit && question.juridiction.length > 3 && question.demandeur.length > 2 && Boolean(question.rendue_le ?? question.numero),
      retry: false,
      staleTime: 30_000,
    })),
  });
  const proposees = [...new Map(trouvees.flatMap(({ data }) => data ?? []).map((une) => [une.aid.aid_id, une])).values()];
  if (!lit || proposees.length === 0) return null;
  return (
    <section className="greffe-bloc" aria-labelledby="titre-aides-proposees" aria-live="polite">
      <h2 id="titre-aides-proposees" className="fr-h5">
        Aide juridictionnelle demandée avant le pourvoi
      </h2>
      <p>Ce qui est coché s’inscrira au journal, à ses dates, dès l’ouverture du dossier.</p>
      {proposees.map(({ aid, verdict }) => (
        <div key={aid.aid_id} className="fr-checkbox-group fr-mb-2w">
          <input
            id={`aide-${aid.aid_id}`}
            type="checkbox"
            checked={choisies.has(aid.aid_id)}
            onChange={(e) => choisir(aid, e.target.checked)}
          />
          <label className="fr-label" htmlFor={`aide-${aid.aid_id}`}>
            <span>
              Rattacher <MotsAide aide={aid} certaine={verdict === "certain"} />
            </span>
          </label>
        </div>
      ))}
    </section>
  );
}
