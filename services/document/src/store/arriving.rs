//! Files that are being received: in a folder a process, without a name until they are whole.

use std::{
    io,
    path::{Path, PathBuf},
};

use greffe_chassis::{Failure, Result};
use sha2::{Digest, Sha256};
use tokio::{fs::File, io::AsyncWriteExt};
use uuid::Uuid;

/// Where files are received, below the root: a folder a process.
const ARRIVING: &str = "arrivant";
/// The file whose lock says that a process lives.
const LOCK: &str = "verrou";

/// The folder of this process.
pub struct Arriving {
    folder: PathBuf,
    /// Locked as long as this process lives.
    _alive: std::fs::File,
}

/// A file that is being received; forgotten when dropped.
pub struct Receiving {
    path: PathBuf,
    file: File,
    sha: Sha256,
    size: u64,
    kept: bool,
}

impl Arriving {
    /// Opens a folder below the root, which several processes may share, and forgets what killed processes had not finished
    /// receiving.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub async fn open(root: PathBuf) -> Result<Self> {
        let opened =
            tokio::task::spawn_blocking(move || Self::settle(&root)).await.map_err(Failure::internal)?;
        opened.map_err(Failure::internal)
    }

    fn settle(root: &Path) -> io::Result<Self> {
        let all = root.join(ARRIVING);
        std::fs::create_dir_all(&all)?;
        // One process settles at a time: none is taken for dead between the making of its folder and its lock.
        let settling = std::fs::File::create(all.join(LOCK))?;
        settling.lock()?;
        for entry in std::fs::read_dir(&all)? {
            let folder = entry?.path();
            if folder.is_dir() && !lives(&folder)? {
                std::fs::remove_dir_all(&folder)?;
            }
        }
        let arriving = all.join(Uuid::now_v7().to_string());
        std::fs::create_dir(&arriving)?;
        let alive = std::fs::File::create(arriving.join(LOCK))?;
        alive.lock()?;
        Ok(Self { folder: arriving, _alive: alive })
    }

    /// Starts receiving a file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn receive(&self) -> Result<Receiving> {
        let path = self.folder.join(Uuid::now_v7().to_string());
        // Nothing is awaited between the file and its owner: a call dropped there would leave it to nobody.
        let file = File::from_std(std::fs::File::create_new(&path).map_err(Failure::unavailable)?);
        Ok(Receiving { path, file, sha: Sha256::new(), size: 0, kept: false })
    }

    /// A folder for a work on one file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) fn workshop(&self) -> Result<Workshop> {
        let path = std::path::absolute(self.folder.join(Uuid::now_v7().to_string()))
            .map_err(Failure::unavailable)?;
        std::fs::create_dir(&path).map_err(Failure::unavailable)?;
        Ok(Workshop(path))
    }
}

/// A folder for a work on one file, of this process; forgotten when dropped, or with the process.
pub(crate) struct Workshop(PathBuf);

impl Workshop {
    /// A file of it, whether it is there or not; the folder itself where the name is empty.
    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Makes a file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(crate) async fn create(&self, name: &str) -> Result<File> {
        File::create_new(self.path(name)).await.map_err(Failure::unavailable)
    }

    /// Opens a file.
    ///
    /// # Errors
    /// When it is not there.
    pub(crate) fn open(&self, name: &str) -> Result<std::fs::File> {
        std::fs::File::open(self.path(name)).map_err(Failure::unavailable)
    }
}

impl Drop for Workshop {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "the folder of a work stays until the next start");
        }
    }
}

/// Whether the process that receives in this folder holds its lock.
fn lives(folder: &Path) -> io::Result<bool> {
    match std::fs::File::open(folder.join(LOCK)) {
        Ok(lock) => Ok(matches!(lock.try_lock(), Err(std::fs::TryLockError::WouldBlock))),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

impl Receiving {
    /// Adds bytes.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn write(&mut self, bytes: &[u8]) -> Result<()> {
        self.sha.update(bytes);
        self.size += bytes.len() as u64;
        self.file.write_all(bytes).await.map_err(Failure::unavailable)
    }

    /// The whole file, on its way to be kept: all of it is in the file now.
    ///
    /// # Errors
    /// When the disk refuses.
    pub(super) async fn whole(&mut self) -> Result<&mut File> {
        self.file.flush().await.map_err(Failure::unavailable)?;
        Ok(&mut self.file)
    }

    /// The whole file, to be read from its beginning; its name goes with `self`.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn reopened(mut self) -> Result<std::fs::File> {
        self.whole().await?;
        std::fs::File::open(&self.path).map_err(Failure::unavailable)
    }

    /// Where it lies.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// It has gone elsewhere, under its name.
    pub(super) fn gone(&mut self) {
        self.kept = true;
    }

    /// Hash of what was received.
    #[must_use]
    pub fn sha256(&self) -> Vec<u8> {
        self.sha.clone().finalize().to_vec()
    }

    /// Bytes received.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }
}

impl Drop for Receiving {
    fn drop(&mut self) {
        if !self.kept
            && let Err(error) = std::fs::remove_file(&self.path)
        {
            tracing::warn!(%error, "a file that was not wholly received stays until the next start");
        }
    }
}
