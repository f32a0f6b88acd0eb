//! The verbs on servers and data, for people and scripts.

use anyhow::{Context, Result};
use clap::Subcommand;
use sqlx::{Connection, Executor, PgConnection};

use crate::places::Layout;
use crate::product;
use crate::servers::{Servers, Wanted};

/// What can be done without the services themselves.
#[derive(Debug, Clone, Subcommand)]
pub enum Verb {
    /// Démarre PostgreSQL et RabbitMQ, et les laisse tourner
    Servers {
        #[arg(long, default_value = "test")]
        layout: String,
    },
    /// Arrête tout ; les données restent
    Stop {
        #[arg(long, default_values = ["dev", "test"])]
        layout: Vec<String>,
    },
    /// Arrête tout et oublie les données
    Reset {
        #[arg(long, default_values = ["dev", "test"])]
        layout: Vec<String>,
    },
    /// Donne l’URL d’une base neuve aux schémas à jour, celle que la compilation interroge pour vérifier le SQL
    SchemaUrl,
}

/// Does it.
pub async fn run(verb: Verb) -> Result<()> {
    match verb {
        Verb::Servers { layout } => {
            let wanted = Wanted { postgres: true, broker: true, oidc: false };
            let ready = |name: &str, took: std::time::Duration| println!("{name} … prêt ({:.1} s)", took.as_secs_f64());
            Servers::ensure(Layout::named(&layout)?, wanted, ready).await.map(drop)
        }
        Verb::Stop { layout } => {
            for name in layout {
                product::stop(&Layout::named(&name)?).await?;
            }
            Ok(())
        }
        Verb::Reset { layout } => {
            for name in layout {
                let layout = Layout::named(&name)?;
                product::stop(&layout).await?;
                Servers::reset(&layout).await?;
            }
            Ok(())
        }
        Verb::SchemaUrl => schema_url().await,
    }
}

async fn schema_url() -> Result<()> {
    const DATABASE: &str = "schema";
    let wanted = Wanted { postgres: true, ..Wanted::default() };
    let servers = Servers::ensure(Layout::test()?, wanted, |_, _| {}).await?;
    let mut admin = PgConnection::connect(&servers.postgres()?.admin_url).await?;
    let forget = format!("DROP DATABASE IF EXISTS {DATABASE} WITH (FORCE)");
    admin.execute(sqlx::AssertSqlSafe(forget)).await.context("oubli de l’ancienne base")?;
    admin.close().await?;
    println!("{}", product::prepare_database(&servers, DATABASE).await?);
    Ok(())
}
