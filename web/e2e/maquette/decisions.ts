/** Decisions of the dossier of the maquette: one partial, one taken back, one before the public. */
import type * as T from "../../src/api/types";
import { dossier } from "./donnees";

const uuid = (rang: number) => `00000000-0000-4000-8000-0000000007${String(rang).padStart(2, "0")}`;
export const ARRET = uuid(1);
export const REMIS = uuid(3);
export const SHA = "ab".repeat(32);
export const TEXTE =
  "La Cour de cassation, deuxième chambre civile, a rendu l’arrêt suivant : Mme Lucie Fontanel, domiciliée à Brignoud, et M. Ali Ben, témoin, contre Ateliers du Vercors.";

const ligne = (rang: number, champs: Partial<T.LigneDecision>): T.LigneDecision => ({
  act_id: uuid(rang),
  dossier_id: dossier.dossier_id,
  number: dossier.number,
  kind: "decision_prononcee",
  label: "Prononcé de la décision",
  nature: "arret",
  solution: "cassation",
  formation: "fs",
  chambre: "civ2",
  register_number: String(120 + rang),
  ecli: `ECLI:FR:CCASS:2026:C200${120 + rang}`,
  pronounced_on: "2026-10-14",
  publication: ["b"],
  state: "en_vigueur",
  release: "a_mettre",
  release_by: "2027-04-14",
  title: "Ateliers du Vercors c. Lucie Fontanel",
  joined_numbers: [],
  joined_count: 0,
  ...champs,
});

const decision = (row: T.LigneDecision, champs: Partial<T.DecisionLue> = {}): T.DecisionLue => ({
  row,
  outcomes: [],
  dispositif: null,
  text: null,
  text_sha256: null,
  renvoi: null,
  renvoi_court: null,
  etendue: null,
  joined_numbers: [],
  releases: [],
  categories: [],
  ...champs,
});

export const lues: T.DecisionsLues = {
  version: dossier.version,
  permissions: ["mettre_a_disposition"],
  decisions: [
    decision(ligne(1, { joined_numbers: ["D 26-10.002"], joined_count: 1 }), {
      dispositif: "CASSE ET ANNULE, mais seulement en ce qu’il condamne Mme Fontanel ; RENVOIE l’affaire devant la cour d’appel de Chambéry.",
      text: TEXTE,
      text_sha256: SHA,
      renvoi: "avec_renvoi",
      renvoi_court: "cour d’appel de Chambéry",
      etendue: "partielle",
      joined_numbers: ["D 26-10.002"],
      outcomes: [
        {
          solution: "cassation",
          solution_label: "Cassation",
          article: "CPC 604, 623 à 626",
          pourvoi_ids: [],
          party_ids: [],
          decision_ids: dossier.decisions.map(({ decision_id }) => decision_id),
          chef: "en ce qu’il condamne Mme Fontanel",
        },
        {
          solution: "rejet",
          solution_label: "Rejet",
          article: "CPC 604",
          pourvoi_ids: [],
          party_ids: dossier.parties.slice(0, 1).map(({ party_id }) => party_id),
          decision_ids: [],
          chef: "pour le surplus",
        },
      ],
      categories: ["localite"],
    }),
    decision(ligne(2, { state: "rabattue", release: "retiree", pronounced_on: "2026-09-09" }), { dispositif: "REJETTE le pourvoi." }),
    decision(ligne(3, { kind: "decheance_constatee", label: "Déchéance", nature: "ordonnance", solution: "decheance", formation: null, release: "remise", pronounced_on: "2026-08-20", publication: [] }), {
      dispositif: "CONSTATE la déchéance du pourvoi à l’égard de M. Copropriétaire.",
      releases: [
        {
          act_id: uuid(30),
          version_sha256: SHA,
          state: "remise",
          attempts: 3,
          last_error: null,
          released_at: "2026-08-21T09:00:00Z",
          handed_at: "2026-08-21T09:03:00Z",
          categories: ["personne_physique"],
        },
      ],
    }),
  ],
};

export const lignes = lues.decisions.map(({ row }) => row);

/** The version, as far as a page needs one: what is added hides what it covers. */
export function version({ added }: { added: T.Passage[] }): T.VersionPublique {
  const noms: T.Passage[] = [{ start: TEXTE.indexOf("Lucie Fontanel"), end: TEXTE.indexOf("Lucie Fontanel") + 14, category: "personne_physique", label: "[A]" }];
  const caches = [...noms, ...added.map((un, rang) => ({ ...un, label: `[${rang + 2}]` }))].sort((a, b) => a.start - b.start);
  const lettres = [...TEXTE];
  let texte = "";
  let place = 0;
  for (const { start, end, label } of caches) {
    texte += lettres.slice(place, start).join("") + label;
    place = end;
  }
  return {
    text: texte + lettres.slice(place).join(""),
    version_sha256: SHA,
    hidden: caches,
    categories: [...new Set(caches.map(({ category }) => category))],
  };
}
