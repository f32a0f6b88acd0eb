import { Breadcrumb } from "@codegouvfr/react-dsfr/Breadcrumb";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { motDuCode } from "../../actes/codes";
import type { Entree, Lien, Phrase } from "../../api/droit";
import { Button } from "../../composants/bouton";
import { libelle, majuscule, pluriel } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { NATURES } from "./natures";

export const RESERVE = "Les textes publiés au Journal officiel font seuls foi.";

interface PageProps {
  surtitre: string;
  titre: string;
  catalogue: string;
  actions?: ReactNode;
  children: ReactNode;
}

/** A page of the law: where it stands, its name, what it says, of which version. */
export function PageDuDroit({ surtitre, titre, catalogue, actions, children }: PageProps) {
  return (
    <>
      <Breadcrumb
        className="fr-mt-0"
        segments={[{ label: "Le droit appliqué", linkProps: { href: "/droit" } }]}
        currentPageLabel={titre}
      />
      <div className="greffe-entete">
        <div>
          <p className="fr-mb-1v">{surtitre}</p>
          <TitrePage titre={titre} className="fr-h2" />
        </div>
        <div className="greffe-actions">
          {actions}
          <Button priority="tertiary" iconId="fr-icon-printer-line" onClick={() => window.print()}>
            Imprimer
          </Button>
        </div>
      </div>
      <MentionImpression reserve={RESERVE} />
      {children}
      <p className="greffe-mention fr-mt-2w">Catalogue du droit {catalogue}.</p>
    </>
  );
}

export type Ligne = [terme: string, contenu: ReactNode];

/** What is said of one thing, a line each; a line without content is left out. */
export function Definitions({ lignes }: { lignes: (Ligne | false)[] }) {
  return (
    <dl className="greffe-regle">
      {lignes
        .filter((ligne) => ligne !== false)
        .map(([terme, contenu]) => (
          <div key={terme} className="greffe-regle__ligne">
            <dt>{terme}</dt>
            <dd>{contenu}</dd>
          </div>
        ))}
    </dl>
  );
}

export function Liste({ textes, vide = "" }: { textes: string[]; vide?: string }) {
  if (textes.length < 2) return <>{textes[0] ?? vide}</>;
  return (
    <ul>
      {textes.map((texte) => (
        <li key={texte}>{texte}</li>
      ))}
    </ul>
  );
}

export function LienDroit({ lien: { nature, id, label } }: { lien: Lien }) {
  return nature === "regle" ? (
    <Link to="/droit/$regle" params={{ regle: id }}>
      {label}
    </Link>
  ) : (
    <Link to="/droit/$dossier/$id" params={{ dossier: NATURES[nature].dossier, id }}>
      {label}
    </Link>
  );
}

export function Liens({ liens, vide }: { liens: Lien[]; vide: string }) {
  if (liens.length === 0) return <>{vide}</>;
  return (
    <ul>
      {liens.map((lien) => (
        <li key={lien.id}>
          <LienDroit lien={lien} />
        </li>
      ))}
    </ul>
  );
}

/** A sentence about acts: each leads to its page, with the codes that it must hold in French. */
export function PhraseDActes({ phrase, vide }: { phrase: Phrase; vide: string }) {
  if (phrase.length === 0) return <>{vide}</>;
  return (
    <>
      {phrase.map(({ text, act, codes }, rang) =>
        act ? (
          <span key={rang}>
            <LienDroit lien={{ nature: "acte", id: act, label: text }} />
            {codes.length > 0 && ` (${codesEnMots(act, codes)})`}
          </span>
        ) : (
          <span key={rang}>{text}</span>
        ),
      )}
    </>
  );
}

/** « Mémoire ampliatif ou Mémoire en défense, Matière civile ». */
export function codesEnMots(acte: string, codes: Phrase[number]["codes"]): string {
  const champs = [...new Set(codes.map(({ field }) => field))];
  const mots = (champ: string) =>
    codes.filter(({ field }) => field === champ).map(({ code }) => motDuCode(acte, champ, code) ?? (code.includes(".") ? code : libelle(code)));
  return champs.map((champ) => mots(champ).join(" ou ")).join(", ");
}

interface TableProps {
  /** « délai », « délais »: what is counted in the caption. */
  singulier: string;
  plusieurs?: string;
  entrees: Entree[];
  /** What the short note says of each. */
  note: string;
  /** Whether each says what it is. */
  avecNature?: boolean;
}

/** Things of the law, one a line, each leading to its page. */
export function TableDuDroit({ singulier, plusieurs, entrees, note, avecNature = false }: TableProps) {
  return (
    <div className="greffe-table">
      <table>
        <caption>{pluriel(entrees.length, singulier, plusieurs)}</caption>
        <thead>
          <tr>
            <th scope="col">Nom</th>
            {avecNature && <th scope="col">Nature</th>}
            <th scope="col">{note}</th>
            <th scope="col">Texte</th>
          </tr>
        </thead>
        <tbody>
          {entrees.map((entree) => (
            <tr key={`${entree.nature} ${entree.id}`} data-ligne>
              <th scope="row">
                <LienDroit lien={entree} />
              </th>
              {avecNature && <td>{NATURES[entree.nature].nom}</td>}
              <td>{majuscule(entree.note)}</td>
              <td>{entree.article}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The same under a heading, or nothing where there is none. */
export function SectionDuDroit({ titre, ...table }: TableProps & { titre: string }) {
  if (table.entrees.length === 0) return null;
  return (
    <section aria-label={titre}>
      <h2 className="fr-h5 fr-mt-3w">{titre}</h2>
      <TableDuDroit {...table} />
    </section>
  );
}

