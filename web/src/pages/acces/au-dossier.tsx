import { Alert } from "@codegouvfr/react-dsfr/Alert";
import { useQuery } from "@tanstack/react-query";
import { estDeLaCour } from "../../api/droits";
import { acces, session } from "../../api/requetes";
import { DemanderAcces, type NatureDemandee } from "./demander";
import { Habiliter } from "./habiliter";
import { annonce } from "./mots";
import { UnAcces } from "./un-acces";

/** To who may know the dossier and not read it: what they asked, what it opens, what they may ask. */
export function AccesAuDossier({ dossier }: { dossier: string }) {
  const { data } = useQuery(acces(dossier, false));
  if (!data) return null;
  const natures = data.may_ask.filter((nature): nature is NatureDemandee => nature !== "habilitation");
  return (
    <>
      {data.items
        .filter(({ own }) => own)
        .map((un) => (
          <UnAcces key={un.access_id} acces={un} />
        ))}
      {natures.length > 0 && <DemanderAcces dossier={dossier} natures={natures} />}
    </>
  );
}

/** To the premier président: opens the dossier by name, and shows to whom it is open. */
export function Habilitations({ dossier }: { dossier: string }) {
  const { data: premier = false } = useQuery({ ...session, select: ({ agent }) => agent.roles.includes("premier_president") });
  const { data } = useQuery({ ...acces(dossier, true), enabled: premier });
  if (!data?.may_ask.includes("habilitation")) return null;
  return (
    <details className="fr-mb-2w">
      <summary>Habiliter un stagiaire ou un universitaire</summary>
      {data.items
        .filter(({ kind }) => kind === "habilitation")
        .map((un) => (
          <UnAcces key={un.access_id} acces={un} />
        ))}
      <Habiliter dossier={dossier} />
    </details>
  );
}

/** Announces to those who have the dossier that somebody reads it in an emergency, or did, until the auditor has looked it over. */
export function AnnonceUrgence({ dossier }: { dossier: string }) {
  // Who is not of the Court is told of no access.
  const { data: cour = false } = useQuery({ ...session, select: estDeLaCour });
  const { data } = useQuery({ ...acces(dossier, true), enabled: cour });
  const urgences = data?.items.flatMap((un) => annonce(un) ?? []) ?? [];
  return urgences.map((dite) => <Alert key={dite.cle} small severity="warning" className="fr-mb-1w" description={dite.texte} />);
}
