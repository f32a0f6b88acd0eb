//! Distribution: a proposal for a batch of a chamber, kept with all that it rests on, changed by the president, validated
//! once. Nothing here designates: each card becomes a proposal of designation, which the dossier journals or declines.

mod cards;
mod compare;
mod magistrates;
mod open;
mod settle;
mod shown;
mod snapshot;
mod store;

use greffe_access::{Action, CaseRelations, Decision, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result, audit,
    command::{Command, is_twin},
    db,
};
use greffe_distribution::{Office, Rules, Unusable};
use jiff::civil::Date;
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::{PgConnection, Postgres, Transaction};
use uuid::Uuid;

use crate::{Assignments, agents::shown as short};

pub(crate) use magistrates::end_of;
/// The proposal of a designation that stands in a seat, and what the law says of who is to sit there.
pub(crate) use snapshot::{Case, HEARD, PUT_OFF, Seat, Stage, cases, dated, hearings};
pub(crate) use store::{absences, function_of, impediments, kin, magistrats};

/// The office of a request.
fn office(code: &str) -> Result<Office> {
    match code {
        "rapporteur" => Ok(Office::Rapporteur),
        "avocat_general" => Ok(Office::AvocatGeneral),
        other => Err(Failure::invalid(
            "DIS-001",
            "office",
            format!(
                "«\u{a0}{}\u{a0}» ne se distribue pas. Se distribuent\u{a0}: rapporteur, avocat_general.",
                short(other)
            ),
        )),
    }
}

fn code(office: Office) -> &'static str {
    match office {
        Office::Rapporteur => "rapporteur",
        Office::AvocatGeneral => "avocat_general",
    }
}

/// The act that a designation becomes.
pub(crate) fn kind(office: Office) -> &'static str {
    match office {
        Office::Rapporteur => "rapporteur_designe",
        Office::AvocatGeneral => "avocat_general_designe",
    }
}

fn action(office: Office) -> Action {
    match office {
        Office::Rapporteur => Action::Distribuer,
        Office::AvocatGeneral => Action::DistribuerAuParquet,
    }
}

/// A chamber, as policies see it: a case that has nothing else.
fn chamber(code: &str) -> CaseRelations {
    CaseRelations { chambre: code.to_owned(), ..Default::default() }
}

/// The version of the rules that made a proposal.
fn rules(version: &str) -> Result<Rules> {
    Rules::version(version).ok_or_else(|| Failure::internal(format!("no rules of distribution `{version}`")))
}

fn unknown() -> Failure {
    Failure::not_found(
        "DIS-002",
        "Cette distribution n’existe pas, ou ne vous est pas accessible. Reprenez-la depuis la liste de votre chambre.",
    )
}

/// What cannot be worked out, said of the request.
fn unusable(error: Unusable) -> Failure {
    match error {
        Unusable::Period => Failure::invalid(
            "DIS-010",
            "period_from",
            "La période doit contenir le jour de la désignation et durer trois ans au plus. Corrigez son premier ou son dernier jour.",
        ),
        Unusable::Bounds { what: "poids", .. } => Failure::invalid(
            "DIS-010",
            "weight",
            "Le poids d’un dossier va de 1 à 10\u{a0}000 (100 pour un dossier ordinaire). Corrigez-le, ou laissez celui des règles.",
        ),
        Unusable::TooMany { found, max, .. } => Failure::invalid(
            "DIS-010",
            "dossiers",
            format!(
                "{found} sont trop en une fois\u{a0}: la limite est de {max}. Distribuez en plusieurs fois."
            ),
        ),
        other => Failure::internal(other),
    }
}

fn day(field: &str, text: &str) -> Result<Option<Date>> {
    if text.is_empty() {
        return Ok(None);
    }
    text.parse().map(Some).map_err(|_| {
        Failure::invalid(
            "DIS-010",
            field,
            format!("«\u{a0}{}\u{a0}» n’est pas un jour. Écrivez-le sous la forme AAAA-MM-JJ.", short(text)),
        )
    })
}

fn id(field: &str, text: &str) -> Result<Uuid> {
    Uuid::parse_str(text).map_err(|_| {
        Failure::invalid(
            "DIS-011",
            field,
            format!(
                "«\u{a0}{}\u{a0}» ne désigne rien de cette distribution. Rechargez la page, puis choisissez dans la liste.",
                short(text)
            ),
        )
    })
}

impl Assignments {
    /// Whether the caller distributes in the chamber.
    fn may_distribute(caller: &Caller, office: Office, chambre: &str) -> Result<()> {
        decide(caller, action(office), Resource::Case(&chamber(chambre))).or_forbidden().map(|_| ())
    }

    /// Decides whether the caller may do this to an object, and writes what was decided in the chain of the object.
    pub(super) async fn audit(
        &self,
        tx: &mut PgConnection,
        command: &Command,
        action: Action,
        of: &CaseRelations,
        object: Uuid,
    ) -> Result<Decision> {
        let decision = match action {
            Action::GererAgents => decide(&command.caller, action, Resource::Court),
            _ => decide(&command.caller, action, Resource::Case(of)),
        };
        let entry = audit::Entry {
            actor: &command.caller.subject,
            action: action.as_str(),
            object,
            decision: decision.word(),
            policies: &decision.policies,
            reason: "",
            request_id: &command.key_text(),
            payload_sha256: &command.request_sha256,
        };
        audit::append(tx, self.clock.now(), &entry).await?;
        Ok(decision)
    }

    /// The same for a command: the decision stays in the audit trail, refused or not.
    pub(crate) async fn audited(
        &self,
        command: &Command,
        action: Action,
        of: &CaseRelations,
        object: Uuid,
    ) -> Result<Transaction<'static, Postgres>> {
        let mut tx = db::begin(&self.pool).await?;
        let decision = self.audit(&mut tx, command, action, of, object).await?;
        if let Err(refused) = decision.or_forbidden() {
            tx.commit().await?;
            return Err(refused);
        }
        Ok(tx)
    }

    /// The answer that the key already had.
    pub(crate) async fn known<M: Message + Default>(
        tx: &mut PgConnection,
        command: &Command,
    ) -> Result<Option<(M, bool)>> {
        let answer = command.answered(tx).await?;
        let decoded = answer.map(|answer| M::decode(answer.as_slice())).transpose();
        Ok(decoded.map_err(Failure::internal)?.map(|answer| (answer, true)))
    }

    /// Keeps the answer with its effect. Of two requests with one key, the other may have been faster.
    pub(crate) async fn kept<M: Message + Default>(
        &self,
        mut tx: Transaction<'static, Postgres>,
        command: &Command,
        answer: M,
    ) -> Result<(M, bool)> {
        match command.store(&mut tx, &answer.encode_to_vec()).await {
            Err(error) if is_twin(&error) => {
                drop(tx);
                self.or_known(command, error.into()).await
            }
            stored => {
                stored?;
                tx.commit().await?;
                self.wake.wake();
                Ok((answer, false))
            }
        }
    }

    /// What a twin of the command answered meanwhile; else the refusal.
    pub(crate) async fn or_known<M: Message + Default>(
        &self,
        command: &Command,
        refused: Failure,
    ) -> Result<(M, bool)> {
        let mut tx = db::begin(&self.pool).await?;
        Self::known(&mut tx, command).await?.ok_or(refused)
    }
}

fn hex(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn invalid_reason() -> Failure {
    Failure::invalid(
        "DIS-007",
        "reason",
        "Une carte se déplace avec un motif, de 3 à 500 caractères. Dites en une phrase ce qui justifie ce choix.",
    )
}

fn settled_already() -> Failure {
    Failure::new(
        Kind::Refused,
        "DIS-005",
        "Cette distribution est déjà validée ou abandonnée\u{a0}: elle ne change plus. Ouvrez-en une autre.",
    )
}
