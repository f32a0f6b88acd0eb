//! Proposing a chamber, a rapporteur or an avocat général: one transaction, once a key.

use std::time::Duration;

use greffe_access::{
    Action, CaseRelations, Resource, decide,
    stored::{self, StoredCase, late, unknown_case},
};
use greffe_bus::{NewEvent, outbox};
use greffe_chassis::{Caller, Failure, Kind, Result, audit, command::Command, db};
use greffe_contracts::{assignment::v1 as pb, common::v1::Id, events::v1::AssignmentProposed};
use greffe_distribution::Office;
use jiff::civil::Date;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    Assignments,
    agents::{shown, unknown_agent, violates},
    distribution::{Case, Seat, cases},
    store::{self, NewProposal},
};

/// Longest wait for a dossier that was opened a moment ago, and between two looks.
const WAIT: Duration = Duration::from_secs(2);
const LOOK: Duration = Duration::from_millis(15);

/// Code of the refusal of a designation that is proposed already.
const PENDING: &str = "AFF-008";
/// Code of the refusal of a designation that needs a reason, or whose reason is none.
pub(crate) const UNEXPLAINED: &str = "AFF-019";

/// Bounds of a reason, in characters.
const REASON_MIN: usize = 3;
const REASON_MAX: usize = 500;

/// Circuits of the civil chambers since 1 September 2020 (communiqué of the Court, July 2020).
const CIRCUITS: &[&str] = &["court", "intermediaire", "approfondi"];
/// The chamber that has none: other acts record what is decided there (CPP 567-1, 567-1-1).
const CRIMINAL: &str = "crim";

/// Whether a circuit is one of the chamber's; none is.
///
/// # Errors
/// `AFF-022`, of the field.
pub(crate) fn circuit(field: &str, chambre: &str, code: &str) -> Result<()> {
    if code.is_empty() || (chambre != CRIMINAL && CIRCUITS.contains(&code)) {
        return Ok(());
    }
    Err(Failure::invalid(
        "AFF-022",
        field,
        "Ce circuit n’est pas de ceux de la chambre. Une chambre civile a les circuits court, intermediaire et approfondi\u{a0}; la chambre criminelle n’en a pas\u{a0}: laissez alors ce champ vide.",
    ))
}

/// A designation that the service can propose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Designation {
    Chambre,
    Rapporteur,
    AvocatGeneral,
}

impl Designation {
    /// The designation of an act.
    ///
    /// # Errors
    /// `AFF-001` when the act is none.
    pub(crate) fn read(kind: &str) -> Result<Self> {
        match kind {
            "chambre_attribuee" => Ok(Self::Chambre),
            "rapporteur_designe" => Ok(Self::Rapporteur),
            "avocat_general_designe" => Ok(Self::AvocatGeneral),
            other => Err(Failure::invalid(
                "AFF-001",
                "kind",
                format!(
                    "«\u{a0}{}\u{a0}» ne se propose pas. Désignations possibles\u{a0}: chambre_attribuee, rapporteur_designe, avocat_general_designe.",
                    shown(other)
                ),
            )),
        }
    }

    /// What its author must be allowed to do.
    pub(crate) fn action(self) -> Action {
        match self {
            Self::Chambre => Action::ProposerChambre,
            Self::Rapporteur => Action::ProposerRapporteur,
            Self::AvocatGeneral => Action::ProposerAvocatGeneral,
        }
    }

    /// The office that it gives; none for a chamber.
    pub(crate) fn office(self) -> Option<Office> {
        match self {
            Self::Chambre => None,
            Self::Rapporteur => Some(Office::Rapporteur),
            Self::AvocatGeneral => Some(Office::AvocatGeneral),
        }
    }

    /// Roles of whom it may name; a president may report on a case too.
    fn roles(self) -> &'static [&'static str] {
        match self {
            Self::Chambre => &[],
            Self::Rapporteur => &["magistrat_siege", "president"],
            Self::AvocatGeneral => &["avocat_general"],
        }
    }
}

impl Assignments {
    /// Proposes a designation, once a key.
    pub(crate) async fn propose(
        &self,
        command: Command,
        mut wanted: pb::ProposeRequest,
    ) -> Result<(pb::ProposeResponse, bool)> {
        let designation = Designation::read(&wanted.kind)?;
        let dossier = Uuid::parse_str(&wanted.dossier_id).map_err(|_| unknown_case())?;
        let case = self.known_case(&command.caller, dossier, wanted.min_version).await?.relations;
        // For its opinion, a chamber designates among its own; the chamber seised need not name itself.
        if designation.office().is_some() && wanted.chambre == case.chambre {
            wanted.chambre.clear();
        }
        if designation.office().is_some() && !wanted.circuit.is_empty() {
            return Err(Failure::invalid(
                "AFF-022",
                "circuit",
                "Le circuit se dit de l’attribution à une chambre, pas d’une personne désignée. Laissez ce champ vide, ou proposez la chambre avec son circuit.",
            ));
        }
        let asked = designation.office().and_then(|_| case.for_opinion_of(&wanted.chambre));
        let case = asked.unwrap_or(case);
        let mut tx = db::begin(&self.pool).await?;
        if let Some(known) = Self::known(&mut tx, &command).await? {
            return Ok(known);
        }
        if let Err(refused) = self.may_propose(&mut tx, &command, designation, &case, &wanted).await {
            // The refusal stays in the audit trail.
            tx.commit().await?;
            return Err(refused);
        }
        let proposal = match self.enter(&mut tx, &command, designation, &case, &wanted, None).await {
            Err(refused) if refused.code == PENDING => {
                // Of two requests with one key, the other may have entered it since ours looked.
                drop(tx);
                return self.or_known(&command, refused).await;
            }
            entered => entered?,
        };
        self.kept(tx, &command, pb::ProposeResponse { proposal: Some(proposal) }).await
    }

    /// Writes the proposal of a card that was weighed with its distribution.
    pub(crate) async fn enter_card(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        case: &Case,
        wanted: &pb::ProposeRequest,
        seat: Seat,
    ) -> Result<pb::Proposal> {
        let designation = Designation::read(&wanted.kind)?;
        let relations = &case.stored.relations;
        self.enter(tx, command, designation, relations, wanted, Some((seat, case))).await
    }

    /// Writes the proposal of a chamber that was decided with a distribution.
    pub(crate) async fn enter_chamber(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        case: &Case,
        wanted: &pb::ProposeRequest,
    ) -> Result<pb::Proposal> {
        self.enter(tx, command, Designation::Chambre, &case.stored.relations, wanted, None).await
    }

    /// The case as this service knows it, once it has read the version. Someone who may know of any case waits for one that
    /// was opened a moment ago; to others an unknown case and a hidden one are the same, in words and in time.
    async fn known_case(&self, caller: &Caller, dossier: Uuid, min_version: u64) -> Result<StoredCase> {
        let nothing_known = CaseRelations { dossier, ..Default::default() };
        let waits = decide(caller, Action::Connaitre, Resource::Case(&nothing_known)).allowed;
        let until = tokio::time::Instant::now() + WAIT;
        loop {
            let mut connection = self.pool.acquire().await?;
            let case = stored::load(&mut connection, dossier).await?;
            drop(connection);
            match case {
                Some(case) if !waits || case.version >= min_version => return Ok(case),
                _ if !waits => return Err(unknown_case()),
                _ if tokio::time::Instant::now() >= until => {
                    return Err(if min_version > 0 { late() } else { unknown_case() });
                }
                _ => {}
            }
            tokio::time::sleep(LOOK).await;
        }
    }

    async fn may_propose(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        designation: Designation,
        case: &CaseRelations,
        wanted: &pb::ProposeRequest,
    ) -> Result<()> {
        let action = designation.action();
        let decision = decide(&command.caller, action, Resource::Case(case));
        let entry = audit::Entry {
            actor: &command.caller.subject,
            action: action.as_str(),
            object: case.dossier,
            decision: decision.word(),
            policies: &decision.policies,
            reason: "",
            request_id: &command.key_text(),
            payload_sha256: &Sha256::digest(wanted.encode_to_vec()),
        };
        audit::append(tx, self.clock.now(), &entry).await?;
        if decision.allowed || decide(&command.caller, Action::Connaitre, Resource::Case(case)).allowed {
            return decision.or_forbidden().map(|_| ());
        }
        Err(unknown_case())
    }

    /// Writes the proposal and what it tells; its seat is weighed here when no distribution has.
    async fn enter(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        designation: Designation,
        case: &CaseRelations,
        wanted: &pb::ProposeRequest,
        card: Option<(Seat, &Case)>,
    ) -> Result<pb::Proposal> {
        let designated_on = self.day(&wanted.designated_on)?;
        let reason = reason(&wanted.reason)?;
        let taken_over = decide(&command.caller, Action::ReprendreJalon, Resource::Case(case)).allowed;
        let rank = u8::try_from(wanted.rank.max(1)).unwrap_or(u8::MAX);
        let (chambre, agent, seat) = match designation.office() {
            None => {
                let seat = Seat { instance: case.chambre.clone(), rank, distribution: None, replaces: None };
                (self.chambre(tx, case, (wanted, designated_on)).await?, None, seat)
            }
            Some(office) => {
                let single;
                // What another system designated is a fact; what this one proposes, the law must allow.
                let weighed = card.is_some() || taken_over;
                let (seat, known) = match card {
                    Some(card) => card,
                    None => {
                        let (seat, found) =
                            Seat::single(tx, case.dossier, (office, rank), &wanted.chambre).await?;
                        single = found;
                        (seat, &single)
                    }
                };
                let agent = agent(tx, (designation, office), case, (&seat, known), &wanted.agent_id).await?;
                if !weighed {
                    let chambre = (case.chambre.as_str(), designated_on);
                    self.lawful(tx, (office, agent), (&seat, known), chambre, !reason.is_empty()).await?;
                }
                (wanted.chambre.clone(), Some(agent), seat)
            }
        };
        let (id, now) = (Uuid::now_v7(), self.clock.now());
        let new = NewProposal {
            id,
            dossier: case.dossier,
            kind: &wanted.kind,
            chambre: &chambre,
            agent,
            designated_on,
            by: &command.caller.subject,
            seat: &seat,
            audience: None,
            reason,
            circuit: &wanted.circuit,
        };
        let waits = ["proposal_pending", "proposal_seat_wanted"];
        let entered = store::propose(tx, now, &new).await;
        entered.map_err(|error| {
            if waits.iter().any(|index| violates(&error, index)) { pending() } else { error.into() }
        })?;
        let fact = AssignmentProposed {
            proposal_id: Some(id.into()),
            dossier_id: Some(case.dossier.into()),
            kind: wanted.kind.clone(),
            chambre: chambre.clone(),
            person_id: agent.map(Id::from),
            proposed_by: command.caller.subject.clone(),
            designated_on: days(designated_on),
            taken_over,
            replaces: seat.replaces.map(Id::from),
            circuit: wanted.circuit.clone(),
            ..Default::default()
        };
        let event =
            NewEvent::new("assignment.proposal.assignment_proposed", id, 1, "AssignmentProposed", &fact);
        outbox::append(tx, now, &event).await?;
        self.designated_anew(tx, case.dossier).await?;
        Ok(pb::Proposal {
            proposal_id: id.to_string(),
            dossier_id: case.dossier.to_string(),
            kind: wanted.kind.clone(),
            chambre,
            agent_id: agent.map(|id| id.to_string()).unwrap_or_default(),
            status: "proposee".into(),
            reason: None,
            proposed_by: command.caller.subject.clone(),
            designated_on: designated_on.to_string(),
            rank: u32::from(seat.rank),
            given_reason: reason.to_owned(),
            circuit: wanted.circuit.clone(),
        })
    }

    fn day(&self, text: &str) -> Result<Date> {
        let today = self.clock.today();
        if text.is_empty() {
            return Ok(today);
        }
        let day: Date = text.parse().map_err(|_| {
            Failure::invalid(
                "AFF-010",
                "designated_on",
                format!(
                    "«\u{a0}{}\u{a0}» n’est pas un jour. Écrivez-le sous la forme AAAA-MM-JJ.",
                    shown(text)
                ),
            )
        })?;
        if day > today {
            return Err(Failure::invalid(
                "AFF-010",
                "designated_on",
                format!(
                    "Le {day} n’est pas encore venu\u{a0}: une désignation porte la date du jour ou une date passée."
                ),
            ));
        }
        Ok(day)
    }

    /// The chamber that a case is given to, open on that day, or that it is in and where it changes circuit.
    async fn chambre(
        &self,
        tx: &mut PgConnection,
        case: &CaseRelations,
        (wanted, day): (&pb::ProposeRequest, Date),
    ) -> Result<String> {
        let code = &wanted.chambre;
        self.chambre_on(tx, "chambre", (code, day)).await?;
        circuit("circuit", code, &wanted.circuit)?;
        if case.chambre == *code {
            if wanted.circuit.is_empty() {
                return Err(in_force("Le dossier est déjà attribué à cette chambre."));
            }
            let known = cases(tx, &[case.dossier]).await?;
            if known.get(&case.dossier).is_some_and(|known| known.circuit == wanted.circuit) {
                return Err(in_force("Le dossier est déjà attribué à cette chambre, dans ce circuit."));
            }
        }
        Ok(code.clone())
    }
}

/// The agent proposed: known, at work, in the role, of the chamber that designates, or of any where several examine the case.
async fn agent(
    tx: &mut PgConnection,
    (designation, office): (Designation, Office),
    case: &CaseRelations,
    (seat, known): (&Seat, &Case),
    id: &str,
) -> Result<Uuid> {
    let id = Uuid::parse_str(id).map_err(|_| as_field(unknown_agent()))?;
    let found = store::agents_by_id(tx, &[id]).await?.pop().ok_or_else(|| as_field(unknown_agent()))?;
    let name = &found.display_name;
    if found.suspended {
        return Err(Failure::invalid(
            "AFF-004",
            "agent_id",
            format!(
                "{name} est suspendu du registre des agents et ne peut pas être désigné. Choisissez une autre personne."
            ),
        ));
    }
    let roles = designation.roles();
    if !found.roles.iter().any(|role| roles.contains(&role.as_str())) {
        let expected =
            if designation == Designation::Rapporteur { "magistrat du siège" } else { "avocat général" };
        return Err(Failure::invalid(
            "AFF-005",
            "agent_id",
            format!(
                "{name} n’est pas {expected} et ne peut pas recevoir cette désignation. Choisissez dans la liste des {expected_plural}.",
                expected_plural = plural(designation)
            ),
        ));
    }
    if designation == Designation::Rapporteur && case.chambre.is_empty() {
        return Err(Failure::new(
            Kind::Refused,
            "AFF-007",
            "Le dossier n’est encore attribué à aucune chambre. Attribuez-le d’abord à une chambre, puis désignez le rapporteur parmi ses membres.",
        ));
    }
    // A member of the parquet général without a chamber may be designated for any.
    let of_no_chambre = designation == Designation::AvocatGeneral && found.chambres.is_empty();
    let of_any = of_no_chambre || seat.is_of_several() || case.chambre.is_empty();
    if !of_any && !found.chambres.contains(&case.chambre) {
        let chambre = if seat.is_for_opinion() { "consultée" } else { "saisie" };
        return Err(Failure::invalid(
            "AFF-006",
            "agent_id",
            format!(
                "{name} n’est pas de la chambre {chambre} ({}). Choisissez une personne de cette chambre.",
                case.chambre
            ),
        ));
    }
    if known.seated(office).contains(&id) {
        return Err(in_force("Cette personne est déjà désignée dans ce dossier."));
    }
    Ok(id)
}

/// The reason that was given, without the blanks around it; empty when none was.
fn reason(text: &str) -> Result<&str> {
    let text = text.trim();
    let fits = (REASON_MIN..=REASON_MAX).contains(&text.chars().count());
    if text.is_empty() || (fits && !text.chars().any(char::is_control)) {
        return Ok(text);
    }
    Err(Failure::invalid(
        UNEXPLAINED,
        "reason",
        format!(
            "Le motif d’une désignation tient en une phrase, de {REASON_MIN} à {REASON_MAX} caractères, sans retour à la ligne. Récrivez-le, ou laissez ce champ vide si rien ne le demande."
        ),
    ))
}

fn plural(designation: Designation) -> &'static str {
    if designation == Designation::Rapporteur { "magistrats du siège" } else { "avocats généraux" }
}

/// A field that names nobody is a wrong field, not an address that does not exist.
fn as_field(unknown: Failure) -> Failure {
    Failure::invalid("AFF-003", "agent_id", unknown.message)
}

fn pending() -> Failure {
    Failure::new(
        Kind::Refused,
        PENDING,
        "Une désignation à cette place est déjà proposée et attend son inscription au journal. Rechargez le dossier\u{a0}: elle y paraîtra dans un instant.",
    )
}

fn in_force(what: &str) -> Failure {
    Failure::new(
        Kind::Refused,
        "AFF-009",
        format!(
            "{what} Il n’y a rien à proposer\u{a0}; rechargez le dossier pour voir la désignation en vigueur."
        ),
    )
}

/// Days since 1970-01-01.
pub fn days(day: Date) -> i32 {
    let epoch = Date::constant(1970, 1, 1);
    day.since(epoch).map(|span| span.get_days()).unwrap_or_default()
}
