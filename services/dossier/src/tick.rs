//! The day changes without an act: dossiers whose next change has come are derived for today.

use std::time::Duration;

use greffe_chassis::{
    Result,
    db::{self, sql_day},
};
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{Dossiers, journal::Journal, law::Law};

/// Dossiers a transaction.
const BATCH: i64 = 50;

/// Looks every so often, and at once at start: what fell due while the service was down is found too.
pub async fn every(period: Duration, dossiers: Dossiers, ending: CancellationToken) {
    let mut interval = tokio::time::interval(period);
    loop {
        tokio::select! {
            _ = interval.tick() => {}
            () = ending.cancelled() => return,
        }
        if let Err(error) = dossiers.catch_up().await {
            tracing::warn!(%error, "daily derivation put off");
        }
    }
}

impl Dossiers {
    /// Everything that the day asks for, what another version of the law left behind, and deposits that a fault left.
    ///
    /// # Errors
    /// When the database refuses; what was done stays done.
    pub async fn catch_up(&self) -> Result<()> {
        while self.derive_due().await? > 0 {}
        while self.derive_behind().await? > 0 {}
        self.tell_owed().await?;
        self.take_up_deposits().await?;
        self.take_up_trials().await
    }

    /// Derives a batch of the dossiers that another version of the law was applied to; answers how many.
    async fn derive_behind(&self) -> Result<usize> {
        let mut tx = db::begin(&self.pool).await?;
        let law = Law::in_force(&mut tx).await?;
        let behind = sqlx::query_scalar!(
            "SELECT id FROM dossier.dossier WHERE catalogue < $1 OR catalogue > $1 LIMIT $2 FOR UPDATE SKIP LOCKED",
            law.version(),
            BATCH
        )
        .fetch_all(&mut *tx)
        .await?;
        self.derive_each(&mut tx, &behind).await?;
        tx.commit().await?;
        Ok(behind.len())
    }

    async fn derive_each(&self, tx: &mut PgConnection, dossiers: &[Uuid]) -> Result<()> {
        for id in dossiers {
            if let Some(journal) = Journal::lock(tx, *id).await? {
                let derived = journal.law.derive(&journal.acts, self.clock.today());
                journal.project(tx, self.clock.now(), &derived).await?;
            }
        }
        Ok(())
    }

    /// Derives a batch of the dossiers whose next change has come; answers how many.
    pub(crate) async fn derive_due(&self) -> Result<usize> {
        let today = self.clock.today();
        let mut tx = db::begin(&self.pool).await?;
        // Several replicas tick: each takes rows that the others do not hold.
        let due = sqlx::query_scalar!(
            "SELECT id FROM dossier.dossier WHERE next_change <= $1 ORDER BY next_change LIMIT $2 FOR UPDATE SKIP LOCKED",
            sql_day(today),
            BATCH
        )
        .fetch_all(&mut *tx)
        .await?;
        self.derive_each(&mut tx, &due).await?;
        tx.commit().await?;
        Ok(due.len())
    }
}
