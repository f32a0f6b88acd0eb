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

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(of: &[&'static [u8]]) -> impl Stream<Item = Result<Bytes>> + Send + 'static {
        stream::iter(of.iter().map(|part| Ok(Bytes::from_static(part))).collect::<Vec<_>>())
    }

    #[tokio::test]
    async fn what_came_passes_in_its_parts_and_ends() {
        let wanted = Sha256::digest(b"memoire").to_vec();
        let read: Vec<_> = checked(parts(&[b"mem", b"oi", b"re"]), wanted).collect().await;
        let read: Vec<Bytes> = read.into_iter().map(Result::unwrap).collect();
        assert_eq!(read, [&b"mem"[..], b"oi", b"re"]);
        let nothing = Sha256::digest(b"").to_vec();
        assert_eq!(checked(parts(&[]), nothing).count().await, 0);
    }

    #[tokio::test]
    async fn what_was_altered_or_cut_never_passes_whole() {
        let wanted = Sha256::digest(b"memoire").to_vec();
        for kept in [&[&b"mem"[..], b"oI", b"re"][..], &[b"mem", b"oi"], &[b"memoire", b"s"], &[]] {
            let read: Vec<Result<Bytes>> = checked(parts(kept), wanted.clone()).collect().await;
            let (last, passed) = read.split_last().unwrap();
            assert_eq!(last.as_ref().unwrap_err().code, ALTERED);
            assert_eq!(passed.len(), kept.len().saturating_sub(1));
        }
    }
}
