//! Time passes: dossiers whose next change has come are derived for the day, which warns of what nears or ends.
//!
//! Level-triggered: it looks at what is due and not yet handled, so that days spent stopped are caught up at start.

use std::time::Duration;

use greffe_access::stored;
use greffe_bus::replica;
use greffe_chassis::{
    Result,
    clock::agreed_day,
    db::{self, from_sql_day, sql_day},
};
use jiff::civil::Date;
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::Deadlines;

/// Dossiers looked at in one go.
const BATCH: i64 = 100;

/// Looks every so often, and at once at start.
pub async fn every(period: Duration, deadlines: Deadlines, ending: CancellationToken) {
    let mut interval = tokio::time::interval(period);
    loop {
        tokio::select! {
            _ = interval.tick() => {}
            () = ending.cancelled() => return,
        }
        if let Err(error) = deadlines.catch_up().await {
            tracing::warn!(%error, "deadlines of the day put off");
        }
        if let Err(error) = deadlines.tell_pressing().await {
            tracing::debug!(%error, "terms at risk were not counted");
        }
    }
}

impl Deadlines {
    /// Everything that the day asks for; answers how many dossiers were derived. Each in its transaction: one that fails is
    /// told, left for the next time, and keeps no other waiting.
    ///
    /// # Errors
    /// When the list of what is due cannot be read; what was done stays done.
    pub async fn catch_up(&self) -> Result<usize> {
        let today = agreed_day(&*self.clock, &mut *self.pool.acquire().await?).await?;
        let (mut done, mut after) = (0, (Date::constant(1, 1, 1), Uuid::nil()));
        loop {
            let due = sqlx::query!(
                r#"SELECT dossier_id, next_change AS "next_change!" FROM deadline.derivation
                   WHERE next_change <= $1 AND (next_change, dossier_id) > ($2, $3)
                   ORDER BY next_change, dossier_id LIMIT $4"#,
                sql_day(today),
                sql_day(after.0),
                after.1,
                BATCH
            )
            .fetch_all(&self.pool)
            .await?;
            let Some(last) = due.last() else { return Ok(done + self.leave_former_law(today).await?) };
            after = (from_sql_day(last.next_change), last.dossier_id);
            for row in due {
                done += usize::from(self.derived(row.dossier_id, today).await);
            }
            self.wake.wake();
        }
    }

    /// How many terms are at risk (warned of, and still open) and missed (lapsed, and the Court has not dealt with it yet), told
    /// to Prometheus.
    async fn tell_pressing(&self) -> Result<()> {
        let row = sqlx::query!(
            r#"SELECT count(*) FILTER (WHERE c.status = 'expiree') AS "missed!",
                      count(*) FILTER (WHERE c.status = 'ouverte' AND EXISTS (SELECT 1 FROM deadline.warning w
                          WHERE w.deadline_id = c.deadline_id AND w.due = c.due)) AS "at_risk!"
               FROM deadline.current c WHERE c.status IN ('ouverte', 'expiree')"#
        )
        .fetch_one(&self.pool)
        .await?;
        metrics::gauge!("greffe_deadlines_at_risk").set(row.at_risk as f64);
        metrics::gauge!("greffe_deadlines_missed").set(row.missed as f64);
        Ok(())
    }

    /// Derives what another version of the law was applied to; answers how many dossiers.
    async fn leave_former_law(&self, today: Date) -> Result<usize> {
        let law = self.in_force(&mut *self.pool.acquire().await?).await?.catalogue.version();
        let (mut done, mut after) = (0, Uuid::nil());
        loop {
            let behind = sqlx::query_scalar!(
                "SELECT dossier_id FROM deadline.derivation
                 WHERE (catalogue < $1 OR catalogue > $1) AND dossier_id > $2 ORDER BY dossier_id LIMIT $3",
                law,
                after,
                BATCH
            )
            .fetch_all(&self.pool)
            .await?;
            let Some(last) = behind.last() else { return Ok(done) };
            after = *last;
            for dossier in behind {
                done += usize::from(self.derived(dossier, today).await);
            }
            self.wake.wake();
        }
    }

    /// Derives one dossier; one that fails is told, and left for the next time.
    async fn derived(&self, dossier: Uuid, today: Date) -> bool {
        self.derive_due(dossier, today).await.unwrap_or_else(|error| {
            metrics::counter!("greffe_tick_failures_total").increment(1);
            tracing::error!(%dossier, %error, "a dossier was not derived for the day");
            false
        })
    }

    /// Derives one dossier, unless another hand has it: an act or another replica, which derives it for the day too.
    async fn derive_due(&self, dossier: Uuid, today: Date) -> Result<bool> {
        let mut tx = db::begin(&self.pool).await?;
        let law = self.in_force(&mut tx).await?.catalogue.version();
        let held = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM deadline.derivation d
                              WHERE d.dossier_id = c.aggregate_id AND (d.next_change <= $2 OR d.catalogue <> $3)) AS "due!"
               FROM inbox_cursor c WHERE source = 'dossier' AND aggregate_id = $1 FOR UPDATE SKIP LOCKED"#,
            dossier,
            sql_day(today),
            law
        )
        .fetch_optional(&mut *tx)
        .await?;
        if held != Some(true) {
            return Ok(false);
        }
        self.derive_held(&mut tx, dossier, today).await?;
        tx.commit().await?;
        Ok(true)
    }

    /// Derives a dossier from its replica, once its journal's cursor is free.
    pub(crate) async fn derive_anew(&self, tx: &mut PgConnection, dossier: Uuid) -> Result<usize> {
        let today = agreed_day(&*self.clock, tx).await?;
        sqlx::query!(
            "SELECT last_seq FROM inbox_cursor WHERE source = 'dossier' AND aggregate_id = $1 FOR UPDATE",
            dossier
        )
        .fetch_optional(&mut *tx)
        .await?;
        self.derive_held(tx, dossier, today).await
    }

    async fn derive_held(&self, tx: &mut PgConnection, dossier: Uuid, today: Date) -> Result<usize> {
        let Some(case) = stored::load(tx, dossier).await? else { return Ok(0) };
        let held = replica::held(tx, dossier).await?;
        self.in_force(tx).await?.settle(tx, &case, &held, today).await
    }
}
