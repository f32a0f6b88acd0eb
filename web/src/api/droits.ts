import type { Dossier, Office, Session } from "./types";

/** Rights on a dossier, as its owner names them. The app only hides what would be refused. */
export type Droit =
  | "lire_dossier"
  | "enregistrer_fait"
  | "enregistrer_acte_de_la_cour"
  | "corriger_acte"
  | "deposer"
  | "enregistrer_aide_juridictionnelle"
  | "rendre_avis"
  | "rendre_ordonnance"
  | "proposer_chambre"
  | "proposer_rapporteur"
  | "proposer_avocat_general"
  | "proposer_pour_avis"
  | "demander_passage"
  | "confirmer_passage";

const ENREGISTRER: Droit[] = ["enregistrer_fait", "enregistrer_acte_de_la_cour", "deposer", "enregistrer_aide_juridictionnelle", "rendre_avis", "rendre_ordonnance"];
const ATTRIBUER: Droit[] = ["proposer_chambre", "proposer_rapporteur", "proposer_avocat_general", "proposer_pour_avis"];

export const peut = (dossier: Dossier, ...droits: Droit[]) => droits.some((droit) => dossier.permissions.includes(droit));
export const peutEnregistrer = (dossier: Dossier) => peut(dossier, ...ENREGISTRER);
export const peutAttribuer = (dossier: Dossier) => peut(dossier, ...ATTRIBUER);

const DEPOTS = new Set(["memoire_depose", "pieces_deposees", "pourvoi_incident_forme", "avocat_constitue", "desistement_depose"]);

/** Orders of the premier président, or of whom he delegates. */
const ORDONNANCES = new Set(["decheance_constatee", "delais_reduits", "desistement_constate", "peremption_constatee", "radiation_decidee", "reinscription_decidee"]);

/** Procedures in which they are his: in criminal matters they are the president's of the criminal chamber. */
const SES_PROCEDURES = ["civil_", "elections_", "qpc_transmise_civile", "reexamen_civil"];

/** A mixed or plenary formation is seised in any matter; the others are orders of civil procedures. */
const estUneOrdonnance = ({ procedure }: Dossier, kind: string) =>
  kind === "formation_saisie" || (ORDONNANCES.has(kind) && SES_PROCEDURES.some((debut) => procedure.startsWith(debut)));

/** May the reader be offered this type of act? */
export function peutProposerActe(dossier: Dossier, kind: string, classe: "fait_recu" | "acte_de_la_cour"): boolean {
  if (classe === "acte_de_la_cour") {
    return (
      peut(dossier, "enregistrer_acte_de_la_cour") ||
      (estUneOrdonnance(dossier, kind) && peut(dossier, "rendre_ordonnance")) ||
      (kind.startsWith("aide_juridictionnelle") && peut(dossier, "enregistrer_aide_juridictionnelle"))
    );
  }
  return (
    peut(dossier, "enregistrer_fait") ||
    (DEPOTS.has(kind) && peut(dossier, "deposer")) ||
    (kind === "avis_parquet_general" && peut(dossier, "rendre_avis")) ||
    ((kind.startsWith("aide_juridictionnelle") || kind === "auxiliaire_designe") && peut(dossier, "enregistrer_aide_juridictionnelle"))
  );
}

/** The parquet général attributes cases and audiences among its own: the procureur général, whom he delegates, their secretariat. */
const ATTRIBUENT_AU_PARQUET = ["parquet_secretariat", "procureur_general", "delegue_procureur_general"];
const attribueAuParquet = (roles: string[]) => roles.some((role) => ATTRIBUENT_AU_PARQUET.includes(role));

const PEUVENT_OUVRIR = new Set(["greffe_central", "greffe_chambre", "avocat_aux_conseils"]);

const ESSAIENT_LE_DROIT = new Set(["administration", "greffe_central", "direction"]);

/** May the reader be offered to try a version of the law over the stock, and to look at what it would move? */
export const peutEssayerLeDroit = (ouverte: Session) => ouverte.agent.roles.some((role) => ESSAIENT_LE_DROIT.has(role));
/** May the reader be offered to put a version of the law in force? */
export const peutMettreEnVigueur = (ouverte: Session) => ouverte.agent.roles.includes("administration");

const SIGNALENT = new Set(["greffe_central", "greffe_chambre"]);

/** May the reader be offered to record an outage in the dossiers that it concerns? Each dossier decides when it is asked. */
export const peutSignalerPanne = (ouverte: Session) => ouverte.agent.roles.some((role) => SIGNALENT.has(role));

/** May the reader be offered to open a dossier? The dossier service decides when it is asked. */
export const peutOuvrir = (ouverte: Session) => ouverte.agent.roles.some((role) => PEUVENT_OUVRIR.has(role));

const PEUVENT_JOINDRE = new Set(["greffe_central", "greffe_chambre", "president"]);

/** May the reader be offered to join dossiers? The dossier service decides when it is asked. */
export const peutJoindre = (ouverte: Session) => ouverte.agent.roles.some((role) => PEUVENT_JOINDRE.has(role));

/** May the reader be offered the deposits of partners? The dossier service decides when it is asked. */
export const peutTraiterDepots = (ouverte: Session) => ouverte.agent.roles.includes("greffe_central");

/** Does the reader make the minutes of a chamber? The document service decides of which. */
export const etablitDesMinutes = (ouverte: Session) => ouverte.agent.roles.includes("greffe_chambre");

/** May the reader be offered the notices that the registry owes? The notification service decides when it is asked. */
export const peutTenirLesAvis = (ouverte: Session) =>
  ouverte.agent.roles.some((role) => role === "greffe_central" || role === "greffe_chambre");

const DIT_DES_ACCES = new Set(["premier_president", "president", "magistrat_siege", "greffe_chambre", "avocat_general", "securite", "audit", "lecteur_habilite"]);

/** May the reader be offered the accesses to papers? The document service decides which when it is asked. */
export const peutVoirLesAcces = (ouverte: Session) => ouverte.agent.roles.some((role) => DIT_DES_ACCES.has(role));
/** Is the reader of the Court? */
export const estDeLaCour = ({ agent: { roles } }: Session) => !roles.includes("avocat_aux_conseils") && !roles.includes("juridiction");
/** May the reader be offered the trail of who read what? */
export const peutLireLeJournal = (ouverte: Session) => ouverte.agent.roles.includes("audit");

const PEUVENT_DEMANDER = new Set(["greffe_central", "greffe_chambre", "avocat_aux_conseils", "juridiction"]);

/** May the reader be offered the certificates of non-pourvoi? The dossier service decides when it is asked. */
export const peutDemanderCertificat = (ouverte: Session) => ouverte.agent.roles.some((role) => PEUVENT_DEMANDER.has(role));

/** May the reader be offered the register of requests of legal aid? The dossier service decides when it is asked. */
export const peutLireLesAides = ({ agent: { roles } }: Session) =>
  roles.some((role) => role === "baj" || role === "greffe_central" || role === "greffe_chambre");
/** May the reader be offered to enter one? */
export const peutTenirLesAides = ({ agent: { roles } }: Session) => roles.includes("baj") || roles.includes("greffe_central");

const LISENT_LES_REGLES = new Set(["premier_president", "president", "magistrat_siege", "greffe_central", "greffe_chambre"]);

/** May the reader be offered the rules of orientation? The dossier service decides when it is asked. */
export const peutLireLesRegles = (ouverte: Session) => ouverte.agent.roles.some((role) => LISENT_LES_REGLES.has(role));

/** Does the reader ask for whoever stands at the counter, and not for themselves? */
export const tientLeGuichet = (ouverte: Session) =>
  ouverte.agent.roles.some((role) => role === "greffe_central" || role === "greffe_chambre");

/** Offices among which the reader distributes dossiers. The assignment service decides when it is asked. */
export const officesDe = ({ agent: { roles } }: Session): Office[] => [
  ...(roles.includes("president") ? (["rapporteur"] as const) : []),
  ...(attribueAuParquet(roles) ? (["avocat_general"] as const) : []),
];

/** Chambers whose audiences the reader sees; `undefined` for all of them. The assignment service decides when it is asked. */
export function chambresDAudience({ agent: { roles, chambres } }: Session): string[] | undefined {
  if (roles.includes("premier_president") || roles.includes("avocat_general") || attribueAuParquet(roles)) return undefined;
  return roles.some((role) => role === "president" || role === "magistrat_siege" || role === "greffe_chambre") ? chambres : [];
}

export const peutVoirLesAudiences = (ouverte: Session) => chambresDAudience(ouverte)?.length !== 0;
/** May the reader be offered to plan audiences? */
export const peutTenirLesAudiences = ({ agent: { roles } }: Session) => roles.includes("president") || roles.includes("greffe_chambre");
/** May the reader be offered to say who concludes? */
export const peutDireQuiConclut = ({ agent: { roles } }: Session) => attribueAuParquet(roles);
/** May the reader be offered to publish a rôle, and to change one that is published? */
export const peutPublierLeRole = ({ agent: { roles } }: Session) => roles.includes("president");

/** Chambers whose load the reader sees, or their own in it; `undefined` for all of them. The assignment service decides when it is asked. */
export function chambresDeCharge({ agent: { roles, chambres } }: Session): string[] | undefined {
  if (roles.includes("direction") || roles.includes("premier_president")) return undefined;
  return roles.some((role) => role === "president" || role === "magistrat_siege") ? chambres : [];
}

export const peutVoirLaCharge = (ouverte: Session) => chambresDeCharge(ouverte)?.length !== 0;

/** May the reader be offered the load of the parquet général, or their own there? The assignment service decides when it is asked. */
export const peutVoirLaChargeDuParquet = ({ agent: { roles } }: Session) => roles.includes("procureur_general") || roles.includes("avocat_general");

/** Chambers whose magistrates' absences the reader keeps, the parquet général's under no code; `undefined` for all of them. */
export function chambresTenues({ agent: { roles, chambres } }: Session): string[] | undefined {
  if (roles.includes("administration")) return undefined;
  if (attribueAuParquet(roles)) return [""];
  return roles.some((role) => role === "president" || role === "greffe_chambre") ? chambres : [];
}

/** May the reader be offered to change what the register says of a magistrate? The assignment service decides when it is asked. */
export const peutTenirLeRegistre = ({ agent: { roles } }: Session) => roles.includes("administration");

const LISENT_LA_COUR = new Set([
  "greffe_central",
  "greffe_chambre",
  "president",
  "magistrat_siege",
  "avocat_general",
  ...ATTRIBUENT_AU_PARQUET,
  "premier_president",
  "delegue_premier_president",
  "administration",
]);

/** May the reader be offered the chambers of the Court and their history? The assignment service decides when it is asked. */
export const peutLireLaCour = (ouverte: Session) => ouverte.agent.roles.some((role) => LISENT_LA_COUR.has(role));

/** May the reader be offered what stands between magistrates and the dossier? The assignment service decides when it is asked. */
export const peutDeclarerEmpechement = ({ agent: { roles, chambres } }: Session, { chambre }: Dossier) =>
  attribueAuParquet(roles) ||
  (roles.some((role) => role === "president" || role === "greffe_chambre") && chambres.some((code) => code === chambre));

export const peutTenirLesMagistrats = (ouverte: Session) => chambresTenues(ouverte)?.length !== 0;
