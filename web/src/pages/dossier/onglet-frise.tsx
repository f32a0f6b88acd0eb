import { Badge } from "@codegouvfr/react-dsfr/Badge";
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import { corpsEnMots, type Noms } from "../../actes/formulaires";
import { identifiantsDe } from "../../actes/identifiants";
import { peut } from "../../api/droits";
import { actes, agents, pieces, referentiel } from "../../api/requetes";
import type { Acte, Dossier, Piece } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { dateActe, dateLongue, INSECABLE, pluriel } from "../../composants/formats";
import { Suite, suiteDe } from "../../composants/suite";

/** The journal, newest first. What was corrected stays, struck, beside what took its place. */
export function OngletFrise({ dossier }: { dossier: Dossier }) {
  const journal = useInfiniteQuery(actes(dossier.dossier_id));
  const { data, error, refetch } = journal;
  const liste = useRef<HTMLOListElement>(null);
  const noms = useNoms(dossier, data?.items);
  const { data: jointes } = useQuery(pieces(dossier.dossier_id));
  const { acte: vise } = useSearch({ from: "/dossiers/$id" });
  if (error && !data) return <ErreurSection quoi="La frise" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="la frise" />;
  return (
    <>
      <ol ref={liste} className="greffe-actes" reversed aria-label="Actes du dossier, du plus récent au plus ancien">
        {data.items.map((acte) => (
          <UnActe
            key={acte.act_id}
            acte={acte}
            dossier={dossier}
            noms={noms}
            nomDe={(id) => data.items.find(({ act_id }) => act_id === id)?.label}
            pieces={jointes?.items ?? []}
            vise={acte.act_id === vise}
          />
        ))}
      </ol>
      <Suite liste={liste} montres={data.items.length} total={data.total} nom={["acte", "actes"]} {...suiteDe(journal)} />
    </>
  );
}

/** Who and what the acts identify. Those no longer in charge are looked for in the register of agents. */
function useNoms(dossier: Dossier, lus: Acte[] = []): Noms {
  const { data: ref } = useQuery(referentiel);
  const enCharge = (id: string) => dossier.designations.find(({ agent_id }) => agent_id === id)?.name;
  const manquent = (...types: string[]) =>
    lus.some(({ kind, corps }) => types.includes(kind) && typeof corps.person_id === "string" && !enCharge(corps.person_id));
  const siege = useQuery({ ...agents("magistrat_siege"), enabled: manquent("rapporteur_designe", "rapport_depose") });
  const parquet = useQuery({ ...agents("avocat_general"), enabled: manquent("avocat_general_designe") });
  const connus = [...(siege.data?.items ?? []), ...(parquet.data?.items ?? [])];
  return {
    chambre: (code) => ref?.chambres.find((une) => une.code === code)?.label,
    agent: (id) => enCharge(id) ?? connus.find(({ agent_id }) => agent_id === id)?.display_name,
    cabinet: (id) => dossier.offices.find(({ office_id }) => office_id === id)?.name,
    partie: (id) => dossier.parties.find(({ party_id }) => party_id === id)?.name,
    identifiants: identifiantsDe(dossier, ref),
  };
}

interface UnActeProps {
  acte: Acte;
  dossier: Dossier;
  noms: Noms;
  nomDe: (acteId: string) => string | undefined;
  pieces: Piece[];
  vise: boolean;
}

function UnActe({ acte, dossier, noms, nomDe, pieces: jointes, vise }: UnActeProps) {
  const { data: ref } = useQuery(referentiel);
  const ici = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (vise) ici.current?.scrollIntoView({ block: "center" });
  }, [vise]);
  const remplace = Boolean(acte.superseded_by);
  const type = ref?.acts.find(({ kind }) => kind === acte.kind);
  const nomDate = (nom: string) => type?.dates.find(({ name }) => name === nom)?.label ?? nom;
  const lignes = [
    ...Object.entries(acte.dates).map(([nom, valeur]) => ({ libelle: nomDate(nom), valeur: dateActe(valeur) })),
    ...corpsEnMots(type ?? acte, acte.corps, noms),
    ...nomsDePortee(acte, dossier),
    ...(acte.refers_to && nomDe(acte.refers_to) ? [{ libelle: "Se rapporte à", valeur: String(nomDe(acte.refers_to)) }] : []),
  ];
  const classes = [
    acte.class === "acte_de_la_cour" && "greffe-acte--cour",
    remplace && "greffe-acte--remplace",
    vise && "greffe-nouveau",
  ];
  return (
    <li ref={ici} id={`acte-${acte.act_id}`} className={classes.filter(Boolean).join(" ")} data-ligne data-acte={acte.kind} data-version={acte.version}>
      <h3>
        {acte.label}{" "}
        {remplace && (
          <Badge as="span" small severity="warning">
            Corrigé
          </Badge>
        )}
        {acte.supersedes && (
          <Badge as="span" small severity="info">
            Correction
          </Badge>
        )}
      </h3>
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
      <Pieces acte={acte} jointes={jointes} dossierId={dossier.dossier_id} />
      <div className="greffe-acte__pied greffe-mention">
        <span>
          N° {acte.version} · {acte.class === "acte_de_la_cour" ? "Acte de la Cour" : "Fait reçu"} · enregistré le{" "}
          {dateLongue(acte.recorded_at)} par {acte.recorded_by || "le système"}
        </span>
        {acte.superseded_by && <a href={`#acte-${acte.superseded_by}`}>Voir la correction</a>}
        {acte.supersedes && <a href={`#acte-${acte.supersedes}`}>Voir l’acte corrigé</a>}
        {!remplace && acte.kind !== "acte_annule" && peut(dossier, "corriger_acte") && (
          <Link
            to="/dossiers/$id/actes/$acteId/correction"
            params={{ id: dossier.dossier_id, acteId: acte.act_id }}
            className="fr-link fr-link--sm"
          >
            Corriger<span className="fr-sr-only"> l’acte {acte.label}</span>
          </Link>
        )}
      </div>
    </li>
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

function Pieces({ acte, jointes, dossierId }: { acte: Acte; jointes: Piece[]; dossierId: string }) {
  if (acte.piece_ids.length === 0) return null;
  return (
    <ul className="fr-raw-list">
      {acte.piece_ids.map((id) => (
        <li key={id}>
          <span className="fr-icon-attachment-line fr-icon--sm" aria-hidden="true" />{" "}
          <Link to="/dossiers/$id" params={{ id: dossierId }} search={{ onglet: "pieces" }}>
            {jointes.find(({ piece_id }) => piece_id === id)?.file_name ?? "Pièce"}
          </Link>
        </li>
      ))}
    </ul>
  );
}
