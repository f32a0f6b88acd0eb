//! What the dossier's journal learns of the délibéré: that a report was deposited (`rapport_depose`, CPC 1012; CPP 590, 602), with
//! the piece that it is ([`super::report`]).
//!
//! The deposit owes it in its own transaction; a loop keeps the piece, then tells the dossier service, both under one id of the entry,
//! until the journal answers. What it refuses is refused, and its author reads why. A report deposited anew is told anew: it takes the
//! row of the deposit before (a trigger does, whichever program inserts), and its place in the journal where that was told. That the case may be judged
//! (`affaire_en_etat_de_juger`) is for its president to say, whom the journal then reminds of it: that there is a projet is nobody
//! else's to know.

use std::{sync::Arc, time::Duration};

use futures::future::BoxFuture;
use greffe_access::{Action, CaseRelations, Resource, decide};
use greffe_chassis::{
    Caller, Failure, Kind, Result,
    clock::paris_day,
    db::{from_sql_instant, sql_instant},
    peer::Peer,
};
use greffe_contracts::{
    common::v1::{Id, NamedDate, named_date},
    deliberation::v1 as pb,
    dossier::v1::{ActInput, RecordActRequest, dossier_service_client::DossierServiceClient},
    events::v1::{ActRecorded, RapportDepose, act_recorded::Body},
};
use greffe_procedure::day::Day;
use jiff::{Timestamp, civil::Date};
use sqlx::PgConnection;
use time::OffsetDateTime;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::{Enclave, store::wire};
use crate::Documents;

/// The paper whose deposit the journal learns of.
pub(super) const REPORT: &str = "rapport";
/// How often something owed is looked for when nothing wakes us.
const LOOK: Duration = Duration::from_secs(5);

/// The journals of cases.
pub trait Journals: Send + Sync {
    /// Records an act, once a key; answers its id.
    fn record(&self, key: Uuid, dossier: Uuid, act: ActRecorded) -> BoxFuture<'_, Result<Uuid>>;
}

impl Journals for Peer {
    fn record(&self, key: Uuid, dossier: Uuid, act: ActRecorded) -> BoxFuture<'_, Result<Uuid>> {
        Box::pin(async move {
            let wanted = RecordActRequest {
                dossier_id: dossier.to_string(),
                act: Some(ActInput { act: Some(act) }),
                ..Default::default()
            };
            let request = self.command(&Caller::service(crate::NAME), key, wanted)?;
            let answer = DossierServiceClient::new(self.channel()).record_act(request).await;
            let told = answer.map_err(|status| Failure::from_status(&status))?.into_inner();
            Uuid::parse_str(&told.act_id).map_err(Failure::internal)
        })
    }
}

/// Where the entry of a report stands.
pub(super) struct EntryRow {
    pub papier_id: Uuid,
    at: OffsetDateTime,
    state: String,
    settled_at: Option<OffsetDateTime>,
    code: String,
    reason: String,
    piece_id: Option<Uuid>,
}

impl EntryRow {
    pub(super) fn told(&self) -> pb::PaperEntry {
        // Before the journal names it, and when it never will, the piece is nobody's to open.
        let piece = self.piece_id.filter(|_| self.state == "inscrit");
        pb::PaperEntry {
            state: self.state.clone(),
            owed_since: Some(wire(self.at)),
            settled_at: self.settled_at.map(wire),
            code: self.code.clone(),
            reason: self.reason.clone(),
            piece_id: piece.map(|id| id.to_string()).unwrap_or_default(),
        }
    }
}

/// Owes the journal what the act of a deposit means to it.
pub(super) async fn owe(
    tx: &mut PgConnection,
    (dossier, acte): (Uuid, i64),
    paper: Uuid,
    author: Uuid,
    at: Timestamp,
) -> Result<()> {
    sqlx::query!(
        "INSERT INTO delibere.inscription (dossier_id, acte, papier_id, author, at, state, next_try) VALUES ($1, $2, $3, $4, $5, 'du', $5)",
        dossier,
        acte,
        paper,
        author,
        sql_instant(at)
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// The last entry of each of some papers.
pub(super) async fn of(connection: &mut PgConnection, papers: &[Uuid]) -> Result<Vec<EntryRow>> {
    let rows = sqlx::query_as!(
        EntryRow,
        "SELECT DISTINCT ON (papier_id) papier_id, at, state, settled_at, code, reason, piece_id FROM delibere.inscription
         WHERE papier_id = ANY($1) ORDER BY papier_id, acte DESC",
        papers
    )
    .fetch_all(connection)
    .await?;
    Ok(rows)
}

/// What is owed.
pub(super) struct Owed {
    pub(super) dossier_id: Uuid,
    acte: i64,
    pub(super) papier_id: Uuid,
    /// The version that was deposited.
    pub(super) version: i64,
    pub(super) author: Uuid,
    at: OffsetDateTime,
    /// Of the piece, and the key under which it is told, whoever tells it and however often. Made of nothing: who knows it counts no
    /// act of the délibéré.
    pub(super) piece_id: Uuid,
    /// The act that an earlier deposit of the same paper became.
    earlier: Option<Uuid>,
}

impl Owed {
    /// The day of the deposit.
    pub(super) fn day(&self) -> Date {
        paris_day(from_sql_instant(self.at))
    }

    fn act(&self) -> ActRecorded {
        let day = Day::from_date(self.day());
        ActRecorded {
            dates: vec![NamedDate {
                name: "depose".into(),
                value: Some(named_date::Value::Day(day.number())),
                source: String::new(),
            }],
            refers_to: self.earlier.map(Id::from),
            body: Some(Body::RapportDepose(RapportDepose {
                person_id: Some(Id::from(self.author)),
                pieces: vec![Id::from(self.piece_id)],
            })),
            ..Default::default()
        }
    }
}

/// Tells the journals what they are owed.
pub struct Entries {
    enclave: Enclave,
    documents: Documents,
    journals: Arc<dyn Journals>,
}

impl Entries {
    /// Of an enclave, to the pieces and to the journals.
    #[must_use]
    pub fn new(enclave: Enclave, documents: Documents, journals: Arc<dyn Journals>) -> Self {
        Self { enclave, documents, journals }
    }

    /// Tells until told to end.
    pub async fn run(self, ending: CancellationToken) {
        loop {
            tokio::select! {
                told = self.turn() => if let Err(error) = told {
                    tracing::warn!(%error, "what journals are owed of the deliberation waits");
                },
                () = ending.cancelled() => return,
            }
            tokio::select! {
                () = self.enclave.owed.notified() => {}
                () = tokio::time::sleep(LOOK) => {}
                () = ending.cancelled() => return,
            }
        }
    }

    /// One look at all that is owed and whose time has come.
    ///
    /// # Errors
    /// When the database cannot be asked; what was told stays told.
    pub async fn turn(&self) -> Result<()> {
        while let Some(owed) = self.take().await? {
            match self.tell(&owed).await {
                Ok(act) => self.settle(&owed, Ok(act)).await?,
                Err(refusal) if is_final(&refusal) => self.settle(&owed, Err(&refusal)).await?,
                Err(error) => {
                    tracing::warn!(dossier = %owed.dossier_id, code = %error.code, "the deposit of a report is not told yet");
                }
            }
        }
        self.measure().await
    }

    /// The piece first, which nobody reads while no act names it; then the act. Whatever dies between the two, the next attempt finds
    /// the piece and tells the same.
    async fn tell(&self, owed: &Owed) -> Result<Uuid> {
        if !self.documents.holds(owed.piece_id).await? {
            let case = CaseRelations { dossier: owed.dossier_id, ..CaseRelations::default() };
            let service = Caller::service(crate::NAME);
            let leaves = decide(&service, Action::InscrireRapport, Resource::Case(&case)).or_forbidden()?;
            let report = self.enclave.report(owed, &leaves).await?;
            self.documents.publish(owed.piece_id, report, leaves.policies).await?;
        }
        self.journals.record(owed.piece_id, owed.dossier_id, owed.act()).await
    }

    /// How long the oldest waits, for those who watch.
    async fn measure(&self) -> Result<()> {
        let oldest = sqlx::query_scalar!("SELECT min(at) FROM delibere.inscription WHERE state = 'du'")
            .fetch_one(&self.enclave.pool)
            .await?;
        let since = oldest.map(|at| self.enclave.clock.now().duration_since(from_sql_instant(at)));
        metrics::gauge!("greffe_reports_untold_seconds").set(since.unwrap_or_default().as_secs_f64());
        Ok(())
    }

    /// Takes one, and puts its next attempt off: should this one die, or the journal say nothing, it comes again then. A twin
    /// that takes it meanwhile tells it under the same key. Of one author in a case, none before those that are older: told after a
    /// later one, an older report would take its place. What cannot be told holds back nobody else's.
    async fn take(&self) -> Result<Option<Owed>> {
        let owed = sqlx::query_as!(
            Owed,
            r#"UPDATE delibere.inscription i SET attempts = i.attempts + 1, piece_id = coalesce(i.piece_id, $2),
                 next_try = $1::timestamptz + least(interval '10 seconds' * power(2, least(i.attempts, 10)), interval '15 minutes')
             WHERE (i.dossier_id, i.acte) = (SELECT o.dossier_id, o.acte FROM delibere.inscription o
                                             WHERE o.state = 'du' AND o.next_try <= $1
                                               AND NOT EXISTS (SELECT 1 FROM delibere.inscription f
                                                               WHERE f.dossier_id = o.dossier_id AND f.author = o.author
                                                                 AND f.state = 'du' AND f.acte < o.acte)
                                             ORDER BY o.next_try, o.dossier_id, o.acte LIMIT 1 FOR UPDATE OF o SKIP LOCKED)
             RETURNING i.dossier_id, i.acte, i.papier_id, i.author, i.at, i.piece_id AS "piece_id!",
                 (SELECT a.papier_version FROM delibere.acte a
                  WHERE a.dossier_id = i.dossier_id AND a.version = i.acte) AS "version!",
                 i.replaces AS "earlier?""#,
            sql_instant(self.enclave.clock.now()),
            Uuid::now_v7()
        )
        .fetch_optional(&self.enclave.pool)
        .await?;
        Ok(owed)
    }

    async fn settle(&self, owed: &Owed, told: Result<Uuid, &Failure>) -> Result<()> {
        let refusal = told.err();
        if let Some(refusal) = refusal {
            tracing::warn!(dossier = %owed.dossier_id, code = %refusal.code, "a journal refused the deposit of a report");
        }
        let code = refusal.map(|refusal| refusal.code.to_string()).unwrap_or_default();
        let settled = sqlx::query!(
            "UPDATE delibere.inscription SET state = $3, settled_at = $4, code = $5, reason = $6, act_id = $7
             WHERE dossier_id = $1 AND acte = $2 AND state = 'du'",
            owed.dossier_id,
            owed.acte,
            if refusal.is_some() { "refuse" } else { "inscrit" },
            sql_instant(self.enclave.clock.now()),
            code,
            refusal.map(whole).unwrap_or_default(),
            told.ok()
        )
        .execute(&self.enclave.pool)
        .await?;
        // Deposited anew while the journal answered: the deposit that waits takes the place of the act that this one became.
        if let (0, Ok(act)) = (settled.rows_affected(), told) {
            sqlx::query!(
                "UPDATE delibere.inscription SET replaces = $3 WHERE papier_id = $1 AND acte > $2 AND state = 'du'",
                owed.papier_id,
                owed.acte,
                act
            )
            .execute(&self.enclave.pool)
            .await?;
        }
        Ok(())
    }
}

/// Whether the journal said no, and would again.
fn is_final(failure: &Failure) -> bool {
    matches!(
        failure.kind,
        Kind::Invalid | Kind::Forbidden | Kind::NotFound | Kind::KeyReused | Kind::Refused | Kind::TooLarge
    )
}

/// The refusal with each of its reasons: its author sees nothing else of it.
fn whole(refused: &Failure) -> String {
    let reasons = refused.violations.iter().map(|reason| reason.message.as_str());
    let mut said = vec![refused.message.as_str()];
    said.extend(reasons.filter(|reason| *reason != refused.message));
    said.join(" ")
}
