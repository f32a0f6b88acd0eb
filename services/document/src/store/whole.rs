//! A kept file is read as what it was when it came, or not to its end: its hash is taken as it passes.

use std::pin::pin;

use futures::{Stream, StreamExt, stream};
use greffe_chassis::{Failure, Kind, Result};
use sha2::{Digest, Sha256};
use tokio_util::bytes::Bytes;

/// The code by which a reader knows that a kept file was altered.
pub const ALTERED: &str = "DOC-018";

/// The same parts, the last of which is given once the hash of all is the one wanted: who reads an altered file never has it whole.
pub fn checked(
    parts: impl Stream<Item = Result<Bytes>> + Send + 'static,
    wanted: Vec<u8>,
) -> impl Stream<Item = Result<Bytes>> + Send + 'static {
    let parts = Box::pin(parts);
    stream::try_unfold(
        (parts, Sha256::new(), None, wanted),
        |(mut parts, mut hash, mut held, wanted)| async move {
            loop {
                match parts.next().await.transpose()? {
                    Some(part) => {
                        hash.update(&part);
                        if let Some(before) = held.replace(part) {
                            return Ok(Some((before, (parts, hash, held, wanted))));
                        }
                    }
                    None if hash.finalize_reset()[..] == wanted => {
                        // An empty hash is not the one wanted: what comes next is the end.
                        return Ok(held.take().map(|last| (last, (parts, hash, None, Vec::new()))));
                    }
                    None if held.is_none() && wanted.is_empty() => return Ok(None),
                    None => return Err(altered()),
                }
            }
        },
    )
}

/// What is kept is no longer what came.
pub(super) fn altered() -> Failure {
    metrics::counter!("greffe_contents_altered_total").increment(1);
    tracing::error!("a kept file is no longer what was received");
    Failure::new(
        Kind::Internal,
        ALTERED,
        "Le fichier gardé n’est plus celui qui fut reçu\u{a0}: il n’est pas donné. Prévenez l’exploitation, qui le reprendra d’une sauvegarde.",
    )
}

/// All of a file, which is known to be small.
///
/// # Errors
/// Those of its parts.
pub async fn collected(parts: impl Stream<Item = Result<Bytes>>) -> Result<Vec<u8>> {
    let (mut parts, mut bytes) = (pin!(parts), Vec::new());
    while let Some(part) = parts.next().await {
        bytes.extend_from_slice(&part?);
    }
    Ok(bytes)
}
