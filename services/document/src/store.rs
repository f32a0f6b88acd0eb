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

/// A folder of files.
#[derive(Debug)]
pub struct Disk {
    root: PathBuf,
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
    /// Opens the folder, and forgets what a killed process had not finished receiving.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub async fn open(root: impl AsRef<Path>) -> Result<Self> {
        let root = root.as_ref().to_path_buf();
        let arriving = root.join("arrivant");
        if fs::try_exists(&arriving).await.map_err(Failure::internal)? {
            fs::remove_dir_all(&arriving).await.map_err(Failure::internal)?;
        }
        fs::create_dir_all(&arriving).await.map_err(Failure::internal)?;
        Ok(Self { root })
    }

    /// Starts receiving a file.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn receive(&self) -> Result<Receiving> {
        let path = self.root.join("arrivant").join(Uuid::now_v7().to_string());
        let file = File::create_new(&path).await.map_err(Failure::unavailable)?;
        Ok(Receiving { path, file, sha: Sha256::new(), size: 0, kept: false })
    }

    /// Gives a received file the name of its content, once it is on the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn keep(&self, mut received: Receiving) -> Result<(Vec<u8>, u64)> {
        received.file.flush().await.map_err(Failure::unavailable)?;
        received.file.sync_all().await.map_err(Failure::unavailable)?;
        let sha = received.sha.clone().finalize().to_vec();
        let path = self.path(&sha);
        let folder = path.parent().unwrap_or(&self.root).to_path_buf();
        fs::create_dir_all(&folder).await.map_err(Failure::unavailable)?;
        fs::rename(&received.path, &path).await.map_err(Failure::unavailable)?;
        // The name is durable once its folder is.
        File::open(&folder).await.map_err(Failure::unavailable)?.sync_all().await.map_err(Failure::unavailable)?;
        received.kept = true;
        Ok((sha, received.size))
    }

    /// Opens a kept file.
    ///
    /// # Errors
    /// When it is not there, which is corruption.
    pub async fn get(&self, sha: &[u8]) -> Result<File> {
        File::open(self.path(sha)).await.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => Failure::internal("a content that the database knows is not on the disk"),
            _ => Failure::unavailable(error),
        })
    }

    fn path(&self, sha: &[u8]) -> PathBuf {
        let name: String = sha.iter().map(|byte| format!("{byte:02x}")).collect();
        self.root.join(&name[..2]).join(&name[2..4]).join(&name)
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

    /// Bytes received.
    #[must_use]
    pub fn size(&self) -> u64 {
        self.size
    }
}

impl Drop for Receiving {
    fn drop(&mut self) {
        if !self.kept {
            std::fs::remove_file(&self.path).ok();
        }
    }
}
