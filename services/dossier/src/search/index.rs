//! The index follows what is written: triggers say which dossiers changed, in the transaction that changes them; their words are
//! made by whoever comes first, a search or the service's own look. No search misses what was committed before it.

use std::{collections::BTreeSet, time::Duration};

use greffe_chassis::{Result, db};
use sqlx::PgConnection;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use super::said::said;
use crate::Dossiers;

/// Changes taken in at once.
const BATCH: i64 = 50;
/// Batches that a search takes in before it looks: more are a takeover, which it does not wait for.
const BEFORE_LOOKING: usize = 4;
/// One at a time makes words: what was read earlier is never written over what was read later.
const TURN: i64 = 0x0069_6e64_6578_6572;

/// Makes words of what changed, every so often, until told to end.
pub(crate) async fn every(period: Duration, dossiers: Dossiers, ending: CancellationToken) {
    let mut interval = tokio::time::interval(period);
    loop {
        tokio::select! {
            _ = interval.tick() => {}
            () = ending.cancelled() => return,
        }
        while !ending.is_cancelled() {
            match dossiers.take_in().await {
                Ok(0) => break,
                Ok(_) => tokio::task::yield_now().await,
                Err(error) => {
                    tracing::warn!(%error, "the index waits for the next look");
                    break;
                }
            }
        }
    }
}

impl Dossiers {
    /// Takes in the newest changes; answers how many.
    async fn take_in(&self) -> Result<usize> {
        let mut tx = db::begin(&self.pool).await?;
        sqlx::query!("SELECT pg_advisory_xact_lock($1)", TURN).execute(&mut *tx).await?;
        // Read after the turn has come: what another took in is gone.
        let due =
            sqlx::query!("SELECT id, dossier_id FROM dossier.search_due ORDER BY id DESC LIMIT $1", BATCH)
                .fetch_all(&mut *tx)
                .await?;
        if due.is_empty() {
            return Ok(0);
        }
        let dossiers: Vec<Uuid> =
            due.iter().map(|row| row.dossier_id).collect::<BTreeSet<_>>().into_iter().collect();
        write(&mut tx, &dossiers).await?;
        let ids: Vec<i64> = due.iter().map(|row| row.id).collect();
        sqlx::query!("DELETE FROM dossier.search_due WHERE id = ANY($1)", &ids).execute(&mut *tx).await?;
        tx.commit().await?;
        Ok(due.len())
    }

    /// Takes in what was written until now, within a bound; answers whether some is left.
    pub(crate) async fn caught_up(&self) -> Result<bool> {
        for _ in 0..BEFORE_LOOKING {
            if !self.is_behind().await? {
                return Ok(true);
            }
            self.take_in().await?;
        }
        Ok(!self.is_behind().await?)
    }

    async fn is_behind(&self) -> Result<bool> {
        let due = sqlx::query_scalar!(r#"SELECT EXISTS (SELECT 1 FROM dossier.search_due) AS "due!""#);
        Ok(due.fetch_one(&self.pool).await?)
    }
}

/// The words of a dossier are to be made again, whatever they are.
///
/// # Errors
/// When the database refuses.
pub(crate) async fn again(tx: &mut PgConnection, dossier: Uuid) -> Result<()> {
    sqlx::query!("INSERT INTO dossier.search_due (dossier_id) VALUES ($1)", dossier).execute(tx).await?;
    Ok(())
}

async fn write(tx: &mut PgConnection, dossiers: &[Uuid]) -> Result<()> {
    let entries = said(tx, dossiers).await?;
    sqlx::query!("DELETE FROM dossier.search_entry WHERE dossier_id = ANY($1)", dossiers)
        .execute(&mut *tx)
        .await?;
    let owners: Vec<Uuid> = entries.iter().map(|entry| entry.dossier).collect();
    let genres: Vec<String> = entries.iter().map(|entry| entry.genre.to_owned()).collect();
    let references: Vec<Uuid> = entries.iter().map(|entry| entry.reference).collect();
    let days: Vec<time::Date> = entries.iter().map(|entry| entry.day).collect();
    let words: Vec<String> = entries.iter().map(super::said::Said::words).collect();
    sqlx::query!(
        "INSERT INTO dossier.search_entry (dossier_id, genre, ref, day, words)
         SELECT owner, genre, ref, day, words::tsvector
         FROM unnest($1::uuid[], $2::text[], $3::uuid[], $4::date[], $5::text[]) AS e (owner, genre, ref, day, words)",
        &owners,
        &genres,
        &references,
        &days,
        &words,
    )
    .execute(tx)
    .await?;
    Ok(())
}
