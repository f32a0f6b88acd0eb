//! `greffe migrate`: brings the schemas of a database up to date, with an administrator's URL.

use anyhow::Context;
use clap::Args;
use greffe_chassis::db;
use greffe_document::deliberation;
use uuid::Uuid;

/// Where, and with which password for the services' roles.
#[derive(Args)]
pub struct Arguments {
    /// URL d’un administrateur de la base
    #[arg(long, env = "GREFFE_PG_ADMIN_URL", hide_env_values = true)]
    admin_url: String,
    /// Mot de passe des rôles des services qui n’ont pas le leur : GREFFE_PG_ROLE_PASSWORD_DOSSIER, et ainsi de suite
    #[arg(long, env = "GREFFE_PG_ROLE_PASSWORD", hide_env_values = true)]
    role_password: Option<String>,
}

/// The variable that holds the password of one service's role.
fn variable(service: &str) -> String {
    format!("GREFFE_PG_ROLE_PASSWORD_{}", service.to_uppercase())
}

/// Every schema and its tables, in the order in which they are migrated.
pub const SCHEMAS: [(&str, &sqlx::migrate::Migrator); 7] = [
    (greffe_dossier::NAME, &greffe_dossier::MIGRATOR),
    (greffe_assignment::NAME, &greffe_assignment::MIGRATOR),
    (greffe_deadline::NAME, &greffe_deadline::MIGRATOR),
    (greffe_notification::NAME, &greffe_notification::MIGRATOR),
    (greffe_document::NAME, &greffe_document::MIGRATOR),
    (deliberation::NAME, &deliberation::MIGRATOR),
    (greffe_gateway::NAME, &greffe_gateway::MIGRATOR),
];

/// Migrates each service's schema in turn.
pub async fn run(arguments: Arguments) -> anyhow::Result<()> {
    for (name, migrator) in SCHEMAS {
        let own = std::env::var(variable(name)).ok().filter(|password| !password.is_empty());
        let password = own.or_else(|| arguments.role_password.clone());
        // An installation may do without the délibéré: nobody then knows the password of its role.
        let closed = password.is_none() && name == deliberation::NAME;
        let password = if closed { Some(Uuid::new_v4().simple().to_string()) } else { password };
        let password = password.with_context(|| {
            format!(
                "le rôle greffe_{name} n’a pas de mot de passe : indiquez {} ou --role-password",
                variable(name)
            )
        })?;
        db::migrate(&arguments.admin_url, name, migrator, &password).await?;
        println!(
            "{name} : à jour{}",
            if closed { ", et fermé : son rôle n’a pas de mot de passe" } else { "" }
        );
    }
    Ok(())
}
