//! Processes that outlive the one which started them: whose they are, whether they live, how they end.

use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::os::unix::fs::{OpenOptionsExt, chown};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, anyhow, bail};
use rustix::process::{Pid, Signal, WaitOptions, getuid, kill_process, waitpid};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

/// How often a condition is looked at again. Short, because a start is made of many of these.
const TICK: Duration = Duration::from_millis(25);

/// A process, known by its number and the instant it started: a number alone is given again to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProcessId {
    pub pid: i32,
    /// Clock ticks since boot, as the kernel counts them.
    started: u64,
}

impl ProcessId {
    /// The process that bears this number now, if it lives.
    fn of(pid: i32) -> Option<Self> {
        Self::with_parent(pid).map(|(process, _)| process)
    }

    /// This very process.
    #[cfg(feature = "migrate")]
    pub fn ourselves() -> Result<Self> {
        let pid = i32::try_from(std::process::id()).context("numéro de processus")?;
        Self::of(pid).ok_or_else(|| anyhow!("/proc ne connaît pas ce processus"))
    }

    fn with_parent(pid: i32) -> Option<(Self, i32)> {
        let stat = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
        // The second field is a name in parentheses which may itself hold spaces and parentheses.
        let after_name = &stat[stat.rfind(')')? + 2..];
        let fields: Vec<&str> = after_name.split(' ').collect();
        // A zombie is dead: only nobody has asked for its exit status yet.
        if matches!(*fields.first()?, "Z" | "X") {
            return None;
        }
        let started = fields.get(19)?.parse().ok()?;
        Some((Self { pid, started }, fields.get(1)?.parse().ok()?))
    }

    /// The living processes it has started itself.
    pub fn children(self) -> Vec<Self> {
        let numbers = fs::read_dir("/proc").into_iter().flatten().flatten();
        let processes =
            numbers.filter_map(|entry| Self::with_parent(entry.file_name().to_str()?.parse().ok()?));
        processes.filter(|(_, parent)| *parent == self.pid).map(|(process, _)| process).collect()
    }

    pub fn is_alive(self) -> bool {
        let alive = Self::of(self.pid) == Some(self);
        if let (false, Some(pid)) = (alive, Pid::from_raw(self.pid)) {
            // If it was our child it stays a zombie until somebody asks how it ended, and PostgreSQL takes the zombie of
            // a postmaster for a living one. When it is not our child, this does nothing.
            waitpid(Some(pid), WaitOptions::NOHANG).ok();
        }
        alive
    }

    /// Sends the signal; a process that is gone already is no error.
    pub fn signal(self, signal: Signal) -> Result<()> {
        if !self.is_alive() {
            return Ok(());
        }
        let pid = Pid::from_raw(self.pid).ok_or_else(|| anyhow!("numéro de processus nul"))?;
        match kill_process(pid, signal) {
            Ok(()) | Err(rustix::io::Errno::SRCH) => Ok(()),
            Err(error) => Err(error).with_context(|| format!("signal au processus {}", self.pid)),
        }
    }

    /// Waits for its end; `false` when it still lives after `limit`.
    pub async fn wait_end(self, limit: Duration) -> bool {
        until(limit, async || !self.is_alive()).await
    }

    /// Asks politely, waits at most `limit`, then kills.
    pub async fn stop(self, polite: Signal, limit: Duration) -> Result<()> {
        self.signal(polite)?;
        if !self.wait_end(limit).await {
            self.signal(Signal::KILL)?;
            self.wait_end(Duration::from_secs(5)).await;
        }
        Ok(())
    }
}

/// Whether the process of this number has ended and its parent has not asked how.
pub fn is_zombie(pid: i32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    stat.rsplit_once(") ").is_some_and(|(_, fields)| fields.starts_with('Z'))
}

/// Is there a process of this number? For names that carry the number of their maker.
#[cfg(feature = "migrate")]
pub fn pid_is_alive(pid: i32) -> bool {
    ProcessId::of(pid).is_some()
}

/// Looks at `condition` until it holds; `false` when `limit` has passed before.
pub async fn until(limit: Duration, condition: impl AsyncFn() -> bool) -> bool {
    let end = Instant::now() + limit;
    let mut ticks = tokio::time::interval(TICK);
    loop {
        ticks.tick().await;
        if condition().await {
            return true;
        }
        if Instant::now() >= end {
            return false;
        }
    }
}

/// The user servers run as: `nobody` when we are root (they refuse root), else ourselves.
#[derive(Debug, Clone, Copy)]
pub struct Owner(Option<(u32, u32)>);

impl Owner {
    pub fn ourselves() -> Self {
        Self(None)
    }

    pub fn for_servers() -> Result<Self> {
        if !getuid().is_root() {
            return Ok(Self(None));
        }
        let users = fs::read_to_string("/etc/passwd").context("lecture de /etc/passwd")?;
        let nobody = users.lines().find_map(|line| {
            let fields: Vec<&str> = line.split(':').collect();
            let ids = (fields.get(2)?.parse().ok()?, fields.get(3)?.parse().ok()?);
            (fields[0] == "nobody").then_some(ids)
        });
        nobody.map(|ids| Self(Some(ids))).ok_or_else(|| {
            anyhow!("PostgreSQL et RabbitMQ refusent root, et l’utilisateur « nobody » n’existe pas ici")
        })
    }

    pub fn is_other(self) -> bool {
        self.0.is_some()
    }

    /// A directory of this user's own.
    pub fn directory(self, path: &Path) -> Result<()> {
        fs::create_dir_all(path).with_context(|| format!("création de {}", path.display()))?;
        self.take(path)
    }

    /// Gives the file or directory to this user.
    pub fn take(self, path: &Path) -> Result<()> {
        if let Some((uid, gid)) = self.0 {
            chown(path, Some(uid), Some(gid))
                .with_context(|| format!("propriétaire de {}", path.display()))?;
        }
        Ok(())
    }

    /// A command that will run as this user, in `home`, with nothing of our environment but the path.
    pub fn command(self, program: impl AsRef<Path>, home: &Path) -> Command {
        let mut command = Command::new(program.as_ref());
        command.env_clear().env("PATH", std::env::var_os("PATH").unwrap_or_default());
        command.env("HOME", home).env("LC_ALL", "C.UTF-8").current_dir(home);
        if let Some((uid, gid)) = self.0 {
            command.uid(uid).gid(gid);
        }
        command
    }
}

/// Starts `command` detached (its own process group: Ctrl-C is ours to handle) with its output in `log`.
pub fn start_detached(command: &mut Command, log: &Path) -> Result<ProcessId> {
    let output = append(log)?;
    let errors = output.try_clone().with_context(|| format!("ouverture de {}", log.display()))?;
    command.stdin(Stdio::null()).stdout(output).stderr(errors).process_group(0);
    let child = command.spawn().with_context(|| format!("démarrage de {:?}", command.get_program()))?;
    let pid = i32::try_from(child.id()).context("numéro de processus")?;
    ProcessId::of(pid)
        .ok_or_else(|| anyhow!("{:?} s’est arrêté aussitôt{}", command.get_program(), tail(log)))
}

/// Runs `command` to its end and fails with what it said.
pub fn run(command: &mut Command) -> Result<()> {
    let output = command.stdin(Stdio::null()).output();
    let output = output.with_context(|| format!("démarrage de {:?}", command.get_program()))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("{:?} a échoué ({}) : {}", command.get_program(), output.status, said.trim());
    }
    Ok(())
}

fn append(log: &Path) -> Result<File> {
    let file = OpenOptions::new().create(true).append(true).open(log);
    file.with_context(|| format!("ouverture de {}", log.display()))
}

/// The last lines of a log, to be shown behind an error.
pub fn tail(log: &Path) -> String {
    let text = fs::read(log).map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).unwrap_or_default();
    let lines: Vec<&str> = text.lines().collect();
    let last = lines[lines.len().saturating_sub(12)..].join("\n    ");
    format!("\n  dernières lignes de {} :\n    {last}", log.display())
}

/// A small file that remembers something between two runs; readable by us alone, replaced whole.
pub fn remember<T: Serialize>(path: &Path, value: &T) -> Result<()> {
    let next = path.with_extension("next");
    write_secret(&next, &serde_json::to_string_pretty(value)?)?;
    fs::rename(&next, path).with_context(|| format!("écriture de {}", path.display()))
}

/// A file readable by its owner alone.
pub fn write_secret(path: &Path, text: &str) -> Result<()> {
    let write = || {
        let mut file = OpenOptions::new().create(true).truncate(true).write(true).mode(0o600).open(path)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()
    };
    write().with_context(|| format!("écriture de {}", path.display()))
}

/// What [`remember`] wrote, if anything.
pub fn recall<T: DeserializeOwned>(path: &Path) -> Result<Option<T>> {
    let text = match fs::read(path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(error).with_context(|| format!("lecture de {}", path.display())),
    };
    let value = serde_json::from_slice(&text);
    value.map(Some).with_context(|| format!("{} est illisible ; « make reset » l’oublie", path.display()))
}

/// A secret for a server of this machine: 128 bits in hexadecimal, safe inside a URL.
pub fn secret() -> String {
    format!("{:032x}", rand::random::<u128>())
}
