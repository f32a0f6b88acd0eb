//! `greffe migrate`: brings the schemas of a database up to date, with an administrator's URL.

use clap::Args;
use greffe_chassis::db;

/// Where, and with which password for the services' roles.
#[derive(Args)]
pub struct Arguments {
    /// URL d’un administrateur de la base
    #[arg(long, env = "GREFFE_PG_ADMIN_URL", hide_env_values = true)]
    admin_url: String,
    /// Mot de passe des rôles des services
    #[arg(long, env = "GREFFE_PG_ROLE_PASSWORD", hide_env_values = true)]
    role_password: String,
}

/// Migrates each service's schema in turn.
pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    let services = [
        (greffe_dossier::NAME, &greffe_dossier::MIGRATOR),
        (greffe_assignment::NAME, &greffe_assignment::MIGRATOR),
        (greffe_deadline::NAME, &greffe_deadline::MIGRATOR),
        (greffe_notification::NAME, &greffe_notification::MIGRATOR),
        (greffe_document::NAME, &greffe_document::MIGRATOR),
        (greffe_gateway::NAME, &greffe_gateway::MIGRATOR),
    ];
    for (name, migrator) in services {
        db::migrate(&arguments.admin_url, name, migrator, &arguments.role_password).await?;
        println!("{name} : à jour");
    }
    Ok(())
}
