/**
 * What each act type asks for beside its dates and its scope. The catalogue of the law says which fields
 * there are, which codes they admit and which are required; this page gives them words and the control
 * that suits. One entry a fact, in the order of `proto/greffe/events/v1`; a type without an entry still
 * gets a form from the catalogue.
 */
import type { ChampCatalogue, TypeActe } from "../api/types";
import { dateLongue, libelle } from "../composants/formats";
import { motDuCode } from "./codes";

export type Champ =
  | { nom: string; libelle: string; sorte: "choix"; options: Record<string, string>; facultatif?: boolean; aide?: string }
  | { nom: string; libelle: string; sorte: "texte" | "matiere" | "lignes" | "jour" | "nombre"; facultatif?: boolean; aide?: string }
  | { nom: string; libelle: string; sorte: "case"; aide?: string }
  | { nom: string; libelle: string; sorte: "cabinet" | "chambre"; facultatif?: boolean; aide?: string }
  | { nom: string; libelle: string; sorte: "agent"; role: string; aide?: string }
  | { nom: string; libelle: string; sorte: "parties"; aide?: string }
  | { nom: string; libelle: string; sorte: "pieces"; nature: string; facultatif?: boolean; aide?: string };

export interface FormulaireActe {
  champs: Champ[];
  /** Kinds of the act that this one speaks of, when it must name one. */
  parleDe?: string[];
  /** What the scope means here, shown above the parties. */
  portee?: string;
}

const ETENDUE: Champ = {
  nom: "etendue",
  libelle: "Étendue du désistement",
  sorte: "choix",
  options: { total: "Total", partiel: "Partiel" },
};
const ECLI: Champ = { nom: "ecli", libelle: "Identifiant ECLI", sorte: "texte", facultatif: true };
const ORDONNANCE_OU_ARRET: Champ = {
  nom: "nature",
  libelle: "Nature de la décision",
  sorte: "choix",
  options: { ordonnance: "Ordonnance", arret: "Arrêt" },
};
const CONSULTEE: Champ = { nom: "chambre_consultee", libelle: "Chambre consultée", sorte: "chambre", facultatif: true };
const CABINET: Champ = { nom: "office_id", libelle: "Cabinet d’avocats aux Conseils", sorte: "cabinet" };

export const FORMULAIRES: Record<string, FormulaireActe> = {
  decision_notifiee: {
    champs: [
      {
        nom: "mode",
        libelle: "Mode de notification",
        sorte: "choix",
        options: {
          signification: "Signification",
          lettre_recommandee: "Lettre recommandée",
          remise_au_parquet: "Remise au parquet",
          autre: "Autre",
        },
      },
      {
        nom: "served_in_person_in",
        libelle: "Remise à la personne elle-même",
        sorte: "choix",
        facultatif: true,
        options: { metropole: "En métropole", outre_mer: "Outre-mer", etranger: "À l’étranger" },
        aide: "À remplir seulement si l’acte a été remis à la personne (article 647 du code de procédure civile).",
      },
    ],
    portee: "Parties auxquelles la décision attaquée a été notifiée",
  },
  avocat_constitue: { champs: [CABINET], portee: "Parties pour lesquelles le cabinet se constitue" },
  qualite_changee: {
    champs: [
      {
        nom: "role",
        libelle: "Qualité",
        sorte: "choix",
        options: { demandeur: "Demandeur", defendeur: "Défendeur", intervenant: "Intervenant" },
      },
    ],
    portee: "Parties dont la qualité change",
  },
  matiere_fixee: {
    champs: [
      { nom: "matter", libelle: "Nature de l’affaire orientée", sorte: "matiere" },
      {
        nom: "keywords",
        libelle: "Mots-clés",
        sorte: "lignes",
        facultatif: true,
        aide: "Facultatif. Un terme de la nomenclature par ligne, jamais un nom. Ils remplacent ceux du dossier.",
      },
    ],
  },
  avocat_decharge: { champs: [CABINET], portee: "Parties que le cabinet ne représente plus" },
  memoire_depose: {
    champs: [
      {
        nom: "nature",
        libelle: "Nature du mémoire",
        sorte: "choix",
        options: {
          ampliatif: "Mémoire ampliatif",
          en_defense: "Mémoire en défense",
          en_reponse_incident: "Mémoire en réponse au pourvoi incident",
          replique: "Réplique",
          complementaire: "Mémoire complémentaire",
        },
      },
      { ...CABINET, facultatif: true, aide: "Cabinet qui dépose." },
      { nom: "pieces", libelle: "Mémoire et pièces jointes", sorte: "pieces", nature: "memoire", facultatif: true },
    ],
    portee: "Parties pour lesquelles le mémoire est déposé",
  },
  memoire_notifie: {
    champs: [
      {
        nom: "mode",
        libelle: "Mode de notification",
        sorte: "choix",
        options: {
          notification_directe: "Notification directe",
          voie_electronique: "Voie électronique",
          signification_entre_avocats: "Signification entre avocats",
        },
      },
      {
        nom: "nature",
        libelle: "Mémoire notifié",
        sorte: "choix",
        options: { ampliatif: "Mémoire ampliatif", en_defense: "Mémoire en défense", incident: "Mémoire du pourvoi incident" },
      },
    ],
    parleDe: ["memoire_depose", "pourvoi_incident_forme"],
    portee: "Parties dont l’avocat a reçu la notification",
  },
  memoire_signifie: {
    champs: [
      {
        nom: "remise",
        libelle: "Remise de l’acte",
        sorte: "choix",
        options: {
          a_personne: "À personne",
          a_domicile: "À domicile",
          etude: "À l’étude",
          proces_verbal_659: "Procès-verbal de recherches (article 659)",
          parquet: "Au parquet",
        },
      },
      {
        nom: "nature",
        libelle: "Mémoire signifié",
        sorte: "choix",
        options: { ampliatif: "Mémoire ampliatif", incident: "Mémoire du pourvoi incident" },
      },
    ],
    parleDe: ["memoire_depose", "pourvoi_incident_forme"],
    portee: "Parties auxquelles le mémoire a été signifié",
  },
  pieces_deposees: {
    champs: [
      {
        nom: "nature",
        libelle: "Nature des pièces",
        sorte: "choix",
        options: {
          decision_attaquee: "Décision attaquée",
          decision_confirmee_ou_infirmee: "Décision confirmée ou infirmée",
          autre: "Autres pièces",
        },
      },
      { ...CABINET, facultatif: true, aide: "Cabinet qui dépose." },
      { nom: "pieces", libelle: "Pièces", sorte: "pieces", nature: "piece" },
    ],
    portee: "Parties pour lesquelles les pièces sont déposées",
  },
  pourvoi_incident_forme: {
    champs: [
      { nom: "nature", libelle: "Nature du pourvoi", sorte: "choix", options: { incident: "Incident", provoque: "Provoqué" } },
      { nom: "demandeurs", libelle: "Demandeurs au pourvoi incident", sorte: "parties" },
      { nom: "defendeurs", libelle: "Défendeurs au pourvoi incident", sorte: "parties" },
      { ...CABINET, facultatif: true },
      { nom: "pieces", libelle: "Mémoire et pièces", sorte: "pieces", nature: "memoire", facultatif: true },
    ],
  },
  aide_juridictionnelle_demandee: {
    champs: [
      {
        nom: "objet",
        libelle: "Objet de la demande",
        sorte: "choix",
        options: {
          pourvoi: "Former le pourvoi",
          memoire_ampliatif: "Déposer le mémoire ampliatif",
          memoire_en_defense: "Déposer le mémoire en défense",
        },
      },
    ],
    portee: "Parties qui demandent l’aide juridictionnelle",
  },
  aide_juridictionnelle_decidee: {
    champs: [
      {
        nom: "sens",
        libelle: "Décision du bureau",
        sorte: "choix",
        options: {
          admission_totale: "Admission totale",
          admission_partielle: "Admission partielle",
          rejet: "Rejet",
          caducite: "Caducité",
          irrecevabilite: "Irrecevabilité",
        },
      },
    ],
    parleDe: ["aide_juridictionnelle_demandee"],
    portee: "Parties concernées",
  },
  auxiliaire_designe: { champs: [CABINET], parleDe: ["aide_juridictionnelle_decidee"], portee: "Parties assistées" },
  aide_juridictionnelle_recours_forme: {
    champs: [],
    parleDe: ["aide_juridictionnelle_decidee"],
    portee: "Parties qui forment le recours",
  },
  aide_juridictionnelle_recours_decide: {
    champs: [
      {
        nom: "sens",
        libelle: "Décision sur le recours",
        sorte: "choix",
        options: { rejet: "Rejet", admission: "Admission", irrecevabilite: "Irrecevabilité" },
      },
    ],
    parleDe: ["aide_juridictionnelle_recours_forme"],
    portee: "Parties concernées",
  },
  radiation_demandee: { champs: [], portee: "Défendeurs qui demandent la radiation" },
  pli_retourne: {
    champs: [
      {
        nom: "motif",
        libelle: "Motif du retour",
        sorte: "choix",
        options: { inconnu: "Destinataire inconnu", non_reclame: "Non réclamé", refuse: "Refusé", autre: "Autre" },
      },
    ],
    parleDe: ["declaration_communiquee"],
    portee: "Parties destinataires du pli",
  },
  partie_decedee: { champs: [], portee: "Partie décédée" },
  desistement_depose: {
    champs: [ETENDUE, { nom: "reserves", libelle: "Le désistement comporte des réserves", sorte: "case" }],
    portee: "Demandeurs qui se désistent",
  },
  panne_signalee: { champs: [] },
  residence_changee: {
    champs: [
      {
        nom: "residence",
        libelle: "Résidence",
        sorte: "choix",
        options: { metropole: "Métropole", outre_mer: "Outre-mer", etranger: "Étranger", inconnue: "Inconnue" },
      },
    ],
    portee: "Parties dont la résidence change",
  },
  notification_faite: { champs: [], portee: "Parties auxquelles l’avis est envoyé" },
  memoire_communique: {
    champs: [],
    parleDe: ["memoire_depose", "pourvoi_incident_forme"],
    portee: "Parties auxquelles le mémoire est communiqué",
  },
  pourvoi_notifie: { champs: [], parleDe: ["pourvoi_forme"], portee: "Parties auxquelles le pourvoi a été notifié" },
  requete_signifiee: { champs: [], parleDe: ["requete_deposee"], portee: "Parties auxquelles la requête a été signifiée" },
  arret_notifie: { champs: [], parleDe: ["decision_prononcee"], portee: "Parties auxquelles l’arrêt a été notifié" },
  publication_faite: { champs: [], parleDe: ["decision_prononcee", "decision_partielle_prononcee"] },
  conclusions_demandees: { champs: [], portee: "Parties auxquelles les conclusions sont demandées" },
  delai_fixe: { champs: [], portee: "Parties auxquelles le délai est fixé" },
  prorogation_accordee: { champs: [], portee: "Parties auxquelles la prorogation est accordée" },
  declaration_communiquee: { champs: [], portee: "Parties auxquelles la déclaration est communiquée" },
  delais_reduits: {
    champs: [
      { nom: "months", libelle: "Délai réduit, en mois", sorte: "nombre", facultatif: true },
      { nom: "until", libelle: "Ou jour fixé par l’ordonnance", sorte: "jour", facultatif: true },
    ],
  },
  radiation_decidee: {
    champs: [{ nom: "sens", libelle: "Sens de l’ordonnance", sorte: "choix", options: { radiation: "Radiation", rejet: "Rejet de la demande" } }],
    parleDe: ["radiation_demandee"],
  },
  reinscription_decidee: {
    champs: [
      { nom: "sens", libelle: "Sens de l’ordonnance", sorte: "choix", options: { reinscription: "Réinscription", rejet: "Rejet de la demande" } },
    ],
    parleDe: ["radiation_decidee"],
  },
  formation_saisie: {
    champs: [
      { nom: "formation", libelle: "Formation", sorte: "choix", options: {} },
      { ...CONSULTEE, aide: "À remplir seulement quand une autre chambre est saisie pour avis (article 1015-1 du code de procédure civile)." },
    ],
  },
  avis_de_chambre_rendu: { champs: [{ ...CONSULTEE, facultatif: false }] },
  rapport_depose: {
    champs: [
      { nom: "person_id", libelle: "Rapporteur", sorte: "agent", role: "magistrat_siege" },
      { nom: "pieces", libelle: "Rapport, s’il n’a pas été déposé depuis la page « Délibéré »", sorte: "pieces", nature: "rapport", facultatif: true },
    ],
  },
  avis_parquet_general: { champs: [{ nom: "pieces", libelle: "Avis écrit", sorte: "pieces", nature: "avis", facultatif: true }] },
  avis_aux_parties: { champs: [], parleDe: ["rapport_depose", "avis_parquet_general"], portee: "Parties avisées" },
  affaire_en_etat_de_juger: { champs: [] },
  magistrat_remplace: {
    champs: [
      { nom: "person_id", libelle: "Magistrat remplacé", sorte: "agent", role: "" },
      {
        nom: "fonction",
        libelle: "Fonction dans l’affaire",
        sorte: "choix",
        options: { rapporteur: "Rapporteur", avocat_general: "Avocat général", formation: "Membre de la formation ou de la chambre" },
      },
      {
        nom: "cause",
        libelle: "Cause",
        sorte: "choix",
        options: { deport: "Déport", recusation: "Récusation admise", empechement: "Empêchement, absence ou départ", changement_de_chambre: "Le dossier change de chambre" },
        aide: "Après un déport ou une récusation, le magistrat ne voit plus le dossier et ne peut plus y être désigné.",
      },
    ],
  },
  decheance_constatee: { champs: [ORDONNANCE_OU_ARRET, ECLI], portee: "Demandeurs déchus" },
  desistement_constate: { champs: [ORDONNANCE_OU_ARRET, ETENDUE, ECLI], parleDe: ["desistement_depose"] },
  decision_prononcee: {
    champs: [
      { nom: "nature", libelle: "Nature", sorte: "choix", options: { arret: "Arrêt", ordonnance: "Ordonnance", avis: "Avis" } },
      {
        nom: "solution",
        libelle: "Solution",
        sorte: "choix",
        options: {
          cassation: "Cassation",
          cassation_partielle: "Cassation partielle",
          cassation_sans_renvoi: "Cassation sans renvoi",
          rejet: "Rejet",
          rejet_non_specialement_motive: "Rejet non spécialement motivé",
          irrecevabilite: "Irrecevabilité",
          non_lieu_a_statuer: "Non-lieu à statuer",
          annulation: "Annulation",
          desistement: "Désistement",
          decheance: "Déchéance",
        },
      },
      {
        nom: "formation",
        libelle: "Formation",
        sorte: "choix",
        facultatif: true,
        options: {
          frr: "Formation restreinte, rejet non spécialement motivé",
          frh: "Formation restreinte, hors rejet non spécialement motivé",
          f: "Formation restreinte",
          fs: "Formation de section",
          fp: "Formation plénière de chambre",
          fm: "Formation mixte",
          pl: "Assemblée plénière",
          fma: "Formation mixte pour avis",
          fpa: "Formation plénière pour avis",
        },
      },
      ECLI,
      { nom: "register_number", libelle: "Numéro de la décision", sorte: "texte", facultatif: true },
    ],
  },
};

/** Acts with a decision's own form, the usual one first. */
export const PRONONCENT = [
  "decision_prononcee",
  "decision_partielle_prononcee",
  "decheance_constatee",
  "desistement_constate",
  "non_admission_ordonnee",
  "peremption_constatee",
  "radiation_decidee",
  "reinscription_decidee",
  "qpc_decidee",
  "arret_rabattu",
  "decision_rectifiee",
];

/**
 * Acts that have a door of their own: opening, the assignment service, annulment, joinder. The form
 * of acts leaves them out.
 */
export const AUTRE_PORTE = new Set([
  "pourvoi_forme",
  "parties_declarees",
  "pourvoi_enregistre",
  "saisine_recue",
  "saisine_enregistree",
  "chambre_attribuee",
  "rapporteur_designe",
  "avocat_general_designe",
  "acte_annule",
  "jonction_prononcee",
  "disjonction_prononcee",
  "identite_rectifiee",
  "adresse_changee",
  "partie_ajoutee",
  "decision_completee",
  "decision_attaquee_ajoutee",
  "affaire_liee",
  "dossier_scelle",
  "scelle_leve",
  "decision_prononcee",
  "decision_partielle_prononcee",
  "arret_rabattu",
  "decision_rectifiee",
  "qpc_decidee",
  "occultation_decidee",
  "decision_mise_a_disposition",
  "mise_a_disposition_retiree",
]);

/**
 * Acts of which a correction mends the dates and these codes alone: who and what they name was said at another door,
 * and stays as it was said there.
 */
const CORRIGES_EN_PARTIE: Record<string, string[]> = {
  pourvoi_forme: ["nature", "representation", "qualite", "decision_rendue", "lieu", "declarant", "texte_special"],
  saisine_recue: ["auteur"],
  requete_deposee: ["nature", "auteur", "matiere"],
  parties_declarees: [],
  pourvoi_enregistre: [],
  saisine_enregistree: [],
  chambre_attribuee: [],
  rapporteur_designe: [],
  avocat_general_designe: [],
  decision_prononcee: [],
  decision_partielle_prononcee: [],
  arret_rabattu: [],
  decision_rectifiee: [],
  qpc_decidee: ["sens"],
};

/** Whether the act is recorded by the form of decisions alone. */
export const seulementPrononce = (kind: string) => PRONONCENT.includes(kind) && AUTRE_PORTE.has(kind);

/** The type of an act, as the form asks for it. */
export type TypeSaisi = TypeActe & {
  /** Fields that alone are asked for beside the dates; all of them without this. */
  seuls?: string[];
};

/** What a correction of an act of this type asks for; nothing where the act can only be annulled. */
export function typeCorrige(type: TypeActe): TypeSaisi | undefined {
  const seuls = CORRIGES_EN_PARTIE[type.kind];
  if (!seuls) return AUTRE_PORTE.has(type.kind) ? undefined : type;
  return type.dates.length + formulaireDe({ ...type, seuls }).champs.length > 0 ? { ...type, seuls } : undefined;
}

/** Fields that the catalogue of the law and the contract of events call by two names. */
const NOM_AU_CONTRAT: Record<string, string> = {
  cabinet: "office_id",
  personne: "person_id",
  tete: "head",
  mois: "months",
  jusqu_au: "until",
  remise_a_personne_en: "served_in_person_in",
};

type TypeConnu = { kind: string; fields?: ChampCatalogue[]; seuls?: string[] };

/** Labels of what a field only identifies in the catalogue: procedures, notices, checks. */
export type Identifiants = Record<string, string>;

/** The form of a type: our words, under the catalogue's rules. */
export function formulaireDe({ kind, fields = [], seuls }: TypeConnu, identifiants: Identifiants = {}): FormulaireActe {
  const decrit = FORMULAIRES[kind] ?? { champs: [] };
  const regles = fields.map((champ) => ({ ...champ, name: NOM_AU_CONTRAT[champ.name] ?? champ.name }));
  const regle = (nom: string) => regles.find(({ name }) => name === nom);
  const nouveaux = regles.filter(({ name }) => !decrit.champs.some(({ nom }) => nom === name));
  const mots: Mots = (nom, code) => identifiants[code] ?? motDuCode(kind, nom, code);
  const champs = [
    ...decrit.champs.map((champ) => affiner(champ, regle(champ.nom), mots)),
    ...nouveaux.flatMap((champ) => champDuCatalogue(champ, mots, identifiants)),
  ];
  return seuls ? { champs: champs.filter(({ nom }) => seuls.includes(nom)) } : { ...decrit, champs };
}

type Mots = (champ: string, code: string) => string | undefined;

function affiner(champ: Champ, regle: ChampCatalogue | undefined, mots: Mots): Champ {
  if (!regle || champ.sorte === "case" || champ.sorte === "agent" || champ.sorte === "parties") return champ;
  const facultatif = !regle.required;
  if (champ.sorte !== "choix" || regle.codes.length === 0) return { ...champ, facultatif };
  return { ...champ, facultatif, options: enOptions(regle.codes, (code) => champ.options[code] ?? mots(champ.nom, code)) };
}

/** An identifier of the catalogue (`not.civ.05`) that nothing names is shown as it is. */
const motOuCode = (code: string, mot: string | undefined) => mot ?? (code.includes(".") ? code : libelle(code));

const enOptions = (codes: string[], mot: (code: string) => string | undefined) =>
  Object.fromEntries(codes.map((code) => [code, motOuCode(code, mot(code))]));

/** A field that this page does not know: the control that its type calls for. A bare identifier has none. */
function champDuCatalogue({ name, label, kind, codes, required }: ChampCatalogue, mots: Mots, identifiants: Identifiants): Champ[] {
  const commun = { nom: name, libelle: label, facultatif: !required };
  if (kind === "code" && codes.length > 0) {
    // What can be named comes first: among all the notices of the law, those of this case.
    const nommes = codes.filter((code) => code in identifiants);
    const ordre = [...nommes, ...codes.filter((code) => !(code in identifiants))];
    return [{ ...commun, sorte: "choix", options: enOptions(ordre, (code) => mots(name, code)) }];
  }
  if (kind === "code") return [{ ...commun, sorte: "texte" }];
  if (kind === "entier") return [{ ...commun, sorte: "nombre" }];
  if (kind === "jour") return [{ ...commun, sorte: "jour" }];
  if (kind === "booleen") return [{ nom: name, libelle: label, sorte: "case" }];
  if (kind === "id" && name === "office_id") return [{ ...commun, sorte: "cabinet" }];
  if (kind === "ids" && name === "pieces") return [{ ...commun, sorte: "pieces", nature: "piece" }];
  return [];
}

/** Names of what a body only identifies; nothing for what the reader may not know. */
export interface Noms {
  chambre: (code: string) => string | undefined;
  agent: (id: string) => string | undefined;
  cabinet: (id: string) => string | undefined;
  partie: (id: string) => string | undefined;
  matiere?: (code: string) => string | undefined;
  identifiants?: Identifiants;
}

const CHAMBRE: Champ = { nom: "chambre", libelle: "Chambre", sorte: "chambre" };
/** Circuits of the civil chambers. */
export const CIRCUITS = { court: "Court", intermediaire: "Intermédiaire", approfondi: "Approfondi" };
const CIRCUIT: Champ = { nom: "circuit", libelle: "Circuit", sorte: "choix", options: CIRCUITS, facultatif: true };
const personne = (libelle: string): Champ => ({ nom: "person_id", libelle, sorte: "agent", role: "" });

/** Fields that are read in the timeline and asked for by another door than the form of acts. */
const LUS_SEULEMENT: Record<string, Champ[]> = {
  chambre_attribuee: [CHAMBRE, CIRCUIT],
  rapporteur_designe: [personne("Rapporteur"), CONSULTEE],
  avocat_general_designe: [personne("Avocat général"), CONSULTEE],
};

/** What the body of a recorded act says, line by line: label and words. */
export function corpsEnMots(type: TypeConnu, corps: Record<string, unknown>, noms: Noms): { libelle: string; valeur: string }[] {
  const dits = (ids: string[], nommer: (id: string) => string | undefined) => ids.map(nommer).filter(Boolean).join(", ");
  return (LUS_SEULEMENT[type.kind] ?? formulaireDe(type, noms.identifiants).champs).flatMap((champ) => {
    const valeur = corps[champ.nom];
    if (valeur === undefined || valeur === null || valeur === "" || valeur === false || valeur === 0) return [];
    const ids = (Array.isArray(valeur) ? valeur : [valeur]).map(String);
    const nommes = {
      cabinet: () => dits(ids, noms.cabinet),
      agent: () => dits(ids, noms.agent),
      parties: () => dits(ids, noms.partie),
    };
    if (champ.sorte in nommes) {
      const nom = nommes[champ.sorte as keyof typeof nommes]();
      return nom ? [{ libelle: champ.libelle, valeur: nom }] : [];
    }
    if (champ.sorte === "chambre") return [{ libelle: champ.libelle, valeur: noms.chambre(String(valeur)) ?? libelle(String(valeur)) }];
    if (champ.sorte === "matiere") {
      return [{ libelle: champ.libelle, valeur: [valeur, noms.matiere?.(String(valeur))].filter(Boolean).join(" – ") }];
    }
    if (champ.sorte === "jour") return [{ libelle: champ.libelle, valeur: dateLongue(String(valeur)) }];
    if (champ.sorte === "choix") {
      return [{ libelle: champ.libelle, valeur: champ.options[String(valeur)] ?? motOuCode(String(valeur), undefined) }];
    }
    if (champ.sorte === "case") return [{ libelle: champ.libelle, valeur: "Oui" }];
    if (champ.sorte === "lignes") return ids.length > 0 ? [{ libelle: champ.libelle, valeur: ids.join(", ") }] : [];
    if (champ.sorte === "texte" || champ.sorte === "nombre") {
      return [{ libelle: champ.libelle, valeur: String(valeur) }];
    }
    return [];
  });
}
