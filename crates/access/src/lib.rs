//! Who may do what: policies in Cedar, and the one function that asks. Denied by default, and on any evaluation error.
//!
//! The policies stand in `policies/`, one file a family of people; what they give stands in `MATRICE.txt`, which a test
//! regenerates. The service that owns an object asks in the transaction of the read. Source: the Court's rules on
//! secrecy (CPC 448, ordonnance 58-1270 art. 6, ECHR Reinhardt and Slimane-Kaïd v. France).

#[doc(hidden)]
pub mod inside;
mod policies;
pub mod relations;
mod seen;
pub mod stored;

use greffe_chassis::{Caller, Failure, Kind, Result};
use uuid::Uuid;

pub use policies::ready;
use seen::Seen;

macro_rules! actions {
    ($($(#[$doc:meta])* $name:ident = $text:literal on $resource:literal),+ $(,)?) => {
        /// What somebody may want to do.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum Action { $($(#[$doc])* $name),+ }

        impl Action {
            /// Every action.
            pub const ALL: &[Action] = &[$(Action::$name),+];

            /// Its name in the policies and in the audit trail.
            #[must_use]
            pub fn as_str(self) -> &'static str {
                match self { $(Self::$name => $text),+ }
            }

            /// What it is asked of: `Cour`, `Dossier`, `Piece`, `Demande` or `Delibere`.
            #[must_use]
            pub fn resource(self) -> &'static str {
                match self { $(Self::$name => $resource),+ }
            }
        }
    };
}

actions! {
    /// Open a dossier from a declaration.
    OuvrirDossier = "ouvrir_dossier" on "Cour",
    /// See the figures of the stock.
    LireStock = "lire_stock" on "Cour",
    /// List the dossiers one may know of.
    ListerDossiers = "lister_dossiers" on "Cour",
    /// Read chambers, act types, stages.
    LireReferentiel = "lire_referentiel" on "Cour",
    /// Add or change agents.
    GererAgents = "gerer_agents" on "Cour",
    /// Add offices of counsel.
    GererCabinets = "gerer_cabinets" on "Cour",
    /// Look offices up.
    LireCabinets = "lire_cabinets" on "Cour",
    /// Upload a file.
    DeposerPiece = "deposer_piece" on "Cour",
    /// Read one's tasks.
    LireTaches = "lire_taches" on "Cour",
    /// Read the deadlines that come.
    LireEcheancesAVenir = "lire_echeances_a_venir" on "Cour",
    /// Ask the simulator.
    Simuler = "simuler" on "Cour",
    /// Look agents up in the register.
    LireAgents = "lire_agents" on "Cour",
    /// Turn a subject into an agent.
    ResoudreAgent = "resoudre_agent" on "Cour",
    /// Ask who somebody is to a case at this moment.
    SituerAgent = "situer_agent" on "Cour",
    /// Read events again.
    Rejouer = "rejouer" on "Cour",
    /// Compare what is stored.
    Verifier = "verifier" on "Cour",
    /// Run the product: events set apart, what is derived, what a broker lost.
    Exploiter = "exploiter" on "Cour",
    /// Try another version of the law over the stock.
    EssayerDroit = "essayer_droit" on "Cour",
    /// Put a version of the law in force.
    MettreEnVigueur = "mettre_en_vigueur" on "Cour",
    /// Read the rules of orientation, their versions, what they would have done.
    LireReglesOrientation = "lire_regles_orientation" on "Cour",
    /// Take over the stock of a former system, in bulk.
    ReprendreStock = "reprendre_stock" on "Cour",
    /// Deposit a message by machine, and follow one's own.
    DeposerMessage = "deposer_message" on "Cour",
    /// Read who read what: the trail of decisions on papers.
    LireJournalAcces = "lire_journal_acces" on "Cour",
    /// Say what an access of emergency was worth, once it is over.
    RevoirAcces = "revoir_acces" on "Cour",
    /// Look at the messages that wait, repair, attach or refuse them.
    TraiterDepots = "traiter_depots" on "Cour",
    /// Ask the courts' own base for a decision attacked.
    ConsulterJuridictions = "consulter_juridictions" on "Cour",
    /// Ask for a certificate of non-pourvoi.
    DemanderCertificat = "demander_certificat" on "Cour",
    /// Read the register of certificates, and what their searches found.
    LireRegistreCertificats = "lire_registre_certificats" on "Cour",
    /// Read the register of requests of legal aid made before any pourvoi.
    LireRegistreAides = "lire_registre_aides" on "Cour",
    /// Enter requests there, and what becomes of them.
    TenirRegistreAides = "tenir_registre_aides" on "Cour",
    /// Make a paper of what one may read.
    FairePapier = "faire_papier" on "Cour",
    /// Say what the certificate of a number and a hash says, to anybody.
    VerifierCertificat = "verifier_certificat" on "Cour",
    /// Ask a service what it finds before a milestone.
    ControlerJalon = "controler_jalon" on "Cour",
    /// Read the notices that the registry owes.
    LireAvis = "lire_avis" on "Cour",
    /// Open a personal link, for whoever holds it.
    OuvrirSuivi = "ouvrir_suivi" on "Cour",
    /// Read a calendar, for whoever holds its secret address.
    LireAgenda = "lire_agenda" on "Cour",
    /// Read the rôles that were published.
    LireRolesPublies = "lire_roles_publies" on "Cour",
    /// See the load of the parquet général, with its people.
    VoirChargeParquet = "voir_charge_parquet" on "Cour",
    /// See one's own load there.
    VoirSaChargeParquet = "voir_sa_charge_parquet" on "Cour",
    /// Know that the case exists.
    Connaitre = "connaitre" on "Dossier",
    /// Read parties, journal, deadlines, tasks.
    LireDossier = "lire_dossier" on "Dossier",
    /// Journal something that reached the Court.
    EnregistrerFait = "enregistrer_fait" on "Dossier",
    /// Journal something the Court did.
    EnregistrerActeDeLaCour = "enregistrer_acte_de_la_cour" on "Dossier",
    /// Correct an act.
    CorrigerActe = "corriger_acte" on "Dossier",
    /// Deposit for one's own client.
    Deposer = "deposer" on "Dossier",
    /// Transmit a fact as another court.
    TransmettreFait = "transmettre_fait" on "Dossier",
    /// Journal the opinion of the parquet général, as the avocat général designated.
    RendreAvis = "rendre_avis" on "Dossier",
    /// Journal an order of the premier président, as him or by delegation.
    RendreOrdonnance = "rendre_ordonnance" on "Dossier",
    /// Journal what concerns legal aid.
    EnregistrerAideJuridictionnelle = "enregistrer_aide_juridictionnelle" on "Dossier",
    /// Give the case to a chamber.
    ProposerChambre = "proposer_chambre" on "Dossier",
    /// Write the rules of orientation of a chamber, put them in force; of no chamber: those between chambers. Asked as
    /// [`Self::Distribuer`] is.
    ReglerOrientation = "regler_orientation" on "Dossier",
    /// Designate a rapporteur.
    ProposerRapporteur = "proposer_rapporteur" on "Dossier",
    /// Designate an avocat général.
    ProposerAvocatGeneral = "proposer_avocat_general" on "Dossier",
    /// Have the distribution of a chamber among rapporteurs worked out, change it, validate it. Asked of a dossier, or of a
    /// chamber: a dossier that has nothing else.
    Distribuer = "distribuer" on "Dossier",
    /// The same among avocats généraux.
    DistribuerAuParquet = "distribuer_au_parquet" on "Dossier",
    /// See and enter absences and discharges of the magistrates of a chamber, asked as [`Self::Distribuer`] is.
    TenirAbsences = "tenir_absences" on "Dossier",
    /// Declare what stands between a magistrate and a dossier.
    DeclarerEmpechement = "declarer_empechement" on "Dossier",
    /// See the audiences of a chamber, planned ones too; asked as [`Self::Distribuer`] is.
    VoirAudiences = "voir_audiences" on "Dossier",
    /// See the séances d’instruction of a chamber, which the avocat général attends.
    VoirInstruction = "voir_instruction" on "Dossier",
    /// See its conférences, which prepare the délibéré.
    VoirConference = "voir_conference" on "Dossier",
    /// Plan audiences of a chamber, compose them, fill their rôles.
    TenirAudiences = "tenir_audiences" on "Dossier",
    /// Say who of the parquet général concludes at an audience.
    PrevoirAvocatGeneral = "prevoir_avocat_general" on "Dossier",
    /// Publish a rôle, and change one that is published.
    PublierRole = "publier_role" on "Dossier",
    /// See what a chamber and each of its people have to do, and what is to be expected; asked as [`Self::Distribuer`] is.
    VoirCharge = "voir_charge" on "Dossier",
    /// See the same of the chamber, without a name.
    VoirChargeTotale = "voir_charge_totale" on "Dossier",
    /// See the same of oneself.
    VoirSaCharge = "voir_sa_charge" on "Dossier",
    /// Ask to pass a milestone that could not be wholly checked, or what the law leaves to a magistrate.
    DemanderPassage = "demander_passage" on "Dossier",
    /// Be the second person of such a passage.
    ConfirmerPassage = "confirmer_passage" on "Dossier",
    /// Record, from another system, acts whose milestones were passed there.
    ReprendreJalon = "reprendre_jalon" on "Dossier",
    /// Sign the minutes of its decisions as the greffier, or write down that they were signed by hand.
    ContresignerMinute = "contresigner_minute" on "Dossier",
    /// Sign the minute of an order of its chamber, as the magistrate who renders it alone; the order names who that is.
    SignerOrdonnance = "signer_ordonnance" on "Dossier",
    /// Take up in the minute of a decision that was pronounced the text that the formation adopted.
    ReprendreProjet = "reprendre_projet" on "Dossier",
    /// Give a paper of the case that leaves the Court's seal: an order, an arrêt, an expédition, a receipt.
    ScellerPapier = "sceller_papier" on "Dossier",
    /// Take a task.
    PrendreTache = "prendre_tache" on "Dossier",
    /// Prepare a notice, send it, say what became of it.
    TenirAvis = "tenir_avis" on "Dossier",
    /// Journal what a channel proved of a notice.
    EnregistrerPreuve = "enregistrer_preuve" on "Dossier",
    /// Journal that a report was deposited in the enclave of the délibéré.
    InscrireRapport = "inscrire_rapport" on "Dossier",
    /// Give a party a personal link, and take it back.
    DelivrerLien = "delivrer_lien" on "Dossier",
    /// See of one's own case what a party may see.
    SuivreDossier = "suivre_dossier" on "Dossier",
    /// Remit a mémoire oneself, without counsel.
    DeposerMemoirePersonnel = "deposer_memoire_personnel" on "Dossier",
    /// Ask to read the papers of a case of another chamber.
    DemanderAcces = "demander_acces" on "Dossier",
    /// Grant or refuse what was asked, and take it back.
    AccorderAcces = "accorder_acces" on "Dossier",
    /// Ask to read the papers of a case in an emergency.
    DemanderAccesUrgence = "demander_acces_urgence" on "Dossier",
    /// Be the second person of such an access.
    AutoriserAccesUrgence = "autoriser_acces_urgence" on "Dossier",
    /// Open a case by name to a trainee or an academic (COJ R431-7-1).
    HabiliterLecteur = "habiliter_lecteur" on "Dossier",
    /// Be told who was let into the papers of a case, and why.
    VoirAcces = "voir_acces" on "Dossier",
    /// Read a paper.
    LirePiece = "lire_piece" on "Piece",
    /// Name a paper in an act.
    CiterPiece = "citer_piece" on "Piece",
    /// Read a demand and its certificate.
    LireCertificat = "lire_certificat" on "Demande",
    /// Decide a demand on which doubt remained.
    DeciderCertificat = "decider_certificat" on "Demande",
    /// Know that a case has papers of the délibéré, or none.
    ConnaitreDelibere = "connaitre_delibere" on "Delibere",
    /// Open a paper of the délibéré.
    OuvrirPapier = "ouvrir_papier" on "Delibere",
    /// Save or deposit one.
    EcrirePapier = "ecrire_papier" on "Delibere",
    /// Read one.
    LirePapier = "lire_papier" on "Delibere",
    /// Comment on one.
    CommenterPapier = "commenter_papier" on "Delibere",
    /// Say that one was reread.
    RelirePapier = "relire_papier" on "Delibere",
    /// Say that one was deliberated on.
    ClorePapier = "clore_papier" on "Delibere",
    /// Say which projet the formation adopted.
    AdopterProjet = "adopter_projet" on "Delibere",
    /// Sign the minute of the decision as who presided.
    SignerMinute = "signer_minute" on "Delibere",
    /// Sign it as a judge who deliberated, in the place of who presided.
    SignerMinuteParEmpechement = "signer_minute_par_empechement" on "Delibere",
}

/// What people are to a case, as the service that decides knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseRelations {
    /// The dossier; nil for a paper that no act names yet.
    pub dossier: Uuid,
    /// Code of its chamber, empty before it has one.
    pub chambre: String,
    /// Codes of the chambers asked for their opinion (CPC 1015-1).
    pub chambres_consultees: Vec<String>,
    /// Agents designated as rapporteur in the chamber or the formation seised.
    pub rapporteurs: Vec<Uuid>,
    /// Agents designated as avocat général there.
    pub avocats_generaux: Vec<Uuid>,
    /// Offices constituted today.
    pub offices: Vec<Uuid>,
    /// Offices whose constitution ended.
    pub former_offices: Vec<Uuid>,
    /// Parties whose personal link stands; told only to who serves those links.
    pub followers: Vec<Uuid>,
    /// Agents whose recorded request to read was granted, while it lasts; told only to who serves papers.
    pub granted: Vec<Uuid>,
    /// Trainees and academics to whom the case was opened by name, while it lasts; told only to who serves papers.
    pub habilitated: Vec<Uuid>,
    /// Agents let in by an emergency that lasts; told only to who serves papers.
    pub emergency: Vec<Uuid>,
    /// Whether a rapporteur was designated.
    pub distributed: bool,
    /// Whether the case was sent to the parquet général.
    pub communicated: bool,
    /// Whether it is closed to all but those named.
    pub sealed: bool,
    /// Agents named for a sealed case.
    pub named: Vec<Uuid>,
    /// Agents recused or déportés.
    pub recused: Vec<Uuid>,
}

impl CaseRelations {
    /// The case as a chamber asked for its opinion decides in it, among its own: none when it was not asked (CPC 1015-1).
    #[must_use]
    pub fn for_opinion_of(&self, chambre: &str) -> Option<Self> {
        let consulted = self.chambres_consultees.iter().any(|code| code == chambre);
        consulted.then(|| Self { chambre: chambre.to_owned(), ..self.clone() })
    }
}

/// What a paper is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The piece.
    pub id: Uuid,
    /// 0 public, 1 procedure, 2 internal, 3 délibéré.
    pub class: u8,
    /// `memoire`, `declaration`, `piece`, `rapport`, `avis` ...
    pub kind: String,
    /// Agent who deposited it.
    pub author: Uuid,
    /// Office that deposited it.
    pub depositor: Option<Uuid>,
    /// Offices that were served with it.
    pub offices: Vec<Uuid>,
}

/// A demand that belongs to no case: who deposited it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Demand {
    /// The demand.
    pub id: Uuid,
    /// Agent who deposited it; nil when none is known.
    pub author: Uuid,
    /// Office for which it was deposited.
    pub office: Option<Uuid>,
}

/// The délibéré of a case, or a paper of it, as it stands to the caller: who they are to the case at the moment of the question,
/// as assignment says it then, never as a replica remembers it.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash)]
pub struct Deliberation {
    /// The case, or the paper.
    pub object: Uuid,
    /// A rapporteur of the case.
    pub rapporteur: bool,
    /// President of the chamber seised, then of the formation once it is fixed.
    pub president: bool,
    /// Doyen of the section, who rereads.
    pub doyen: bool,
    /// Of the formation, once it is fixed.
    pub formation: bool,
    /// Avocat général of the case.
    pub parquet: bool,
    /// Recused or déporté.
    pub recused: bool,
    /// The case is sealed and the caller is not named.
    pub shut_out: bool,
    /// The decision was pronounced.
    pub pronounced: bool,
    /// The caller writes the paper.
    pub own: bool,
    /// The version asked for was deposited.
    pub shared: bool,
}

/// What an action is asked of.
#[derive(Debug, Clone, Copy)]
pub enum Resource<'a> {
    /// The Court as a whole.
    Court,
    /// A case.
    Case(&'a CaseRelations),
    /// A paper of a case.
    Paper(&'a CaseRelations, &'a Paper),
    /// A demand.
    Demand(&'a Demand),
    /// The délibéré of a case, or a paper of it.
    Deliberation(&'a Deliberation),
}

impl Resource<'_> {
    /// The object of the audit row.
    #[must_use]
    pub fn object(&self) -> Uuid {
        match self {
            Self::Court => Uuid::nil(),
            Self::Case(case) => case.dossier,
            Self::Paper(_, paper) => paper.id,
            Self::Demand(demand) => demand.id,
            Self::Deliberation(of) => of.object,
        }
    }
}

/// The answer, with what determined it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// Whether it is allowed.
    pub allowed: bool,
    /// Ids of the policies that determined it, for the audit trail.
    pub policies: String,
}

impl Decision {
    /// `permis` or `refuse`, for the audit trail.
    #[must_use]
    pub fn word(&self) -> &'static str {
        if self.allowed { "permis" } else { "refuse" }
    }

    /// Goes on, or fails as the caller may know it.
    ///
    /// # Errors
    /// The failure given, when refused.
    pub fn or_else(self, refused: impl FnOnce() -> Failure) -> Result<Self> {
        if self.allowed { Ok(self) } else { Err(refused()) }
    }

    /// Goes on, or says that the caller may not.
    ///
    /// # Errors
    /// [`Kind::Forbidden`].
    pub fn or_forbidden(self) -> Result<Self> {
        self.or_else(|| {
            Failure::new(
                Kind::Forbidden,
                "DRO-001",
                "Votre fonction ne permet pas cette action sur cet objet. Adressez-vous au greffe de la chambre saisie si vous pensez devoir y accéder.",
            )
        })
    }
}

/// Decides. An evaluation error, a request that does not fit the schema, a policy that does not read: refused, and
/// counted as an alarm.
#[must_use]
pub fn decide(caller: &Caller, action: Action, resource: Resource<'_>) -> Decision {
    policies::answers(Seen::of(caller, resource)).to(action)
}

/// Decides several actions on one object, which is described once. Refused one by one on an evaluation error.
#[must_use]
pub fn decide_all(caller: &Caller, actions: &[Action], resource: Resource<'_>) -> Vec<bool> {
    let answers = policies::answers(Seen::of(caller, resource));
    actions.iter().map(|action| answers.with(*action, |decision| decision.allowed)).collect()
}
