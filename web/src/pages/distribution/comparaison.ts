import type { CandidatDeCarte, CarteComparee, ChangementDeCarte, Comparaison, PlanCompare, RaisonDeChangement } from "../../api/types";
import { enCsv } from "../../composants/csv";
import { dateChiffree } from "../../composants/formats";
import { enDossiers, enDossiersOuRien, termesEnMots } from "./mots";

/** How a card differs, for people: plan A is the one that was opened first on the page. */
export const CHANGEMENTS: Record<ChangementDeCarte, string> = {
  identique: "Attribué de même",
  autre_personne: "À une autre personne",
  attribue: "Attribué par le plan B seul",
  laisse: "Attribué par le plan A seul",
  premier_seul: "Du lot du plan A seul",
  second_seul: "Du lot du plan B seul",
};

export const RAISONS: Record<RaisonDeChangement, string> = {
  deplacement: "carte déplacée, avec un motif",
  limite: "une limite écarte d’un plan la personne de l’autre",
  hors_du_plan: "une personne n’est pas dans les deux plans",
  poids_ou_terme: "autre poids ou autre terme",
  charge_anterieure: "charge déjà portée, autre d’un plan à l’autre",
  temps: "temps disponible, autre d’un plan à l’autre",
  equilibre: "équilibre, par suite des autres cartes",
};

export interface Filtres {
  /** Empty for all that differ, `tous` for every card. */
  changement: "" | "tous" | ChangementDeCarte;
  /** Who has it in either plan. */
  magistrat: string;
  raison: "" | RaisonDeChangement;
}

/** The cards that the filters keep. */
export const retenues = (cartes: CarteComparee[], { changement, magistrat, raison }: Filtres) =>
  cartes.filter(
    ({ change, causes, left, right }) =>
      (changement === "tous" || (changement ? change === changement : change !== "identique")) &&
      (!magistrat || left?.agent_id === magistrat || right?.agent_id === magistrat) &&
      (!raison || causes.includes(raison)),
  );

/** Why somebody might have a card, or might not, in one plan. */
export const compteEnMots = (candidat: CandidatDeCarte) =>
  candidat.limits.length > 0
    ? candidat.limits.map(({ nature, phrase, basis }) => `${nature === "interdit" ? "Interdit" : "Écarté"}\u00a0: ${phrase} (${basis})`).join("\u00a0; ")
    : `${termesEnMots(candidat)}, total ${enDossiers(candidat.total)}`;

/** Whose a card is, in words. */
export const aQui = (cote: CarteComparee["left"]) => (cote ? (cote.agent_id ? (cote.agent_name ?? "Personne inconnue du registre") : "Personne") : "—");

const unmet = ({ figures }: PlanCompare, code: string) => enDossiers(figures.unmet.find((terme) => terme.code === code)?.value ?? 0);

/** Figures of a plan, each with its name: fairness, lateness, limits, preferences. */
export const MESURES: { nom: string; lire: (plan: PlanCompare) => string }[] = [
  { nom: "Écart entre la charge la plus forte et la plus faible", lire: ({ figures }) => enDossiersOuRien(figures.spread) },
  { nom: "Charge la plus forte", lire: ({ figures }) => enDossiersOuRien(figures.most) },
  { nom: "Charge la plus faible", lire: ({ figures }) => enDossiersOuRien(figures.least) },
  { nom: "Charge moyenne", lire: ({ figures }) => enDossiersOuRien(figures.mean) },
  { nom: "Cartes", lire: ({ figures }) => String(figures.cards) },
  { nom: "Cartes sans personne", lire: ({ figures }) => String(figures.waiting) },
  { nom: "Cartes urgentes sans personne", lire: ({ figures }) => String(figures.urgent_waiting) },
  { nom: "Limites de la loi rencontrées", lire: ({ figures }) => String(figures.forbidden) },
  { nom: "Limites à justifier rencontrées", lire: ({ figures }) => String(figures.to_justify) },
  { nom: "Hors des spécialités", lire: (plan) => unmet(plan, "hors_specialite") },
  { nom: "Affaires liées non suivies", lire: (plan) => unmet(plan, "hors_suite") },
  { nom: "Absences avant un terme urgent", lire: (plan) => unmet(plan, "absent_urgence") },
];

/** Load in the second plan less load in the first, as if at full time; nothing where one has none. */
export function ecart({ left, right }: Comparaison["loads"][number]): string {
  const [avant, apres] = [left?.relative_after, right?.relative_after];
  if (typeof avant !== "number" || typeof apres !== "number") return "—";
  return `${apres > avant ? "+" : ""}${enDossiers(apres - avant)}`;
}

const comptes = (cote: CarteComparee["left"]) =>
  (cote?.candidates ?? []).map((candidat) => `${candidat.agent_name ?? "Personne inconnue du registre"}\u00a0: ${compteEnMots(candidat)}`).join("\u00a0; ");

/** The cards as a spreadsheet reads them, a line a card. */
export const csv = (cartes: CarteComparee[]): string =>
  enCsv([
    ["Dossier", "Rang", "Plan A", "Plan B", "Changement", "Raisons", "Poids A", "Poids B", "Terme A", "Terme B", "Motif A", "Motif B", "Compte du plan A", "Compte du plan B"],
    ...cartes.map(({ number, rank, left, right, change, causes }) => [
      number ?? "Dossier scellé",
      String(rank),
      aQui(left),
      aQui(right),
      CHANGEMENTS[change],
      causes.map((cause) => RAISONS[cause]).join(", "),
      left ? enDossiers(left.weight) : "",
      right ? enDossiers(right.weight) : "",
      left?.due ? dateChiffree(left.due) : "",
      right?.due ? dateChiffree(right.due) : "",
      left?.reason ?? "",
      right?.reason ?? "",
      comptes(left),
      comptes(right),
    ]),
  ]);
