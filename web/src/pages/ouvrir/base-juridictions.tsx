import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { tientLeGuichet } from "../../api/droits";
import { ErreurApi } from "../../api/probleme";
import { decisionsDesJuridictions, session } from "../../api/requetes";
import type { DecisionDeJuridiction } from "../../api/types";
import { AlerteErreur } from "../../composants/alerte-erreur";
import { annoncer } from "../../composants/annonces";
import { Button } from "../../composants/bouton";
import { date, dateActe, INSECABLE, libelle, pluriel } from "../../composants/formats";
import { occupe } from "../../composants/foyer";
import type { DecisionForm } from "./saisie";

interface Props {
  decision: DecisionForm;
  /** The greffier takes a proposal over: the fields, and the matter where the base has one. */
  reprendre: (champs: Partial<DecisionForm>, matiere: string | undefined) => void;
}

/** Asks the courts' base for the decision that the fields describe. What it says stays beside the form until it is taken over. */
export function BaseDesJuridictions({ decision, reprendre }: Props) {
  const { data: ouverte } = useQuery(session);
  const [cherchee, setCherchee] = useState<{ juridiction: string; jour: string; numero: string }>();
  const { juridiction, jour, numero } = cherchee ?? { juridiction: "", jour: "", numero: "" };
  const { data, error, isFetching, refetch } = useQuery({ ...decisionsDesJuridictions(juridiction, jour, numero), enabled: Boolean(cherchee) });
  if (!ouverte || !tientLeGuichet(ouverte)) return null;

  const question = { juridiction: decision.juridiction.trim(), jour: decision.jour, numero: decision.numero.trim() };
  const complete = question.juridiction && (question.jour || question.numero);
  const meme = cherchee?.juridiction === question.juridiction && jour === question.jour && numero === question.numero;
  const chercher = () => {
    if (meme) void refetch();
    else setCherchee(question);
  };
  const prendre = (trouvee: DecisionDeJuridiction) => {
    reprendre(
      {
        juridiction: trouvee.court,
        section: trouvee.section ?? "",
        jour: trouvee.rendered_on,
        nature: trouvee.nature,
        numero: trouvee.case_number ?? "",
      },
      trouvee.matter ?? undefined,
    );
    setCherchee(undefined);
    annoncer("La décision est reprise de la base des juridictions. Vérifiez-la d’après ses pièces.");
  };
  return (
    <div className="fr-mt-2w">
      <Button size="small" priority="secondary" iconId="fr-icon-search-line" disabled={!complete} onClick={chercher} nativeButtonProps={occupe(isFetching)}>
        {isFetching ? "Recherche…" : "Chercher dans la base des juridictions"}
      </Button>
      <div aria-live="polite">
        <AlerteErreur erreur={error instanceof ErreurApi ? error : undefined} />
        {cherchee && data && (
          <>
            <p className="fr-text--sm fr-mt-1w fr-mb-1w">
              {data.decisions.length === 0
                ? "La base ne connaît pas cette décision."
                : `La base propose ${pluriel(data.decisions.length, "décision")}. Rien n’est repris sans vous.`}{" "}
              {data.remembered ? `Réponse conservée, du ${dateActe(data.answered_at)}.` : ""}
            </p>
            <ul>
              {data.decisions.map((trouvee) => (
                <li key={trouvee.reference}>
                  {[
                    trouvee.court,
                    trouvee.section,
                    `${libelle(trouvee.nature).toLocaleLowerCase("fr")} du ${date(trouvee.rendered_on)}`,
                    trouvee.case_number && `n°${INSECABLE}${trouvee.case_number}`,
                    trouvee.matter && `matière ${[trouvee.matter, trouvee.matter_label].filter(Boolean).join(" – ")}`,
                  ]
                    .filter(Boolean)
                    .join(", ")}{" "}
                  <Button size="small" priority="tertiary" onClick={() => prendre(trouvee)}>
                    Reprendre<span className="fr-sr-only"> la décision {trouvee.reference}</span>
                  </Button>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </div>
  );
}
