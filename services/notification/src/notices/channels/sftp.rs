//! The folders of letters on the provider's server, by the `sftp` program of OpenSSH: one conversation an operation, each with
//! a server whose key is the one that was given, and nobody else.
//!
//! The name that makes a letter is asked for only when all that comes before it is acknowledged, by a service that is alive to
//! ask: a program that outlives us finds nothing more to do. What the server refuses, the program says by 1; a line that drops,
//! by 255, and then nobody knows.

use std::{
    io,
    path::{Path, PathBuf},
    process::Stdio,
    time::Duration,
};

use futures::future::BoxFuture;
use greffe_chassis::Result;
use tokio::{
    fs,
    io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader, Lines},
    process::{Child, ChildStderr, ChildStdin, ChildStdout, Command},
    time::timeout,
};
use uuid::Uuid;

use super::{
    PATIENCE, PostSettings,
    exchange::{Exchange, Put, READ, StatusFile, TAKEN, is_status},
    unreadable,
};

const PROGRAM: &str = "sftp";
/// What `pwd` says: all that was asked before it is done, for an error ends the program.
const DONE: &str = "Remote working directory:";
/// Before each command that is carried out.
const ECHO: &str = "sftp> ";
/// Longest time for the two files of a letter.
const TRANSFER: Duration = Duration::from_secs(20);
/// No conversation lasts so long: files this old are of a process that died.
pub const ABANDONED: Duration = Duration::from_secs(3600);
/// How the folder of a conversation begins.
pub const SPOOL: &str = "greffe-courrier-";
/// Status files fetched in one look.
const LOOK: usize = 50;

/// Folders of the provider's server.
pub struct Sftp {
    arguments: Vec<String>,
    drop: String,
    back: String,
}

impl Sftp {
    /// On its settings.
    ///
    /// # Errors
    /// When no server is named, or its key or ours cannot be read.
    pub fn new(settings: &PostSettings) -> Result<Self> {
        let (who, port) = match settings.sftp.rsplit_once(':') {
            Some((who, port)) if port.parse::<u16>().is_ok() => (who, port),
            _ => (settings.sftp.as_str(), "22"),
        };
        if who.starts_with('-') || !who.contains('@') {
            return Err(unreadable("avis.courrier.sftp", "compte@serveur:port"));
        }
        for (key, file) in [
            ("avis.courrier.sftp_cle", &settings.sftp_cle),
            ("avis.courrier.sftp_hotes", &settings.sftp_hotes),
        ] {
            let read = std::fs::read(file).map_err(|error| unreadable(key, error))?;
            if read.is_empty() || file.contains('"') {
                return Err(unreadable(key, "a file that is not empty, whose name holds no quotation mark"));
            }
        }
        let options = [
            "BatchMode=yes".to_owned(),
            "IdentitiesOnly=yes".into(),
            "IdentityAgent=none".into(),
            "PreferredAuthentications=publickey".into(),
            "StrictHostKeyChecking=yes".into(),
            format!("UserKnownHostsFile=\"{}\"", settings.sftp_hotes),
            "GlobalKnownHostsFile=/dev/null".into(),
            "UpdateHostKeys=no".into(),
            "ConnectTimeout=5".into(),
            "ServerAliveInterval=2".into(),
            "ServerAliveCountMax=2".into(),
        ];
        let fixed = ["-q", "-b", "-", "-F", "none", "-P", port, "-i", &settings.sftp_cle];
        let mut arguments: Vec<String> = fixed.map(str::to_owned).into();
        arguments.extend(options.into_iter().flat_map(|option| ["-o".to_owned(), option]));
        arguments.push(who.to_owned());
        Spool::sweep(&std::env::temp_dir(), ABANDONED);
        Ok(Self { arguments, drop: settings.depot.clone(), back: settings.retour.clone() })
    }

    /// A conversation, within a folder.
    async fn within(&self, folder: &str, commands: &[String]) -> io::Result<(Conversation, Vec<String>)> {
        let mut program = Command::new(PROGRAM)
            .args(&self.arguments)
            .env("LC_ALL", "C")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .map_err(|error| io::Error::new(error.kind(), format!("{PROGRAM}: {error}")))?;
        let (Some(input), Some(output), Some(errors)) =
            (program.stdin.take(), program.stdout.take(), program.stderr.take())
        else {
            return Err(io::Error::other("no pipes"));
        };
        let mut talk = Conversation { program, input, said: BufReader::new(output).lines(), errors };
        let mut all = vec![format!("cd {}", quoted(folder))];
        all.extend_from_slice(commands);
        let said = talk.ask(&all).await?;
        Ok((talk, said))
    }

    async fn there(&self, key: Uuid) -> io::Result<bool> {
        let (talk, said) = self.within(&self.drop, &looked_for(key)).await?;
        talk.end().await?;
        Ok(!said.is_empty())
    }

    async fn dropped(&self, key: Uuid, pdf: &[u8], csv: &[u8]) -> Put {
        let brought = async {
            let spool = Spool::new().await?;
            let (of_pdf, of_csv) = (spool.with("pdf", pdf).await?, spool.with("csv", csv).await?);
            let (mut talk, said) = self.within(&self.drop, &looked_for(key)).await?;
            if !said.is_empty() {
                return Ok(None);
            }
            talk.ask(&[
                format!("put -f {of_pdf} .{key}.pdf"),
                format!("rename .{key}.pdf {key}.pdf"),
                format!("put -f {of_csv} .{key}.csv"),
            ])
            .await?;
            io::Result::Ok(Some(talk))
        };
        let mut talk = match timeout(TRANSFER, brought).await {
            Ok(Ok(Some(talk))) => talk,
            Ok(Ok(None)) => return Put::Already,
            Ok(Err(error)) => return Put::Not(error),
            Err(_) => return Put::Not(io::ErrorKind::TimedOut.into()),
        };
        greffe_bus::faults::point("notice.mid_send");
        let named = async {
            talk.input.write_all(format!("rename .{key}.csv {key}.csv\n").as_bytes()).await?;
            talk.end().await
        };
        match timeout(PATIENCE, named).await {
            Ok(Ok(())) => Put::Done,
            Ok(Err(error)) if error.kind() == REFUSED => Put::Not(error),
            Ok(Err(error)) => Put::Unknown(error),
            Err(_) => Put::Unknown(io::ErrorKind::TimedOut.into()),
        }
    }

    async fn found(&self) -> io::Result<Vec<StatusFile>> {
        let spool = Spool::new().await?;
        let (mut talk, said) = self.within(&self.back, &["ls -ln".to_owned()]).await?;
        let mut names: Vec<&str> = said.iter().filter_map(|line| listed(line)).collect();
        names.sort_unstable();
        names.truncate(LOOK);
        // One that went meanwhile is another's.
        let fetch: Vec<String> =
            names.iter().map(|name| format!("-get {name} {}", quoted(&spool.path(name)))).collect();
        talk.ask(&fetch).await?;
        talk.end().await?;
        let mut found = Vec::new();
        for name in names {
            match fs::read(spool.path(name)).await {
                Ok(text) => found.push((name.to_owned(), text)),
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                Err(error) => return Err(error),
            }
        }
        Ok(found)
    }

    async fn moved(&self, names: &[String]) -> io::Result<()> {
        let mut moves = vec![format!("-mkdir {READ}")];
        moves.extend(names.iter().map(|name| format!("-rename {name} {READ}/{name}")));
        moves.push("ls -ln".to_owned());
        let (talk, said) = self.within(&self.back, &moves).await?;
        talk.end().await?;
        let left = said.iter().filter_map(|line| listed(line)).filter(|left| names.iter().any(|n| n == left));
        match left.count() {
            0 => Ok(()),
            left => Err(io::Error::other(format!("{left} status files stay where they were"))),
        }
    }
}

impl Exchange for Sftp {
    fn holds(&self, key: Uuid) -> BoxFuture<'_, io::Result<bool>> {
        Box::pin(async move { timeout(PATIENCE, self.there(key)).await? })
    }

    fn put<'a>(&'a self, key: Uuid, pdf: &'a [u8], csv: &'a [u8]) -> BoxFuture<'a, Put> {
        Box::pin(self.dropped(key, pdf, csv))
    }

    fn statuses(&self) -> BoxFuture<'_, io::Result<Vec<StatusFile>>> {
        Box::pin(async { timeout(TRANSFER, self.found()).await? })
    }

    fn put_away<'a>(&'a self, names: &'a [String]) -> BoxFuture<'a, io::Result<()>> {
        Box::pin(async move { timeout(TRANSFER, self.moved(names)).await? })
    }
}

/// What the server refused for certain.
const REFUSED: io::ErrorKind = io::ErrorKind::PermissionDenied;

/// The program, listening.
struct Conversation {
    program: Child,
    input: ChildStdin,
    said: Lines<BufReader<ChildStdout>>,
    errors: ChildStderr,
}

impl Conversation {
    /// What the server says to those commands, once all are carried out.
    async fn ask(&mut self, commands: &[String]) -> io::Result<Vec<String>> {
        let mut text = commands.join("\n");
        text.push_str("\npwd\n");
        // A program that has ended takes nothing more; why it did is asked below.
        let given = self.input.write_all(text.as_bytes()).await;
        let mut said = Vec::new();
        while let Some(line) = self.said.next_line().await? {
            if line.starts_with(DONE) {
                return Ok(said);
            }
            if !line.starts_with(ECHO) {
                said.push(line);
            }
        }
        Err(self.why(given.err().unwrap_or_else(|| io::ErrorKind::UnexpectedEof.into())).await)
    }

    /// Ends it: all that was asked is done, or the error says what became of the last command.
    async fn end(mut self) -> io::Result<()> {
        drop(self.input);
        while self.said.next_line().await?.is_some() {}
        let status = self.program.wait().await?;
        if status.success() {
            return Ok(());
        }
        let kind = if status.code() == Some(1) { REFUSED } else { io::ErrorKind::ConnectionAborted };
        Err(told(&mut self.errors, kind.into()).await)
    }

    async fn why(&mut self, otherwise: io::Error) -> io::Error {
        told(&mut self.errors, otherwise).await
    }
}

/// The error in the program's own words.
async fn told(errors: &mut ChildStderr, otherwise: io::Error) -> io::Error {
    let mut words = Vec::new();
    match errors.read_to_end(&mut words).await {
        Ok(_) if !words.is_empty() => {
            let words = String::from_utf8_lossy(&words);
            io::Error::new(otherwise.kind(), words.lines().map(str::trim).collect::<Vec<_>>().join(" ; "))
        }
        _ => otherwise,
    }
}

/// In the order in which it goes: what left the first place is in the second.
fn looked_for(key: Uuid) -> [String; 2] {
    [format!("-ls -1 {key}.csv"), format!("-ls -1 {TAKEN}/{key}.csv")]
}

/// The status file of a line of `ls -ln`: mode, links, owner, group, size, month, day, hour or year, name.
pub fn listed(line: &str) -> Option<&str> {
    let cells: Vec<&str> = line.split_whitespace().collect();
    let [mode, _, _, _, size, _, _, _, name] = cells[..] else { return None };
    (mode.starts_with('-') && is_status(name, size.parse().ok()?)).then_some(name)
}

/// A path as the program reads it.
pub fn quoted(path: &str) -> String {
    format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\""))
}

/// Files of a conversation on this machine, gone with it.
pub struct Spool(PathBuf);

impl Spool {
    async fn new() -> io::Result<Self> {
        let path = std::env::temp_dir().join(format!("{SPOOL}{}", Uuid::new_v4()));
        let mut folder = fs::DirBuilder::new();
        folder.mode(0o700).create(&path).await?;
        Ok(Self(path))
    }

    /// Removes what conversations left that ended with their process: letters hold names. Younger ones may be another's.
    pub fn sweep(within: &Path, older: Duration) {
        let Ok(entries) = std::fs::read_dir(within) else { return };
        for entry in entries.flatten().filter(|e| e.file_name().to_string_lossy().starts_with(SPOOL)) {
            let age = entry.metadata().and_then(|m| m.modified()).map(|at| at.elapsed().unwrap_or_default());
            if age.is_ok_and(|age| age > older)
                && let Err(error) = std::fs::remove_dir_all(entry.path())
            {
                tracing::warn!(%error, "files of a letter stay on this machine");
            }
        }
    }

    fn path(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }

    async fn with(&self, name: &str, bytes: &[u8]) -> io::Result<String> {
        fs::write(self.0.join(name), bytes).await?;
        Ok(quoted(&self.path(name)))
    }
}

impl Drop for Spool {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.0) {
            tracing::warn!(%error, "files of a letter stay on this machine");
        }
    }
}
