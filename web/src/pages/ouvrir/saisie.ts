import type { Cabinet, DecisionSaisie, Ouverture, PartieSaisie, Piece } from "../../api/types";
import type { PartieLue } from "../../composants/lire-parties";
import { DATE_VIDE, type DateSaisie, valeurDate } from "../../composants/saisie-date";
import { type ChampOuverture, type MotsOuverture, reponse } from "./procedures";

export interface PartieForm {
  cle: string;
  nature: string;
  nom: string;
  prenoms: string;
  adresse: string;
  residence: string;
  cabinet?: Cabinet;
}

export interface DecisionForm {
  cle: string;
  juridiction: string;
  section: string;
  jour: string;
  nature: string;
  numero: string;
  notifieeLe: string;
  mode: string;
}

export interface SaisieOuverture {
  procedure: string;
  formee: DateSaisie;
  /** Codes of the opening act, by field. */
  acte: Record<string, string>;
  urgent: boolean;
  numeroRecu: string;
  numeroExistant: string;
  demandeurs: PartieForm[];
  defendeurs: PartieForm[];
  decisions: DecisionForm[];
  pieces: Piece[];
  /** As taken over from the courts' base; nothing is asked while nothing was. */
  matiere?: string;
}

export const partieVide = (): PartieForm => ({
  cle: crypto.randomUUID(),
  nature: "personne_physique",
  nom: "",
  prenoms: "",
  adresse: "",
  residence: "metropole",
});

/** Parties that one dossier may be opened with. */
export const PARTIES_MAX = 5_000;
/** Qualities of the parties that the form of opening takes. */
export const QUALITES_OUVERTURE = ["demandeur", "defendeur"];

const entamee = ({ nom, prenoms, adresse, cabinet }: PartieForm) => Boolean(nom.trim() || prenoms.trim() || adresse.trim() || cabinet);

/** The parties of a pasted list, after those of the form; a block that nobody began gives its place. */
export function avecListe({ demandeurs, defendeurs }: SaisieOuverture, lues: PartieLue[]): Partial<SaisieOuverture> {
  const suite = (avant: PartieForm[], voulue: string) => {
    const siennes = lues.filter(({ qualite }) => qualite === voulue);
    if (siennes.length === 0) return avant;
    const blocs = siennes.map(({ nature, nom, prenoms, adresse, residence }) => ({ ...partieVide(), nature, nom, prenoms, adresse, residence }));
    return [...avant.filter(entamee), ...blocs];
  };
  return { demandeurs: suite(demandeurs, "demandeur"), defendeurs: suite(defendeurs, "defendeur") };
}

export const decisionVide = (): DecisionForm => ({
  cle: crypto.randomUUID(),
  juridiction: "",
  section: "",
  jour: "",
  nature: "arret",
  numero: "",
  notifieeLe: "",
  mode: "",
});

export const saisieVide = (): SaisieOuverture => ({
  procedure: "",
  formee: DATE_VIDE,
  acte: {},
  urgent: false,
  numeroRecu: "",
  numeroExistant: "",
  demandeurs: [partieVide()],
  defendeurs: [partieVide()],
  decisions: [decisionVide()],
  pieces: [],
});

const CLE_BROUILLON = "greffe-brouillon-ouverture";

/** The draft of this tab: it survives a reload and a new session, and dies with the tab. */
export function lireBrouillon(): SaisieOuverture | undefined {
  try {
    const brut = sessionStorage.getItem(CLE_BROUILLON);
    return brut ? { ...saisieVide(), ...(JSON.parse(brut) as SaisieOuverture) } : undefined;
  } catch {
    return undefined;
  }
}

export function garderBrouillon(saisie: SaisieOuverture): void {
  try {
    sessionStorage.setItem(CLE_BROUILLON, JSON.stringify(saisie));
  } catch {
    // A browser without storage loses the draft, never the form on screen.
  }
}

export const oublierBrouillon = () => sessionStorage.removeItem(CLE_BROUILLON);

const facultatif = (texte: string) => texte.trim() || undefined;

function partie(role: string, { nature, nom, prenoms, adresse, residence, cabinet }: PartieForm): PartieSaisie {
  return {
    role,
    residence,
    office_id: cabinet?.office_id,
    person: {
      nature,
      name: nom.trim(),
      first_names: nature === "personne_physique" ? facultatif(prenoms) : undefined,
      address: facultatif(adresse),
    },
  };
}

function decision({ juridiction, section, jour, nature, numero, notifieeLe, mode }: DecisionForm): DecisionSaisie {
  return {
    court: juridiction.trim(),
    section: facultatif(section),
    rendered_on: facultatif(jour),
    nature,
    case_number: facultatif(numero),
    notified_on: facultatif(notifieeLe),
    notification_mode: notifieeLe ? facultatif(mode) : undefined,
  };
}

function formee(saisie: DateSaisie): Ouverture["formed"] {
  const valeur = valeurDate(saisie);
  if (!valeur || valeur === "inconnue") return { unknown: true };
  return valeur.length > 10 ? { instant: valeur } : { day: valeur };
}

/** The command, from the form, with the codes of what was confirmed. An answer to a field that the procedure does not have stays in the form. */
export function ouverture(saisie: SaisieOuverture, confirmes: string[], champs: ChampOuverture[]): Ouverture {
  return {
    ...Object.fromEntries(champs.map((champ) => [champ.nom, reponse(saisie.acte, champ)])),
    procedure: saisie.procedure,
    formed: formee(saisie.formee),
    parties: [
      ...saisie.demandeurs.map((demandeur) => partie("demandeur", demandeur)),
      ...saisie.defendeurs.map((defendeur) => partie("defendeur", defendeur)),
    ],
    decisions: saisie.decisions.map(decision),
    existing_number: facultatif(saisie.numeroExistant),
    received_number: facultatif(saisie.numeroRecu),
    matter: facultatif(saisie.matiere ?? ""),
    urgent: saisie.urgent,
    piece_ids: saisie.pieces.map(({ piece_id }) => piece_id),
    warnings_confirmed: confirmes.includes("NUM-001"),
    duplicate_excluded: confirmes.includes("DOS-015"),
  };
}

/** What is missing, by field of the form. */
export function manques(saisie: SaisieOuverture, mots: MotsOuverture, champs: ChampOuverture[]): Map<string, string> {
  const erreurs = new Map<string, string>();
  if (!saisie.procedure) erreurs.set("procedure", "Choisissez la procédure.");
  if (!valeurDate(saisie.formee)) erreurs.set("formed", mots.remiseManque);
  for (const champ of champs) {
    if (!champ.facultatif && !reponse(saisie.acte, champ)) erreurs.set(champ.nom, `Choisissez dans la liste « ${champ.libelle} ».`);
  }
  const nommees = (parties: PartieForm[], singulier: string) => {
    for (const [rang, { cle, nom }] of parties.entries()) {
      const lequel = parties.length > 1 ? `${singulier} ${rang + 1}` : singulier;
      if (!nom.trim()) erreurs.set(`nom-${cle}`, `Indiquez le nom du ${lequel}.`);
    }
  };
  nommees(saisie.demandeurs, "demandeur");
  nommees(saisie.defendeurs, "défendeur");
  for (const { cle, juridiction } of saisie.decisions) {
    if (!juridiction.trim()) erreurs.set(`juridiction-${cle}`, "Indiquez la juridiction qui a rendu la décision.");
  }
  return erreurs;
}

/** Errors of the gateway, brought to the fields they speak of. */
export function erreursDeChamps(champs: Map<string, string>, saisie: SaisieOuverture): Map<string, string> {
  const parties = [...saisie.demandeurs, ...saisie.defendeurs];
  const erreurs = new Map<string, string>();
  for (const [champ, message] of champs) {
    const [tete, rang, ...reste] = champ.split(".");
    const deListe = (prefixe: Record<string, string>, cle: string | undefined) => {
      const nom = prefixe[reste.join(".")];
      if (cle && nom) erreurs.set(`${nom}-${cle}`, message);
    };
    if (tete === "parties") {
      deListe({ "person.name": "nom", "person.first_names": "prenoms", "person.address": "adresse", office_id: "cabinet" }, parties[Number(rang)]?.cle);
    } else if (tete === "decisions") {
      deListe(
        { court: "juridiction", section: "section", rendered_on: "jour", case_number: "numero", notified_on: "notifieeLe" },
        saisie.decisions[Number(rang)]?.cle,
      );
    } else if (tete) {
      erreurs.set(tete, message);
    }
  }
  return erreurs;
}
