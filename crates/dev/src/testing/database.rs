//! A database that only one test knows, cloned in a tenth of a second from one already migrated.

use std::time::Duration;

use anyhow::{Context, Result};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};
use tokio::sync::OnceCell;

use super::{at_the_end, fresh_name, is_left_over, postgres};
use crate::migrate;
use crate::servers::{Postgres, Servers};

/// A fresh database with the schemas and roles of some services; dropped when the value is.
#[derive(Debug)]
pub struct TestDatabase {
    postgres: Postgres,
    name: String,
}

impl TestDatabase {
    /// A database of its own for these services (`dossier`, `deadline`, …), migrated and empty.
    pub async fn create(services: &[&str]) -> Result<Self> {
        static SWEPT: OnceCell<()> = OnceCell::const_new();
        let servers = postgres().await?;
        let postgres = servers.postgres()?.clone();
        SWEPT.get_or_try_init(|| sweep(&postgres)).await?;
        let template = template(servers, services).await?;
        let name = fresh_name();
        let mut admin = PgConnection::connect(&postgres.admin_url).await?;
        execute(&mut admin, format!("CREATE DATABASE {name} TEMPLATE {template}")).await?;
        admin.close().await?;
        Ok(Self { postgres, name })
    }

    /// URL of the service's own role, which sees its schema alone.
    pub fn url(&self, service: &str) -> Result<String> {
        self.postgres.role_url(service, &self.name)
    }

    /// URL of the administrator on this database.
    pub fn admin_url(&self) -> Result<String> {
        self.postgres.admin_url_on(&self.name)
    }

    pub fn name(&self) -> &str {
        &self.name
    }

    /// The server itself, to kill.
    pub fn server(&self) -> &Postgres {
        &self.postgres
    }
}

impl Drop for TestDatabase {
    fn drop(&mut self) {
        let (admin_url, name) = (self.postgres.admin_url.clone(), self.name.clone());
        at_the_end(async move {
            let drop = async {
                let mut admin = PgConnection::connect(&admin_url).await?;
                execute(&mut admin, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await
            };
            tokio::time::timeout(Duration::from_secs(10), drop).await?
        });
    }
}

/// The migrated database others are cloned from: one for each set of services and state of their migrations.
async fn template(servers: &Servers, services: &[&str]) -> Result<String> {
    let mut services = services.to_vec();
    services.sort_unstable();
    services.dedup();
    let root = &servers.layout.root;
    let postgres = servers.postgres()?;
    let template = format!("m_{}", migrate::digest(root, &services)?);
    let mut admin = PgConnection::connect(&postgres.admin_url).await?;
    // One builder at a time, whatever the template: roles belong to the whole server. Held by the session, so freed
    // when it ends, however that happens.
    execute(&mut admin, "SELECT pg_advisory_lock(7212035)".to_owned()).await?;
    let known = sqlx::query("SELECT FROM pg_database WHERE datname = $1").bind(&template);
    if known.fetch_optional(&mut admin).await?.is_none() {
        // Built under another name: a template that bears its name is whole.
        let building = format!("{template}_building");
        execute(&mut admin, format!("DROP DATABASE IF EXISTS {building} WITH (FORCE)")).await?;
        execute(&mut admin, format!("CREATE DATABASE {building}")).await?;
        let url = postgres.admin_url_on(&building)?;
        for service in &services {
            migrate::migrate(root, &url, service, &postgres.role_password).await?;
        }
        execute(&mut admin, format!("ALTER DATABASE {building} RENAME TO {template}")).await?;
    }
    admin.close().await?;
    Ok(template)
}

/// Drops what killed tests left, on a server of ours.
async fn sweep(postgres: &Postgres) -> Result<()> {
    if postgres.own.is_none() {
        return Ok(());
    }
    let mut admin = PgConnection::connect(&postgres.admin_url).await?;
    let names: Vec<String> =
        sqlx::query_scalar("SELECT datname::text FROM pg_database").fetch_all(&mut admin).await?;
    for name in names.iter().filter(|name| is_left_over(name)) {
        execute(&mut admin, format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)")).await?;
    }
    Ok(admin.close().await?)
}

/// Runs a statement which takes no bound parameter; names in it are made here, never received.
async fn execute(connection: &mut PgConnection, statement: String) -> Result<()> {
    let shown = statement.clone();
    connection.execute(AssertSqlSafe(statement)).await.with_context(|| shown)?;
    Ok(())
}
