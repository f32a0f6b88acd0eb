//! A directory that only one test knows.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::{fresh_name, is_left_over};
use crate::places::Layout;
use crate::stack::end_leftovers;

/// A fresh directory under `.local`: of a stack, of stored pieces, of whatever a test writes. It stays when the test ends,
/// for its logs to be read if it failed; the next run of tests removes it.
#[derive(Debug)]
pub struct TestDirectory(PathBuf);

impl TestDirectory {
    /// A directory of its own. Those of runs that are over are removed, and the
    /// processes that a killed test left in them ended.
    pub async fn create() -> Result<Self> {
        let all = Layout::test()?.local.join("tests");
        fs::create_dir_all(&all).with_context(|| format!("création de {}", all.display()))?;
        sweep(&all).await?;
        let path = all.join(fresh_name());
        fs::create_dir_all(&path).with_context(|| format!("création de {}", path.display()))?;
        Ok(Self(path))
    }

    pub fn path(&self) -> &Path {
        &self.0
    }
}

/// One sweep at a time: two would write the same memory of processes, and each remove what the other looks at.
async fn sweep(all: &Path) -> Result<()> {
    let path = all.join(".balayage");
    let lock = File::create(&path).with_context(|| format!("ouverture de {}", path.display()))?;
    lock.lock().context("verrou des répertoires de test")?;
    for entry in fs::read_dir(all).context("lecture des répertoires de test")? {
        let left = entry.context("lecture des répertoires de test")?.path();
        if is_left_over(&left.file_name().unwrap_or_default().to_string_lossy()) {
            end_leftovers(&left).await?;
            fs::remove_dir_all(&left).with_context(|| format!("suppression de {}", left.display()))?;
        }
    }
    Ok(())
}
