import { Breadcrumb } from "@codegouvfr/react-dsfr/Breadcrumb";
import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { ExempleDeRegle, RegleDetaillee, VersionDeRegle } from "../../api/regles";
import { regle } from "../../api/requetes";
import type { Etape } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { Button } from "../../composants/bouton";
import { date, dateLongue, INSECABLE, majuscule } from "../../composants/formats";
import { MentionImpression } from "../../composants/impression";
import { TitrePage } from "../../composants/titre-page";
import { faitsEnMots } from "../simulation/faits";
import { simulationDeLigne } from "../simulation/simulation";

const RESERVE = "Les textes publiés au Journal officiel font seuls foi.";

/** A rule of delay, from what starts it to what it costs to let it pass. */
export function ReglePage() {
  const { regle: nom } = useParams({ from: "/droit/$regle" });
  const { data, error, refetch } = useQuery(regle(nom));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="la règle" />;
  return (
    <>
      <Breadcrumb
        className="fr-mt-0"
        segments={[{ label: "Le droit appliqué", linkProps: { href: "/droit" } }]}
        currentPageLabel={data.label}
      />
      <div className="greffe-entete">
        <div>
          <p className="fr-mb-1v">{data.procedure.label}</p>
          <TitrePage titre={data.label} className="fr-h2" />
        </div>
        <div className="greffe-actions">
          <Link to="/simulation" search={{ regle: data.rule }} className="fr-btn fr-btn--icon-left fr-icon-calendar-event-line">
            Simuler ce délai
          </Link>
          <Button priority="tertiary" iconId="fr-icon-printer-line" onClick={() => window.print()}>
            Imprimer
          </Button>
        </div>
      </div>
      <MentionImpression reserve={RESERVE} />
      <Texte regle={data} />
      <Exemples regle={data} />
      <p className="greffe-mention fr-mt-2w">Catalogue du droit {data.catalogue}.</p>
    </>
  );
}

function Texte({ regle: lue }: { regle: RegleDetaillee }) {
  const report = lue.calendar
    ? "Un terme qui tombe un samedi, un dimanche ou un jour férié est reporté au premier jour ouvrable."
    : "Aucun report au premier jour ouvrable.";
  const lignes: [string, ReactNode][] = [
    ["Texte", lue.article],
    ["Qui est lié", majuscule(lue.bound)],
    ["Ce qui fait courir le délai", <Liste key="departs" textes={lue.triggers.map(({ label, length }) => majuscule(label) + (length && length !== lue.length ? `${INSECABLE}: ${length}` : ""))} />],
    ["Longueur", majuscule(lue.length)],
    ...(lue.special.length > 0
      ? [["Délais spéciaux", <Liste key="speciaux" textes={lue.special.map(({ text, length }) => `${text}${INSECABLE}: ${length}`)} />] as [string, ReactNode]]
      : []),
    ["Ce qui l’allonge ou le réduit", <Etapes key="extensions" etapes={lue.extensions} vide="Rien." />],
    ["Report", report],
    ["Ce qui l’interrompt", <Etapes key="interruptions" etapes={lue.interruptions} vide="Rien." />],
    ["Ce qui y satisfait", <Liste key="satisfaction" textes={lue.satisfied_by} vide="Aucun acte que le programme reconnaisse : ce délai se simule seulement." />],
    ["Sanction", lue.sanction ? `${majuscule(lue.sanction.label)}, prononcée par ${lue.sanction.by}` : "Aucune que le catalogue connaisse."],
    ["En vigueur", <Versions key="versions" versions={lue.versions} />],
    ...(lue.recodification ? [["Recodification, non en vigueur", lue.recodification] as [string, ReactNode]] : []),
    ...(lue.doubt ? [["Point discuté", majuscule(lue.doubt)] as [string, ReactNode]] : []),
  ];
  return (
    <dl className="greffe-regle">
      {lignes.map(([terme, contenu]) => (
        <div key={terme} className="greffe-regle__ligne">
          <dt>{terme}</dt>
          <dd>{contenu}</dd>
        </div>
      ))}
    </dl>
  );
}

function Liste({ textes, vide = "" }: { textes: string[]; vide?: string }) {
  if (textes.length < 2) return <>{textes[0] ?? vide}</>;
  return (
    <ul>
      {textes.map((texte) => (
        <li key={texte}>{texte}</li>
      ))}
    </ul>
  );
}

function Etapes({ etapes, vide }: { etapes: Etape[]; vide: string }) {
  if (etapes.length === 0) return <>{vide}</>;
  return (
    <ul>
      {etapes.map(({ text, basis }) => (
        <li key={text}>
          {text}
          {basis && <span className="greffe-article">{basis}</span>}
        </li>
      ))}
    </ul>
  );
}

function Versions({ versions }: { versions: VersionDeRegle[] }) {
  if (versions.length === 0) return <>Une seule version au catalogue, sans date connue.</>;
  return <Liste textes={versions.map(({ from, until, length, article }) => `${periode(from, until)}${INSECABLE}: ${length} (${article})`)} />;
}

function periode(depuis?: string | null, jusque?: string | null): string {
  if (depuis && jusque) return `Du ${date(depuis)} au ${date(jusque)}`;
  if (depuis) return `Depuis le ${date(depuis)}`;
  return jusque ? `Jusqu’au ${date(jusque)}` : "Sans limite de date connue";
}

/** What the table has already in a column or in its title. */
const DITS = new Set(["Texte", "Point de départ", "Jour de départ"]);

/** Each is a question and its answer; the program is tested on them. */
function Exemples({ regle: lue }: { regle: RegleDetaillee }) {
  if (lue.examples.length === 0) return null;
  return (
    <div className="greffe-table">
      <table>
        <caption>Exemples</caption>
        <thead>
          <tr>
            <th scope="col">Départ</th>
            <th scope="col">Faits</th>
            <th scope="col">Réponse</th>
            <th scope="col">Raison</th>
            <th scope="col" className="greffe-sans-impression">
              Essai
            </th>
          </tr>
        </thead>
        <tbody>
          {lue.examples.map((exemple, rang) => (
            <UnExemple key={rang} regle={lue} exemple={exemple} rang={rang + 1} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function UnExemple({ regle: lue, exemple: { line, expected, ambiguous, why }, rang }: { regle: RegleDetaillee; exemple: ExempleDeRegle; rang: number }) {
  const simulation = simulationDeLigne(line);
  const depart = line.start ?? line.start_at;
  const faits = faitsEnMots(simulation, lue, []).filter(([terme]) => !DITS.has(terme));
  return (
    <tr data-ligne>
      <td>{depart ? dateLongue(depart) : "Non connu"}</td>
      <td>
        {faits.map(([terme, texte], ici) => (
          <span key={ici} className="greffe-exemple">
            {terme}
            {INSECABLE}: {texte}
          </span>
        ))}
      </td>
      <td>
        {expected ? dateLongue(expected) : "Indéterminé"}
        {ambiguous && <span className="greffe-mention"> · deux lectures</span>}
      </td>
      <td>{majuscule(why)}</td>
      <td className="greffe-sans-impression">
        <Link to="/simulation" search={simulation}>
          Simuler<span className="fr-sr-only"> l’exemple {rang}</span>
        </Link>
      </td>
    </tr>
  );
}
