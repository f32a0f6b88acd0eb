//! Files by the hash of their content: written whole or not at all, never rewritten. They are received on this machine, looked
//! at there, and only what is accepted is kept, in folders or in an S3 bucket.

mod arriving;
pub(crate) mod blocks;
mod disk;
mod s3;
pub(crate) mod signature;
pub(crate) mod whole;

use std::{ops::Range, path::PathBuf, pin::Pin};

use futures::{Stream, TryStreamExt};
use greffe_chassis::{Failure, Result, config};
use serde::Deserialize;
use tokio_util::bytes::Bytes;

pub use arriving::Receiving;
pub(crate) use arriving::Workshop;
pub use s3::Place;
pub use signature::Keys;
pub use whole::{ALTERED, collected};

use arriving::Arriving;
use blocks::{BLOCK, Blocks};
use disk::Disk;
use s3::S3;

/// Where the parts of files that are not whole yet are, below the root.
const PARTS: &str = "parties";
/// Bytes of a part.
const CHUNK: usize = 64 * 1024;

/// A file in parts of 64 KiB at most.
pub type Parts = Pin<Box<dyn Stream<Item = Result<Bytes>> + Send>>;

/// What the configuration says of storage.
#[derive(Deserialize)]
pub struct Storage {
    pub kind: Kind,
    pub path: String,
    s3: Place,
    /// How large things may be.
    #[serde(flatten)]
    pub limits: Limits,
    /// Longest time an upload may take, in seconds.
    pub upload_seconds: u64,
}

/// How large things may be, in bytes.
#[derive(Debug, Clone, Copy, Deserialize)]
pub struct Limits {
    /// An upload in one request.
    pub upload_max: u64,
    /// A part of a file.
    pub part_max: u64,
    /// A file that comes in parts.
    pub file_max: u64,
    /// The files of a deposit together.
    pub deposit_max: u64,
}

#[derive(Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    Disk,
    S3,
}

/// Where files are received and kept.
pub struct Store {
    arriving: Arriving,
    kept: Kept,
    blocks: Blocks,
}

enum Kept {
    Disk(Disk),
    S3(Box<S3>),
}

impl Store {
    /// As configured; the keys of S3 come from the environment.
    ///
    /// # Errors
    /// When a key is missing, the folder cannot be made, or the bucket does not open.
    pub async fn open(storage: Storage) -> Result<Self> {
        config::required("storage.path", &storage.path).map_err(Failure::internal)?;
        match storage.kind {
            Kind::Disk => Self::disk(storage.path).await,
            Kind::S3 => {
                for (key, value) in [
                    ("storage.s3.endpoint", &storage.s3.endpoint),
                    ("storage.s3.bucket", &storage.s3.bucket),
                    ("storage.s3.region", &storage.s3.region),
                ] {
                    config::required(key, value).map_err(Failure::internal)?;
                }
                Self::s3(storage.path, storage.s3, Keys::from_environment()?).await
            }
        }
    }

    /// Kept in folders below this one.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub async fn disk(path: impl Into<PathBuf>) -> Result<Self> {
        let path = path.into();
        Ok(Self {
            arriving: Arriving::open(path.clone()).await?,
            kept: Kept::Disk(Disk::new(path)),
            blocks: Blocks::default(),
        })
    }

    /// Received below this folder, kept in a bucket.
    ///
    /// # Errors
    /// When the folder cannot be made or the bucket does not open.
    pub async fn s3(path: impl Into<PathBuf>, place: Place, keys: Keys) -> Result<Self> {
        let kept = Kept::S3(Box::new(S3::open(place, keys).await?));
        Ok(Self { arriving: Arriving::open(path.into()).await?, kept, blocks: Blocks::default() })
    }

    /// Starts receiving a file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn receive(&self) -> Result<Receiving> {
        self.arriving.receive()
    }

    /// A folder of this machine for a work on one file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) fn workshop(&self) -> Result<Workshop> {
        self.arriving.workshop()
    }

    /// Keeps a received file under the name of its content.
    ///
    /// # Errors
    /// When the disk or the bucket refuses.
    pub async fn keep(&self, mut received: Receiving) -> Result<()> {
        match &self.kept {
            Kept::Disk(disk) => disk.keep(received).await,
            Kept::S3(s3) => {
                received.whole().await?;
                s3.put(&hex(&received.sha256()), &received.sha256(), received.path(), received.size()).await
            }
        }
    }

    /// Keeps a part of a file that is not whole yet, under a name of its own; the same again changes nothing.
    ///
    /// # Errors
    /// When the disk or the bucket refuses.
    pub async fn keep_part(&self, name: &str, mut received: Receiving) -> Result<()> {
        match &self.kept {
            Kept::Disk(disk) => disk.keep_part(name, received).await,
            Kept::S3(s3) => {
                received.whole().await?;
                s3.put(&part(name), &received.sha256(), received.path(), received.size()).await
            }
        }
    }

    /// Reads a part.
    ///
    /// # Errors
    /// When it is not there, which is corruption, or cannot be read now.
    pub async fn part(&self, name: &str) -> Result<Parts> {
        Ok(match &self.kept {
            Kept::Disk(disk) => Box::pin(disk.part(name).await?),
            Kept::S3(s3) => Box::pin(s3.get(&part(name)).await?),
        })
    }

    /// Forgets a part, if it is there.
    ///
    /// # Errors
    /// When the disk or the bucket refuses.
    pub async fn forget_part(&self, name: &str) -> Result<()> {
        match &self.kept {
            Kept::Disk(disk) => disk.forget_part(name).await,
            Kept::S3(s3) => s3.delete(&part(name)).await,
        }
    }

    /// Reads a kept file; its last part comes only if it is still what was received.
    ///
    /// # Errors
    /// When it is not there, which is corruption, or cannot be read now; in its parts, [`ALTERED`].
    pub async fn get(&self, sha: &[u8]) -> Result<Parts> {
        Ok(match &self.kept {
            Kept::Disk(disk) => Box::pin(whole::checked(disk.get(sha).await?, sha.to_vec())),
            Kept::S3(s3) => Box::pin(whole::checked(s3.get(&hex(sha)).await?, sha.to_vec())),
        })
    }

    /// Reads bytes of a kept file from anywhere in it, each held against what was received before it is given: the first part asked of a
    /// file reads the whole of it once.
    ///
    /// # Errors
    /// Those of [`Self::get`].
    pub async fn get_part(&self, sha: &[u8], bytes: Range<u64>) -> Result<Parts> {
        if bytes.is_empty() {
            return Ok(Box::pin(futures::stream::empty()));
        }
        let known = self.blocks.of(sha);
        let read = async || {
            let _place = self.blocks.reading.acquire().await.map_err(Failure::internal)?;
            blocks::hashed(self.get(sha).await?).await
        };
        let hashes = known.get_or_try_init(read).await?;
        // Read from the beginning of a block to the end of one.
        let (first, end) = (bytes.start / BLOCK, bytes.end.div_ceil(BLOCK));
        let wanted = hashes.iter().copied().skip(index(first)).take(index(end - first)).collect();
        let skipped = index(bytes.start - first * BLOCK);
        let (from, length) = (first * BLOCK, (end - first) * BLOCK);
        let parts: Parts = match &self.kept {
            Kept::Disk(disk) => Box::pin(disk.get_part(sha, from, length).await?),
            Kept::S3(s3) => Box::pin(s3.get_part(&hex(sha), from, length).await?),
        };
        Ok(Box::pin(blocks::checked(parts, wanted, skipped, bytes.end - bytes.start)))
    }

    /// A kept file as an open one of this machine: from a bucket it is brought here, without a name that anyone could open.
    ///
    /// # Errors
    /// When it is not there, which is corruption, or cannot be read now.
    pub async fn file(&self, sha: &[u8]) -> Result<std::fs::File> {
        if let Kept::Disk(disk) = &self.kept {
            return disk.file(sha).await;
        }
        let (mut parts, mut brought) = (self.get(sha).await?, self.receive()?);
        while let Some(bytes) = parts.try_next().await? {
            brought.write(&bytes).await?;
        }
        brought.reopened().await
    }
}

/// Where parts are in a bucket: apart from contents by how they begin, so that the operator may let them expire.
fn part(name: &str) -> String {
    format!("{PARTS}-{name}")
}

/// Parts no larger than a message holds.
fn cut(mut bytes: Bytes) -> Vec<Bytes> {
    let mut parts = Vec::new();
    while !bytes.is_empty() {
        parts.push(bytes.split_to(bytes.len().min(CHUNK)));
    }
    parts
}

/// A number of bytes or blocks as a place in memory.
pub fn index(number: u64) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Bytes in hexadecimal.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
