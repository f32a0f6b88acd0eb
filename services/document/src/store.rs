//! Files by the hash of their content: written whole or not at all, never rewritten.

use std::{
    io,
    path::{Path, PathBuf},
};

use greffe_chassis::{Failure, Result};
use sha2::{Digest, Sha256};
use tokio::{
    fs::{self, File},
    io::AsyncWriteExt,
};
use uuid::Uuid;

/// Where files are received, below the root: a folder a process.
const ARRIVING: &str = "arrivant";
/// The file whose lock says that a process lives.
const LOCK: &str = "verrou";

/// A folder of files, which several processes may share.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
    arriving: PathBuf,
    /// Locked as long as this process lives.
    _alive: std::fs::File,
}

/// A file that is being received: it has no name until it is whole.
pub struct Receiving {
    path: PathBuf,
    file: File,
    sha: Sha256,
    size: u64,
    kept: bool,
}

impl Disk {
    /// Opens the folder, and forgets what killed processes had not finished receiving.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub async fn open(root: impl Into<PathBuf>) -> Result<Self> {
        let root = root.into();
        let opened =
            tokio::task::spawn_blocking(move || Self::settle(root)).await.map_err(Failure::internal)?;
        opened.map_err(Failure::internal)
    }

    fn settle(root: PathBuf) -> io::Result<Self> {
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
        Ok(Self { root, arriving, _alive: alive })
    }

    /// Starts receiving a file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn receive(&self) -> Result<Receiving> {
        let path = self.arriving.join(Uuid::now_v7().to_string());
        // Nothing is awaited between the file and its owner: a call dropped there would leave it to nobody.
        let file = File::from_std(std::fs::File::create_new(&path).map_err(Failure::unavailable)?);
        Ok(Receiving { path, file, sha: Sha256::new(), size: 0, kept: false })
    }

    /// Gives a received file the name of its content, once it is on the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn keep(&self, mut received: Receiving) -> Result<()> {
        received.file.flush().await.map_err(Failure::unavailable)?;
        received.file.sync_all().await.map_err(Failure::unavailable)?;
        let path = self.path(&received.sha256());
        fs::create_dir_all(path.parent().unwrap_or(&self.root)).await.map_err(Failure::unavailable)?;
        fs::rename(&received.path, &path).await.map_err(Failure::unavailable)?;
        received.kept = true;
        // A name is durable once its folder is, and a folder once the one above is.
        for folder in path.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.root)) {
            let folder = File::open(folder).await.map_err(Failure::unavailable)?;
            folder.sync_all().await.map_err(Failure::unavailable)?;
        }
        Ok(())
    }

    /// Opens a kept file.
    ///
    /// # Errors
    /// When it is not there, which is corruption.
    pub async fn get(&self, sha: &[u8]) -> Result<File> {
        File::open(self.path(sha)).await.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                Failure::internal("a content that the database knows is not on the disk")
            }
            _ => Failure::unavailable(error),
        })
    }

    fn path(&self, sha: &[u8]) -> PathBuf {
        let name: String = sha.iter().map(|byte| format!("{byte:02x}")).collect();
        self.root.join(&name[..2]).join(&name[2..4]).join(&name)
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
