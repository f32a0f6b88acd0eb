//! The journal of a dossier as a service that listens holds it: what it derives its own state from.

use greffe_chassis::{Failure, Result};
use greffe_contracts::events::v1::ActRecorded;
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

/// The whole journal held, in order.
///
/// # Errors
/// When a stored act does not decode, or the database refuses.
pub async fn load(connection: &mut PgConnection, dossier: Uuid) -> Result<Vec<ActRecorded>> {
    let runs =
        sqlx::query_scalar!("SELECT body FROM replica WHERE dossier_id = $1 ORDER BY first_version", dossier)
            .fetch_all(connection)
            .await?;
    let mut acts = Vec::new();
    for run in runs {
        let mut bytes = run.as_slice();
        while !bytes.is_empty() {
            acts.push(ActRecorded::decode_length_delimited(&mut bytes).map_err(Failure::internal)?);
        }
    }
    Ok(acts)
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
