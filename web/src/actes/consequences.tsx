import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useEffect, useRef } from "react";
import type { Consequence, Consequences as Reponse } from "../api/types";
import { Constats } from "../composants/alerte-erreur";
import { INSECABLE, pluriel } from "../composants/formats";

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
      <Ailleurs reponse={reponse} />
      <Constats constats={reponse.findings} />
    </section>
  );
}

/** The same in the joined dossiers: those that refuse first; the others by what changes there. */
function Ailleurs({ reponse }: { reponse: Reponse }) {
  const { elsewhere: ailleurs = [] } = reponse;
  if (ailleurs.length === 0) return null;
  const refus = ailleurs.filter(({ refusal }) => refusal);
  const dit = (consequences: Consequence[]) => consequences.map(({ change, text }) => change + text).join("\n");
  const ici = dit(reponse.consequences);
  const autres = ailleurs.filter(({ refusal, consequences }) => !refusal && dit(consequences) !== ici);
  return (
    <div data-ailleurs>
      <h3 className="fr-h6">Dans les dossiers joints</h3>
      {refus.map(({ dossier_id: id, number, refusal }) => (
        <Alert key={id} severity="error" small className="fr-mb-1w" description={`${number}${INSECABLE}: ${refusal?.message ?? ""}`} />
      ))}
      <p>
        {pluriel(ailleurs.length - refus.length - autres.length, "dossier joint changera", "dossiers joints changeront")} de la même façon.
      </p>
      {autres.map(({ dossier_id: id, number, consequences }) => (
        <details key={id} className="fr-mb-1w">
          <summary>
            {number}{INSECABLE}: {pluriel(consequences.length, "changement")}
          </summary>
          <ListeConsequences consequences={consequences} />
        </details>
      ))}
    </div>
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
