//! Whether the way of deposits was open. The product watches itself: for an outage it can say from when to when, which is what
//! a certificate under CPC 748-7 needs, and nobody has to remember it.

use std::time::Duration;

use greffe_chassis::{
    Result,
    db::{self, sql_instant},
    peer::Peer,
};
use jiff::{SignedDuration, Timestamp};
use sqlx::PgPool;
use tokio_util::sync::CancellationToken;
use tonic_health::pb::{
    HealthCheckRequest, health_check_response::ServingStatus, health_client::HealthClient,
};
use uuid::Uuid;

use crate::{Gateway, identity::Principal};

/// How often the way is looked at.
const EVERY: Duration = Duration::from_secs(10);
/// Longest a service takes to say that it is there.
const ANSWERS: Duration = Duration::from_secs(3);
/// Longest silence that is no outage: a replica that restarts, an answer that was slow.
const TOLERATED: SignedDuration = SignedDuration::from_secs(30);

/// Looks at the way of deposits until told to end.
pub async fn watch(gateway: Gateway, ending: CancellationToken) {
    let mut every = tokio::time::interval(EVERY);
    loop {
        tokio::select! {
            () = ending.cancelled() => return,
            _ = every.tick() => look(&gateway).await,
        }
    }
}

/// Looks once. What cannot be written is found later: the next one who can write sees how long nothing was seen.
pub async fn look(gateway: &Gateway) {
    let services = gateway.services();
    let whole = answers(&services.dossier).await && answers(&services.document).await;
    metrics::gauge!("greffe_deposits_open").set(if whole { 1.0 } else { 0.0 });
    if let Err(failure) = seen(gateway.pool(), gateway.now(), whole).await {
        tracing::warn!(code = %failure.code, "the state of the way of deposits could not be kept");
    }
}

async fn answers(peer: &Peer) -> bool {
    let mut health = HealthClient::new(peer.channel());
    let asked = health.check(HealthCheckRequest::default());
    let Ok(Ok(answer)) = tokio::time::timeout(ANSWERS, asked).await else { return false };
    answer.into_inner().status() == ServingStatus::Serving
}

/// Keeps what was seen of the way at an instant. Several replicas watch: it is open while one of them sees it whole.
///
/// # Errors
/// When the database refuses.
pub async fn seen(pool: &PgPool, now: Timestamp, whole: bool) -> Result<()> {
    let mut tx = db::begin(pool).await?;
    // The row is the lock under which replicas take turns.
    sqlx::query("INSERT INTO watch (seen_at) SELECT $1 WHERE $2 ON CONFLICT DO NOTHING")
        .bind(sql_instant(now))
        .bind(whole)
        .execute(&mut *tx)
        .await?;
    let last: Option<time::OffsetDateTime> =
        sqlx::query_scalar("SELECT seen_at FROM watch FOR UPDATE").fetch_optional(&mut *tx).await?;
    let Some(last) = last else { return Ok(tx.commit().await?) };
    let silent = sql_instant(now) - last > time::Duration::seconds(TOLERATED.as_secs());
    if whole {
        let closed = sqlx::query("UPDATE outage SET ended_at = $1 WHERE ended_at IS NULL")
            .bind(sql_instant(now))
            .execute(&mut *tx)
            .await?;
        if closed.rows_affected() == 0 && silent {
            sqlx::query(
                "INSERT INTO outage (outage_id, began_at, ended_at, cause) VALUES ($1, $2, $3, 'arret')",
            )
            .bind(Uuid::now_v7())
            .bind(last)
            .bind(sql_instant(now))
            .execute(&mut *tx)
            .await?;
        }
        sqlx::query("UPDATE watch SET seen_at = greatest(seen_at, $1)")
            .bind(sql_instant(now))
            .execute(&mut *tx)
            .await?;
    } else if silent {
        sqlx::query("INSERT INTO outage (outage_id, began_at, cause) VALUES ($1, $2, 'service') ON CONFLICT DO NOTHING")
            .bind(Uuid::now_v7())
            .bind(last)
            .execute(&mut *tx)
            .await?;
    }
    Ok(tx.commit().await?)
}

/// Keeps that a deposit was turned away because something of ours did not answer. Best effort: the depositor is told either way.
pub async fn turned_away(gateway: &Gateway, who: &Principal, dossier: Option<&str>) {
    let kept = sqlx::query(
        "INSERT INTO refused_deposit (refused_id, refused_at, office_id, dossier_id) VALUES ($1, $2, $3, $4)",
    )
    .bind(Uuid::now_v7())
    .bind(sql_instant(gateway.now()))
    .bind(Uuid::parse_str(&who.caller.office_id).ok())
    .bind(dossier.and_then(|id| Uuid::parse_str(id).ok()))
    .execute(gateway.pool())
    .await;
    if let Err(error) = kept {
        tracing::warn!(%error, "a deposit turned away could not be kept");
    }
}
