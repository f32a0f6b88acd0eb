//! The audit trail: one row for each decision, in the transaction of what it decides, chained by hash in 64 chains.

use jiff::Timestamp;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

use crate::{
    db::{from_sql_instant, sql_instant},
    error::Result,
};

/// What is written of a decision. Never a name, a title or a content.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Subject of the caller.
    pub actor: &'a str,
    /// The action of the policy: `enregistrer_acte`, `lire_piece` ...
    pub action: &'a str,
    /// The object decided on.
    pub object: Uuid,
    /// `permis` or `refuse`.
    pub decision: &'a str,
    /// Policies that determined it.
    pub policies: &'a str,
    /// Why, for a correction or a break-glass.
    pub reason: &'a str,
    /// The idempotency key or request id.
    pub request_id: &'a str,
    /// Hash of what was written, empty for a read.
    pub payload_sha256: &'a [u8],
}

/// Appends an entry to its chain. The head's row lock lasts until commit, so a chain has no gap and no fork.
///
/// # Errors
/// When the database refuses.
pub async fn append(tx: &mut PgConnection, at: Timestamp, entry: &Entry<'_>) -> Result<()> {
    let shard = shard(entry.object);
    let at = sql_instant(at);
    let head = sqlx::query!("SELECT seq, hash FROM audit_head WHERE shard = $1 FOR UPDATE", shard)
        .fetch_one(&mut *tx)
        .await?;
    let seq = head.seq + 1;
    let hash = hash(&head.hash, shard, seq, at, entry);
    sqlx::query!(
        "WITH head AS (UPDATE audit_head SET seq = $2, hash = $4 WHERE shard = $1)
         INSERT INTO audit (shard, seq, prev_hash, hash, at, actor, action, object, decision, policies, reason, request_id, payload_sha256)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
        shard,
        seq,
        head.hash,
        hash,
        at,
        entry.actor,
        entry.action,
        entry.object,
        entry.decision,
        entry.policies,
        entry.reason,
        entry.request_id,
        entry.payload_sha256,
    )
    .execute(tx)
    .await?;
    Ok(())
}

/// Which rows of the trail are wanted.
#[derive(Debug, Clone)]
pub struct Wanted<'a> {
    /// Objects that were decided on; any of them when none is told.
    pub objects: Option<&'a [Uuid]>,
    /// Subject of who asked; anybody when empty.
    pub actor: &'a str,
    /// From this instant.
    pub from: Timestamp,
    /// Before this one.
    pub to: Timestamp,
    /// Refusals alone.
    pub refused: bool,
    /// Where the page before ended; none for the first.
    pub after: Option<Place>,
    /// Rows at most.
    pub limit: i64,
}

/// The place of a row among all, by its instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// When it was decided.
    pub at: Timestamp,
    shard: i16,
    seq: i64,
}

impl Place {
    /// As [`Self::as_cursor`] wrote it.
    #[must_use]
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split('_');
        let (at, shard, seq) = (parts.next()?, parts.next()?, parts.next()?);
        if parts.next().is_some() {
            return None;
        }
        let at = Timestamp::from_microsecond(at.parse().ok()?).ok()?;
        Some(Self { at, shard: shard.parse().ok()?, seq: seq.parse().ok()? })
    }

    /// As a page is continued.
    #[must_use]
    pub fn as_cursor(&self) -> String {
        format!("{}_{}_{}", self.at.as_microsecond(), self.shard, self.seq)
    }
}

/// A row of the trail, as it is read again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Kept {
    /// Where it stands.
    pub place: Place,
    /// Subject of who asked.
    pub actor: String,
    /// The action of the policy.
    pub action: String,
    /// The object decided on.
    pub object: Uuid,
    /// `permis` or `refuse`.
    pub decision: String,
    /// Why, or what was given.
    pub reason: String,
}

/// A page of the trail, newest first.
///
/// # Errors
/// When the database refuses.
pub async fn read(connection: &mut PgConnection, wanted: &Wanted<'_>) -> Result<Vec<Kept>> {
    let last = Place { at: Timestamp::MAX, shard: i16::MAX, seq: i64::MAX };
    let after = wanted.after.unwrap_or(last);
    let rows = sqlx::query!(
        "SELECT shard, seq, at, actor, action, object, decision, reason FROM audit
         WHERE ($1::boolean OR object = ANY($2)) AND ($3::text = '' OR actor = $3) AND at >= $4 AND at < $5
               AND (NOT $6::boolean OR decision = 'refuse') AND (at, shard, seq) < ($7, $8, $9)
         ORDER BY at DESC, shard DESC, seq DESC LIMIT $10",
        wanted.objects.is_none(),
        wanted.objects.unwrap_or_default(),
        wanted.actor,
        sql_instant(wanted.from),
        sql_instant(wanted.to),
        wanted.refused,
        sql_instant(after.at),
        after.shard,
        after.seq,
        wanted.limit
    )
    .fetch_all(connection)
    .await?;
    let kept = rows.into_iter().map(|row| Kept {
        place: Place { at: from_sql_instant(row.at), shard: row.shard, seq: row.seq },
        actor: row.actor,
        action: row.action,
        object: row.object,
        decision: row.decision,
        reason: row.reason,
    });
    Ok(kept.collect())
}

/// A break in a chain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Break {
    /// Chain.
    pub shard: i16,
    /// First row that does not follow.
    pub seq: i64,
    /// What is wrong with it.
    pub what: &'static str,
}

/// Walks every chain and names the first row of each that does not follow from the one before.
///
/// # Errors
/// When the database refuses.
pub async fn verify(connection: &mut PgConnection) -> Result<Vec<Break>> {
    let mut breaks = Vec::new();
    let heads = sqlx::query!("SELECT shard, seq, hash FROM audit_head ORDER BY shard")
        .fetch_all(&mut *connection)
        .await?;
    for head in heads {
        let rows = sqlx::query!("SELECT * FROM audit WHERE shard = $1 ORDER BY seq", head.shard)
            .fetch_all(&mut *connection)
            .await?;
        let (mut seq, mut last) = (0, Vec::new());
        for row in rows {
            let entry = Entry {
                actor: &row.actor,
                action: &row.action,
                object: row.object,
                decision: &row.decision,
                policies: &row.policies,
                reason: &row.reason,
                request_id: &row.request_id,
                payload_sha256: &row.payload_sha256,
            };
            let what = if row.seq != seq + 1 {
                Some("une ligne manque")
            } else if row.prev_hash != last {
                Some("la ligne ne suit pas la précédente")
            } else if row.hash != hash(&last, row.shard, row.seq, row.at, &entry) {
                Some("la ligne a été modifiée")
            } else {
                None
            };
            if let Some(what) = what {
                breaks.push(Break { shard: row.shard, seq: row.seq, what });
                break;
            }
            (seq, last) = (row.seq, row.hash);
        }
        if breaks.last().is_none_or(|b| b.shard != head.shard) && (seq, &last) != (head.seq, &head.hash) {
            breaks.push(Break { shard: head.shard, seq: seq + 1, what: "la fin de la chaîne manque" });
        }
    }
    Ok(breaks)
}

fn shard(object: Uuid) -> i16 {
    i16::from(object.as_bytes()[15] & 63)
}

/// Each field is preceded by its length: no two entries read the same.
fn hash(previous: &[u8], shard: i16, seq: i64, at: time::OffsetDateTime, entry: &Entry<'_>) -> Vec<u8> {
    let mut sha = Sha256::new();
    let micros = at.unix_timestamp_nanos() / 1000;
    for part in [
        previous,
        &shard.to_be_bytes(),
        &seq.to_be_bytes(),
        &micros.to_be_bytes(),
        entry.actor.as_bytes(),
        entry.action.as_bytes(),
        entry.object.as_bytes(),
        entry.decision.as_bytes(),
        entry.policies.as_bytes(),
        entry.reason.as_bytes(),
        entry.request_id.as_bytes(),
        entry.payload_sha256,
    ] {
        sha.update((part.len() as u64).to_be_bytes());
        sha.update(part);
    }
    sha.finalize().to_vec()
}
