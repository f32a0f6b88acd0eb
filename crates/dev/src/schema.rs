//! The database that the compiler asks whether our SQL is right: every schema, no role, no row.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

use crate::servers::Servers;
use crate::stack::Service;

const DATABASE: &str = "schema";

/// Makes it anew from the migrations as they stand in the checkout, and gives its URL. Knows nothing of the chassis but
/// where its migrations are: the chassis's own SQL is checked against this database.
pub(crate) async fn fresh(servers: &Servers) -> Result<String> {
    let postgres = servers.postgres()?;
    let mut admin = PgConnection::connect(&postgres.admin_url).await?;
    run(&mut admin, format!("DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)")).await?;
    run(&mut admin, format!("CREATE DATABASE {DATABASE}")).await?;
    admin.close().await?;
    let url = postgres.admin_url_on(DATABASE)?;
    let mut connection = PgConnection::connect(&url).await?;
    run(&mut connection, "CREATE EXTENSION pg_trgm; CREATE EXTENSION unaccent".to_owned()).await?;
    let mut path = Vec::new();
    let root = &servers.layout.root;
    let services = Service::ALL
        .map(|service| (service.name(), root.join("services").join(service.name()).join("migrations")));
    // The enclave of the document service stands beside the services.
    let enclave = ("delibere", root.join("services/document/migrations-delibere"));
    for (service, own) in services.into_iter().chain([enclave]) {
        if !own.is_dir() {
            continue;
        }
        run(&mut connection, format!("CREATE SCHEMA {service}; SET search_path = {service}, public")).await?;
        for file in scripts(&root.join("crates/chassis/migrations"))?.iter().chain(&scripts(&own)?) {
            let sql = fs::read_to_string(file).with_context(|| format!("lecture de {}", file.display()))?;
            run(&mut connection, sql).await.with_context(|| format!("{}", file.display()))?;
        }
        path.push(service);
    }
    connection.close().await?;
    // A query of the chassis names no schema: the first one of the path answers for all, since they share its tables.
    path.push("public");
    Ok(format!("{url}?options[search_path]={}", path.join(",")))
}

/// The migrations of a directory, in order.
fn scripts(directory: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(directory).with_context(|| format!("lecture de {}", directory.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.retain(|file| file.extension().is_some_and(|extension| extension == "sql"));
    files.sort();
    Ok(files)
}

async fn run(connection: &mut PgConnection, sql: String) -> Result<()> {
    connection.execute(sqlx::raw_sql(AssertSqlSafe(sql))).await.context("exécution du SQL")?;
    Ok(())
}
