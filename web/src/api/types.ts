/**
 * What the gateway says and hears, in the app's words. The shapes come from its OpenAPI document
 * (`schema.d.ts`); where the document says « a text », the codes that the app tells apart are named here.
 */
import type { components } from "./schema";

type S = components["schemas"];
/** A shape of the document with some of its fields told more precisely: the others follow it. */
type Precise<Large, Champs extends { [K in keyof Champs]: K extends keyof Large ? Large[K] : never }> = Omit<
  Large,
  keyof Champs
> &
  Champs;

export type Page<T> = Omit<S["Page_Act"], "items"> & { items: T[] };

export type Gravite = "bloquante" | "avertissement" | "information";
export type Constat = Precise<S["Finding"], { severity: Gravite }>;
export type ActeDepuis = S["ActSince"];

/** RFC 9457. A problem may also come from what stands before the gateway: only title and status are sure. */
export type Probleme = Partial<Omit<S["Problem"], "findings">> &
  Pick<S["Problem"], "title" | "status"> & { findings?: Constat[] };

export type Agent = Pick<S["Agent"], "agent_id" | "subject" | "display_name" | "roles" | "chambres" | "office_id">;
export type DecisionDeJuridiction = S["CourtDecision"];
export type Session = Omit<S["Session"], "agent"> & { agent: Agent };
export type Panne = Precise<S["Outage"], { cause: "arret" | "service" }>;
export type CertificatDePanne = Omit<S["Certificate"], "outage" | "deadlines"> & { outage: Panne; deadlines: Echeance[] };
export type NatureAcces = "demande" | "urgence" | "habilitation";
export type EtatAcces = "demandee" | "ouverte" | "refusee" | "retiree" | "echue" | "revue";
export type GesteAcces = "accord" | "refus" | "retrait" | "revue";
export type EtapeAcces = Precise<S["AccessStep"], { step: "demande" | GesteAcces }>;
/** Who was let into the papers of a dossier that is not theirs, or asks it. */
export type Acces = Omit<S["Access"], "kind" | "state" | "steps" | "may"> & {
  kind: NatureAcces;
  state: EtatAcces;
  steps: EtapeAcces[];
  may: GesteAcces[];
};
export interface ListeAcces {
  items: Acces[];
  may_ask: NatureAcces[];
}
/** A decision on a paper, as the auditor reads it. */
export type LigneJournal = S["TrailRow"];
/** A partner's message and what became of it. */
export type Depot = Omit<S["Deposit"], "status" | "kind" | "reason" | "findings" | "deadlines"> & {
  status: "en_attente" | "recu" | "enregistre" | "rattache" | "refuse";
  kind?: "declaration" | "memoire" | "piece" | "evenement" | null;
  reason?: Constat | null;
  findings: Constat[];
  deadlines?: (Omit<S["DepositDeadline"], "effect"> & { effect: "ouvre" | "satisfait" })[] | null;
};
export type DepotDetaille = Omit<S["DepositDetail"], "deposit"> & { deposit: Depot };
export type RattachementDepot = S["AttachInput"];
export type ReparationDepot = Omit<S["RepairInput"], "message"> & { message: Record<string, unknown> };

/** What a decision says of a case, in its own words: empty where it says nothing. */
export type FicheDecision = S["Sheet"];

/** A version of the law put in force, and why. */
export type MiseEnVigueur = S["LawInForce"];
export type VersionsDuDroit = S["LawVersions"];
/** A dry run of a version over the open dossiers. */
export type EssaiDuDroit = S["LawTrial"];
export type PageEssai = S["LawTrialPage"];
export type Mouvement = S["LawMove"];
export type CompteMouvements = S["LawMoveCount"];
export type EtatMouvement = S["LawState"];
export type FichierChange = Precise<S["LawFileChange"], { change: "ajoute" | "retire" | "change" }>;
export type DifferencesDuDroit = Omit<S["LawDifferences"], "changes"> & { changes: FichierChange[] };
export type QualiteDemandeur = "partie" | "avocat" | "juridiction";
export type NatureCertificat = "non_pourvoi" | "partiel" | "date_pourvoi";
export type StatutDemande = "a_decider" | "delivre" | "renvoye";
export type EtatAide = "en_cours" | "decidee" | "rattachee" | "annulee";
/** What is known of a request of legal aid made before any pourvoi. */
export type FaitsAide = S["AidFacts"];
/** Such a request, in the register. */
export type Aide = Precise<S["Aid"], { state: EtatAide; term_state: "en_cours" | "court" | "expire" | null | undefined }>;
export type AideProposee = Omit<S["ProposedAid"], "aid" | "verdict"> & { aid: Aide; verdict: "certain" | "possible" };
export type DecisionCherchee = S["DecisionSought"];
/** Why a dossier may be about the decision sought. */
export type Rapprochement = Precise<
  S["Match"],
  { facet: "juridiction" | "date" | "numero" | "parties"; level: "identique" | "proche" | "inconnu" | "different" }
>;
export type Candidat = Omit<S["Candidate"], "verdict" | "matches"> & { verdict: "certain" | "possible"; matches: Rapprochement[] };
export type CertificatDelivre = Precise<S["DeliveredCertificate"], { kind: NatureCertificat }>;
export type Demande = Omit<S["Demand"], "status" | "channel" | "requester" | "candidates" | "certificate"> & {
  status: StatutDemande;
  channel: "guichet" | "en_ligne" | "interface";
  requester: { quality: QualiteDemandeur; name: string };
  candidates: Candidat[];
  certificate?: CertificatDelivre | null;
};
export type SaisieDemande = S["DemandInput"];
export type SaisieLot = S["BatchInput"];
export type ReponseDemande = Omit<S["DemandAnswer"], "status" | "kind"> & {
  status: StatutDemande | "refuse";
  kind?: NatureCertificat | null;
};
export type EtatDecision = "en_vigueur" | "corrigee" | "annulee" | "rabattue";
export type Diffusion = "a_mettre" | "en_cours" | "remise" | "refusee" | "retiree";
/** A line of the register of decisions. */
export type LigneDecision = Omit<S["DecisionRow"], "state" | "release"> & { state: EtatDecision; release?: Diffusion | null };
export type Trouvaille = S["SearchHit"];
export type JonctionPossible = S["PossibleJoinder"];
export type Remise = Omit<S["Release"], "state"> & { state: "en_cours" | "remise" | "refusee" | "retrait_en_cours" | "retiree" };
/** A decision of a dossier, with its words. */
export type DecisionLue = Omit<S["DecisionShown"], "row" | "releases"> & { row: LigneDecision; releases: Remise[] };
export type DecisionsLues = Omit<S["Decisions"], "decisions"> & { decisions: DecisionLue[] };
export type Passage = Required<S["Span"]>;
export type VersionPublique = Omit<S["PublicVersion"], "hidden"> & { hidden: Passage[] };
export type MotsDecision = S["DecisionWords"];
export type Occultation = S["Occultation"];
export type Solution = S["Solution"];
export type SaisieDecisionDemande = Precise<S["RulingInput"], { outcome: NatureCertificat | "renvoi" }>;
export type Libelle = S["Label"];
export type DateActe = S["ActDate"];

export type ClasseActe = "fait_recu" | "acte_de_la_cour";
export type ChampCatalogue = Precise<
  S["Field"],
  { kind: "code" | "id" | "ids" | "entier" | "booleen" | "jour" | "jours" }
>;
/** A type of act; its fields are absent where the referential does not know it. */
export type TypeActe = Omit<S["ActType"], "class" | "fields"> & { class: ClasseActe; fields?: ChampCatalogue[] };
export type Procedure = S["Reference"]["procedures"][number];
export type Referentiel = Omit<S["Reference"], "acts"> & { acts: TypeActe[] };

/** Load of the parquet général: with its people, or the reader alone. */
export type ChargeDuParquet = Precise<S["ParquetLoad"], { scope: "parquet" | "personne" }>;

export type ChambreFermee = S["ClosedChambre"];
export type ActeSurLaCour = Precise<S["CourtAct"], { kind: "ouverte" | "renommee" | "reunie" | "fermee" | "annulee" }>;
export type UniteDeLaCour = S["CourtUnit"];
export type ChambreDeLaCour = S["CourtChambre"];
/** The chambers of a day, and the acts that made them. */
export type Cour = Omit<S["Court"], "acts"> & { acts: ActeSurLaCour[] };
export type SaisieActeSurLaCour = S["CourtActInput"];

export type LigneDossier = S["Row"];
export type CelluleStock = S["StockCell"];
export type Stock = S["Stock"];
export type Partie = S["Party"];
export type Pourvoi = S["Pourvoi"];
export type PartieConnue = S["KnownParty"];
export type Decision = S["Decision"];
/** A notice that the law wants, and what is known of it. */
export type Avis = Precise<S["Notice"], { status: "du" | "envoye" | "revenu" | "prouve" }>;
/** A point that is not in order, or that nobody has looked at. */
export type Controle = Precise<S["Check"], { result: "irregulier" | "non_verifie"; severity: Gravite }>;
/** Something that is not in order before a milestone, as a service found it. */
export type ConstatControle = Precise<S["GateFinding"], { result: "irregulier" | "non_verifie"; severity: Gravite }>;
/** A passage of a milestone, asked for by one person and confirmed by another. */
export type PassageJalon = S["GatePassage"];
export type RapportControle = Omit<S["GateReport"], "findings" | "passages"> & { findings: ConstatControle[]; passages: PassageJalon[] };
export type Dossier = Omit<S["Dossier"], "irregularities" | "notices" | "checks"> & {
  irregularities: Constat[];
  notices: Avis[];
  checks: Controle[];
};

export type Acte = Omit<S["Act"], "class" | "corps" | "portee"> & {
  class: ClasseActe;
  corps: Record<string, unknown>;
  portee: Partial<S["Scope"]>;
};
export type SaisieActe = Omit<S["ActInput"], "portee" | "corps"> & {
  dates: Record<string, string>;
  portee?: S["Scope"];
  corps?: Record<string, unknown>;
};
export type ActeEnregistre = Omit<S["Recorded"], "findings"> & { findings: Constat[] };
export type Consequence = S["Consequence"];
export type Consequences = Omit<S["Consequences"], "findings" | "refusal"> & {
  findings: Constat[];
  refusal?: Constat | null;
};

export type Etape = S["Step"];
export type StatutEcheance =
  | "ouverte"
  | "satisfaite"
  | "satisfaite_hors_delai"
  | "expiree"
  | "interrompue"
  | "indeterminee"
  | "sans_objet";
export type Echeance = Precise<S["Deadline"], { status: StatutEcheance }>;
export type Echeances = Omit<S["Deadlines"], "items"> & { items: Echeance[] };

/** The case as it was, with what was known of it. */
export type EcheanceAuMoment = Precise<S["MomentDeadline"], { status: StatutEcheance }>;
export type TacheAuMoment = S["MomentTask"];
export type DossierAuMoment = Omit<S["AtMoment"], "dossier" | "deadlines"> & { dossier: Dossier; deadlines: EcheanceAuMoment[] };
export type Moment = S["Moment"];
export type Difference = Omit<S["MomentDifference"], "acts"> & { acts: Acte[] };

export type Tache = Precise<
  S["Task"],
  { kind: "tache" | "alerte"; status: "ouverte" | "close"; severity: "normale" | "haute" | "critique" }
>;

export type SaisieGeste = S["GestureInput"];
export type GesteFait = Omit<S["GestureDone"], "lines"> & { lines: (Omit<S["GestureLine"], "task"> & { task?: Tache | null })[] };
export type Absence = S["Absence"];
export type SaisieAbsence = S["AbsenceInput"];
export type Suivi = S["Watch"];
export type SaisieSuivi = S["WatchInput"];

export type RythmeBulletin = "aucun" | "matin" | "semaine";
export type Bulletin = Precise<S["DigestChoice"], { frequency: RythmeBulletin }>;
export type SaisieBulletin = S["DigestInput"];
export type EtatBulletin = "remis" | "en_cours" | "envoye" | "inconnu" | "rejete" | "vide" | "perime";
export type Preferences = Omit<S["Preferences"], "digest" | "sent"> & {
  digest: Bulletin;
  sent: Precise<S["DigestSent"], { state: EtatBulletin }>[];
};
export type Recherche = S["SavedSearch"];
export type SaisieRecherche = S["SearchInput"];

export type Proposition = Omit<S["Proposal"], "kind" | "status" | "reason"> & {
  kind: "chambre_attribuee" | "rapporteur_designe" | "avocat_general_designe";
  status: "proposee" | "en_vigueur" | "refusee" | "remplacee";
  reason?: Constat | null;
};
export type SaisieDesignation = Precise<S["DesignationInput"], { kind: Proposition["kind"] }>;

export type Orientation = S["Orientation"];
export type RaisonOrientation = S["OrientationReason"];
export type RaisonDeRegle = S["OrientationRuleReason"];
export type CircuitSuggere = S["CircuitSuggestion"];
export type ResumeRegles = S["OrientationSet"];
export type JeuDeRegles = S["OrientationSetDetail"];
export type VersionRegles = S["OrientationVersion"];
export type RegleOrientation = S["OrientationRule"];
export type ConditionsOrientation = S["OrientationConditions"];
export type DestinationOrientation = S["OrientationTarget"];
export type SaisieRegles = S["OrientationRulesInput"];
export type EssaiOrientation = S["OrientationTrial"];
export type DossierAutrement = S["OrientationDifference"];

export type Office = "rapporteur" | "avocat_general";
export type DossierEnAttente = S["WaitingDossier"];
export type ResumeDistribution = Precise<S["DistributionSummary"], { office: Office; status: "ouverte" | "validee" | "abandonnee" }>;
export type Carte = Omit<S["DistributionCard"], "status"> & { status?: Proposition["status"] | null };
export type Distribution = Omit<S["Distribution"], "summary" | "cards"> & { summary: ResumeDistribution; cards: Carte[] };
export type CandidatDeCarte = S["CardCandidate"];
export type ChangementDeCarte = "identique" | "autre_personne" | "attribue" | "laisse" | "premier_seul" | "second_seul";
export type RaisonDeChangement = "deplacement" | "limite" | "hors_du_plan" | "poids_ou_terme" | "charge_anterieure" | "temps" | "equilibre";
export type CarteComparee = Precise<S["ComparedCard"], { change: ChangementDeCarte; causes: RaisonDeChangement[] }>;
export type PlanCompare = Omit<S["ComparedPlan"], "summary"> & { summary: ResumeDistribution };
export type Comparaison = Omit<S["DistributionComparison"], "left" | "right" | "cards"> & { left: PlanCompare; right: PlanCompare; cards: CarteComparee[] };
export type EtapeAudience = "provisoire" | "publiee" | "tenue" | "close" | "annulee";
export type SaisieSeance = S["AudienceSitting"];
export type ResumeAudience = Omit<S["AudienceSummary"], "stage" | "sitting"> & { stage: EtapeAudience; sitting: Required<SaisieSeance> };
export type CalendrierDAudiences = Omit<S["AudienceCalendar"], "items"> & { items: ResumeAudience[] };
export type Formation = S["AudienceFormation"];
export type Audience = Omit<S["Audience"], "summary" | "entries" | "findings"> & {
  summary: ResumeAudience;
  entries: Precise<S["AudienceEntry"], { standing: "prevue" | "proposee" | "inscrite" | "refusee" | "retrait" }>[];
  findings: Precise<S["AudienceFinding"], { severity: "bloquante" | "avertissement" }>[];
};
export type SaisieChangement = S["AudienceChangeInput"];
export type EssaiDeChangement = Omit<S["AudiencePreview"], "consequences"> & {
  consequences: Precise<S["AudienceConsequence"], { kind: "avis" | "constat" | "leve" | "dossier" | "refus"; severity: Gravite }>[];
};
export type SaisieRecurrence = S["RecurrenceInput"];
export type JourDeRecurrence = S["AudienceOccurrence"];
export type LigneDeRole = S["RoleLine"];
export type PropositionDeRole = S["RoleProposal"];
export type PhaseDeCharge = "a_distribuer" | "a_instruire" | "en_etat" | "a_l_audience" | "en_delibere" | "suspendu";
/** What is supposed of the weeks to come, as the gateway asks it. */
export interface ReglagesDeCharge {
  semaines?: number;
  entrees?: number;
  audiences?: number;
  places?: number;
  audiences_des?: number;
  magistrats?: number;
  magistrats_des?: number;
}
export type PrevisionDeCharge = S["LoadForecast"];
export type Charge = Omit<S["Load"], "scope" | "stock"> & {
  scope: "chambre" | "totaux" | "personne";
  stock: Precise<S["LoadStock"], { phase: PhaseDeCharge }>[];
};
export type Empechement = S["Impediment"];
export type SaisieEmpechement = S["ImpedimentInput"];
export type Magistrat = S["Magistrate"];
export type SaisieMagistrat = S["MagistrateInput"];
export type AbsenceDeMagistrat = S["MagistrateAbsence"];

export type Minute = S["Minute"];
export type MinuteDue = S["DueMinute"];
export type SignatureMinute = S["MinuteSignature"];
export type SaisieSignatures = S["HandSignatureInput"];
export type Piece = S["Piece"];
export type Cabinet = S["Office"];

export type PartieSaisie = S["PartyInput"];
export type DecisionSaisie = S["DecisionInput"];
export type Ouverture = S["OpenInput"];
export type DossierOuvert = S["Opened"];

/** A hint on the live stream: what changed, never the content. */
export type EvenementDossier = Precise<
  S["Hint"],
  { source: "dossier" | "deadline" | "assignment" | "notification" }
>;

export type Groupe = S["Group"];
export type EffetJonction = Omit<S["JoinderEffect"], "findings" | "refusal"> & { findings: Constat[]; refusal?: Constat | null };
export type EffetsJonction = { effects: EffetJonction[] };
export type SaisieJonction = S["JoinderInput"];
export type Jointure = Omit<S["Joined"], "findings"> & { findings: Constat[] };

/** A notice that the registry owes, its sendings and its life. */
export type PlaceAvis = "a_preparer" | "a_remettre" | "en_chemin" | "a_examiner" | "en_poursuite" | "prouve" | "attendu" | "sans_objet";
export type AvisDu = Precise<S["DueNotice"], { place: PlaceAvis }>;
export type EnvoiAvis = S["NoticeSending"];
export type VieAvis = Omit<S["NoticeLife"], "notice"> & { notice: AvisDu };
export type ChiffresAvis = S["NoticeFigures"];
export type EtapeAvis = S["NoticeStepInput"];
export type LotAvis = Omit<S["NoticeBatch"], "lines"> & { lines: (Omit<S["NoticeBatchLine"], "notice"> & { notice: AvisDu })[] };
export type Identite = S["Identity"];
export type PartieDetaillee = S["PartyDetail"];
export type PageParties = S["PartyPage"];
export type Representation = S["Representation"];
export type Moyens = S["Grounds"];
export type Inventaire = S["Inventory"];
export type PieceRequise = S["RequiredPiece"];
export type SaisieModification = S["AmendmentInput"];
export type Modifie = Omit<S["Amended"], "findings"> & { findings: Constat[] };

export type AffaireSuivie = S["FollowedCase"];
export type LienPersonnel = S["PersonalLink"];
export type LienDelivre = S["LinkIssued"];
export type SaisieLien = S["LinkInput"];
