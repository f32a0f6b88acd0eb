//! The door: who the caller is to the case, asked of assignment at that moment; whether the policies allow; the row that says so.

use std::time::Duration;

use greffe_access::{Action, Decision, Deliberation, Resource, decide};
use greffe_chassis::{Caller, Failure, Kind, Result, audit, db};
use greffe_contracts::assignment::v1::{
    RelationToCaseRequest, RelationToCaseResponse, relation_service_client::RelationServiceClient,
};
use sqlx::PgConnection;
use uuid::Uuid;

use super::{Enclave, store::PaperRow};

/// Longest wait for assignment: a door that cannot be answered stays shut.
const PATIENCE: Duration = Duration::from_secs(2);

/// Who the caller is to a case, now.
pub(super) struct Relation {
    pub dossier: Uuid,
    /// The caller in the register of agents; nil for who is in none.
    pub me: Uuid,
    /// Name in the register.
    pub name: String,
    is: Deliberation,
}

impl Relation {
    /// The délibéré of the case, as it stands to the caller.
    pub(super) fn case(&self) -> Deliberation {
        Deliberation { object: self.dossier, ..self.is }
    }

    /// A version of one of its papers.
    pub(super) fn paper(&self, paper: &PaperRow, version: i64) -> Deliberation {
        let (own, shared) = (paper.authors.contains(&self.me), paper.shared.contains(&version));
        Deliberation { object: paper.id, own, shared, ..self.is }
    }

    /// The last version that the caller may read, if any.
    pub(super) fn last_read(&self, caller: &Caller, paper: &PaperRow) -> Option<i64> {
        [paper.version, paper.deposited].into_iter().find(|version| self.reads(caller, paper, *version))
    }

    /// Whether the caller may read that version.
    pub(super) fn reads(&self, caller: &Caller, paper: &PaperRow, version: i64) -> bool {
        version > 0 && self.may(caller, Action::LirePapier, &self.paper(paper, version))
    }

    /// Whether they report.
    pub(super) fn reports(&self) -> bool {
        self.is.rapporteur
    }

    pub(super) fn may(&self, caller: &Caller, action: Action, of: &Deliberation) -> bool {
        decide(caller, action, Resource::Deliberation(of)).allowed
    }
}

impl Enclave {
    /// Who the caller is to the case. No answer is a refusal, which stays in the audit trail like any other.
    ///
    /// # Errors
    /// `DEL-002` when assignment does not answer; `DEL-001` when the reference is none.
    pub(super) async fn relation(&self, caller: &Caller, action: Action, dossier: &str) -> Result<Relation> {
        let dossier = Uuid::parse_str(dossier).map_err(|_| unknown())?;
        let me = Uuid::parse_str(&caller.agent_id).unwrap_or_default();
        let told = match self.ask(dossier, me).await {
            Ok(told) => told,
            Err(failure) => {
                let refused = Decision { allowed: false, policies: "affectations-sans-reponse".into() };
                let mut tx = db::begin(&self.pool).await?;
                self.log(&mut tx, caller, (action, dossier), &refused, "").await?;
                tx.commit().await?;
                return Err(failure);
            }
        };
        let is = Deliberation {
            object: dossier,
            rapporteur: told.rapporteur,
            president: told.president,
            doyen: told.doyen,
            formation: told.formation,
            parquet: told.avocat_general,
            recused: told.recused,
            shut_out: told.shut_out,
            pronounced: told.pronounced,
            own: false,
            shared: false,
        };
        Ok(Relation { dossier, me, name: told.display_name, is })
    }

    /// The same of anybody, without a row.
    pub(super) async fn ask(&self, dossier: Uuid, agent: Uuid) -> Result<RelationToCaseResponse> {
        if agent.is_nil() {
            return Ok(RelationToCaseResponse::default());
        }
        let wanted = RelationToCaseRequest { dossier_id: dossier.to_string(), agent_id: agent.to_string() };
        let mut request = self.assignment.request(&Caller::service(crate::NAME), wanted)?;
        request.set_timeout(PATIENCE);
        let mut client = RelationServiceClient::new(self.assignment.channel());
        match tokio::time::timeout(PATIENCE, client.relation_to_case(request)).await {
            Ok(Ok(told)) => Ok(told.into_inner()),
            Ok(Err(status)) => {
                tracing::warn!(code = ?status.code(), "assignment did not say who the caller is");
                Err(silent())
            }
            Err(_) => Err(silent()),
        }
    }

    /// Writes what was decided. Never a title, nor a word of a text.
    pub(super) async fn log(
        &self,
        tx: &mut PgConnection,
        caller: &Caller,
        (action, object): (Action, Uuid),
        decision: &Decision,
        told: &str,
    ) -> Result<()> {
        let entry = audit::Entry {
            actor: &caller.subject,
            action: action.as_str(),
            object,
            decision: decision.word(),
            policies: &decision.policies,
            reason: told,
            request_id: "",
            payload_sha256: &[],
        };
        audit::append(tx, self.clock.now(), &entry).await
    }
}

/// To whom the délibéré is not open, nothing of it exists.
pub(super) fn unknown() -> Failure {
    Failure::not_found(
        "DEL-001",
        "Aucun papier accessible ne porte cette référence. Rouvrez le dossier, puis reprenez depuis ce qu’il montre.",
    )
}

fn silent() -> Failure {
    Failure::new(
        Kind::Unavailable,
        "DEL-002",
        "Le délibéré reste fermé\u{a0}: le service des affectations ne dit pas, en ce moment, qui est de l’affaire. Réessayez dans quelques instants.",
    )
}
