import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { Link, useSearch } from "@tanstack/react-router";
import { useEffect, useRef } from "react";
import type { Noms } from "../../actes/formulaires";
import { peut } from "../../api/droits";
import { actes, pieces } from "../../api/requetes";
import type { Acte, Dossier, Piece } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { pluriel } from "../../composants/formats";
import { Suite, suiteDe } from "../../composants/suite";
import { CorpsActe, TitreActe, TraceActe, useNoms } from "./acte-en-mots";

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

interface UnActeProps {
  acte: Acte;
  dossier: Dossier;
  noms: Noms;
  nomDe: (acteId: string) => string | undefined;
  pieces: Piece[];
  vise: boolean;
}

function UnActe({ acte, dossier, noms, nomDe, pieces: jointes, vise }: UnActeProps) {
  const ici = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (vise) ici.current?.scrollIntoView({ block: "center" });
  }, [vise]);
  const remplace = Boolean(acte.superseded_by);
  const classes = [
    acte.class === "acte_de_la_cour" && "greffe-acte--cour",
    remplace && "greffe-acte--remplace",
    vise && "greffe-nouveau",
  ];
  return (
    <li ref={ici} id={`acte-${acte.act_id}`} className={classes.filter(Boolean).join(" ")} data-ligne data-acte={acte.kind} data-version={acte.version}>
      <h3>
        <TitreActe acte={acte} />
      </h3>
      <CorpsActe acte={acte} dossier={dossier} noms={noms} nomDe={nomDe} />
      <Pieces acte={acte} jointes={jointes} dossierId={dossier.dossier_id} />
      <div className="greffe-acte__pied greffe-mention">
        <TraceActe acte={acte} />
        <EnCommun acte={acte} dossier={dossier} />
        {acte.superseded_by && <a href={`#acte-${acte.superseded_by}`}>Voir la correction</a>}
        {acte.supersedes && <a href={`#acte-${acte.supersedes}`}>Voir l’acte corrigé</a>}
        {!remplace && acte.kind !== "acte_annule" && !corrigeALaTete(acte, dossier) && peut(dossier, "corriger_acte") && (
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

/** A common act is corrected where it was recorded, as long as the dossiers are joined. */
const corrigeALaTete = (acte: Acte, dossier: Dossier) =>
  Boolean(acte.common_head_number) && acte.common_head_number === dossier.group?.head_number;

/** Where a common act was recorded, or in how many dossiers it was entered. */
function EnCommun({ acte, dossier }: { acte: Acte; dossier: Dossier }) {
  if (acte.common_head_number) {
    const tete = dossier.group?.head_number === acte.common_head_number ? dossier.group.head_id : acte.common_head_number;
    return (
      <span data-commun>
        Acte commun, enregistré au dossier de tête{" "}
        <Link to="/dossiers/$id" params={{ id: tete }}>
          {acte.common_head_number}
        </Link>
      </span>
    );
  }
  if (!acte.entered_elsewhere) return null;
  return <span data-commun>Acte commun, entré dans {pluriel(acte.entered_elsewhere, "dossier joint", "dossiers joints")}</span>;
}

function Pieces({ acte, jointes, dossierId }: { acte: Acte; jointes: Piece[]; dossierId: string }) {
  if (acte.piece_ids.length === 0) return null;
  return (
    <ul className="fr-raw-list">
      {acte.piece_ids.map((id) => (
        <li key={id}>
          <span className="fr-icon-attachment-line fr-icon--sm" aria-hidden="true" />{" "}
          <Link to="/dossiers/$id" params={{ id: dossierId }} search={{ onglet: "pieces", piece: id }}>
            {jointes.find(({ piece_id }) => piece_id === id)?.file_name ?? "Pièce"}
          </Link>
        </li>
      ))}
    </ul>
  );
}
