//! Starting the child that reads a file: its bounds, its clock, and what its end means.

use std::{fs::File, path::PathBuf, process::Stdio, time::Duration};

use greffe_chassis::{Failure, Result};
use tokio::{
    io::AsyncReadExt,
    process::{Child, Command},
};

use crate::reader::{Bounds, Found, UNCONFINED, VERB, Why};

/// Bytes of what a child finds.
pub(crate) const FOUND: u64 = 16 * 1024;
/// Bytes of what a child says of its own failure.
const COMPLAINT: u64 = 2 * 1024;

/// Starts children.
#[derive(Debug, Clone)]
pub(crate) struct Children {
    program: PathBuf,
    bounds: Bounds,
    longest: Duration,
}

/// How a child ended.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Ended {
    /// By itself, having said this.
    Said(Vec<u8>),
    /// Otherwise: by the kernel, by its clock, by a fault.
    Died(String),
}

impl Children {
    /// Of this program: the running one, whatever has become of its file since.
    pub(crate) fn new(program: Option<PathBuf>, bounds: Bounds, longest: Duration) -> Self {
        Self { program: program.unwrap_or_else(|| "/proc/self/exe".into()), bounds, longest }
    }

    /// A child with this input, in one of its modes. It has no variable of ours, no folder, no file but these.
    pub(crate) fn start(&self, mode: &str, arguments: &[&str], input: impl Into<Stdio>) -> Result<Child> {
        Command::new(&self.program)
            .args([VERB, mode, &self.bounds.told()])
            .args(arguments)
            .env_clear()
            .env("OMP_THREAD_LIMIT", "1")
            .env("LC_ALL", "C.UTF-8")
            .current_dir("/")
            .stdin(input)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(Failure::unavailable)
    }

    /// How long one may take, on the wall.
    pub(crate) const fn longest(&self) -> Duration {
        self.longest
    }

    /// What a child says of a file, at most so many bytes.
    ///
    /// # Errors
    /// When it cannot be started or confined: nothing is known of the file then.
    pub(crate) async fn ask(&self, mode: &str, arguments: &[&str], file: File, most: u64) -> Result<Ended> {
        let child = self.start(mode, arguments, file)?;
        self.end(child, most).await
    }

    /// What a child that looks at foreign files finds in one; that it dies is said of this file alone.
    ///
    /// # Errors
    /// As `ask`.
    pub(crate) async fn examine(&self, media_type: &str, file: File) -> Result<Found> {
        match self.ask("examen", &[media_type], file, FOUND).await? {
            Ended::Said(said) => serde_json::from_slice(&said).map_err(Failure::internal),
            Ended::Died(how) => Ok(Found::Refused { why: Why::Crashed, detail: how }),
        }
    }

    /// Hears a child to its end.
    pub(crate) async fn end(&self, mut child: Child, most: u64) -> Result<Ended> {
        let (Some(out), Some(err)) = (child.stdout.take(), child.stderr.take()) else {
            return Err(Failure::internal("a child without output"));
        };
        let (mut out, mut err) = (out.take(most + 1), err);
        let hear = async {
            let out = async {
                let mut said = Vec::new();
                out.read_to_end(&mut said).await?;
                if said.len() as u64 > most {
                    child.start_kill()?;
                }
                std::io::Result::Ok(said)
            };
            // Heard to its end: a child that complains at length must not wait for us.
            let err = async {
                let mut complaint = Vec::new();
                (&mut err).take(COMPLAINT).read_to_end(&mut complaint).await?;
                tokio::io::copy(&mut err, &mut tokio::io::sink()).await?;
                std::io::Result::Ok(complaint)
            };
            let (said, complaint) = tokio::try_join!(out, err)?;
            std::io::Result::Ok((said, complaint, child.wait().await?))
        };
        let Ok(heard) = tokio::time::timeout(self.longest, hear).await else {
            return Ok(Ended::Died(format!("plus de {} s", self.longest.as_secs())));
        };
        let (said, complaint, status) = heard.map_err(Failure::unavailable)?;
        if said.len() as u64 > most {
            return Ok(Ended::Died("réponse hors de mesure".into()));
        }
        if status.success() {
            return Ok(Ended::Said(said));
        }
        if status.code() == Some(UNCONFINED) {
            let complaint = String::from_utf8_lossy(&complaint).into_owned();
            return Err(Failure::unavailable(format!("a reader could not be confined: {complaint}")));
        }
        Ok(Ended::Died(status.to_string()))
    }
}
