import { peut } from "../../api/droits";
import type { Avis, Controle, Dossier } from "../../api/types";

const RANG_AVIS: Avis["status"][] = ["revenu", "du", "envoye", "prouve"];
const RANG_CONTROLE: Controle["result"][] = ["irregulier", "non_verifie"];
const RANG_GRAVITE: Controle["severity"][] = ["bloquante", "avertissement", "information"];

/** What came back and what must go first, the nearest day before the others. */
export const avisPressants = (avis: Avis[]) =>
  [...avis].sort(
    (a, b) => RANG_AVIS.indexOf(a.status) - RANG_AVIS.indexOf(b.status) || (a.due ?? "9999").localeCompare(b.due ?? "9999"),
  );

/** What is wrong before what nobody has looked at, the gravest first. */
export const controlesParGravite = (controles: Controle[]) =>
  [...controles].sort(
    (a, b) =>
      RANG_CONTROLE.indexOf(a.result) - RANG_CONTROLE.indexOf(b.result) ||
      RANG_GRAVITE.indexOf(a.severity) - RANG_GRAVITE.indexOf(b.severity),
  );

/** What waits for somebody: notices without proof, points not in order. */
export const resteAFaire = ({ notices, checks }: Pick<Dossier, "notices" | "checks">) =>
  notices.filter(({ status }) => status !== "prouve").length + checks.length;

export const peutTenirAvis = (dossier: Dossier) => peut(dossier, "enregistrer_acte_de_la_cour");

/** The gateway gives nothing to who does not instruct the case: an empty tab would tell them it is in order. */
export const voitAvis = (dossier: Dossier) => dossier.notices.length > 0 || dossier.checks.length > 0 || peutTenirAvis(dossier);

const JALONS: Record<string, string> = {
  enregistrement: "l’enregistrement",
  distribution: "la distribution",
  audiencement: "l’audiencement",
  prononce: "le prononcé",
  notification: "la notification de la décision",
  cloture: "la clôture",
};

/** `la distribution et le prononcé`. */
export function jalonsEnMots(milestones: string[]): string {
  const mots = milestones.map((code) => JALONS[code] ?? code.replaceAll("_", " "));
  return [mots.slice(0, -1).join(", "), ...mots.slice(-1)].filter(Boolean).join(" et ");
}
