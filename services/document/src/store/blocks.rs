//! Bytes from the middle of a kept file, none of which is given before it was held against what was received. A part has no hash of
//! its own: the first one asked of a file has all of it read, and what the blocks then hashed to, while the whole was what came, is
//! kept in memory; each block read later is held against that.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, PoisonError},
};

use futures::{Stream, StreamExt, TryStreamExt, stream};
use greffe_chassis::Result;
use sha2::{Digest, Sha256};
use tokio::sync::{OnceCell, Semaphore};
use tokio_util::bytes::{Bytes, BytesMut};

use super::{Parts, cut, index, whole::altered};

/// Bytes of a block.
pub const BLOCK: u64 = 256 * 1024;
/// Contents whose blocks are known, the last asked: a quarter of a mebibyte for the largest.
pub const KNOWN: usize = 64;

type Hash = [u8; 32];
type Known = Arc<OnceCell<Vec<Hash>>>;

/// Files read whole at once, so that their blocks are known.
const AT_ONCE: usize = 4;

/// Hashes of the blocks of the contents last asked.
pub struct Blocks {
    known: Mutex<VecDeque<(Vec<u8>, Known)>>,
    /// Reading a file whole is a disk's or a bucket's time: who asks more waits.
    pub reading: Semaphore,
}

impl Default for Blocks {
    fn default() -> Self {
        Self { known: Mutex::default(), reading: Semaphore::new(AT_ONCE) }
    }
}

impl Blocks {
    /// Where those of a content are, or will be: who asks at the same time waits for the first.
    pub fn of(&self, sha: &[u8]) -> Known {
        let mut all = self.known.lock().unwrap_or_else(PoisonError::into_inner);
        let at = all.iter().position(|(known, _)| known == sha);
        let one = at.and_then(|at| all.remove(at)).unwrap_or_else(|| (sha.to_vec(), Known::default()));
        let known = one.1.clone();
        all.push_front(one);
        all.truncate(KNOWN);
        known
    }
}

/// Hashes of the blocks of a file that is held against its own hash as it passes.
///
/// # Errors
/// Those of its parts.
pub async fn hashed(mut parts: Parts) -> Result<Vec<Hash>> {
    let (mut hashes, mut block, mut filled) = (Vec::new(), Sha256::new(), 0);
    while let Some(mut bytes) = parts.try_next().await? {
        while !bytes.is_empty() {
            let next = bytes.split_to(bytes.len().min(index(BLOCK) - filled));
            filled += next.len();
            block.update(&next);
            if filled == index(BLOCK) {
                hashes.push(block.finalize_reset().into());
                filled = 0;
            }
        }
    }
    if filled > 0 {
        hashes.push(block.finalize().into());
    }
    Ok(hashes)
}

/// So many bytes of the parts, which begin with a block, without the first: each block is given once it is the one wanted.
pub fn checked(
    parts: Parts,
    wanted: Vec<Hash>,
    skipped: usize,
    length: u64,
) -> impl Stream<Item = Result<Bytes>> + Send + 'static {
    let begun = (parts, wanted.into_iter(), BytesMut::new(), skipped, index(length));
    let blocks = stream::try_unfold(begun, |(mut parts, mut wanted, mut read, skipped, left)| async move {
        let Some(hash) = wanted.next().filter(|_| left > 0) else {
            // Fewer blocks than the range covers: the file is not what it was.
            return if left > 0 { Err(altered()) } else { Ok(None) };
        };
        while read.len() < index(BLOCK) {
            let Some(bytes) = parts.try_next().await? else { break };
            read.extend_from_slice(&bytes);
        }
        let mut block = read.split_to(read.len().min(index(BLOCK))).freeze();
        if Sha256::digest(&block)[..] != hash {
            return Err(altered());
        }
        let mut given = block.split_off(skipped.min(block.len()));
        given.truncate(left);
        let left = left - given.len();
        Ok(Some((given, (parts, wanted, read, 0, left))))
    });
    blocks.map_ok(|block| stream::iter(cut(block)).map(Ok)).try_flatten()
}
