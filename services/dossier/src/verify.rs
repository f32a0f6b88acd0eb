//! What operators compare: journals as stored, and what is kept of them.

use std::pin::Pin;

use futures::Stream;
use greffe_access::{Action, Resource, decide};
use greffe_bus::outbox;
use greffe_chassis::{Caller, Failure, Result, db};
use greffe_contracts::dossier::v1 as pb;
use sqlx::PgConnection;
use tonic::Status;
use uuid::Uuid;

use crate::{
    Dossiers,
    access::unknown_case,
    case::groups,
    journal::{self, Journal},
    view::Names,
};

/// Journals, as they are read.
pub type Journals = Pin<Box<dyn Stream<Item = Result<pb::StreamJournalsResponse, Status>> + Send>>;

/// Dossiers read at once.
const BATCH: i64 = 200;

impl Dossiers {
    /// Events of an aggregate, for a consumer with a gap.
    pub(crate) async fn replay(
        &self,
        caller: &Caller,
        wanted: &pb::ReplayEventsRequest,
    ) -> Result<pb::ReplayEventsResponse> {
        decide(caller, Action::Rejouer, Resource::Court).or_forbidden()?;
        let aggregate = Uuid::parse_str(&wanted.aggregate_id)
            .map_err(|_| Failure::invalid("DOS-013", "aggregate_id", "L’agrégat se désigne par un UUID."))?;
        let mut connection = self.pool.acquire().await?;
        let events = outbox::replay(&mut connection, crate::NAME, aggregate, wanted.from, wanted.to).await?;
        Ok(pb::ReplayEventsResponse { events })
    }

    /// Builds the projection of a dossier from nothing but its journal and its words; answers whether it differed.
    pub(crate) async fn rebuild(&self, caller: &Caller, dossier: Uuid) -> Result<bool> {
        decide(caller, Action::Verifier, Resource::Court).or_forbidden()?;
        let mut tx = db::begin(&self.pool).await?;
        let differed = self.rebuild_in(&mut tx, dossier).await?;
        tx.commit().await?;
        Ok(differed)
    }

    /// The same, in the transaction of an operator's command.
    pub(crate) async fn rebuild_in(&self, tx: &mut PgConnection, dossier: Uuid) -> Result<bool> {
        let mut journal = Journal::lock(tx, dossier).await?.ok_or_else(unknown_case)?;
        journal.names = Names::from_tables(tx, dossier).await?;
        groups::settle(tx, [&journal]).await?;
        journal.group = groups::of(tx, dossier).await?;
        let stored = sqlx::query_scalar!("SELECT view FROM dossier.dossier WHERE id = $1", dossier)
            .fetch_one(&mut *tx)
            .await?;
        let derived = journal.law.derive(&journal.acts, self.clock.today());
        journal.project(tx, self.clock.now(), &derived).await?;
        crate::decisions::relet(tx, &journal).await?;
        crate::search::again(tx, dossier).await?;
        let rebuilt = sqlx::query_scalar!("SELECT view FROM dossier.dossier WHERE id = $1", dossier)
            .fetch_one(&mut *tx)
            .await?;
        Ok(stored != rebuilt)
    }

    /// Every journal, or one, in the order of ids.
    pub(crate) fn journals(&self, caller: &Caller, wanted: pb::StreamJournalsRequest) -> Result<Journals> {
        decide(caller, Action::Verifier, Resource::Court).or_forbidden()?;
        let one = Uuid::parse_str(&wanted.dossier_id).ok();
        let this = self.clone();
        let (to, from) = tokio::sync::mpsc::channel(16);
        tokio::spawn(async move {
            if let Err(failure) = this.send_journals(one, &to).await {
                // The reader is gone, or learns why the stream ends.
                let _ = to.send(Err(failure.into())).await;
            }
        });
        Ok(Box::pin(tokio_stream::wrappers::ReceiverStream::new(from)))
    }

    async fn send_journals(
        &self,
        one: Option<Uuid>,
        to: &tokio::sync::mpsc::Sender<Result<pb::StreamJournalsResponse, Status>>,
    ) -> Result<()> {
        let mut after = Uuid::nil();
        loop {
            let rows = sqlx::query!(
                "SELECT id, version, stage FROM dossier.dossier WHERE id > $1 AND ($2::uuid IS NULL OR id = $2) ORDER BY id LIMIT $3",
                after,
                one,
                BATCH
            )
            .fetch_all(&self.pool)
            .await?;
            let Some(last) = rows.last() else { return Ok(()) };
            after = last.id;
            for row in rows {
                let mut connection = self.pool.acquire().await?;
                let acts = journal::facts(&mut connection, row.id).await?;
                let journal = pb::StreamJournalsResponse {
                    dossier_id: row.id.to_string(),
                    version: row.version.cast_unsigned(),
                    stage: row.stage,
                    acts,
                };
                if to.send(Ok(journal)).await.is_err() {
                    return Ok(());
                }
            }
        }
    }
}
