//! The product once all is quiet: nothing lost, nothing double, nothing half done.

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use anyhow::{Result, ensure};
use greffe_dev::Instance;
use greffe_test_support::Product;

use crate::work::PATIENCE;

/// After the last fault everything must have caught up within so long.
pub const QUIET: Duration = Duration::from_secs(90);

/// A service that finds no database or no broker ends and says why: it is started again, as any supervisor would.
pub async fn revive(product: &Product, instance: Instance) -> Result<()> {
    // Whoever comes second finds it alive.
    static REVIVING: tokio::sync::Mutex<()> = tokio::sync::Mutex::const_new(());
    let _alone = REVIVING.lock().await;
    let start = Instant::now();
    loop {
        match product.stack.start_instance(instance).await {
            Err(error) if start.elapsed() > PATIENCE => return Err(error),
            Err(_) => tokio::time::sleep(Duration::from_millis(500)).await,
            Ok(()) => return Ok(()),
        }
    }
}

/// Waits until every outbox is published and every cursor is at its journal's version; else says who is behind in what.
pub async fn settle(product: &Product, within: Duration) -> Result<Duration> {
    let start = Instant::now();
    loop {
        let late = behind(product).await;
        if let Ok(late) = &late
            && late.is_empty()
        {
            return Ok(start.elapsed());
        }
        ensure!(start.elapsed() < within, "has not caught up: {late:?}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// What each service has not yet done, each in rows.
async fn behind(product: &Product) -> Result<BTreeMap<String, i64>> {
    let pool = product.sql().await?;
    let mut questions = Vec::new();
    for service in ["dossier", "deadline", "assignment", "notification", "document"] {
        for (name, rows) in [
            ("unpublished", "outbox WHERE published_at IS NULL"),
            ("waiting", "inbox_waiting"),
            ("parked", "inbox WHERE state = 'parked'"),
        ] {
            questions.push((format!("{service} {name}"), format!("SELECT count(*) FROM {service}.{rows}")));
        }
    }
    for consumer in ["deadline", "assignment", "notification", "document"] {
        let sql = format!(
            "SELECT count(*) FROM dossier.dossier d LEFT JOIN {consumer}.inbox_cursor c ON c.source = 'dossier' AND c.aggregate_id = d.id
             WHERE coalesce(c.last_seq, 0) <> d.version"
        );
        questions.push((format!("{consumer} cursors"), sql));
    }
    let mut late = BTreeMap::new();
    for (name, sql) in questions {
        let rows: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&pool).await?;
        if rows > 0 {
            late.insert(name, rows);
        }
    }
    pool.close().await;
    Ok(late)
}

/// Acts of the clients in the journals.
pub async fn count(product: &Product) -> Result<usize> {
    let sql = "SELECT count(*) FROM dossier.act WHERE kind = 'pieces_deposees'";
    let counted: i64 = sqlx::query_scalar(sql).fetch_one(&product.sql().await?).await?;
    Ok(usize::try_from(counted)?)
}

/// Events that came again and were known.
pub async fn redelivered(product: &Product) -> Result<i64> {
    let pool = product.sql().await?;
    let mut all = 0;
    for service in ["deadline", "assignment", "notification", "document"] {
        let sql = format!("SELECT coalesce(sum(deliveries - 1), 0)::bigint FROM {service}.inbox");
        all += sqlx::query_scalar::<_, i64>(sqlx::AssertSqlSafe(sql)).fetch_one(&pool).await?;
    }
    Ok(all)
}

/// Starts again what dies, as any supervisor would, as long as something goes on.
pub async fn supervised<T>(product: &Product, going_on: impl Future<Output = Result<T>>) -> Result<T> {
    let supervise = async {
        loop {
            revive(product, product.stack.first_death().await).await?;
        }
    };
    tokio::select! {
        done = going_on => done,
        failed = supervise => failed,
    }
}

/// Waits until all is quiet, then looks at everything: as many acts as were answered, versions without gap, replicas equal
/// to journals, no transaction left open, and `greffe verify` finds no difference.
pub async fn sound(product: &Product, answered: usize, within: Duration) -> Result<Duration> {
    let waited = settle(product, within).await?;
    let counted = count(product).await?;
    ensure!(counted == answered, "{counted} acts in the journals for {answered} answered");
    consistent(product).await?;
    let (clean, said) = product.verify(5).await?;
    ensure!(clean, "greffe verify: {said}");
    Ok(waited)
}

/// Versions without gap, replicas equal to journals, audit chains whole, no transaction left open.
async fn consistent(product: &Product) -> Result<()> {
    let pool = product.sql().await?;
    let gaps: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM dossier.dossier d WHERE d.version <> (SELECT count(*) FROM dossier.act a WHERE a.dossier_id = d.id)
            OR d.version <> (SELECT max(version) FROM dossier.act a WHERE a.dossier_id = d.id)",
    )
    .fetch_one(&pool)
    .await?;
    ensure!(gaps == 0, "{gaps} journals have a gap");
    for holder in ["deadline", "assignment", "notification", "document"] {
        let sql = format!(
            "SELECT count(*) FROM dossier.dossier d WHERE d.version <> (SELECT coalesce(sum(r.acts), 0) FROM {holder}.replica r WHERE r.dossier_id = d.id)"
        );
        let wrong: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(sql)).fetch_one(&pool).await?;
        ensure!(wrong == 0, "{wrong} replicas of {holder} are not the journal");
    }
    let open: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM pg_stat_activity WHERE state = 'idle in transaction' AND datname = current_database() AND now() - state_change > interval '1 second'",
    )
    .fetch_one(&pool)
    .await?;
    ensure!(open == 0, "{open} transactions were left open");
    Ok(())
}
