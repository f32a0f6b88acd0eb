//! `greffe restore`: the base as it was at a moment, beside the one that is lost; papers and definitions of the broker; and
//! what is missing, by name. The services are stopped; the queues are emptied, for they speak of a time that is no more.

use std::{
    collections::HashSet,
    fs,
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail, ensure};
use clap::Args;
use greffe_bus::topology;
use jiff::Timestamp;
use sqlx::{AssertSqlSafe, Connection, PgConnection};

use super::{
    backup::{add_missing, give, run_postgres},
    migrate::SCHEMAS,
    verify::spaced,
};

/// Longest replay of the log.
const REPLAY: Duration = Duration::from_secs(3600);
/// What the base says while it is restored, beside its folder.
const LOG: &str = "restore.log";
/// Papers named, at most; the others are counted.
const NAMED: usize = 100;

/// What is restored, from where, to where.
#[derive(Args)]
pub struct Arguments {
    /// Dossier des sauvegardes
    #[arg(long)]
    from: PathBuf,
    /// Dossier où le journal de PostgreSQL est archivé
    #[arg(long)]
    wal: PathBuf,
    /// Le moment (2026-11-28T14:30:00+01:00), ou « latest » : le dernier écrit
    #[arg(long, default_value = "latest")]
    moment: String,
    /// Dossier de la base rendue ; il ne doit pas exister
    #[arg(long)]
    data: PathBuf,
    /// Port sur lequel elle répond
    #[arg(long, default_value_t = 5432)]
    port: u16,
    /// URL d’un administrateur de la base rendue
    #[arg(long, env = "GREFFE_PG_ADMIN_URL", hide_env_values = true)]
    admin_url: String,
    /// Dossier des pièces, où celles de la sauvegarde sont remises
    #[arg(long)]
    files: Option<PathBuf>,
    /// API de gestion du courtier : ses réglages sont remis, ses files vidées
    #[arg(long, env = "GREFFE_AMQP_API", hide_env_values = true)]
    broker_api: Option<String>,
    /// Espace du courtier
    #[arg(long, default_value = "greffe")]
    vhost: String,
    /// Compte du système sous lequel PostgreSQL est lancé, quand la commande l’est par root
    #[arg(long, default_value = "postgres")]
    account: String,
}

/// Does it, and names what is missing.
///
/// # Errors
/// When no backup is older than the moment, when a tool fails, when the base does not come back.
pub async fn run(arguments: Arguments) -> Result<()> {
    let start = Instant::now();
    let moment = match arguments.moment.as_str() {
        "latest" => None,
        text => Some(text.parse::<Timestamp>().with_context(|| {
            format!("« {text} » n’est pas un moment ; forme admise : 2026-11-28T14:30:00+01:00, ou latest")
        })?),
    };
    let stamp = chosen(&arguments.from.join("base"), moment)?;
    base(&arguments, &stamp, moment)?;
    let mut connection = back(&arguments).await?;
    forget_recovery(&arguments.data)?;
    let until: Option<time::OffsetDateTime> =
        sqlx::query_scalar("SELECT pg_last_xact_replay_timestamp()").fetch_one(&mut connection).await?;
    let until = until.map(greffe_chassis::db::from_sql_instant);
    tell(&format!(
        "Base de {stamp} rendue à « {} » en {:.1} s ; dernière écriture rendue : {}.",
        arguments.moment,
        start.elapsed().as_secs_f64(),
        until.map_or_else(|| "celle de la sauvegarde".to_owned(), |at| at.to_string())
    ));
    if let Some(files) = &arguments.files {
        fs::create_dir_all(files)?;
        let kept = arguments.from.join("pieces");
        let added = if kept.is_dir() { add_missing(&kept, files)? } else { 0 };
        tell(&format!("{added} pièces remises."));
    }
    if let Some(api) = &arguments.broker_api {
        broker(api, &arguments).await?;
    }
    tail(&mut connection, &arguments).await?;
    tell(
        "Ensuite : démarrez les services, « greffe rebuild broker », « greffe rebuild all », « greffe verify » ; le greffe ressaisit ce qui manque.",
    );
    Ok(())
}

/// The last backup that ended before the moment.
fn chosen(base: &Path, moment: Option<Timestamp>) -> Result<String> {
    let limit = moment.map(|at| at.strftime("%Y%m%dT%H%M%SZ").to_string());
    let names = fs::read_dir(base).with_context(|| format!("lecture de {}", base.display()))?;
    let names = names.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let old = |name: &String| limit.as_ref().is_none_or(|limit| name <= limit);
    names
        .filter(|name| name.starts_with('2') && old(name))
        .max()
        .with_context(|| format!("aucune sauvegarde dans {} avant ce moment", base.display()))
}

fn base(arguments: &Arguments, stamp: &str, moment: Option<Timestamp>) -> Result<()> {
    let Arguments { from, wal, data, account, port, .. } = arguments;
    let kept = from.join("base").join(stamp);
    ensure!(!data.exists(), "{} existe : une base n’est jamais rendue par-dessus une autre", data.display());
    run_postgres(account, "pg_verifybackup", &["--quiet".into(), kept.clone().into()])?;
    let folder = data.parent().context("le dossier de la base n’a pas de parent")?;
    fs::create_dir_all(folder)?;
    copy(&kept, data)?;
    // The last segment may not have been archived whole: what it holds of the end is good to take.
    let restore = format!("cp {0}/%f %p 2>/dev/null || cp {0}/%f.partial %p", wal.display());
    ensure!(!restore.contains('\''), "le dossier de l’archive porte une apostrophe : déplacez-la");
    let mut settings = format!("\nrestore_command = '{restore}'\nrecovery_target_action = 'promote'\n");
    if let Some(at) = moment {
        // PostgreSQL knows no abbreviation of zones where settings are read, not even Z.
        let at = at.strftime("%Y-%m-%d %H:%M:%S%.6f+00");
        settings.push_str(&format!("recovery_target_time = '{at}'\n"));
    }
    let auto = data.join("postgresql.auto.conf");
    fs::write(&auto, fs::read_to_string(&auto).unwrap_or_default() + &settings)?;
    fs::write(data.join("recovery.signal"), "")?;
    // Where settings stand elsewhere (Debian), the base that is restored has its own.
    for (name, text) in [
        ("postgresql.conf", ""),
        ("pg_hba.conf", "local all all peer\nhost all all 127.0.0.1/32 scram-sha-256\n"),
        ("pg_ident.conf", ""),
    ] {
        if !data.join(name).exists() {
            fs::write(data.join(name), text)?;
        }
    }
    give_all(data, account)?;
    // Nobody reads while it is replayed: a base that may be read waits for ever where the lost one had other limits.
    let options = format!(
        "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c archive_mode=off -c hot_standby=off -c max_connections=300"
    );
    let log = folder.join(LOG);
    fs::write(&log, "")?;
    give(&log, account)?;
    let started = run_postgres(
        account,
        "pg_ctl",
        &[
            "--pgdata".into(),
            data.clone().into(),
            "--log".into(),
            log.into(),
            "--options".into(),
            options.into(),
            "--wait".into(),
            "--timeout".into(),
            REPLAY.as_secs().to_string().into(),
            "start".into(),
        ],
    );
    started.map_err(|error| error.context(stopped(data)))
}

fn copy(from: &Path, to: &Path) -> Result<()> {
    let done = std::process::Command::new("cp").args(["--recursive", "--"]).arg(from).arg(to).status()?;
    ensure!(done.success(), "la sauvegarde ne se copie pas dans {}", to.display());
    Ok(())
}

fn give_all(data: &Path, account: &str) -> Result<()> {
    let mut commands = vec![("chmod", "0700".to_owned(), false)];
    if super::backup::is_root()? {
        commands.push(("chown", format!("{account}:"), true));
    }
    for (program, what, all) in commands {
        let mut command = std::process::Command::new(program);
        if all {
            command.arg("--recursive");
        }
        ensure!(command.arg(what).arg(data).status()?.success(), "{program} de {} a échoué", data.display());
    }
    Ok(())
}

/// The base, once it takes writes.
async fn back(arguments: &Arguments) -> Result<PgConnection> {
    let start = Instant::now();
    loop {
        if let Ok(mut connection) = PgConnection::connect(&arguments.admin_url).await {
            let asked = sqlx::query_scalar("SELECT pg_is_in_recovery()").fetch_one(&mut connection).await;
            if matches!(asked, Ok(false)) {
                return Ok(connection);
            }
        }
        // It ends by itself when the log stops before the moment, or is broken: nobody is waited for.
        if !arguments.data.join("postmaster.pid").exists() {
            bail!(stopped(&arguments.data));
        }
        if start.elapsed() > REPLAY {
            bail!("la base rendue ne répond pas ; {}", last_words(&arguments.data));
        }
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// The end of what the base that is restored has said.
fn last_words(data: &Path) -> String {
    let said = data.parent().map(|folder| fs::read(folder.join(LOG)).unwrap_or_default()).unwrap_or_default();
    let said = String::from_utf8_lossy(&said);
    let lines: Vec<&str> = said.lines().collect();
    format!("ses derniers mots :\n{}", lines[lines.len().saturating_sub(8)..].join("\n"))
}

fn stopped(data: &Path) -> String {
    format!(
        "la base rendue s’est arrêtée, le plus souvent parce que l’archive finit avant le moment (« latest » rend tout ce qu’elle porte) ; {}",
        last_words(data)
    )
}

/// What is restored must not be so again at the next start.
fn forget_recovery(data: &Path) -> Result<()> {
    let auto = data.join("postgresql.auto.conf");
    let kept = fs::read_to_string(&auto)?;
    let kept: Vec<&str> = kept
        .lines()
        .filter(|line| !line.starts_with("restore_command") && !line.starts_with("recovery_target"))
        .collect();
    // Written in place: it stays its owner's.
    Ok(fs::write(&auto, kept.join("\n") + "\n")?)
}

/// Definitions as they were, and queues without what they hold of a time that is no more.
async fn broker(api: &str, arguments: &Arguments) -> Result<()> {
    let (http, api) = (reqwest::Client::new(), api.trim_end_matches('/'));
    let kept = arguments.from.join("rabbitmq.json");
    if kept.is_file() {
        let told = fs::read(&kept)?;
        let request =
            http.post(format!("{api}/definitions")).header("content-type", "application/json").body(told);
        request.send().await?.error_for_status().context("réglages du courtier")?;
    }
    let vhost = arguments.vhost.replace('/', "%2F");
    for (service, _) in topology::SUBSCRIPTIONS {
        for queue in [topology::queue(service), topology::parking(service)] {
            let answer = http.delete(format!("{api}/queues/{vhost}/{queue}/contents")).send().await?;
            if answer.status() != reqwest::StatusCode::NOT_FOUND {
                answer.error_for_status().with_context(|| format!("file {queue}"))?;
            }
        }
    }
    tell("Réglages du courtier remis, files vidées.");
    Ok(())
}

/// Where each schema ends, and papers that came later: what the registry enters again.
async fn tail(connection: &mut PgConnection, arguments: &Arguments) -> Result<()> {
    for (schema, _) in SCHEMAS {
        let sql = format!("SELECT coalesce(max(seq), 0), max(recorded_at) FROM {schema}.outbox");
        let (seq, at): (i64, Option<time::OffsetDateTime>) =
            sqlx::query_as(AssertSqlSafe(sql)).fetch_one(&mut *connection).await?;
        if let Some(at) = at {
            let at = greffe_chassis::db::from_sql_instant(at);
            tell(&format!("{schema} : dernier événement gardé n° {seq}, du {at}."));
        }
    }
    let last: Option<(uuid::Uuid, i64, String)> = sqlx::query_as(
        "SELECT aggregate_id, aggregate_seq, routing_key FROM dossier.outbox WHERE event_type = 'ActRecorded' ORDER BY seq DESC LIMIT 1",
    )
    .fetch_optional(&mut *connection)
    .await?;
    if let Some((dossier, version, key)) = last {
        tell(&format!(
            "Dernier acte gardé : {key}, dossier {dossier}, version {version}. Tout acte enregistré ensuite manque."
        ));
    }
    let known: Vec<Vec<u8>> =
        sqlx::query_scalar("SELECT sha256 FROM document.content").fetch_all(connection).await?;
    let known: HashSet<String> =
        known.iter().map(|sha| sha.iter().map(|byte| format!("{byte:02x}")).collect()).collect();
    let mut later = Vec::new();
    for place in arguments.files.iter().chain([&arguments.from.join("pieces")]).filter(|place| place.is_dir())
    {
        unknown(place, &known, &mut later)?;
    }
    // One that stands in both places is named once, with the earliest instant.
    later.sort();
    later.dedup_by(|next, kept| next.0 == kept.0);
    for (name, at) in later.iter().take(NAMED) {
        tell(&format!("Pièce reçue après le moment rendu : {name}, le {at}."));
    }
    tell(&format!("{} pièces sont gardées et ne sont plus dans la base.", later.len()));
    Ok(())
}

fn unknown(folder: &Path, known: &HashSet<String>, into: &mut Vec<(String, String)>) -> Result<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if entry.file_type()?.is_dir() {
            unknown(&entry.path(), known, into)?;
        } else if name.len() == 64
            && name.bytes().all(|byte| byte.is_ascii_hexdigit())
            && !known.contains(&name)
        {
            let at = Timestamp::try_from(entry.metadata()?.modified()?)
                .map(|at| at.to_string())
                .unwrap_or_default();
            into.push((name, at));
        }
    }
    Ok(())
}

fn tell(text: &str) {
    println!("{}", spaced(text));
}
