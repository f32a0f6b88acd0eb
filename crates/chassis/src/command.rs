//! Commands: done once a key, in a task that a vanished client cannot cancel.

use std::{future::Future, time::Duration};

use sha2::{Digest, Sha256};
use sqlx::{PgConnection, PgPool};
use tokio_util::sync::CancellationToken;
use tonic::{Request, metadata::MetadataMap};
use uuid::Uuid;

use crate::{
    error::{Failure, Kind, Result},
    identity::{Caller, caller},
};

/// Metadata that carries the key of the intent.
pub const KEY_HEADER: &str = "idempotency-key";
/// Metadata of an answer that was given before.
pub const REPLAYED_HEADER: &str = "idempotency-replayed";

/// Days that the answer of a key is kept: what must be done once for ever has a natural key of its own.
const KEPT_DAYS: i32 = 90;
/// Answers forgotten in one go, and how often one looks for more.
const FORGOTTEN: i32 = 500;
const FORGET_EVERY: Duration = Duration::from_secs(3600);

/// One intent of one caller.
#[derive(Debug, Clone)]
pub struct Command {
    /// Who wants it.
    pub caller: Caller,
    /// Made once by the client for this intent.
    pub key: Uuid,
    /// The RPC.
    pub route: &'static str,
    /// Hash of the request, so that a key cannot cover another one.
    pub request_sha256: Vec<u8>,
}

impl Command {
    /// Reads the caller and the key of a request.
    ///
    /// # Errors
    /// When one of them is missing.
    pub fn of<T: prost::Message>(request: &Request<T>, route: &'static str) -> Result<Self> {
        let key = key(request.metadata())?;
        let request_sha256 = Sha256::digest(request.get_ref().encode_to_vec()).to_vec();
        Ok(Self { caller: caller(request)?, key, route, request_sha256 })
    }

    /// The key as text, for the audit trail.
    #[must_use]
    pub fn key_text(&self) -> String {
        self.key.to_string()
    }

    /// The answer this key already had, if any.
    ///
    /// # Errors
    /// [`Kind::KeyReused`] when the key came with another request.
    pub async fn answered(&self, connection: &mut PgConnection) -> Result<Option<Vec<u8>>> {
        let row = sqlx::query!(
            "SELECT route, request_sha256, response FROM command_log WHERE actor = $1 AND idem_key = $2",
            self.caller.subject,
            self.key
        )
        .fetch_optional(connection)
        .await?;
        match row {
            None => Ok(None),
            Some(row) if row.route == self.route && row.request_sha256 == self.request_sha256 => {
                Ok(Some(row.response))
            }
            Some(_) => Err(Failure::new(
                Kind::KeyReused,
                "CLE-002",
                "Cette clé d’idempotence a déjà servi pour une autre demande. Rechargez le formulaire pour obtenir une nouvelle clé.",
            )),
        }
    }

    /// Keeps the answer, in the transaction of the effect. A key taken meanwhile by a twin is a unique violation: the
    /// transaction falls, and the twin's answer is read instead (see [`is_twin`]).
    ///
    /// # Errors
    /// When the database refuses.
    pub async fn store(&self, tx: &mut PgConnection, response: &[u8]) -> Result<(), sqlx::Error> {
        sqlx::query!(
            "INSERT INTO command_log (actor, idem_key, route, request_sha256, response) VALUES ($1, $2, $3, $4, $5)",
            self.caller.subject,
            self.key,
            self.route,
            self.request_sha256,
            response
        )
        .execute(tx)
        .await?;
        Ok(())
    }
}

/// Forgets the answers that are no longer kept, from time to time, until told to end.
pub async fn forget_old(pool: PgPool, ending: CancellationToken) {
    let mut interval = tokio::time::interval(FORGET_EVERY);
    loop {
        tokio::select! {
            _ = interval.tick() => {}
            () = ending.cancelled() => return,
        }
        if let Err(error) = forget(&pool).await {
            tracing::warn!(%error, "answers of old commands stay until the next look");
        }
    }
}

/// Forgets all answers that are no longer kept, a batch at a time; tells how many. By the clock of the database, which dated them.
///
/// # Errors
/// When the database refuses; what was forgotten stays so.
pub async fn forget(pool: &PgPool) -> Result<u64> {
    let mut forgotten = 0;
    loop {
        // Replicas look at the same hour: each takes rows that the others do not hold.
        let batch = sqlx::query(
            "DELETE FROM command_log WHERE (actor, idem_key) IN (
                 SELECT actor, idem_key FROM command_log WHERE created_at < now() - make_interval(days => $1)
                 ORDER BY created_at LIMIT $2 FOR UPDATE SKIP LOCKED)",
        )
        .bind(KEPT_DAYS)
        .bind(FORGOTTEN)
        .execute(pool)
        .await?
        .rows_affected();
        forgotten += batch;
        if batch == 0 {
            return Ok(forgotten);
        }
    }
}

/// Whether the error says that a twin of the command was faster.
#[must_use]
pub fn is_twin(error: &sqlx::Error) -> bool {
    error.as_database_error().is_some_and(|e| e.constraint() == Some("command_log_pkey"))
}

fn key(metadata: &MetadataMap) -> Result<Uuid> {
    let text = metadata.get(KEY_HEADER).and_then(|v| v.to_str().ok()).unwrap_or_default();
    Uuid::parse_str(text).map_err(|_| {
        Failure::invalid(
            "CLE-001",
            "Idempotency-Key",
            "La clé d’idempotence est absente ou n’est pas un UUID. Envoyez l’en-tête Idempotency-Key avec un UUID neuf pour chaque intention.",
        )
    })
}

/// Runs a command to its end, whether or not anyone still waits for the answer: a transaction is never dropped halfway.
///
/// # Errors
/// Those of the command; a panic is an internal failure.
pub async fn detached<T, F>(command: F) -> Result<T>
where
    F: Future<Output = Result<T>> + Send + 'static,
    T: Send + 'static,
{
    let span = tracing::Span::current();
    tokio::spawn(tracing::Instrument::instrument(command, span)).await.map_err(Failure::internal)?
}
