//! What waits, told to Prometheus: events set apart, and how long the oldest unpublished one has waited.

use std::time::Duration;

use greffe_chassis::{Result, SharedClock, db::from_sql_instant};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;

/// Between two looks.
const LOOK: Duration = Duration::from_secs(10);

/// Looks every so often. A database that does not answer is told by others.
pub(crate) async fn every(pool: PgPool, clock: SharedClock, ending: CancellationToken) {
    let mut interval = tokio::time::interval(LOOK);
    loop {
        tokio::select! {
            _ = interval.tick() => {}
            () = ending.cancelled() => return,
        }
        if let Err(error) = look(&pool, &clock).await {
            tracing::debug!(%error, "what waits was not looked at");
        }
    }
}

async fn look(pool: &PgPool, clock: &SharedClock) -> Result<()> {
    let row = sqlx::query!(
        r#"SELECT (SELECT count(*) FROM inbox WHERE state = 'parked') AS "parked!",
                  (SELECT recorded_at FROM outbox WHERE published_at IS NULL ORDER BY seq LIMIT 1) AS oldest"#
    )
    .fetch_one(pool)
    .await?;
    metrics::gauge!("greffe_events_parked").set(row.parked as f64);
    let age = row.oldest.map_or(0.0, |at| clock.now().duration_since(from_sql_instant(at)).as_secs_f64());
    metrics::gauge!("greffe_outbox_oldest_seconds").set(age.max(0.0));
    Ok(())
}
