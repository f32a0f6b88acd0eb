//! The day changes without an act: dossiers whose next change has come are derived for today.

use std::time::Duration;

use greffe_chassis::{
    Result,
    db::{self, sql_day},
};
use tokio_util::sync::CancellationToken;

use crate::{Dossiers, journal::Journal};

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
        loop {
            match dossiers.derive_due().await {
                Ok(0) => break,
                Ok(_) => {}
                Err(error) => {
                    tracing::warn!(%error, "daily derivation put off");
                    break;
                }
            }
        }
    }
}

impl Dossiers {
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
        for id in &due {
            if let Some(journal) = Journal::lock(&mut tx, &self.law, *id).await? {
                let derived = self.law.derive(&journal.acts, today);
                journal.project(&mut tx, &self.law, self.clock.now(), &derived).await?;
            }
        }
        tx.commit().await?;
        Ok(due.len())
    }
}
