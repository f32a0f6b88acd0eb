//! Brings one service's schema to the state its migrations describe: the one place that does it here.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use sqlx::migrate::Migrator;
use sqlx::{AssertSqlSafe, Connection, Executor, PgConnection};

/// Where a service keeps its migrations.
pub fn directory(root: &Path, service: &str) -> PathBuf {
    root.join("services").join(service).join("migrations")
}

/// Creates the service's role and schema if need be, then applies what is not applied yet.
/// `admin_url` enters the service's database as an administrator.
pub async fn migrate(root: &Path, admin_url: &str, service: &str, role_password: &str) -> Result<()> {
    let directory = directory(root, service);
    let migrator = Migrator::new(directory.as_path()).await;
    let migrator = migrator.with_context(|| format!("lecture de {}", directory.display()))?;
    let role = format!("greffe_{service}");
    let mut admin = PgConnection::connect(admin_url).await.context("connexion à PostgreSQL")?;
    let prepare = format!(
        "DO $$ BEGIN
           PERFORM pg_advisory_xact_lock(hashtext('{role}'));
           IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '{role}') THEN CREATE ROLE {role}; END IF;
         END $$;
         ALTER ROLE {role} LOGIN PASSWORD '{role_password}';
         CREATE SCHEMA IF NOT EXISTS {service};
         GRANT USAGE ON SCHEMA {service} TO {role};
         ALTER DEFAULT PRIVILEGES IN SCHEMA {service} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role};
         ALTER DEFAULT PRIVILEGES IN SCHEMA {service} GRANT USAGE ON SEQUENCES TO {role};
         SET search_path = {service}"
    );
    admin.execute(AssertSqlSafe(prepare)).await.with_context(|| format!("préparation du schéma {service}"))?;
    migrator.run(&mut admin).await.with_context(|| format!("migrations du service {service}"))?;
    admin.close().await.context("fin des migrations")
}

/// Names what the migrations of these services are: a database built from them is worth keeping while it holds.
pub fn digest(root: &Path, services: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    for service in services {
        hash.update(service.as_bytes());
        let directory = directory(root, service);
        let entries = fs::read_dir(&directory).with_context(|| format!("lecture de {}", directory.display()))?;
        let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
        files.sort();
        for file in files.iter().filter(|file| file.extension().is_some_and(|e| e == "sql")) {
            hash.update(file.file_name().unwrap_or_default().as_encoded_bytes());
            hash.update(fs::read(file).with_context(|| format!("lecture de {}", file.display()))?);
        }
    }
    Ok(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}
