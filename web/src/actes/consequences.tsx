import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useEffect, useRef } from "react";
import type { Consequence, Consequences as Reponse } from "../api/types";
import { Constats } from "../composants/alerte-erreur";

const CHANGEMENTS: Record<string, { texte: string; gravite?: "success" | "info" | "warning" | "error" }> = {
  apparait: { texte: "Apparaît", gravite: "info" },
  change: { texte: "Change", gravite: "warning" },
  disparait: { texte: "Disparaît", gravite: "warning" },
  satisfaite: { texte: "Respectée", gravite: "success" },
};

/** What the act would change, before anything is recorded; takes the focus when it comes. */
export function Consequences({ reponse }: { reponse: Reponse }) {
  const ref = useRef<HTMLHeadingElement>(null);
  useEffect(() => ref.current?.focus(), [reponse]);
  return (
    <section className="greffe-bloc" aria-labelledby="titre-consequences">
      <h2 id="titre-consequences" ref={ref} tabIndex={-1} className="fr-h5">
        Ce que cet acte changera
      </h2>
      {reponse.refusal ? (
        <Alert
          severity="error"
          small
          className="fr-mb-2w"
          description={
            <>
              {reponse.refusal.message} {reponse.refusal.basis && <span className="greffe-article">{reponse.refusal.basis}</span>}
            </>
          }
        />
      ) : reponse.consequences.length === 0 ? (
        <p>Aucune échéance, aucune tâche et aucun stade ne changent.</p>
      ) : (
        <ListeConsequences consequences={reponse.consequences} />
      )}
      <Constats constats={reponse.findings} />
    </section>
  );
}

/** Each change with its ground. */
export function ListeConsequences({ consequences }: { consequences: Consequence[] }) {
  return (
    <ul className="fr-raw-list fr-mb-2w">
      {consequences.map(({ kind, change, text, basis }, rang) => (
        <li key={rang} className="fr-mb-1w" data-ligne data-nature={kind}>
          <Badge as="span" small severity={CHANGEMENTS[change]?.gravite}>
            {CHANGEMENTS[change]?.texte ?? change}
          </Badge>{" "}
          {text} {basis && <span className="greffe-article">{basis}</span>}
        </li>
      ))}
    </ul>
  );
}
