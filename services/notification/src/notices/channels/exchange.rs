//! Where letters are dropped and where the provider's status files are found: folders of this machine. The same of the
//! provider's server: [`super::sftp`].

use std::{
    io,
    path::{Path, PathBuf},
};

use futures::future::BoxFuture;
use tokio::{fs, io::AsyncWriteExt};
use uuid::Uuid;

/// Where the provider puts what it took.
pub(super) const TAKEN: &str = "pris";
/// Where status files go once read.
pub(super) const READ: &str = "lus";
/// Largest status file, in bytes.
pub(super) const STATUS_MAX: u64 = 4 << 20;

/// A status file: its name and its bytes.
pub(super) type StatusFile = (String, Vec<u8>);

/// What a drop gave.
#[derive(Debug)]
pub(super) enum Put {
    /// The letter has its name, whole.
    Done,
    /// It had it before.
    Already,
    /// It certainly has not, and will not by this attempt.
    Not(io::Error),
    /// Nobody knows.
    Unknown(io::Error),
}

/// Two folders that are shared with the provider.
pub(super) trait Exchange: Send + Sync {
    /// Whether the address file of that key stands there, or was taken.
    fn holds(&self, key: Uuid) -> BoxFuture<'_, io::Result<bool>>;
    /// Drops the PDF, then the address file, which appears whole under its name or not at all. Unless it is there.
    fn put<'a>(&'a self, key: Uuid, pdf: &'a [u8], csv: &'a [u8]) -> BoxFuture<'a, Put>;
    /// Status files that were not read.
    fn statuses(&self) -> BoxFuture<'_, io::Result<Vec<StatusFile>>>;
    /// These were read.
    fn put_away<'a>(&'a self, names: &'a [String]) -> BoxFuture<'a, io::Result<()>>;
}

/// Folders of this machine.
pub(super) struct Folders {
    pub drop: PathBuf,
    pub back: PathBuf,
}

impl Folders {
    async fn dropped(&self, key: Uuid, pdf: &[u8], csv: &[u8]) -> io::Result<()> {
        whole(&self.drop, &format!("{key}.pdf"), pdf).await?;
        greffe_bus::faults::point("notice.mid_send");
        whole(&self.drop, &format!("{key}.csv"), csv).await
    }

    async fn there(&self, key: Uuid) -> io::Result<bool> {
        let name = format!("{key}.csv");
        // In the order in which it goes: what left the first is in the second.
        for place in [self.drop.join(&name), self.drop.join(TAKEN).join(&name)] {
            if fs::try_exists(place).await? {
                return Ok(true);
            }
        }
        Ok(false)
    }
}

impl Exchange for Folders {
    fn holds(&self, key: Uuid) -> BoxFuture<'_, io::Result<bool>> {
        Box::pin(self.there(key))
    }

    fn put<'a>(&'a self, key: Uuid, pdf: &'a [u8], csv: &'a [u8]) -> BoxFuture<'a, Put> {
        Box::pin(async move {
            match self.there(key).await {
                Ok(true) => return Put::Already,
                Ok(false) => {}
                Err(error) => return Put::Not(error),
            }
            match self.dropped(key, pdf, csv).await {
                Ok(()) => Put::Done,
                Err(error) => Put::Not(error),
            }
        })
    }

    fn statuses(&self) -> BoxFuture<'_, io::Result<Vec<StatusFile>>> {
        Box::pin(async {
            let mut found = Vec::new();
            let mut files = fs::read_dir(&self.back).await?;
            while let Some(file) = files.next_entry().await? {
                let name = file.file_name().to_string_lossy().into_owned();
                if is_status(&name, file.metadata().await?.len()) {
                    found.push((name, fs::read(file.path()).await?));
                }
            }
            Ok(found)
        })
    }

    fn put_away<'a>(&'a self, names: &'a [String]) -> BoxFuture<'a, io::Result<()>> {
        Box::pin(async move {
            let read = self.back.join(READ);
            fs::create_dir_all(&read).await?;
            for name in names {
                match fs::rename(self.back.join(name), read.join(name)).await {
                    Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                    moved => moved?,
                }
            }
            Ok(())
        })
    }
}

/// Whether a file of that name and size is one to read: a name that begins with a point is being written.
pub(super) fn is_status(name: &str, bytes: u64) -> bool {
    let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    if !name.ends_with(".csv") || name.starts_with('.') {
        return false;
    }
    if bytes > STATUS_MAX || !name.chars().all(plain) {
        tracing::error!(
            bytes,
            "a status file is too large to be read, or its name is not one of letters and digits"
        );
        return false;
    }
    true
}

/// Writes a file that is there whole, on disk, or not at all.
async fn whole(folder: &Path, name: &str, bytes: &[u8]) -> io::Result<()> {
    let draft = folder.join(format!(".{name}"));
    let mut file = fs::File::create(&draft).await?;
    file.write_all(bytes).await?;
    file.sync_all().await?;
    fs::rename(&draft, folder.join(name)).await?;
    fs::File::open(folder).await?.sync_all().await
}
