//! The clock of services under test: a file they read, which the test rewrites (`GREFFE__CLOCK__FILE`).

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::fresh_name;
use crate::places::Layout;

/// A file holding one instant, in RFC 3339 (`2026-03-02T08:00:00Z`), removed when dropped.
#[derive(Debug)]
pub struct TestClock {
    path: PathBuf,
}

impl TestClock {
    /// A clock that stands at `instant` until it is moved.
    pub fn at(instant: &str) -> Result<Self> {
        let directory = Layout::test()?.local.join("clocks");
        fs::create_dir_all(&directory).with_context(|| format!("création de {}", directory.display()))?;
        let clock = Self { path: directory.join(fresh_name()) };
        clock.set(instant)?;
        Ok(clock)
    }

    /// Moves the clock. A reader sees the instant before or the one after, never half of one.
    pub fn set(&self, instant: &str) -> Result<()> {
        let next = self.path.with_extension("next");
        fs::write(&next, instant).with_context(|| format!("écriture de {}", next.display()))?;
        fs::rename(&next, &self.path).with_context(|| format!("écriture de {}", self.path.display()))
    }

    /// What `GREFFE__CLOCK__FILE` must name.
    pub fn path(&self) -> &Path {
        &self.path
    }
}

impl Drop for TestClock {
    fn drop(&mut self) {
        fs::remove_file(&self.path).ok();
    }
}
