//! The journal of a dossier as a service that listens holds it: what it derives its own state from.

use std::collections::HashMap;

use greffe_chassis::{Failure, Result};
use greffe_contracts::{common::v1::Event, events::v1::ActRecorded};
use prost::Message;
use sha2::{Digest, Sha256};
use sqlx::PgConnection;
use uuid::Uuid;

/// Acts a row: a row is rewritten at each act, and a journal of a hundred acts must not be.
const RUN: u64 = 64;

/// Adds the act that follows. The consumer has checked the order; a version out of order is refused again here.
///
/// # Errors
/// When the version does not follow, or the database refuses.
pub async fn append(tx: &mut PgConnection, dossier: Uuid, version: u64, act: &[u8]) -> Result<()> {
    let first = (version - 1) / RUN * RUN + 1;
    let mut framed = Vec::with_capacity(act.len() + 4);
    prost::encode_length_delimiter(act.len(), &mut framed).map_err(Failure::internal)?;
    framed.extend_from_slice(act);
    let done = sqlx::query!(
        "INSERT INTO replica (dossier_id, first_version, acts, body) VALUES ($1, $2, 1, $3)
         ON CONFLICT (dossier_id, first_version) DO UPDATE SET acts = replica.acts + 1, body = replica.body || $3
         WHERE replica.acts = $4",
        dossier,
        first.cast_signed(),
        framed,
        i32::try_from(version - first).unwrap_or(i32::MAX),
    )
    .execute(tx)
    .await?;
    if done.rows_affected() == 1 {
        Ok(())
    } else {
        Err(Failure::internal(format!("act {version} does not follow in the replica")))
    }
}

/// Forgets what is held of a journal and holds the one given, in the order of its acts.
///
/// # Errors
/// When a version does not follow, or the database refuses.
pub async fn replace(tx: &mut PgConnection, dossier: Uuid, journal: &[Event]) -> Result<()> {
    sqlx::query!("DELETE FROM replica WHERE dossier_id = $1", dossier).execute(&mut *tx).await?;
    for event in journal {
        append(tx, dossier, event.aggregate_seq, &event.payload).await?;
    }
    Ok(())
}

/// A journal as it is held: the bytes of its acts.
pub struct Held(Vec<Vec<u8>>);

impl Held {
    /// The bytes of each act, in order.
    pub fn bodies(&self) -> impl Iterator<Item = Result<&[u8]>> {
        self.0.iter().flat_map(|run| {
            let mut rest = run.as_slice();
            std::iter::from_fn(move || {
                if rest.is_empty() {
                    return None;
                }
                let body = prost::decode_length_delimiter(&mut rest)
                    .ok()
                    .and_then(|length| rest.split_off(..length))
                    .ok_or_else(|| Failure::internal("a run of the replica is cut"));
                if body.is_err() {
                    rest = &[];
                }
                Some(body)
            })
        })
    }

    /// The acts, in order.
    ///
    /// # Errors
    /// When a stored act does not decode.
    pub fn facts(&self) -> Result<Vec<ActRecorded>> {
        self.bodies().map(|body| ActRecorded::decode(body?).map_err(Failure::internal)).collect()
    }
}

/// The whole journal held.
///
/// # Errors
/// When the database refuses.
pub async fn held(connection: &mut PgConnection, dossier: Uuid) -> Result<Held> {
    let runs =
        sqlx::query_scalar!("SELECT body FROM replica WHERE dossier_id = $1 ORDER BY first_version", dossier)
            .fetch_all(connection)
            .await?;
    Ok(Held(runs))
}

/// The journals held of several dossiers, in one read; one of which nothing is held is absent.
///
/// # Errors
/// When the database refuses.
pub async fn held_of(connection: &mut PgConnection, dossiers: &[Uuid]) -> Result<HashMap<Uuid, Held>> {
    let rows = sqlx::query!(
        "SELECT dossier_id, body FROM replica WHERE dossier_id = ANY($1) ORDER BY dossier_id, first_version",
        dossiers
    )
    .fetch_all(connection)
    .await?;
    let mut held: HashMap<Uuid, Held> = HashMap::with_capacity(dossiers.len());
    for row in rows {
        held.entry(row.dossier_id).or_insert_with(|| Held(Vec::new())).0.push(row.body);
    }
    Ok(held)
}

/// The acts of the whole journal held, in order.
///
/// # Errors
/// When a stored act does not decode, or the database refuses.
pub async fn load(connection: &mut PgConnection, dossier: Uuid) -> Result<Vec<ActRecorded>> {
    held(connection, dossier).await?.facts()
}

/// Hash of the acts held: equal to [`digest`] of the owner's journal when nothing was lost or changed.
#[must_use]
pub fn digest(acts: &[ActRecorded]) -> String {
    let mut sha = Sha256::new();
    for act in acts {
        sha.update(act.encode_length_delimited_to_vec());
    }
    sha.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}
