//! Time passes: dossiers whose next change has come are derived, and terms that near or end are told, once each.
//!
//! Level-triggered: it looks at what is due and not yet handled, so that days spent stopped are caught up at start.

use std::time::Duration;

use greffe_access::stored;
use greffe_bus::{NewEvent, outbox, replica};
use greffe_chassis::{
    Result,
    db::{from_sql_day, sql_day, sql_instant},
};
use greffe_contracts::{common::v1::Id, deadline::v1 as pb, events::v1::DeadlineWarned};
use greffe_procedure::day::Day;
use jiff::civil::Date;
use prost::Message;
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::Deadlines;

/// Dossiers or warnings a transaction.
const BATCH: i64 = 50;
/// Farthest threshold of warning of any rule, in days.
const HORIZON: i64 = 60;

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
    }
}

impl Deadlines {
    /// Everything that the day asks for; answers how many dossiers and warnings it touched.
    ///
    /// # Errors
    /// When the database refuses; what was done stays done.
    pub async fn catch_up(&self) -> Result<usize> {
        let mut done = 0;
        loop {
            let derived = self.derive_due().await?;
            let warned = self.warn_due().await?;
            done += derived + warned;
            if derived + warned > 0 {
                self.wake.wake();
            } else {
                return Ok(done);
            }
        }
    }

    async fn derive_due(&self) -> Result<usize> {
        let today = self.clock.today();
        let mut tx = self.pool.begin().await?;
        let due = sqlx::query_scalar!(
            "SELECT dossier_id FROM deadline.derivation WHERE next_change <= $1 ORDER BY next_change LIMIT $2 FOR UPDATE SKIP LOCKED",
            sql_day(today),
            BATCH
        )
        .fetch_all(&mut *tx)
        .await?;
        for dossier in &due {
            self.derive_anew(&mut tx, *dossier, today).await?;
        }
        tx.commit().await?;
        Ok(due.len())
    }

    /// Derives a dossier from its replica, under the lock of its journal's cursor.
    pub(crate) async fn derive_anew(&self, tx: &mut PgConnection, dossier: Uuid, today: Date) -> Result<u32> {
        sqlx::query!(
            "SELECT last_seq FROM inbox_cursor WHERE source = 'dossier' AND aggregate_id = $1 FOR UPDATE",
            dossier
        )
        .fetch_optional(&mut *tx)
        .await?;
        let Some(case) = stored::load(tx, dossier).await? else { return Ok(0) };
        let facts = replica::load(tx, dossier).await?;
        self.settle(tx, &case, &facts, today).await
    }

    async fn warn_due(&self) -> Result<usize> {
        let today = self.clock.today();
        let horizon = today.saturating_add(jiff::Span::new().days(HORIZON));
        let mut tx = self.pool.begin().await?;
        // The nearest first; those fully warned are skipped by their own row, read below.
        let near = sqlx::query!(
            r#"SELECT c.deadline_id, c.dossier_id, c.due AS "due!", c.status, c.body,
                      coalesce((SELECT min(w.days_before) FROM deadline.warning w WHERE w.deadline_id = c.deadline_id AND w.due = c.due), 100000) AS "warned!"
               FROM deadline.current c
               WHERE c.due <= $1 AND c.status IN ('ouverte', 'expiree')
                 AND NOT EXISTS (SELECT 1 FROM deadline.warning w WHERE w.deadline_id = c.deadline_id AND w.due = c.due AND w.level = 'expiree')
               ORDER BY c.due, c.deadline_id"#,
            sql_day(horizon)
        )
        .fetch_all(&mut *tx)
        .await?;
        let mut warned = 0;
        for row in near {
            if warned >= BATCH as usize {
                break;
            }
            let due = from_sql_day(row.due);
            let left = Day::from_date(due).number() - Day::from_date(today).number();
            let Some((level, days_before)) = self.level(&row.body, left, row.warned) else { continue };
            if self.warn(&mut tx, row.deadline_id, row.dossier_id, due, level, days_before, &row.body).await?
            {
                warned += 1;
            }
        }
        tx.commit().await?;
        Ok(warned)
    }

    /// The threshold that has been reached and not been told: the nearest, so that a late start tells one.
    fn level(&self, body: &[u8], left: i32, warned: i32) -> Option<(&'static str, i32)> {
        let shown = pb::Deadline::decode(body).ok()?;
        if left < 0 {
            return Some(("expiree", -1));
        }
        let rule = self.catalogue.rule(&shown.rule)?;
        let reached = rule.warnings.iter().map(|days| i32::from(*days)).filter(|days| left <= *days).min()?;
        let level = if left == 0 { "echeance" } else { "proche" };
        let days_before = if left == 0 { 0 } else { reached };
        (days_before < warned).then_some((level, days_before))
    }

    #[allow(clippy::too_many_arguments, reason = "one row of one table")]
    async fn warn(
        &self,
        tx: &mut PgConnection,
        deadline: Uuid,
        dossier: Uuid,
        due: Date,
        level: &'static str,
        days_before: i32,
        body: &[u8],
    ) -> Result<bool> {
        // The sequence of the dossier's events is the cursor's lock: it is taken before the row is written.
        sqlx::query!(
            "SELECT last_seq FROM inbox_cursor WHERE source = 'dossier' AND aggregate_id = $1 FOR UPDATE",
            dossier
        )
        .fetch_optional(&mut *tx)
        .await?;
        let written = sqlx::query!(
            "INSERT INTO deadline.warning (deadline_id, due, level, days_before, warned_at) VALUES ($1, $2, $3, $4, $5)
             ON CONFLICT DO NOTHING",
            deadline,
            sql_day(due),
            level,
            days_before,
            sql_instant(self.clock.now()),
        )
        .execute(&mut *tx)
        .await?;
        if written.rows_affected() == 0 {
            return Ok(false);
        }
        let shown = pb::Deadline::decode(body).map_err(greffe_chassis::Failure::internal)?;
        let said = DeadlineWarned {
            dossier_id: Some(Id::from(dossier)),
            deadline_id: Some(Id::from(deadline)),
            rule: shown.rule,
            due: Day::from_date(due).number(),
            level: level.to_owned(),
            party_id: Uuid::parse_str(&shown.party_id).ok().map(Id::from),
        };
        let seq = outbox::next_seq(tx, dossier).await?;
        let event = NewEvent::new("deadline.dossier.deadline_warned", dossier, seq, "DeadlineWarned", &said);
        outbox::append(tx, self.clock.now(), &event).await?;
        metrics::counter!("greffe_deadline_warnings_total", "level" => level).increment(1);
        Ok(true)
    }
}
