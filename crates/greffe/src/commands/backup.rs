//! `greffe backup`: the whole base, verified; papers, never written over; the definitions of the broker. The same places as
//! the backup of the machines (`ansible/roles/backup`), so that either restores what the other kept.

use std::{
    ffi::OsString,
    fs,
    io::Write,
    os::unix::fs::{MetadataExt, OpenOptionsExt},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Instant,
};

use anyhow::{Context, Result, ensure};
use clap::Args;
use greffe_chassis::{Clock, clock::SystemClock};
use jiff::SignedDuration;

use super::verify::spaced;

/// What is kept, and where.
#[derive(Args)]
pub struct Arguments {
    /// Dossier des sauvegardes : base/, pieces/, rabbitmq.json
    #[arg(long)]
    to: PathBuf,
    /// URL d’un administrateur de la base, qui peut répliquer
    #[arg(long, env = "GREFFE_PG_ADMIN_URL", hide_env_values = true)]
    admin_url: String,
    /// Dossier des pièces, s’il n’est pas gardé autrement (S3)
    #[arg(long)]
    files: Option<PathBuf>,
    /// API de gestion du courtier (http://compte:secret@hôte:15672/api)
    #[arg(long, env = "GREFFE_AMQP_API", hide_env_values = true)]
    broker_api: Option<String>,
    /// Compte du système sous lequel PostgreSQL est lancé, quand la commande l’est par root
    #[arg(long, default_value = "postgres")]
    account: String,
}

/// Does it, and gives figures.
///
/// # Errors
/// When a tool is missing or fails, or a folder cannot be written.
pub async fn run(arguments: Arguments) -> Result<()> {
    let start = Instant::now();
    let base = arguments.to.join("base");
    fs::create_dir_all(&base).with_context(|| format!("création de {}", base.display()))?;
    give(&base, &arguments.account)?;
    let next = base.join(format!(".2-{}", std::process::id()));
    run_postgres(
        &arguments.account,
        "pg_basebackup",
        &[
            "--dbname".into(),
            arguments.admin_url.clone().into(),
            "--pgdata".into(),
            next.clone().into(),
            "--checkpoint=fast".into(),
            "--wal-method=stream".into(),
        ],
    )?;
    run_postgres(&arguments.account, "pg_verifybackup", &["--quiet".into(), next.clone().into()])?;
    // It is named by its end: it can be restored to any moment from there on, to none before.
    let stamp = (SystemClock.now() + SignedDuration::from_secs(1)).strftime("%Y%m%dT%H%M%SZ").to_string();
    fs::rename(&next, base.join(&stamp))?;

    let mut pieces = 0;
    if let Some(files) = &arguments.files {
        let kept = arguments.to.join("pieces");
        fs::create_dir_all(&kept)?;
        pieces = add_missing(files, &kept)?;
    }
    let mut broker = "non gardés (indiquez --broker-api)";
    if let Some(api) = &arguments.broker_api {
        let url = format!("{}/definitions", api.trim_end_matches('/'));
        let told = reqwest::get(url)
            .await
            .context("API de gestion du courtier")?
            .error_for_status()?
            .bytes()
            .await?;
        secret(&arguments.to.join("rabbitmq.json"), &told)?;
        broker = "gardés";
    }
    let told = format!(
        "Sauvegarde {stamp} en {:.1} s : base vérifiée, {pieces} pièces nouvelles, réglages du courtier {broker}.",
        start.elapsed().as_secs_f64()
    );
    println!("{}", spaced(&told));
    Ok(())
}

/// Runs a tool of PostgreSQL, which refuses to be root's.
///
/// # Errors
/// When it is missing or fails; with what it said.
pub(super) fn run_postgres(account: &str, tool: &str, arguments: &[OsString]) -> Result<()> {
    let program = binaries()?.join(tool);
    let mut command = if is_root()? {
        let mut command = Command::new("runuser");
        command.arg("--user").arg(account).arg("--").arg(program);
        command
    } else {
        Command::new(program)
    };
    // A server that is started keeps what it inherits: it writes to its own log, and nothing is waited for.
    let log = tempfile(tool)?;
    let file = fs::File::create(&log)?;
    let done = command
        .args(arguments)
        .current_dir("/")
        .stdin(Stdio::null())
        .stdout(file.try_clone()?)
        .stderr(file)
        .status()
        .with_context(|| format!("{tool} ne se lance pas"))?;
    let said = fs::read_to_string(&log).unwrap_or_default();
    fs::remove_file(&log).ok();
    ensure!(done.success(), "{tool} a échoué : {}", said.trim());
    Ok(())
}

fn tempfile(tool: &str) -> Result<PathBuf> {
    let name = format!("greffe-{tool}-{}.log", std::process::id());
    Ok(std::env::temp_dir().join(name))
}

/// Whether this is root.
pub(super) fn is_root() -> Result<bool> {
    Ok(fs::metadata("/proc/self")?.uid() == 0)
}

/// Gives a folder to the account of PostgreSQL.
pub(super) fn give(folder: &Path, account: &str) -> Result<()> {
    if is_root()? {
        let done = Command::new("chown").arg(format!("{account}:")).arg(folder).status()?;
        ensure!(done.success(), "{} ne peut être donné à {account}", folder.display());
    }
    Ok(())
}

/// The newest PostgreSQL installed, or the one of `GREFFE_PG_BIN`.
fn binaries() -> Result<PathBuf> {
    if let Some(told) = std::env::var_os("GREFFE_PG_BIN") {
        return Ok(told.into());
    }
    let places = ["/usr/lib/postgresql", "/usr/pgsql"];
    let all = places.iter().flat_map(fs::read_dir).flatten().flatten().map(|entry| entry.path().join("bin"));
    let version = |path: &PathBuf| {
        let name = path.parent().and_then(Path::file_name).and_then(|name| name.to_str());
        name.and_then(|name| name.parse::<u32>().ok()).unwrap_or_default()
    };
    let newest = all.filter(|path| path.join("pg_basebackup").exists()).max_by_key(version);
    newest
        .or_else(|| Some(PathBuf::from("/usr/bin")).filter(|path| path.join("pg_basebackup").exists()))
        .context("les outils de PostgreSQL sont introuvables ; indiquez leur dossier par GREFFE_PG_BIN")
}

/// Copies what the other folder does not hold; nothing is ever written over. Answers how many files.
pub(super) fn add_missing(from: &Path, to: &Path) -> Result<usize> {
    let mut added = 0;
    let entries = fs::read_dir(from).with_context(|| format!("lecture de {}", from.display()))?;
    for entry in entries {
        let entry = entry?;
        let (kind, there) = (entry.file_type()?, to.join(entry.file_name()));
        if kind.is_dir() {
            fs::create_dir_all(&there)?;
            added += add_missing(&entry.path(), &there)?;
        } else if kind.is_file() && !there.exists() {
            // Whole or not there: a copy cut in the middle would never be made again.
            let next = there.with_extension("next");
            fs::copy(entry.path(), &next)?;
            fs::rename(&next, &there)?;
            added += 1;
        }
    }
    Ok(added)
}

fn secret(path: &Path, bytes: &[u8]) -> Result<()> {
    let next = path.with_extension("next");
    fs::remove_file(&next).ok();
    let mut file = fs::OpenOptions::new().create_new(true).write(true).mode(0o600).open(&next)?;
    file.write_all(bytes)?;
    file.sync_all()?;
    fs::rename(&next, path)?;
    Ok(())
}
