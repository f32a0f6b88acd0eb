//! Brings one service's schema to the state its migrations describe: the one place that does it here.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use sqlx::migrate::Migrator;

/// The enclave of the document service: a schema and a role of its own beside those of the services.
pub const ENCLAVE: &str = "delibere";

/// Where a service keeps its migrations.
pub fn directory(root: &Path, service: &str) -> PathBuf {
    if service == ENCLAVE {
        return root.join("services/document/migrations-delibere");
    }
    root.join("services").join(service).join("migrations")
}

/// Creates the service's role and schema if need be, then applies what is not applied yet.
/// `admin_url` enters the service's database as an administrator.
pub async fn migrate(root: &Path, admin_url: &str, service: &str, role_password: &str) -> Result<()> {
    let directory = directory(root, service);
    let migrator = Migrator::new(directory.as_path()).await;
    let migrator = migrator.with_context(|| format!("lecture de {}", directory.display()))?;
    let done = greffe_chassis::db::migrate(admin_url, service, &migrator, role_password).await;
    done.with_context(|| format!("migrations du service {service}"))
}

/// Names what the migrations of these services are: a database built from them is worth keeping while it holds.
///
/// The chassis counts too: the tables every schema holds and the rights of the roles are its own.
pub fn digest(root: &Path, services: &[&str]) -> Result<String> {
    let mut hash = Sha256::new();
    let chassis = root.join("crates/chassis");
    hash_file(&mut hash, &chassis.join("src/db.rs"))?;
    hash_migrations(&mut hash, &chassis.join("migrations"))?;
    for service in services {
        hash.update(service.as_bytes());
        hash_migrations(&mut hash, &directory(root, service))?;
    }
    Ok(hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect())
}

fn hash_migrations(hash: &mut Sha256, directory: &Path) -> Result<()> {
    let entries = fs::read_dir(directory).with_context(|| format!("lecture de {}", directory.display()))?;
    let mut files: Vec<PathBuf> = entries.map(|entry| Ok(entry?.path())).collect::<Result<_>>()?;
    files.sort();
    files
        .iter()
        .filter(|file| file.extension().is_some_and(|e| e == "sql"))
        .try_for_each(|file| hash_file(hash, file))
}

fn hash_file(hash: &mut Sha256, file: &Path) -> Result<()> {
    hash.update(file.file_name().unwrap_or_default().as_encoded_bytes());
    hash.update(fs::read(file).with_context(|| format!("lecture de {}", file.display()))?);
    Ok(())
}
