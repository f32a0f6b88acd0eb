//! The day changes without an act: dossiers whose next change has come are derived for today.

use std::time::Duration;

use greffe_access::stored;
use greffe_bus::replica;
use greffe_chassis::{
    Failure, Result,
    clock::agreed_day,
    db::{self, from_sql_day, sql_day},
};
use greffe_contracts::notification::v1 as pb;
use jiff::civil::Date;
use prost::Message;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::{
    Notifications,
    store::{Changed, lock},
};

/// Dossiers looked at in one go.
const BATCH: i64 = 100;

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
        if let Err(error) = notifications.tell_unproven().await {
            tracing::debug!(%error, "notices without proof were not counted");
        }
    }
}

impl Notifications {
    /// Derives every dossier whose next change has come; answers how many. Each in its transaction: one that fails is told,
    /// left for the next time, and keeps no other waiting.
    ///
    /// # Errors
    /// When the list of what is due cannot be read; what was done stays done.
    pub async fn catch_up(&self) -> Result<usize> {
        let today = agreed_day(&*self.clock, &mut *self.pool.acquire().await?).await?;
        let (mut done, mut after) = (0, (Date::constant(1, 1, 1), Uuid::nil()));
        loop {
            let due = sqlx::query!(
                r#"SELECT dossier_id, next_change AS "next_change!" FROM notification.derivation
                   WHERE next_change <= $1 AND (next_change, dossier_id) > ($2, $3)
                   ORDER BY next_change, dossier_id LIMIT $4"#,
                sql_day(today),
                sql_day(after.0),
                after.1,
                BATCH
            )
            .fetch_all(&self.pool)
            .await?;
            let Some(last) = due.last() else {
                self.escalate(today).await?;
                return Ok(done + self.leave_former_law(today).await?);
            };
            after = (from_sql_day(last.next_change), last.dossier_id);
            for row in due {
                done += usize::from(self.derived(row.dossier_id, today).await);
            }
            self.wake.wake();
        }
    }

    /// How many notices have gone, and no proof of them came in the time it takes, told to Prometheus.
    async fn tell_unproven(&self) -> Result<()> {
        let unproven = sqlx::query_scalar!(
            r#"SELECT count(*) AS "n!" FROM notification.sending s WHERE s.state = 'sans_preuve'
               AND NOT EXISTS (SELECT 1 FROM notification.sending x WHERE x.notice_id = s.notice_id AND x.version > s.version)"#
        )
        .fetch_one(&self.pool)
        .await?;
        metrics::gauge!("greffe_notices_unproven").set(unproven as f64);
        Ok(())
    }

    /// Tells of what goes further today, once: a task not done after its term, a warning that nobody acknowledged.
    async fn escalate(&self, today: Date) -> Result<()> {
        loop {
            let dossiers = sqlx::query_scalar!(
                "SELECT DISTINCT dossier_id FROM (SELECT dossier_id FROM notification.task
                 WHERE status = 'ouverte' AND NOT escalated AND escalate_on <= $1 LIMIT $2) d",
                sql_day(today),
                BATCH
            )
            .fetch_all(&self.pool)
            .await?;
            if dossiers.is_empty() {
                return Ok(());
            }
            for dossier in dossiers {
                let mut tx = db::begin(&self.pool).await?;
                lock(&mut tx, dossier).await?;
                let rows = sqlx::query!(
                    "UPDATE notification.task SET escalated = true
                     WHERE dossier_id = $1 AND status = 'ouverte' AND NOT escalated AND escalate_on <= $2
                     RETURNING task_id, severity, body",
                    dossier,
                    sql_day(today)
                )
                .fetch_all(&mut *tx)
                .await?;
                let further = rows.into_iter().map(|row| {
                    let shown = pb::Task::decode(row.body.as_slice()).map_err(Failure::internal)?;
                    metrics::counter!("greffe_tasks_escalated_total").increment(1);
                    Ok(Changed { id: row.task_id, severity: row.severity, due: None, shown })
                });
                let further = further.collect::<Result<Vec<_>>>()?;
                let version = stored::load(&mut tx, dossier).await?.map_or(0, |case| case.version);
                self.tell(&mut tx, dossier, version, &further).await?;
                tx.commit().await?;
            }
            self.wake.wake();
        }
    }

    /// Derives what another version of the law was applied to; answers how many dossiers.
    async fn leave_former_law(&self, today: Date) -> Result<usize> {
        let law = self.in_force(&mut *self.pool.acquire().await?).await?.catalogue.version();
        let (mut done, mut after) = (0, Uuid::nil());
        loop {
            let behind = sqlx::query_scalar!(
                "SELECT dossier_id FROM notification.derivation
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

    /// Derives one dossier, unless another hand has it: an act or another replica, which derives it for the day too. The
    /// same order of locks as the consumer: cursor, then the dossier's own.
    async fn derive_due(&self, dossier: Uuid, today: Date) -> Result<bool> {
        let mut tx = db::begin(&self.pool).await?;
        let this = self.in_force(&mut tx).await?;
        let held = sqlx::query_scalar!(
            r#"SELECT EXISTS (SELECT 1 FROM notification.derivation d
                              WHERE d.dossier_id = c.aggregate_id AND (d.next_change <= $2 OR d.catalogue <> $3)) AS "due!"
               FROM inbox_cursor c WHERE source = 'dossier' AND aggregate_id = $1 FOR UPDATE SKIP LOCKED"#,
            dossier,
            sql_day(today),
            this.catalogue.version()
        )
        .fetch_optional(&mut *tx)
        .await?;
        if held != Some(true) {
            return Ok(false);
        }
        lock(&mut tx, dossier).await?;
        let Some(case) = stored::load(&mut tx, dossier).await? else { return Ok(false) };
        let held = replica::held(&mut tx, dossier).await?;
        this.settle(&mut tx, &case, &held, today, None).await?;
        tx.commit().await?;
        Ok(true)
    }
}
