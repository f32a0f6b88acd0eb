//! A private PostgreSQL cluster, fully durable, listening on the loopback alone.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, anyhow, bail};
use rustix::process::Signal;
use serde::{Deserialize, Serialize};
use sqlx::{Connection, PgConnection};

use super::ports;
use crate::places::Layout;
use crate::process::{self, Owner, ProcessId};

const OLDEST_MAJOR: u32 = 15;
/// Of Linux, in bytes.
const SOCKET_PATH_LIMIT: usize = 107;
/// Recovery after a kill included.
const START_LIMIT: Duration = Duration::from_secs(60);
const STOP_LIMIT: Duration = Duration::from_secs(20);

/// A PostgreSQL that answers.
#[derive(Debug, Clone)]
pub struct Postgres {
    /// URL of the superuser, on the database `postgres`.
    pub admin_url: String,
    /// The password given to each service's role.
    pub role_password: String,
    /// Present when the cluster is ours.
    pub(crate) own: Option<Layout>,
}

#[derive(Debug, Clone, Serialize, Deserialize)]
struct Record {
    port: u16,
    password: String,
    process: Option<ProcessId>,
}

impl Record {
    fn url(&self) -> String {
        format!("postgres://postgres:{}@127.0.0.1:{}/postgres", self.password, self.port)
    }
}

impl Postgres {
    /// The server of `GREFFE_PG_ADMIN_URL`, else the layout's own, started if need be.
    pub async fn ensure(layout: &Layout) -> Result<Self> {
        if let Ok(admin_url) = std::env::var("GREFFE_PG_ADMIN_URL") {
            let said = answers(&admin_url).await;
            said.context("le PostgreSQL de GREFFE_PG_ADMIN_URL ne répond pas")?;
            return Ok(Self { admin_url, role_password: external_password(layout)?, own: None });
        }
        let (directory, owner) = home(layout)?;
        let state = directory.join("server.json");
        let mut record = match process::recall(&state)? {
            Some(record) => record,
            None => Record { port: ports::pick()?, password: process::secret(), process: None },
        };
        if !record.process.is_some_and(ProcessId::is_alive) {
            record.port = ports::keep(record.port).await?;
            process::remember(&state, &record)?;
            initialise(&directory, owner, &record)?;
            forget_the_dead(&directory, record.port)?;
            record.process = Some(start(layout, &directory, owner, &record)?);
            process::remember(&state, &record)?;
        }
        wait_ready(layout, &record).await?;
        let (admin_url, role_password) = (record.url(), record.password);
        Ok(Self { admin_url, role_password, own: Some(layout.clone()) })
    }

    /// The admin's URL on another database.
    pub fn admin_url_on(&self, database: &str) -> Result<String> {
        let mut url = reqwest::Url::parse(&self.admin_url).context("URL de PostgreSQL")?;
        url.set_path(database);
        Ok(url.into())
    }

    /// The URL with which a service's own role (`greffe_<service>`) enters `database`: by the cluster's own socket where it is
    /// ours, which spares each statement a round of the TCP stack.
    pub fn role_url(&self, service: &str, database: &str) -> Result<String> {
        let mut url = reqwest::Url::parse(&self.admin_url_on(database)?).context("URL de PostgreSQL")?;
        let named = url.set_username(&format!("greffe_{service}"));
        named
            .and_then(|()| url.set_password(Some(&self.role_password)))
            .map_err(|()| anyhow!("URL de PostgreSQL"))?;
        if let Some(directory) = self.sockets(url.port())? {
            url.query_pairs_mut().append_pair("host", &directory);
        }
        Ok(url.into())
    }

    /// The directory of our cluster's socket, if it has one: not where the path is too long, nor while a server runs that was
    /// started without.
    fn sockets(&self, port: Option<u16>) -> Result<Option<String>> {
        let (Some(layout), Some(port)) = (&self.own, port) else { return Ok(None) };
        let directory = home(layout)?.0;
        let there = socket(&directory, port).is_some_and(|path| path.exists());
        Ok(directory.to_str().filter(|_| there).map(str::to_owned))
    }

    /// `kill -9` of the postmaster: what a crash of the machine's database looks like to everyone else.
    pub async fn kill9(&self) -> Result<()> {
        let layout = self.own.as_ref().context("ce PostgreSQL n’est pas le nôtre")?;
        let record: Option<Record> = process::recall(&home(layout)?.0.join("server.json"))?;
        if let Some(process) = record.and_then(|record| record.process) {
            // Its children notice by themselves; while one lives, a new postmaster would refuse to start.
            let children = process.children();
            process.stop(Signal::KILL, STOP_LIMIT).await?;
            for child in children {
                child.stop(Signal::QUIT, STOP_LIMIT).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn stop(layout: &Layout) -> Result<()> {
        let state = home(layout)?.0.join("server.json");
        let Some(mut record) = process::recall::<Record>(&state)? else { return Ok(()) };
        if let Some(process) = record.process.take() {
            // SIGINT is PostgreSQL's "fast" shutdown: sessions are ended, everything is written.
            process.stop(Signal::INT, STOP_LIMIT).await?;
            process::remember(&state, &record)?;
        }
        Ok(())
    }
}

fn home(layout: &Layout) -> Result<(PathBuf, Owner)> {
    let owner = Owner::for_servers()?;
    let directory = layout.servers.join("postgres");
    owner.directory(&directory)?;
    Ok((directory, owner))
}

/// Where the cluster's socket stands; none where its path is longer than a socket's may be.
fn socket(directory: &Path, port: u16) -> Option<PathBuf> {
    let path = directory.join(format!(".s.PGSQL.{port}"));
    (path.as_os_str().len() <= SOCKET_PATH_LIMIT).then_some(path)
}

/// Services' roles get a password of ours on an external server too.
fn external_password(layout: &Layout) -> Result<String> {
    if let Ok(password) = std::env::var("GREFFE_PG_ROLE_PASSWORD") {
        return Ok(password);
    }
    let path = layout.local.join("role-password.json");
    if let Some(password) = process::recall(&path)? {
        return Ok(password);
    }
    let password = process::secret();
    process::remember(&path, &password)?;
    Ok(password)
}

/// The newest PostgreSQL installed, or the one of `GREFFE_PG_BIN`.
fn binaries() -> Result<PathBuf> {
    if let Some(directory) = std::env::var_os("GREFFE_PG_BIN") {
        return Ok(directory.into());
    }
    let installed = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let newest = installed
        .filter_map(|entry| entry.file_name().to_str()?.parse::<u32>().ok())
        .filter(|major| Path::new(&format!("/usr/lib/postgresql/{major}/bin/postgres")).exists())
        .max();
    match newest {
        Some(major) if major >= OLDEST_MAJOR => Ok(format!("/usr/lib/postgresql/{major}/bin").into()),
        Some(major) => {
            bail!("PostgreSQL {major} est trop ancien : il faut la version {OLDEST_MAJOR} au moins")
        }
        None => bail!("PostgreSQL n’est pas installé ; installez-le par « apt-get install postgresql-15 »"),
    }
}

/// Creates the cluster beside its place and moves it there when whole: half a cluster never stands.
fn initialise(directory: &Path, owner: Owner, record: &Record) -> Result<()> {
    let data = directory.join("data");
    if data.join("PG_VERSION").exists() {
        return Ok(());
    }
    let next = directory.join("data.next");
    if next.exists() {
        fs::remove_dir_all(&next).with_context(|| format!("suppression de {}", next.display()))?;
    }
    let password_file = directory.join("password");
    process::write_secret(&password_file, &record.password)?;
    owner.take(&password_file)?;
    let mut command = owner.command(binaries()?.join("initdb"), directory);
    command.arg("-D").arg(&next).arg("--pwfile").arg(&password_file);
    command.args(["-U", "postgres", "-A", "scram-sha-256", "-E", "UTF8"]);
    command.args(["--locale-provider=icu", "--icu-locale=fr-FR", "--locale=C.UTF-8"]);
    let done = process::run(&mut command);
    fs::remove_file(&password_file).with_context(|| format!("suppression de {}", password_file.display()))?;
    done.context("création de la grappe PostgreSQL")?;
    fs::rename(&next, &data).with_context(|| format!("mise en place de {}", data.display()))
}

fn start(layout: &Layout, directory: &Path, owner: Owner, record: &Record) -> Result<ProcessId> {
    let mut command = owner.command(binaries()?.join("postgres"), directory);
    command.arg("-D").arg(directory.join("data"));
    let sockets =
        socket(directory, record.port).map_or_else(String::new, |_| format!("\"{}\"", directory.display()));
    let settings = [
        "listen_addresses=127.0.0.1",
        &format!("port={}", record.port),
        &format!("unix_socket_directories={sockets}"),
        "max_connections=300",
        "shared_buffers=256MB",
        "max_wal_size=2GB",
        // What each statement costs, for tests and for who looks into a slow screen.
        "shared_preload_libraries=pg_stat_statements",
        // Never anything else: what a test or a figure says must hold on a durable server.
        "fsync=on",
        "full_page_writes=on",
        "synchronous_commit=on",
        "log_min_messages=warning",
    ];
    for setting in settings {
        command.arg("-c").arg(setting);
    }
    process::start_detached(&mut command, &layout.log("postgres"))
}

/// PostgreSQL takes the zombie of a killed postmaster for a living one, and whoever is its parent may be slow to bury it.
/// It says that it lives twice: beside its data, and beside its socket.
fn forget_the_dead(directory: &Path, port: u16) -> Result<()> {
    let locks = [directory.join("data/postmaster.pid"), directory.join(format!(".s.PGSQL.{port}.lock"))];
    for path in locks {
        let said = fs::read_to_string(&path).ok();
        let holder = said.and_then(|text| text.lines().next()?.trim().parse().ok());
        if holder.is_some_and(process::is_zombie) {
            fs::remove_file(&path).with_context(|| format!("suppression de {}", path.display()))?;
        }
    }
    Ok(())
}

async fn wait_ready(layout: &Layout, record: &Record) -> Result<()> {
    let url = record.url();
    let over = async || answers(&url).await.is_ok() || !record.process.is_some_and(ProcessId::is_alive);
    let log = layout.log("postgres");
    if !process::until(START_LIMIT, over).await {
        bail!("PostgreSQL ne répond pas après {} s{}", START_LIMIT.as_secs(), process::tail(&log));
    }
    answers(&url).await.with_context(|| format!("PostgreSQL s’est arrêté{}", process::tail(&log)))
}

async fn answers(url: &str) -> Result<()> {
    let ask = async {
        let mut connection = PgConnection::connect(url).await?;
        sqlx::query("SELECT 1").execute(&mut connection).await?;
        connection.close().await
    };
    tokio::time::timeout(Duration::from_secs(2), ask).await.context("pas de réponse en 2 s")??;
    Ok(())
}
