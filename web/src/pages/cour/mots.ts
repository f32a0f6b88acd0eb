import type { ActeSurLaCour, ChambreDeLaCour, UniteDeLaCour } from "../../api/types";
import { date, INSECABLE } from "../../composants/formats";

/** What an act does, as one chooses it. */
export const NATURES: Record<ActeSurLaCour["kind"], string> = {
  ouverte: "Ouverture",
  renommee: "Nouveau nom",
  reunie: "Réunion à une autre",
  fermee: "Fermeture",
  annulee: "Annulation",
};

/** Since when it exists, or no longer. */
export function depuisQuand({ opened_on, closed_on, into }: UniteDeLaCour, nom: (code: string) => string): string {
  if (closed_on) return into ? `Réunie à ${nom(into)} le ${date(closed_on)}` : `Fermée depuis le ${date(closed_on)}`;
  return opened_on ? `Ouverte depuis le ${date(opened_on)}` : "Depuis l’origine";
}

/** What the act did, in a few words. */
export function acteEnMots({ kind, chambre, section, label, into, withdraws }: ActeSurLaCour, nom: (code: string) => string): string {
  if (kind === "annulee") return `Annulation de l’acte n°${INSECABLE}${withdraws}`;
  const de = section ? `section ${section} (${nom(chambre ?? "")})` : nom(chambre ?? "");
  const suite = label ? `${INSECABLE}: ${label}` : into ? `${INSECABLE}: ${section ? `section ${into}` : nom(into)}` : "";
  return `${NATURES[kind]}, ${de}${suite}`;
}

/** An act as typed. */
export interface SaisieActe {
  nature: Exclude<ActeSurLaCour["kind"], "annulee">;
  /** The section of a chamber, and not the chamber itself? */
  surSection: boolean;
  chambre: string;
  section: string;
  nom: string;
  vers: string;
  minute: string;
  jour: string;
  decision: string;
}

export const ACTE_VIDE: SaisieActe = { nature: "ouverte", surSection: false, chambre: "", section: "", nom: "", vers: "", minute: "", jour: "", decision: "" };

const DECISION_MIN = 3;

/** Fields that are still to be filled, with what to do. */
export function manques(saisie: SaisieActe): Partial<Record<keyof SaisieActe, string>> {
  const { nature, surSection } = saisie;
  const nomme = nature === "ouverte" || nature === "renommee";
  return {
    ...(!saisie.chambre && { chambre: "Choisissez dans la liste." }),
    ...(surSection && !saisie.section.trim() && { section: "Indiquez la section." }),
    ...(nomme && !saisie.nom.trim() && { nom: "Indiquez le nom." }),
    ...(nature === "reunie" && !saisie.vers && { vers: "Choisissez dans la liste." }),
    ...(nature === "ouverte" && !surSection && !/^[A-Z0-9]{2}$/.test(saisie.minute) && { minute: "Indiquez deux lettres capitales ou chiffres." }),
    ...(!saisie.jour && { jour: "Indiquez le jour." }),
    ...(saisie.decision.trim().length < DECISION_MIN && { decision: "Indiquez la décision qui fonde cet acte." }),
  };
}

/** What rests on a chamber that goes: nothing where it is free. */
export function aRegler({ burden }: ChambreDeLaCour): string[] {
  if (!burden) return [];
  const compte = (nombre: number, un: string, plusieurs: string) => (nombre === 0 ? [] : [`${nombre.toLocaleString("fr-FR")} ${nombre > 1 ? plusieurs : un}`]);
  return [
    ...compte(burden.waiting, "dossier à réorienter", "dossiers à réorienter"),
    ...compte(burden.audiences, "audience à déplacer ou à annuler", "audiences à déplacer ou à annuler"),
    ...compte(burden.people, "personne à affecter ailleurs", "personnes à affecter ailleurs"),
  ];
}
