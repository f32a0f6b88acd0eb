//! What is asked of the policies, for a kind of act and a kind of caller.

use greffe_access::{Action, CaseRelations, Decision, Resource, decide};
use greffe_chassis::{Caller, Failure, Kind, Result, audit};
use greffe_contracts::events::v1::{ActRecorded, act_recorded::Body};
use jiff::Timestamp;
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{rapport, suivi::PARTY};

/// What counsel may deposit for the parties they represent; all else that reaches the Court is journalled by the registry.
const DEPOSITS: &[&str] = &[
    "avocat_constitue",
    "desistement_depose",
    "memoire_depose",
    "memoire_notifie",
    "memoire_signifie",
    "observations_deposees",
    "pieces_deposees",
    "pourvoi_incident_forme",
    "qpc_soulevee",
    "radiation_demandee",
    "reinscription_demandee",
];

/// What the avocat général designated journals of himself: the opinion that he gives (CPC 1019; COJ L432-1).
const OPINION: &str = "avis_parquet_general";

/// Orders that the premier président gives, or whom he delegates (CPC 126-11, 978, 989, 1009 to 1009-3, 1026, 1031-12).
const ORDERS: &[&str] = &[
    "decheance_constatee",
    "delais_reduits",
    "desistement_constate",
    "peremption_constatee",
    "radiation_decidee",
    "reinscription_decidee",
];
/// Procedures in which they are his, by the beginning of their codes. In criminal matters they are the president's of the criminal
/// chamber (CPP 571-1, 590-2), and of no other procedure does a text give them to him.
const HIS_PROCEDURES: &[&str] = &["civil_", "elections_", "qpc_transmise_civile", "reexamen_civil"];
const FIRST_PRESIDENCY: &[&str] = &["premier_president", "delegue_premier_president"];
/// Formations before which he alone sends a case, by an order without reasons (COJ L431-5 to L431-7, L441-2).
const HIS_FORMATIONS: &[&str] =
    &["assemblee_pleniere", "chambre_mixte", "formation_mixte_pour_avis", "formation_pleniere_pour_avis"];

/// Acts that take effect only when another service has proposed them.
const PROPOSED: &[&str] = &["chambre_attribuee", "rapporteur_designe", "avocat_general_designe"];

/// What the service itself writes beside an act.
const WRITTEN_HERE: &str = "passage_sans_controle";
/// The service that sends notices, as it signs its calls.
const NOTICES: &str = "service:notification";
/// What the notification service journals of itself: that a notice went, reached or came back.
const PROOFS: &[&str] = &["notification_faite", "pli_retourne"];

/// The action that recording an act of this kind is.
///
/// # Errors
/// When the act has another door.
pub fn action_for(caller: &Caller, procedure: &str, fact: &ActRecorded, court_act: bool) -> Result<Action> {
    let (kind, corrects) = (fact.kind.as_str(), fact.supersedes.is_some());
    if PROPOSED.contains(&kind) && !corrects {
        return Err(proposed());
    }
    if kind == WRITTEN_HERE {
        return Err(Failure::new(
            Kind::Refused,
            "CTL-010",
            "Un passage sans contrôle ne s’enregistre pas directement\u{a0}: le président le demande depuis le contrôle du dossier, une seconde personne le confirme, et il s’inscrit avec l’acte qui franchit le jalon.",
        ));
    }
    if caller.subject == NOTICES && !corrects && PROOFS.contains(&kind) {
        return Ok(Action::EnregistrerPreuve);
    }
    // Deposited anew, it corrects the deposit that stands, and nothing else.
    if rapport::told_by_the_enclave(caller, kind) {
        return Ok(Action::InscrireRapport);
    }
    if caller.has_role("avocat_general") && !corrects && kind == OPINION {
        return Ok(Action::RendreAvis);
    }
    if !corrects && is_order(caller, procedure, fact) {
        return Ok(Action::RendreOrdonnance);
    }
    if caller.has_role(PARTY) {
        // Which act it is, the law has said before.
        return if corrects { Err(not_a_partys()) } else { Ok(Action::DeposerMemoirePersonnel) };
    }
    if caller.has_role("avocat_aux_conseils") {
        if corrects || !DEPOSITS.contains(&kind) {
            return Err(Failure::new(
                Kind::Forbidden,
                "DRO-002",
                "Cet acte n’est pas de ceux qu’un cabinet peut déposer. Adressez-vous au greffe de la chambre saisie.",
            ));
        }
        return Ok(Action::Deposer);
    }
    if caller.has_role("juridiction") {
        if corrects || court_act {
            return Err(Failure::new(
                Kind::Forbidden,
                "DRO-002",
                "Cet acte n’est pas de ceux qu’une juridiction transmet\u{a0}: elle fait connaître ce qu’elle a reçu ou ce qu’elle a fait. Adressez-vous au greffe de la Cour.",
            ));
        }
        return Ok(Action::TransmettreFait);
    }
    Ok(if corrects {
        Action::CorrigerActe
    } else if caller.has_role("baj") && is_legal_aid(kind) {
        Action::EnregistrerAideJuridictionnelle
    } else if court_act {
        Action::EnregistrerActeDeLaCour
    } else {
        Action::EnregistrerFait
    })
}

/// Whether the act is an order that the caller gives as premier président, or by delegation from him. One who presides a chamber besides
/// gives the orders of its president there, by that right.
fn is_order(caller: &Caller, procedure: &str, fact: &ActRecorded) -> bool {
    // What a chamber finds by an arrêt is the chamber's.
    let ordered = match &fact.body {
        Some(Body::FormationSaisie(b)) => {
            return caller.has_role("premier_president") && HIS_FORMATIONS.contains(&b.formation.as_str());
        }
        Some(Body::DecheanceConstatee(b)) => b.nature == "ordonnance",
        Some(Body::DesistementConstate(b)) => b.nature == "ordonnance",
        _ => true,
    };
    ordered
        && FIRST_PRESIDENCY.iter().any(|role| caller.has_role(role))
        && ORDERS.contains(&fact.kind.as_str())
        && HIS_PROCEDURES.iter().any(|his| procedure.starts_with(his))
}

/// A chamber or a person is proposed, and journalled by the answer.
pub fn proposed() -> Failure {
    Failure::new(
        Kind::Refused,
        "ACT-010",
        "Une désignation ne s’enregistre pas directement\u{a0}: proposez-la depuis l’onglet « Affectation » du dossier, elle prendra effet dès qu’elle sera au journal.",
    )
}

fn not_a_partys() -> Failure {
    Failure::new(
        Kind::Forbidden,
        "DRO-002",
        "Une partie ne corrige pas un acte du dossier. Écrivez au greffe de la chambre saisie, qui examinera votre demande.",
    )
}

fn is_legal_aid(kind: &str) -> bool {
    kind.starts_with("aide_juridictionnelle") || kind == "auxiliaire_designe"
}

/// A case that does not exist, or that the caller may not know of: the two answers are one.
pub fn unknown_case() -> Failure {
    Failure::not_found(
        "DOS-001",
        "Aucun dossier accessible ne porte cette référence. Vérifiez le numéro (par exemple 26-10.001), ou cherchez par le nom d’une partie.",
    )
}

/// Decides on a case, writes the decision to the audit trail, and answers as the caller may know it.
///
/// # Errors
/// Not found when the caller may not know of the case, forbidden when the caller may not do this.
pub async fn require(
    tx: &mut PgConnection,
    at: Timestamp,
    caller: &Caller,
    action: Action,
    case: &CaseRelations,
    words: &Words<'_>,
) -> Result<()> {
    let decision = decide(caller, action, Resource::Case(case));
    log(tx, at, caller, action, case.dossier, &decision, words).await?;
    if decision.allowed {
        return Ok(());
    }
    if decide(caller, Action::Connaitre, Resource::Case(case)).allowed {
        return decision.or_forbidden().map(|_| ());
    }
    Err(unknown_case())
}

/// What goes with a decision in the audit trail.
#[derive(Debug, Clone, Default)]
pub struct Words<'a> {
    /// Motive given by the person.
    pub reason: &'a str,
    /// Key of the command.
    pub request_id: &'a str,
    /// Hash of what is written.
    pub payload_sha256: &'a [u8],
}

/// Writes a decision to the audit trail.
///
/// # Errors
/// When the database refuses.
pub async fn log(
    tx: &mut PgConnection,
    at: Timestamp,
    caller: &Caller,
    action: Action,
    object: Uuid,
    decision: &Decision,
    words: &Words<'_>,
) -> Result<()> {
    let entry = audit::Entry {
        actor: &caller.subject,
        action: action.as_str(),
        object,
        decision: decision.word(),
        policies: &decision.policies,
        reason: words.reason,
        request_id: words.request_id,
        payload_sha256: words.payload_sha256,
    };
    audit::append(tx, at, &entry).await
}
