//! The verbs on servers and data, for people and scripts.

use std::time::Duration;

use anyhow::Result;
use clap::Subcommand;
use rustix::process::Signal;

use crate::places::Layout;
use crate::process::{self, ProcessId};
use crate::servers::{Servers, Wanted};
use crate::{schema, stack};

/// Where the process that runs the product leaves its number, in the layout.
pub(crate) const PRODUCT: &str = "product.json";

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
            let ready = |name: &str, took: Duration| println!("{name} … prêt ({:.1} s)", took.as_secs_f64());
            Servers::ensure(Layout::named(&layout)?, wanted, ready).await.map(drop)
        }
        Verb::Stop { layout } => {
            for name in layout {
                stop(&Layout::named(&name)?).await?;
            }
            Ok(())
        }
        Verb::Reset { layout } => {
            for name in layout {
                let layout = Layout::named(&name)?;
                stop(&layout).await?;
                Servers::reset(&layout).await?;
            }
            Ok(())
        }
        Verb::SchemaUrl => schema_url().await,
    }
}

/// Stops the product of a layout, whoever runs it, and its servers.
async fn stop(layout: &Layout) -> Result<()> {
    let owner: Option<ProcessId> = process::recall(&layout.local.join(PRODUCT))?;
    if let Some(owner) = owner {
        owner.stop(Signal::TERM, Duration::from_secs(90)).await?;
    }
    stack::end_leftovers(&layout.local).await?;
    Servers::stop(layout).await
}

async fn schema_url() -> Result<()> {
    let wanted = Wanted { postgres: true, ..Wanted::default() };
    let servers = Servers::ensure(Layout::test()?, wanted, |_, _| {}).await?;
    println!("{}", schema::fresh(&servers).await?);
    Ok(())
}
