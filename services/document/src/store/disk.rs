//! Files in folders, by the hash of their content.

use std::{io, path::PathBuf};

use futures::{Stream, TryStreamExt};
use greffe_chassis::{Failure, Result};
use tokio::{
    fs::{self, File},
    io::{AsyncReadExt, AsyncSeekExt},
};
use tokio_util::{bytes::Bytes, io::ReaderStream};

use super::{CHUNK, PARTS, Receiving, hex};

/// A folder of files, which several processes may share.
pub struct Disk {
    root: PathBuf,
}

impl Disk {
    /// Below this folder, which is on the same file system as what arrives.
    pub fn new(root: PathBuf) -> Self {
        Self { root }
    }

    /// Gives a received file the name of its content, once it is on the disk.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn keep(&self, received: Receiving) -> Result<()> {
        let path = self.path(&received.sha256());
        self.keep_at(path, received).await
    }

    /// The same for a part.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn keep_part(&self, name: &str, received: Receiving) -> Result<()> {
        self.keep_at(self.root.join(PARTS).join(name), received).await
    }

    async fn keep_at(&self, path: PathBuf, mut received: Receiving) -> Result<()> {
        received.whole().await?.sync_all().await.map_err(Failure::unavailable)?;
        fs::create_dir_all(path.parent().unwrap_or(&self.root)).await.map_err(Failure::unavailable)?;
        fs::rename(received.path(), &path).await.map_err(Failure::unavailable)?;
        received.gone();
        // A name is durable once its folder is, and a folder once the one above is.
        for folder in path.ancestors().skip(1).take_while(|folder| folder.starts_with(&self.root)) {
            let folder = File::open(folder).await.map_err(Failure::unavailable)?;
            folder.sync_all().await.map_err(Failure::unavailable)?;
        }
        Ok(())
    }

    /// Reads a kept file, in parts.
    ///
    /// # Errors
    /// When it is not there, which is corruption.
    pub async fn get(&self, sha: &[u8]) -> Result<impl Stream<Item = Result<Bytes>> + Send + use<>> {
        self.read(self.path(sha)).await
    }

    /// Reads bytes of a kept file, as many as there are.
    ///
    /// # Errors
    /// When it is not there, which is corruption.
    pub async fn get_part(
        &self,
        sha: &[u8],
        from: u64,
        length: u64,
    ) -> Result<impl Stream<Item = Result<Bytes>> + Send + use<>> {
        let mut file = self.opened(self.path(sha)).await?;
        file.seek(io::SeekFrom::Start(from)).await.map_err(Failure::unavailable)?;
        Ok(ReaderStream::with_capacity(file.take(length), CHUNK).map_err(Failure::unavailable))
    }

    /// A kept file, open.
    ///
    /// # Errors
    /// When it is not there, which is corruption.
    pub async fn file(&self, sha: &[u8]) -> Result<std::fs::File> {
        Ok(self.opened(self.path(sha)).await?.into_std().await)
    }

    /// Reads a part.
    ///
    /// # Errors
    /// When it is not there, which is corruption.
    pub async fn part(&self, name: &str) -> Result<impl Stream<Item = Result<Bytes>> + Send + use<>> {
        self.read(self.root.join(PARTS).join(name)).await
    }

    /// Forgets a part, if it is there.
    ///
    /// # Errors
    /// When the disk refuses.
    pub async fn forget_part(&self, name: &str) -> Result<()> {
        match fs::remove_file(self.root.join(PARTS).join(name)).await {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Failure::unavailable(error)),
            _ => Ok(()),
        }
    }

    async fn read(&self, path: PathBuf) -> Result<impl Stream<Item = Result<Bytes>> + Send + use<>> {
        let file = self.opened(path).await?;
        Ok(ReaderStream::with_capacity(file, CHUNK).map_err(Failure::unavailable))
    }

    async fn opened(&self, path: PathBuf) -> Result<File> {
        File::open(path).await.map_err(|error| match error.kind() {
            io::ErrorKind::NotFound => {
                Failure::internal("a content that the database knows is not on the disk")
            }
            _ => Failure::unavailable(error),
        })
    }

    fn path(&self, sha: &[u8]) -> PathBuf {
        let name = hex(sha);
        self.root.join(&name[..2]).join(&name[2..4]).join(&name)
    }
}
