import type { Acte, Cabinet, Dossier, Piece, SaisieActe, TypeActe } from "../api/types";
import { DATE_VIDE, type DateSaisie, saisieDeDate, valeurDate } from "../composants/saisie-date";
import { formulaireDe, type TypeSaisi } from "./formulaires";

/** What the form of an act holds while it is filled in. */
export interface Saisie {
  dates: Record<string, DateSaisie>;
  parties: string[];
  pourvois: string[];
  decisions: string[];
  parleDe: string;
  /** Plain fields of the body: code, text (one item a line, for a list), number, yes or no, ids of parties. */
  corps: Record<string, string | boolean | string[]>;
  cabinets: Record<string, Cabinet | undefined>;
  pieces: Record<string, Piece[]>;
}

export function saisieVide(type: TypeActe): Saisie {
  return {
    dates: Object.fromEntries(type.dates.map(({ name }) => [name, DATE_VIDE])),
    parties: [],
    pourvois: [],
    decisions: [],
    parleDe: "",
    corps: {},
    cabinets: {},
    pieces: {},
  };
}

/** What the page that leads to the form knows already: the notice sent and to whom, the point looked at, the outage and its day. */
export interface Prefixe {
  avis?: string;
  partie?: string;
  point?: string;
  /** The pourvoi that it is about, where the case holds several. */
  pourvoi?: string;
  /** The outage whose certificate speaks of the act. */
  panne?: string;
  /** ISO day of the act: its first date. */
  jour?: string;
  /** What is asked for, of an opinion sent to the parties. */
  objet?: string;
}

/** What the act would otherwise wipe out: it states the matter anew, with all of its terms. */
const deLaMatiere = ({ matter, keywords }: Pick<Dossier, "matter" | "keywords">) => ({ matter, keywords: keywords.join("\n") });

export function saisiePreremplie(type: TypeActe, prefixe: Prefixe, dossier?: Pick<Dossier, "matter" | "keywords">): Saisie {
  const { avis, partie, point, pourvoi, jour, objet } = prefixe;
  const dits = { avis, point, objet, ...(dossier && type.kind === "matiere_fixee" ? deLaMatiere(dossier) : {}) };
  const connus = Object.entries(dits).flatMap(([nom, valeur]) => (valeur ? [[nom, valeur] as const] : []));
  const vide = saisieVide(type);
  const [premiere] = type.dates;
  const dates = jour && premiere ? { ...vide.dates, [premiere.name]: saisieDeDate(jour) } : vide.dates;
  return { ...vide, dates, parties: partie ? [partie] : [], pourvois: pourvoi ? [pourvoi] : [], corps: Object.fromEntries(connus) };
}

const textes = (valeur: unknown): string[] => (Array.isArray(valeur) ? valeur.map(String) : []);

/** The items of a list, one a line, each once. */
const lignes = (texte: string) => [...new Set(texte.split("\n").map((ligne) => ligne.trim()).filter(Boolean))];

/** An office that the case names no more: the act to correct still says it, and so does its correction until another is chosen. */
function cabinetDit(id: unknown, offices: Cabinet[]): Cabinet | undefined {
  if (typeof id !== "string" || id === "") return undefined;
  return offices.find(({ office_id }) => office_id === id) ?? { office_id: id, name: "Cabinet que l’acte désigne, absent du dossier" };
}

/** A piece that the corrector may not open, or that has left the list: named by the act, it stays until it is taken away. */
const pieceDite = (id: string, pieces: Piece[]): Piece =>
  pieces.find(({ piece_id }) => piece_id === id) ?? {
    piece_id: id,
    file_name: "Pièce jointe à l’acte, que vous ne pouvez pas ouvrir",
    kind: "autre",
    media_type: "",
    received_at: "",
    sha256: "",
    size: 0,
  };

/** The form as the act to correct was entered. */
export function saisieDActe(type: TypeSaisi, acte: Acte, dossier: Dossier, pieces: Piece[]): Saisie {
  const saisie = saisieVide(type);
  for (const [nom, valeur] of Object.entries(acte.dates)) saisie.dates[nom] = saisieDeDate(valeur);
  saisie.parties = acte.portee.parties ?? [];
  saisie.pourvois = acte.portee.pourvois ?? [];
  saisie.decisions = acte.portee.decisions ?? [];
  saisie.parleDe = acte.refers_to ?? "";
  for (const champ of formulaireDe(type).champs) {
    const valeur = acte.corps[champ.nom];
    if (champ.sorte === "cabinet") {
      saisie.cabinets[champ.nom] = cabinetDit(valeur, dossier.offices);
    } else if (champ.sorte === "pieces") {
      saisie.pieces[champ.nom] = textes(valeur).map((id) => pieceDite(id, pieces));
    } else if (champ.sorte === "parties") {
      saisie.corps[champ.nom] = textes(valeur);
    } else if (champ.sorte === "lignes") {
      saisie.corps[champ.nom] = textes(valeur).join("\n");
    } else if (champ.sorte === "case") {
      saisie.corps[champ.nom] = valeur === true;
    } else if (valeur !== undefined && valeur !== null && valeur !== 0) {
      saisie.corps[champ.nom] = String(valeur);
    }
  }
  return saisie;
}

/** What is missing before the gateway can be asked, by field (`dates.depose`, `corps.nature`). */
export function manques(type: TypeSaisi, saisie: Saisie): Map<string, string> {
  const erreurs = new Map<string, string>();
  for (const date of type.dates) {
    if (date.required && !valeurDate(saisie.dates[date.name] ?? DATE_VIDE)) {
      erreurs.set(`dates.${date.name}`, `Indiquez la date « ${date.label} », ou cochez « Date inconnue ».`);
    }
  }
  for (const champ of formulaireDe(type).champs) {
    if ("facultatif" in champ && champ.facultatif) continue;
    const cle = `corps.${champ.nom}`;
    if (champ.sorte === "choix" && !saisie.corps[champ.nom]) erreurs.set(cle, `Choisissez : ${champ.libelle.toLowerCase()}.`);
    if (champ.sorte === "agent" && !saisie.corps[champ.nom]) erreurs.set(cle, `Choisissez : ${champ.libelle.toLowerCase()}.`);
    if (champ.sorte === "cabinet" && !saisie.cabinets[champ.nom]) erreurs.set(cle, "Choisissez un cabinet dans la liste.");
    if (champ.sorte === "pieces" && !saisie.pieces[champ.nom]?.length) erreurs.set(cle, "Joignez au moins une pièce.");
    if (champ.sorte === "parties" && textes(saisie.corps[champ.nom]).length === 0) {
      erreurs.set(cle, "Choisissez au moins une partie.");
    }
  }
  return erreurs;
}

/**
 * The command's body. Empty answers are left out: the contract reads absence as « not said ». `repris` is the body of the act
 * corrected: what the form does not ask stays as it was.
 */
export function acteSaisi(type: TypeSaisi, saisie: Saisie, repris: Record<string, unknown> = {}): SaisieActe {
  const { champs } = formulaireDe(type);
  const corps = Object.fromEntries(Object.entries(repris).filter(([nom]) => !champs.some((champ) => champ.nom === nom)));
  for (const champ of champs) {
    const brut = saisie.corps[champ.nom];
    if (champ.sorte === "cabinet") {
      const cabinet = saisie.cabinets[champ.nom];
      if (cabinet) corps[champ.nom] = cabinet.office_id;
    } else if (champ.sorte === "pieces") {
      const jointes = saisie.pieces[champ.nom] ?? [];
      if (jointes.length > 0) corps[champ.nom] = jointes.map(({ piece_id }) => piece_id);
    } else if (champ.sorte === "lignes") {
      const lues = lignes(String(brut ?? ""));
      if (lues.length > 0) corps[champ.nom] = lues;
    } else if (champ.sorte === "nombre") {
      if (brut) corps[champ.nom] = Number(brut);
    } else if (champ.sorte === "case") {
      corps[champ.nom] = brut === true;
    } else if (brut !== undefined && brut !== "") {
      corps[champ.nom] = brut;
    }
  }
  const dates = Object.entries(saisie.dates).flatMap(([nom, date]) => {
    const valeur = valeurDate(date);
    return valeur ? [[nom, valeur] as const] : [];
  });
  return {
    type: type.kind,
    dates: Object.fromEntries(dates),
    portee: { pourvois: saisie.pourvois, parties: saisie.parties, decisions: saisie.decisions },
    refers_to: saisie.parleDe || undefined,
    corps,
  };
}
