import type { CompteMouvements, EssaiDuDroit, MiseEnVigueur, VersionsDuDroit } from "../../api/types";
import { date, INSECABLE, pluriel } from "../../composants/formats";

/** Words and decisions of the screens of versions, apart from what draws them. */

export type Place = "en_vigueur" | "anterieure" | "plus_recente";

/** Versions are numbers between points: `2026.11.10` comes after `2026.11.9`. */
export function comparer(a: string, b: string): number {
  const [un, deux] = [a.split(".").map(Number), b.split(".").map(Number)];
  for (let rang = 0; rang < Math.max(un.length, deux.length); rang += 1) {
    const ecart = (un[rang] ?? -1) - (deux[rang] ?? -1);
    if (ecart) return ecart;
  }
  return 0;
}

/** Where a version stands beside that in force; nothing before the first. */
export function placeDe(version: string, enVigueur: string | undefined): Place | undefined {
  if (!enVigueur) return undefined;
  const ecart = comparer(version, enVigueur);
  if (ecart === 0) return "en_vigueur";
  return ecart < 0 ? "anterieure" : "plus_recente";
}

/** Which two versions one looks at first: what is to come from what is in force, else what the last brought. */
export function paireHabituelle({ known, in_force }: Pick<VersionsDuDroit, "known" | "in_force">): { depuis: string; version: string } | undefined {
  const version = known.at(-1);
  if (!version) return undefined;
  const enVigueur = in_force?.version;
  if (enVigueur && enVigueur !== version && known.includes(enVigueur)) return { depuis: enVigueur, version };
  return { depuis: known.at(-2) ?? version, version };
}

export type EtatEssai = "en_cours" | "depasse" | "autre_jour" | "illisible" | "a_jour";

/** What a dry run is worth that day (ISO, Paris). */
export function etatEssai(essai: EssaiDuDroit, jour: string): EtatEssai {
  if (essai.outdated) return "depasse";
  if (!essai.ended_at) return "en_cours";
  if (essai.as_of !== jour) return "autre_jour";
  return essai.unread > 0 ? "illisible" : "a_jour";
}

export const ETATS_ESSAI: Record<EtatEssai, { texte: string; gravite?: "info" | "success" | "warning" | "error" }> = {
  en_cours: { texte: "En cours", gravite: "info" },
  depasse: { texte: "Dépassé" },
  autre_jour: { texte: "D’un autre jour" },
  illisible: { texte: "Dossiers illisibles", gravite: "error" },
  a_jour: { texte: "À jour", gravite: "success" },
};

/** Each reason for which the version cannot be put in force on the strength of this dry run, and what to do. */
export function empechements(essai: EssaiDuDroit, jour: string): string[] {
  const raisons: string[] = [];
  if (!essai.ended_at) raisons.push("L’essai n’est pas fini. Attendez qu’il ait parcouru tous les dossiers ouverts.");
  if (essai.outdated) raisons.push("Une autre version a été mise en vigueur depuis l’essai. Relancez-le, puis décidez.");
  if (essai.as_of !== jour) raisons.push(`L’essai vaut pour le ${date(essai.as_of)}, et la décision se prend sur un essai du jour. Relancez-le.`);
  if (essai.unread > 0) {
    const portent = essai.unread > 1 ? "portent" : "porte";
    raisons.push(
      `${pluriel(essai.unread, "dossier")} ${portent} des actes que cette version ne connaît pas${INSECABLE}: elle ne peut pas leur être appliquée. L’essai en donne la liste.`,
    );
  }
  return raisons;
}

/** The decision that rested on this dry run. */
export const decisionSur = (essai: EssaiDuDroit, historique: MiseEnVigueur[]) =>
  historique.find(({ trial_id }) => trial_id === essai.trial_id);

const NATURES: Record<string, { un: string; plusieurs: string }> = {
  procedure: { un: "procédure", plusieurs: "procédures" },
  stade: { un: "stade", plusieurs: "stades" },
  echeance: { un: "échéance", plusieurs: "échéances" },
  tache: { un: "tâche", plusieurs: "tâches" },
  notification: { un: "avis ou notification", plusieurs: "avis et notifications" },
  controle: { un: "point de contrôle", plusieurs: "points de contrôle" },
  illisible: { un: "dossier illisible", plusieurs: "dossiers illisibles" },
};
const ORDRE = Object.keys(NATURES);

const motDeNature = (nature: string) => NATURES[nature] ?? { un: nature, plusieurs: nature };
export const nomDeNature = (nature: string) => motDeNature(nature).un;
export const compteEnMots = ({ kind, count }: CompteMouvements) => pluriel(count, motDeNature(kind).un, motDeNature(kind).plusieurs);

/** The kinds in the order in which a case is read. */
export function ordonner(comptes: CompteMouvements[]): CompteMouvements[] {
  const rang = ({ kind }: CompteMouvements) => (ORDRE.includes(kind) ? ORDRE.indexOf(kind) : ORDRE.length);
  return [...comptes].sort((a, b) => rang(a) - rang(b));
}

const ETATS: Record<string, string> = {
  // Of a deadline.
  ouverte: "ouverte",
  satisfaite: "respectée",
  satisfaite_hors_delai: "accomplie hors délai",
  expiree: "expirée",
  interrompue: "interrompue",
  indeterminee: "à établir",
  sans_objet: "sans objet",
  // Of a notice.
  du: "à envoyer",
  envoye: "envoyé",
  revenu: "revenu",
  prouve: "prouvé",
  // Of a check.
  regulier: "conforme",
  irregulier: "irrégulier",
  non_verifie: "non vérifié",
  // Who is in charge of a task.
  greffe_central: "greffe central",
  greffe_chambre: "greffe de chambre",
  premier_president: "premier président",
  president: "président",
  magistrat_siege: "magistrat du siège",
  avocat_general: "avocat général",
  parquet_secretariat: "secrétariat du parquet général",
  baj: "bureau d’aide juridictionnelle",
};

/** A status, a role or the name of a stage; what this version of the app does not know is shown as words. */
export const motDEtat = (mot: string) => ETATS[mot] ?? (/^[a-z_]+$/.test(mot) ? mot.replaceAll("_", " ") : mot);
