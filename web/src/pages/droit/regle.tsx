import { useQuery } from "@tanstack/react-query";
import { Link, useParams } from "@tanstack/react-router";
import type { Phrase } from "../../api/droit";
import type { ExempleDeRegle, RegleDetaillee, VersionDeRegle } from "../../api/regles";
import { regle } from "../../api/requetes";
import type { Etape } from "../../api/types";
import { Erreur } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { date, dateLongue, INSECABLE, majuscule } from "../../composants/formats";
import { faitsEnMots } from "../simulation/faits";
import { simulationDeLigne } from "../simulation/simulation";
import { Definitions, LienDroit, Liens, type Ligne, Liste, PageDuDroit, PhraseDActes, SectionDuDroit } from "./elements";

/** A rule of delay, from what starts it to what it costs to let it pass. */
export function ReglePage() {
  const { regle: nom } = useParams({ from: "/droit/$regle" });
  const { data, error, refetch } = useQuery(regle(nom));
  if (error && !data) return <Erreur cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="la règle" />;
  return (
    <PageDuDroit
      surtitre={data.procedure.label}
      titre={data.label}
      catalogue={data.catalogue}
      actions={
        <Link to="/simulation" search={{ regle: data.rule }} className="fr-btn fr-btn--icon-left fr-icon-calendar-event-line">
          Simuler ce délai
        </Link>
      }
    >
      <Texte regle={data} />
      <Exemples regle={data} />
      <SectionDuDroit titre="Tâches que son échéance ouvre" singulier="tâche" entrees={data.tasks} note="À qui" />
      <SectionDuDroit titre="Avis qui le font courir ou y satisfont" singulier="avis" plusieurs="avis" entrees={data.notices} note="Destinataire" />
      <SectionDuDroit titre="Contrôles qui veulent qu’il ait été tenu" singulier="contrôle" entrees={data.checks} note="Gravité" />
    </PageDuDroit>
  );
}

function Texte({ regle: lue }: { regle: RegleDetaillee }) {
  const report = lue.calendar
    ? "Un terme qui tombe un samedi, un dimanche ou un jour férié est reporté au premier jour ouvrable."
    : "Aucun report au premier jour ouvrable.";
  const lignes: Ligne[] = [
    ["Texte", lue.article],
    ["Qui est lié", majuscule(lue.bound)],
    ["Ce qui fait courir le délai", <Departs key="departs" regle={lue} />],
    ["Longueur", majuscule(lue.length)],
    ...(lue.special.length > 0
      ? [["Délais spéciaux", <Liste key="speciaux" textes={lue.special.map(({ text, length }) => `${text}${INSECABLE}: ${length}`)} />] as Ligne]
      : []),
    ["Ce qui l’allonge ou le réduit", <Etapes key="extensions" etapes={lue.extensions} vide="Rien." />],
    ["Report", report],
    ["Ce qui l’interrompt", <Etapes key="interruptions" etapes={lue.interruptions} vide="Rien." />],
    ["Ce qui y satisfait", <Satisfaction key="satisfaction" actes={lue.satisfied_by} />],
    ["Sanction", lue.sanction ? `${majuscule(lue.sanction.label)}, prononcée par ${lue.sanction.by}` : "Aucune que le catalogue connaisse."],
    ["En vigueur", <Versions key="versions" versions={lue.versions} />],
    ...(lue.since ? [["Au catalogue", `Depuis la version ${lue.since}.`] as Ligne] : []),
    ...(lue.recodification ? [["Recodification, non en vigueur", lue.recodification] as Ligne] : []),
    ["Procédures", <Liens key="procedures" liens={lue.procedures} vide="Aucune dont le journal l’ouvre." />],
    ...(lue.doubt ? [["Point discuté", majuscule(lue.doubt)] as Ligne] : []),
  ];
  return <Definitions lignes={lignes} />;
}

/** Each start with the act of a journal that it is, where there is one. */
function Departs({ regle: { triggers, length: usuelle } }: { regle: RegleDetaillee }) {
  const departs = triggers.map(({ name, label, act, length }) => (
    <li key={name}>
      {act ? <LienDroit lien={{ nature: "acte", id: act, label: majuscule(label) }} /> : majuscule(label)}
      {length && length !== usuelle && `${INSECABLE}: ${length}`}
    </li>
  ));
  return <ul>{departs}</ul>;
}

function Satisfaction({ actes }: { actes: Phrase[] }) {
  if (actes.length === 0) return <>Aucun acte que le programme reconnaisse{INSECABLE}: ce délai se simule seulement.</>;
  return (
    <ul>
      {actes.map((acte, rang) => (
        <li key={rang}>
          <PhraseDActes phrase={acte} vide="" />
        </li>
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
