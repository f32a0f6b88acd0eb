//! Who may do what: policies in Cedar, and the one function that asks. Denied by default, and on any evaluation error.
//!
//! The policies stand in `policies/`, one file a family of people; what they give stands in `MATRICE.txt`, which a test
//! regenerates. The service that owns an object asks in the transaction of the read. Source: the Court's rules on
//! secrecy (CPC 448, ordonnance 58-1270 art. 6, ECHR Reinhardt and Slimane-Kaïd v. France).

pub mod relations;
pub mod stored;

use std::{
    collections::{HashMap, HashSet},
    str::FromStr,
    sync::LazyLock,
};

use cedar_policy::{
    ActionConstraint, Authorizer, Context, Decision as Verdict, Entities, Entity, EntityUid, Policy,
    PolicySet, Request, RestrictedExpression, Schema, ValidationMode, Validator,
};
use greffe_chassis::{Caller, Failure, Kind, Result};
use uuid::Uuid;

/// The schema, as text.
const SCHEMA: &str = include_str!("../policies/schema.cedarschema");

/// The policies, one file a family.
const POLICIES: &[&str] = &[
    include_str!("../policies/greffe.cedar"),
    include_str!("../policies/siege.cedar"),
    include_str!("../policies/parquet.cedar"),
    include_str!("../policies/conseil.cedar"),
    include_str!("../policies/autres.cedar"),
    include_str!("../policies/interdits.cedar"),
];

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

            /// What it is asked of: `Cour`, `Dossier` or `Piece`.
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
    /// Read events again.
    Rejouer = "rejouer" on "Cour",
    /// Compare what is stored.
    Verifier = "verifier" on "Cour",
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
    /// Journal what concerns legal aid.
    EnregistrerAideJuridictionnelle = "enregistrer_aide_juridictionnelle" on "Dossier",
    /// Give the case to a chamber.
    ProposerChambre = "proposer_chambre" on "Dossier",
    /// Designate a rapporteur.
    ProposerRapporteur = "proposer_rapporteur" on "Dossier",
    /// Designate an avocat général.
    ProposerAvocatGeneral = "proposer_avocat_general" on "Dossier",
    /// Take a task.
    PrendreTache = "prendre_tache" on "Dossier",
    /// Read a paper.
    LirePiece = "lire_piece" on "Piece",
    /// Name a paper in an act.
    CiterPiece = "citer_piece" on "Piece",
}

/// What people are to a case, as the service that decides knows it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CaseRelations {
    /// The dossier; nil for a paper that no act names yet.
    pub dossier: Uuid,
    /// Code of its chamber, empty before it has one.
    pub chambre: String,
    /// Agents designated as rapporteur.
    pub rapporteurs: Vec<Uuid>,
    /// Agents designated as avocat général.
    pub avocats_generaux: Vec<Uuid>,
    /// Offices constituted today.
    pub offices: Vec<Uuid>,
    /// Offices whose constitution ended.
    pub former_offices: Vec<Uuid>,
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

/// What a paper is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// The piece.
    pub id: Uuid,
    /// 0 public, 1 procedure, 2 internal, 3 délibéré.
    pub class: u8,
    /// `memoire`, `declaration`, `piece` ...
    pub kind: String,
    /// Agent who deposited it.
    pub author: Uuid,
    /// Office that deposited it.
    pub depositor: Option<Uuid>,
    /// Offices that were served with it.
    pub offices: Vec<Uuid>,
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
}

impl Resource<'_> {
    /// The object of the audit row.
    #[must_use]
    pub fn object(&self) -> Uuid {
        match self {
            Self::Court => Uuid::nil(),
            Self::Case(case) => case.dossier,
            Self::Paper(_, paper) => paper.id,
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

/// What is asked of one action: only the policies whose scope admits it, since the others can say nothing of it.
struct Asked {
    action: EntityUid,
    set: PolicySet,
}

struct Policies {
    schema: Schema,
    of: HashMap<&'static str, Asked>,
}

static POLICY: LazyLock<std::result::Result<Policies, String>> = LazyLock::new(load);

fn load() -> std::result::Result<Policies, String> {
    let (schema, _) = Schema::from_cedarschema_str(SCHEMA).map_err(|e| e.to_string())?;
    let text = POLICIES.join("\n");
    let set = PolicySet::from_str(&text).map_err(|e| e.to_string())?;
    let result = Validator::new(schema.clone()).validate(&set, ValidationMode::Strict);
    if !result.validation_passed() {
        return Err(result.validation_errors().map(ToString::to_string).collect::<Vec<_>>().join("; "));
    }
    let of = Action::ALL.iter().map(|action| Ok((action.as_str(), asked(*action, &set)?)));
    Ok(Policies { schema, of: of.collect::<std::result::Result<_, String>>()? })
}

/// No action is a member of another: the one named in a scope is the one meant.
fn asked(action: Action, all: &PolicySet) -> std::result::Result<Asked, String> {
    let action = uid("Action", action.as_str())?;
    let admits = |policy: &&Policy| match policy.action_constraint() {
        ActionConstraint::Any => true,
        ActionConstraint::Eq(only) => only == action,
        ActionConstraint::In(some) => some.contains(&action),
    };
    let set = PolicySet::from_policies(all.policies().filter(admits).cloned()).map_err(|e| e.to_string())?;
    Ok(Asked { action, set })
}

/// Reads and validates the policies: a service calls this at start, and does not start when it fails.
///
/// # Errors
/// When a policy does not read or could fail on evaluation.
pub fn ready() -> Result<()> {
    POLICY.as_ref().map(|_| ()).map_err(|e| Failure::internal(e.clone()))
}

/// Decides. An evaluation error, a request that does not fit the schema, a policy that does not read: refused, and
/// counted as an alarm.
#[must_use]
pub fn decide(caller: &Caller, action: Action, resource: Resource<'_>) -> Decision {
    match evaluate(caller, action, resource) {
        Ok(decision) => decision,
        Err(error) => {
            metrics::counter!("greffe_access_errors_total").increment(1);
            tracing::error!(action = action.as_str(), error, "access refused by an evaluation error");
            Decision { allowed: false, policies: "erreur".into() }
        }
    }
}

/// Decides several actions on one object: the object is described once. Refused one by one on an evaluation error.
#[must_use]
pub fn decide_all(caller: &Caller, actions: &[Action], resource: Resource<'_>) -> Vec<bool> {
    let Ok(case) = describe(caller, resource) else { return vec![false; actions.len()] };
    actions.iter().map(|action| ask(&case, *action).is_ok_and(|decision| decision.allowed)).collect()
}

/// A caller and an object, as the policies see them.
struct Question {
    principal: EntityUid,
    target: EntityUid,
    entities: Entities,
}

fn evaluate(
    caller: &Caller,
    action: Action,
    resource: Resource<'_>,
) -> std::result::Result<Decision, String> {
    ask(&describe(caller, resource)?, action)
}

fn describe(caller: &Caller, resource: Resource<'_>) -> std::result::Result<Question, String> {
    let principal = uid("Agent", &caller.subject)?;
    let (target, target_entity) = resource_entity(resource)?;
    let agent = Entity::new(
        principal.clone(),
        [
            ("roles".to_owned(), strings(caller.roles.iter().cloned())),
            ("chambres".to_owned(), strings(caller.chambres.iter().cloned())),
            ("cabinet".to_owned(), string(&caller.office_id)),
            ("matricule".to_owned(), string(&caller.agent_id)),
        ]
        .into(),
        HashSet::new(),
    )
    .map_err(|e| e.to_string())?;
    // Attributes come from our own constructors: checking them against the schema again would cost more than deciding.
    let entities = Entities::from_entities([agent, target_entity], None).map_err(|e| e.to_string())?;
    Ok(Question { principal, target, entities })
}

fn ask(question: &Question, action: Action) -> std::result::Result<Decision, String> {
    let policy = POLICY.as_ref().map_err(Clone::clone)?;
    let asked = policy.of.get(action.as_str()).ok_or("action inconnue")?;
    let (principal, target) = (question.principal.clone(), question.target.clone());
    let request =
        Request::new(principal, asked.action.clone(), target, Context::empty(), Some(&policy.schema))
            .map_err(|e| e.to_string())?;
    let response = Authorizer::new().is_authorized(&request, &asked.set, &question.entities);
    let errors: Vec<String> = response.diagnostics().errors().map(ToString::to_string).collect();
    if !errors.is_empty() {
        return Err(errors.join("; "));
    }
    let mut policies: Vec<&str> = response
        .diagnostics()
        .reason()
        .map(|id| asked.set.annotation(id, "id").unwrap_or("sans-nom"))
        .collect();
    policies.sort_unstable();
    Ok(Decision { allowed: response.decision() == Verdict::Allow, policies: policies.join(" ") })
}

fn resource_entity(resource: Resource<'_>) -> std::result::Result<(EntityUid, Entity), String> {
    let (id, attributes) = match resource {
        Resource::Court => (uid("Cour", "cour")?, Vec::new()),
        Resource::Case(case) => {
            let mut attributes = case_attributes(case);
            attributes.push(("cabinets", ids(&case.offices)));
            attributes.push(("anciensCabinets", ids(&case.former_offices)));
            (uid("Dossier", &case.dossier.to_string())?, attributes)
        }
        Resource::Paper(case, paper) => {
            let mut attributes = case_attributes(case);
            let dossier = if case.dossier.is_nil() { String::new() } else { case.dossier.to_string() };
            attributes.push(("dossier", string(&dossier)));
            attributes.push(("classe", RestrictedExpression::new_long(i64::from(paper.class))));
            attributes.push(("nature", string(&paper.kind)));
            attributes.push(("auteur", string(&paper.author.to_string())));
            let depositor = paper.depositor.map(|office| office.to_string()).unwrap_or_default();
            attributes.push(("cabinetDeposant", string(&depositor)));
            attributes.push(("cabinetsServis", ids(&paper.offices)));
            (uid("Piece", &paper.id.to_string())?, attributes)
        }
    };
    let attributes = attributes.into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
    let entity = Entity::new(id.clone(), attributes, HashSet::new()).map_err(|e| e.to_string())?;
    Ok((id, entity))
}

fn case_attributes(case: &CaseRelations) -> Vec<(&'static str, RestrictedExpression)> {
    vec![
        ("chambre", string(&case.chambre)),
        ("rapporteurs", ids(&case.rapporteurs)),
        ("avocatsGeneraux", ids(&case.avocats_generaux)),
        ("distribue", RestrictedExpression::new_bool(case.distributed)),
        ("communique", RestrictedExpression::new_bool(case.communicated)),
        ("scelle", RestrictedExpression::new_bool(case.sealed)),
        ("nommes", ids(&case.named)),
        ("recuses", ids(&case.recused)),
    ]
}

fn uid(kind: &str, id: &str) -> std::result::Result<EntityUid, String> {
    let type_name =
        cedar_policy::EntityTypeName::from_str(&format!("Greffe::{kind}")).map_err(|e| e.to_string())?;
    Ok(EntityUid::from_type_name_and_id(type_name, cedar_policy::EntityId::new(id)))
}

fn string(value: &str) -> RestrictedExpression {
    RestrictedExpression::new_string(value.to_owned())
}

fn strings(values: impl IntoIterator<Item = String>) -> RestrictedExpression {
    RestrictedExpression::new_set(values.into_iter().map(RestrictedExpression::new_string))
}

fn ids(values: &[Uuid]) -> RestrictedExpression {
    strings(values.iter().map(ToString::to_string))
}
