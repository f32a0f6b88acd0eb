import type { ConstatControle, RapportControle } from "../../api/types";

/** Milestones in the order of a case, as the address names them. */
export const JALONS = {
  enregistrement: "Enregistrement",
  distribution: "Distribution",
  audiencement: "Audiencement",
  prononce: "Prononcé",
  notification: "Notification",
  cloture: "Clôture",
} as const;
export type Jalon = keyof typeof JALONS;

export const jalonDe = (valeur: unknown) => (Object.keys(JALONS) as Jalon[]).find((jalon) => jalon === valeur);

/** What stops first, then what must be looked at, then what is good to know. */
export const GRAVITES = [
  ["bloquante", "Arrête le jalon", "Arrêtent le jalon"],
  ["avertissement", "À voir avant le jalon", "À voir avant le jalon"],
  ["information", "Pour information", "Pour information"],
] as const;

export const parGravite = (constats: ConstatControle[]) =>
  GRAVITES.map(([gravite, un, plusieurs]) => {
    const siens = constats.filter(({ severity }) => severity === gravite);
    return { gravite, titre: siens.length > 1 ? plusieurs : un, constats: siens };
  }).filter(({ constats: siens }) => siens.length > 0);

/** What an act that passes the milestone would meet, in a sentence. */
export function bilan({ passed, stops, findings, parts }: RapportControle): string {
  if (passed) return "Ce jalon est franchi.";
  const bloquants = findings.filter(({ severity }) => severity === "bloquante").length;
  const muets = parts.filter(({ answered }) => !answered).length;
  if (!stops) return "Rien n’arrête ce jalon.";
  const motifs = [
    bloquants > 0 && (bloquants === 1 ? "une irrégularité l’arrête" : `${bloquants} irrégularités l’arrêtent`),
    muets > 0 && (muets === 1 ? "une part n’est pas vérifiée" : `${muets} parts ne sont pas vérifiées`),
  ].filter(Boolean);
  return `Ce jalon serait refusé : ${motifs.join(", et ")}.`.replace(" :", "\u00a0:");
}
