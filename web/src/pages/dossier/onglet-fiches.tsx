import { useQuery } from "@tanstack/react-query";
import { Fragment } from "react";
import { fiches } from "../../api/requetes";
import type { Dossier, FicheDecision } from "../../api/types";
import { ErreurSection } from "../../app/erreurs";
import { Attente } from "../../composants/attente";
import { dateLongue, INSECABLE } from "../../composants/formats";

/** Who a decision names, in the order in which it is read. */
const FONCTIONS: [string, string][] = [
  ["president", "Président"],
  ["delegue", "Magistrat délégué"],
  ["rapporteur", "Rapporteur"],
  ["avocat_general", "Avocat général"],
  ["greffier", "Greffier"],
  ["composition", "Composition de la formation"],
];

/** The mentions of each decision of the case, as it states them. */
export function OngletFiches({ dossier }: { dossier: Dossier }) {
  const { data, error, refetch } = useQuery(fiches(dossier.dossier_id));
  if (error && !data) return <ErreurSection quoi="Les fiches de décision" cause={error} reessayer={() => void refetch()} />;
  if (!data) return <Attente quoi="les fiches de décision" />;
  if (data.items.length === 0) return <p className="greffe-vide">Aucune fiche de décision n’est gardée dans ce dossier.</p>;
  return data.items.map((fiche) => <Fiche key={fiche.source} fiche={fiche} />);
}

function Fiche({ fiche }: { fiche: FicheDecision }) {
  const titre = [fiche.subkind || fiche.kind || "Décision", jour(fiche.decision_date)].filter(Boolean).join(" du ");
  return (
    <section>
      <h3 className="fr-h5">{titre.charAt(0).toLocaleUpperCase("fr") + titre.slice(1)}</h3>
      <dl className="greffe-faits">
        {mentions(fiche)
          .filter(([, valeurs]) => valeurs.length > 0)
          .map(([terme, valeurs]) => (
            <div key={terme} className="greffe-faits__large">
              <dt>{terme}</dt>
              {valeurs.map((texte, rang) => (
                <dd key={rang}>
                  {texte.split("\n").map((ligne, place) => (
                    <Fragment key={place}>
                      {place > 0 && <br />}
                      {ligne}
                    </Fragment>
                  ))}
                </dd>
              ))}
            </div>
          ))}
      </dl>
    </section>
  );
}

const jour = (iso: string | undefined) => (iso ? dateLongue(iso) : "");
const un = (texte: string | undefined) => (texte ? [texte] : []);
const ensemble = (...parties: (string | undefined)[]) => parties.filter(Boolean).join(", ");
const code = (dit: { code?: string; label?: string } | null | undefined) =>
  dit ? un(dit.label && dit.code ? `${dit.label} (${dit.code})` : dit.label || dit.code) : [];

/** Every mention of a sheet, with its title: what is not said makes no line. */
export function mentions(fiche: FicheDecision): [terme: string, valeurs: string[]][] {
  const personnes = (fonction: string) =>
    (fiche.persons ?? []).filter((une) => une.function === fonction).map(({ name, quality }) => ensemble(name, quality));
  const attaquees = (lues: FicheDecision["attacked"]) =>
    (lues ?? []).map(({ court, section, date, nature, rg, as_written }) =>
      [ensemble(nature, court, section, jour(date), rg && `n°${INSECABLE}${rg}`), as_written && `«${INSECABLE}${as_written}${INSECABLE}»`]
        .filter(Boolean)
        .join("\n"),
    );
  const { solution, publication, moyens } = fiche;
  return [
    ["Numéros de pourvoi", (fiche.numbers ?? []).map(({ key_letter, number }) => [key_letter, number].filter(Boolean).join(" "))],
    ["Nature de la décision", un(ensemble(fiche.kind, fiche.subkind))],
    ["Identifiant européen", un(fiche.ecli)],
    ["Numéro de minute", un(fiche.register_number)],
    ["Chambre", code(fiche.chamber)],
    ["Formation", code(fiche.formation)],
    ["Mention de formation", un(fiche.formation_mark)],
    ["Solution", solution ? [...code(solution), ...un(solution.as_written), ...un(solution.court_mark)] : []],
    ["Date de la décision", un(jour(fiche.decision_date))],
    ["Date de l’audience", un(jour(fiche.hearing_date))],
    ...FONCTIONS.map(([fonction, titre]): [string, string[]] => [titre, personnes(fonction)]),
    ["Demandeurs", fiche.demandeurs ?? []],
    ["Défendeurs", fiche.defendeurs ?? []],
    ["Intervenants", fiche.intervenants ?? []],
    ["Juridiction qui interroge la Cour", un(fiche.referring_court)],
    [
      "Avocats aux Conseils",
      (fiche.counsel ?? []).map(({ name, represents }) => [name, represents && `pour ${represents}`].filter(Boolean).join(", ")),
    ],
    ["Décisions attaquées", attaquees(fiche.attacked)],
    ["Décisions attaquées, selon le recueil", attaquees(fiche.attacked_indexed)],
    ["Jonction", fiche.jonction ? ["Pourvois joints"] : []],
    ["Pourvoi incident", fiche.pourvoi_incident ? ["La décision statue aussi sur un pourvoi incident"] : []],
    ["Visas", fiche.visas ?? []],
    ["Titrage", fiche.themes ?? []],
    ["Sommaire", fiche.summary ?? []],
    ["Textes appliqués", fiche.texts_applied ?? []],
    [
      "Publication",
      publication
        ? [...(publication.labels ?? []), ...un((publication.codes ?? []).join(", ")), ...un(publication.note), ...un(publication.category)]
        : [],
    ],
    [
      "Moyens",
      moyens
        ? [
            ...un(moyens.count == null ? "" : `${moyens.count}${moyens.count_source ? ` (${moyens.count_source})` : ""}`),
            ...(moyens.announced ?? []),
            ...(moyens.headings ?? []),
          ]
        : [],
    ],
    ["Cas d’ouverture", moyens?.cas_ouverture ?? []],
    [
      "Dates de la procédure",
      (fiche.procedural_dates ?? []).map(({ what, date, stage, quote }) =>
        [ensemble(what, jour(date), stage), quote && `«${INSECABLE}${quote}${INSECABLE}»`].filter(Boolean).join("\n"),
      ),
    ],
    ["Dispositif", un(fiche.dispositif)],
    ["Nature de l’affaire", un(fiche.nac)],
    ["Autres mentions du recueil", (fiche.references ?? []).map(({ name, value }) => `${name}${INSECABLE}: ${value}`)],
    ["Source", un(fiche.source)],
  ];
}
