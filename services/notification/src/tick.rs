//! The day changes without an act: dossiers whose next change has come are derived for today.

use std::time::Duration;

use greffe_access::stored;
use greffe_bus::replica;
use greffe_chassis::{Result, db::sql_day};
use tokio_util::sync::CancellationToken;

use crate::{Notifications, reactions::lock};

/// Dossiers looked at in one go.
const BATCH: i64 = 50;

/// Looks every so often, and at once at start.
pub async fn every(period: Duration, notifications: Notifications, ending: CancellationToken) {
    let mut interval = tokio::time::interval(period);
    loop {
        tokio::select! {
            _ = interval.tick() => {}
            () = ending.cancelled() => return,
        }
        if let Err(error) = notifications.catch_up().await {
            tracing::warn!(%error, "tasks of the day put off");
        }
    }
}

impl Notifications {
    /// Derives every dossier whose next change has come.
    ///
    /// # Errors
    /// When the database refuses; what was done stays done.
    pub async fn catch_up(&self) -> Result<()> {
        let today = self.clock.today();
        loop {
            let due = sqlx::query_scalar!(
                "SELECT dossier_id FROM notification.derivation WHERE next_change <= $1 ORDER BY next_change LIMIT $2",
                sql_day(today),
                BATCH
            )
            .fetch_all(&self.pool)
            .await?;
            if due.is_empty() {
                return Ok(());
            }
            for dossier in due {
                let mut tx = self.pool.begin().await?;
                // The same order as the consumer: cursor, then the dossier's own lock.
                sqlx::query!("SELECT last_seq FROM inbox_cursor WHERE source = 'dossier' AND aggregate_id = $1 FOR UPDATE", dossier)
                    .fetch_optional(&mut *tx)
                    .await?;
                lock(&mut tx, dossier).await?;
                if let Some(case) = stored::load(&mut tx, dossier).await? {
                    let facts = replica::load(&mut tx, dossier).await?;
                    self.settle(&mut tx, &case, &facts, today).await?;
                }
                tx.commit().await?;
                self.wake.wake();
            }
        }
    }
}
