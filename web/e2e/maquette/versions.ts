/** Versions of the law as the gateway in memory knows them: in force, to come, tried in each state that a screen can show. */
import type * as T from "../../src/api/types";
import { agents, dossier, numero, session } from "./donnees";
import type { Reponse } from "./maquette";

const uuid = (rang: number) => `00000000-0000-4000-9000-${String(rang).padStart(12, "0")}`;
const AUJOURDHUI = new Intl.DateTimeFormat("fr-CA", { timeZone: "Europe/Paris" }).format(new Date());

export const ESSAI = uuid(1);
export const DEPASSE = uuid(2);
export const AUTRE_JOUR = uuid(3);
export const ILLISIBLE = uuid(4);
export const IMMOBILE = uuid(5);
const ANCIEN = uuid(6);

export const administration: T.Session = {
  ...session,
  agent: { agent_id: uuid(900), subject: "administration", display_name: "Hélène Ravier", roles: ["administration"], chambres: [] },
};

/** Who works at the Court, by role; every one where none is asked for. */
export const annuaire = (role: string | null): T.Agent[] => (role ? agents : [...agents, session.agent, administration.agent]);

const essai = (trial_id: string, reste: Partial<T.EssaiDuDroit> = {}): T.EssaiDuDroit => ({
  trial_id,
  version: "2026.11.3",
  base: "2026.11.2",
  as_of: AUJOURDHUI,
  actor: "greffe.central",
  started_at: `${AUJOURDHUI}T07:12:00Z`,
  ended_at: `${AUJOURDHUI}T07:12:40Z`,
  total: 1204,
  done: 1204,
  moved: 42,
  unread: 0,
  outdated: false,
  ...reste,
});

export const enCours = (done: number): T.EssaiDuDroit => essai(ESSAI, { ended_at: null, done, moved: Math.round(done / 30) });

const ESSAIS: T.EssaiDuDroit[] = [
  essai(ESSAI),
  essai(IMMOBILE, { moved: 0 }),
  essai(ILLISIBLE, { version: "2026.11.1", moved: 2, unread: 2 }),
  essai(AUTRE_JOUR, { as_of: "2026-11-20", started_at: "2026-11-20T09:00:00Z", ended_at: "2026-11-20T09:02:00Z" }),
  essai(DEPASSE, { base: "2026.11.1", as_of: "2026-11-10", started_at: "2026-11-10T09:00:00Z", ended_at: "2026-11-10T09:02:00Z", outdated: true }),
  essai(ANCIEN, { version: "2026.11.2", base: "2026.11.1", as_of: "2026-11-12", started_at: "2026-11-12T09:00:00Z", ended_at: "2026-11-12T09:02:00Z", outdated: true }),
];

const HISTORIQUE: T.MiseEnVigueur[] = [
  {
    seq: 2,
    version: "2026.11.2",
    since: "2026-11-12T10:30:00Z",
    actor: "administration",
    reason: "Décret n° 2026-980 du 4 novembre 2026, en vigueur le 12 novembre 2026.",
    trial_id: ANCIEN,
  },
  { seq: 1, version: "2026.11.1", since: "2026-09-01T06:00:00Z", actor: "service:dossier", reason: "Première mise en service.", trial_id: null },
];

export const versions: T.VersionsDuDroit = {
  in_force: HISTORIQUE[0],
  known: ["2026.11.1", "2026.11.2", "2026.11.3"],
  history: HISTORIQUE,
  trials: ESSAIS,
  behind: 0,
};

const CHANGEMENTS: T.FichierChange[] = [
  {
    kind: "acte",
    id: "memoire_depose",
    label: "Mémoire déposé",
    change: "change",
    fields: [{ field: "attr[1].values", before: "ampliatif, en_defense", after: "ampliatif, en_defense, personnel" }],
  },
  {
    kind: "regle",
    id: "civil.memoire_ampliatif.depot",
    label: "Dépôt du mémoire ampliatif",
    change: "change",
    fields: [
      { field: "satisfied_by[0].act", before: "memoire_depose(nature=ampliatif)", after: "memoire_depose(nature=ampliatif|personnel)" },
      { field: "term.months", before: "4", after: "3" },
      { field: "former[0].before", before: null, after: "2026-12-01" },
    ],
  },
  { kind: "regle", id: "civil.nouvelle", label: "Délai des observations sur l’avis", change: "ajoute", fields: [] },
  { kind: "tache", id: "relancer", label: "Relancer le dépôt du dossier", change: "retire", fields: [] },
  { kind: "commun", id: "sans_delai", label: "sans_delai", change: "change", fields: [{ field: "prorogation", before: "true", after: "false" }] },
];

const NOMBRE = 60;
/** One case of which a term moves, a task goes and a stage changes; many of which a term moves. */
const MOUVEMENTS: T.Mouvement[] = [
  { kind: "stade", label: "Stade", code: null, article: null, before: { word: "Mémoire ampliatif attendu" }, after: { word: "Distribué" } },
  { kind: "echeance", label: "Dépôt du mémoire ampliatif", code: "civil.memoire_ampliatif.depot", article: "CPC 978", before: { day: "2026-12-03", word: "ouverte" }, after: { day: "2026-11-03", word: "satisfaite_hors_delai" } },
  { kind: "tache", label: "Relancer le dépôt du dossier", code: "relancer", article: "CPC 979", before: { day: "2026-12-01", word: "greffe_chambre" }, after: null },
  { kind: "notification", label: "Avis du délai au demandeur", code: "not.civ.05", article: "CPC 987", before: null, after: { day: "2026-12-07", word: "du" } },
  ...Array.from({ length: NOMBRE }, () => ({
    kind: "echeance",
    label: "Délai des observations sur l’avis",
    code: "civil.nouvelle",
    article: "CPC 1015-1",
    before: null,
    after: { day: "2027-01-01", word: "indeterminee" },
  })),
].map((mouvement, rang) => ({
  ...mouvement,
  seq: rang + 1,
  dossier_id: rang < 4 ? dossier.dossier_id : uuid(1_000 + rang),
  dossier_number: rang < 4 ? dossier.number : numero(rang),
}));

const ILLISIBLES: T.Mouvement[] = [1, 2].map((rang) => ({
  seq: rang,
  dossier_id: uuid(2_000 + rang),
  dossier_number: numero(rang),
  kind: "illisible",
  label: "Le dossier ne se lit pas sous cette version",
  before: null,
  after: { word: "L’acte n° 3 porte une donnée que cette version ne connaît pas." },
}));

function mouvementsDe(essai: string): T.Mouvement[] {
  if (essai === IMMOBILE) return [];
  return essai === ILLISIBLE ? ILLISIBLES : MOUVEMENTS;
}

const compter = (mouvements: T.Mouvement[]): T.CompteMouvements[] =>
  [...new Set(mouvements.map(({ kind }) => kind))].sort().map((kind) => ({ kind, count: mouvements.filter((un) => un.kind === kind).length }));

export function pageEssai(trial: T.EssaiDuDroit, { searchParams }: URL): T.PageEssai {
  const tous = mouvementsDe(trial.trial_id);
  const nature = searchParams.get("nature");
  const apres = Number(searchParams.get("apres") ?? 0);
  const suite = tous.filter(({ kind, seq }) => (!nature || kind === nature) && seq > apres);
  const moves = suite.slice(0, Number(searchParams.get("size") ?? 50));
  return { trial, moves, counts: compter(tous), next: moves.length < suite.length ? moves.at(-1)?.seq : null };
}

export const essaiDe = (id: string | undefined) => ESSAIS.find(({ trial_id }) => trial_id === id);

/** What is asked for when both are known; nothing else differs between two versions than what the last brings. */
export function differencesDe(depuis: string, version: string): T.DifferencesDuDroit | undefined {
  if (!versions.known.includes(depuis) || !versions.known.includes(version)) return undefined;
  const derniere = [depuis, version].filter((une) => une === "2026.11.3").length;
  return { from: depuis, to: version, changes: derniere === 1 ? CHANGEMENTS : [] };
}

export const essayer = ({ version }: Record<string, unknown>): Reponse => ({ statut: 201, corps: essai(ESSAI, { version: String(version), ended_at: null, done: 0, moved: 0 }) });

export const mettreEnVigueur = ({ version, trial_id, reason }: Record<string, unknown>): Reponse => ({
  statut: 201,
  corps: { seq: 3, version, since: new Date().toISOString(), actor: "administration", reason, trial_id },
});
