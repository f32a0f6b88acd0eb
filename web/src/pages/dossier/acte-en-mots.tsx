import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useQuery } from "@tanstack/react-query";
import { corpsEnMots, type Noms } from "../../actes/formulaires";
import { identifiantsDe } from "../../actes/identifiants";
import { agents, referentiel } from "../../api/requetes";
import type { Acte, Dossier } from "../../api/types";
import { nomDeChambre } from "../../composants/chambres";
import { dateActe, dateLongue, INSECABLE, pluriel } from "../../composants/formats";
import { matiereDe } from "../../composants/matieres";

/** Who and what the acts identify. Those no longer in charge are looked for in the register of agents. */
export function useNoms(dossier: Dossier, lus: Acte[] = []): Noms {
  const { data: ref } = useQuery(referentiel);
  const enCharge = (id: string) => dossier.designations.find(({ agent_id }) => agent_id === id)?.name;
  const manquent = (...types: string[]) =>
    lus.some(({ kind, corps }) => types.includes(kind) && typeof corps.person_id === "string" && !enCharge(corps.person_id));
  const siege = useQuery({ ...agents("magistrat_siege"), enabled: manquent("rapporteur_designe", "rapport_depose") });
  const parquet = useQuery({ ...agents("avocat_general"), enabled: manquent("avocat_general_designe") });
  const connus = [...(siege.data?.items ?? []), ...(parquet.data?.items ?? [])];
  return {
    chambre: (code) => nomDeChambre(ref, code),
    agent: (id) => enCharge(id) ?? connus.find(({ agent_id }) => agent_id === id)?.display_name,
    cabinet: (id) => dossier.offices.find(({ office_id }) => office_id === id)?.name,
    matiere: (code) => matiereDe(ref?.matieres ?? [], code)?.label,
    partie: (id) => dossier.parties.find(({ party_id }) => party_id === id)?.name,
    identifiants: identifiantsDe(dossier, ref),
  };
}

/** What the act is, and whether it corrects or was corrected. */
export function TitreActe({ acte }: { acte: Acte }) {
  return (
    <>
      {acte.label}{" "}
      {acte.superseded_by && (
        <Badge as="span" small severity="warning">
          Corrigé
        </Badge>
      )}
      {acte.supersedes && (
        <Badge as="span" small severity="info">
          Correction
        </Badge>
      )}
    </>
  );
}

interface CorpsActeProps {
  acte: Acte;
  dossier: Dossier;
  noms: Noms;
  nomDe: (acteId: string) => string | undefined;
}

/** What the act says, in words, and why it corrects another. */
export function CorpsActe({ acte, dossier, noms, nomDe }: CorpsActeProps) {
  const { data: ref } = useQuery(referentiel);
  const type = ref?.acts.find(({ kind }) => kind === acte.kind);
  const nomDate = (nom: string) => type?.dates.find(({ name }) => name === nom)?.label ?? nom;
  const lignes = [
    ...Object.entries(acte.dates).map(([nom, valeur]) => ({ libelle: nomDate(nom), valeur: dateActe(valeur) })),
    ...corpsEnMots(type ?? acte, acte.corps, noms),
    ...nomsDePortee(acte, dossier),
    ...(acte.refers_to && nomDe(acte.refers_to) ? [{ libelle: "Se rapporte à", valeur: String(nomDe(acte.refers_to)) }] : []),
  ];
  return (
    <>
      {lignes.length > 0 && (
        <dl className="greffe-acte__corps">
          {lignes.map(({ libelle: terme, valeur }, rang) => (
            <div key={rang}>
              <dt>{terme}</dt>
              <dd>{valeur}</dd>
            </div>
          ))}
        </dl>
      )}
      {acte.reason && (
        <p className="fr-mb-0">
          Raison de la correction{INSECABLE}: {acte.reason}
        </p>
      )}
    </>
  );
}

/** Who recorded the act, and when. */
export function TraceActe({ acte }: { acte: Acte }) {
  return (
    <span>
      N° {acte.version} · {acte.class === "acte_de_la_cour" ? "Acte de la Cour" : "Fait reçu"} · enregistré le{" "}
      {dateLongue(acte.recorded_at)} par {acte.recorded_by || "le système"}
    </span>
  );
}

/** The parties of the scope by name; said only when the act does not touch them all. */
function nomsDePortee(acte: Acte, dossier: Dossier): { libelle: string; valeur: string }[] {
  const ids = acte.portee.parties ?? [];
  if (ids.length === 0) return [];
  const noms = dossier.parties.filter(({ party_id }) => ids.includes(party_id)).map(({ name }) => name || "nom réservé");
  const montres = noms.slice(0, 3).join(", ");
  const reste = ids.length - Math.min(3, noms.length);
  return [{ libelle: "Parties", valeur: reste > 0 ? `${montres} et ${pluriel(reste, "autre")}` : montres }];
}
