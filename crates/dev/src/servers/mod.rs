//! The servers of one [`Layout`]: found alive, or started; external ones are used as they are.

mod objects;
mod oidc;
pub(crate) mod ports;
mod postgres;
mod rabbitmq;

use std::fs::File;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};

use crate::places::Layout;
pub use objects::Objects;
pub use oidc::Oidc;
pub(crate) use ports::{keep_or_pick as keep_or_pick_port, pick as pick_port};
pub use postgres::Postgres;
pub use rabbitmq::{Broker, Vhost};

/// Which servers are needed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Wanted {
    pub postgres: bool,
    pub broker: bool,
    pub oidc: bool,
}

impl Wanted {
    pub const ALL: Self = Self { postgres: true, broker: true, oidc: true };
}

/// Servers that answer.
#[derive(Debug, Clone)]
pub struct Servers {
    pub layout: Layout,
    postgres: Option<Postgres>,
    broker: Option<Broker>,
    oidc: Option<Oidc>,
}

impl Servers {
    /// Makes the wanted servers answer, all at once: one that lives is used, one that does not is started.
    /// Several processes may ask at the same time; the first does the work.
    ///
    /// `ready` hears each server's name and how long it took, as they come.
    pub async fn ensure(layout: Layout, wanted: Wanted, ready: impl Fn(&str, Duration)) -> Result<Self> {
        let start = Instant::now();
        let ready = &ready;
        let postgres = async {
            if !wanted.postgres {
                return Ok(None);
            }
            let held = lock(&layout, "postgres").await?;
            let server = Postgres::ensure(&layout).await?;
            drop(held);
            ready("PostgreSQL", start.elapsed());
            anyhow::Ok(Some(server))
        };
        let broker = async {
            if !wanted.broker {
                return Ok(None);
            }
            let held = lock(&layout, "rabbitmq").await?;
            let server = Broker::ensure(&layout).await?;
            drop(held);
            ready("RabbitMQ", start.elapsed());
            anyhow::Ok(Some(server))
        };
        let oidc = async {
            if !wanted.oidc {
                return Ok(None);
            }
            let held = lock(&layout, "oidc").await?;
            let server = Oidc::ensure(&layout).await?;
            drop(held);
            ready("OpenID Connect", start.elapsed());
            anyhow::Ok(Some(server))
        };
        let (postgres, broker, oidc) = tokio::try_join!(postgres, broker, oidc)?;
        Ok(Self { layout, postgres, broker, oidc })
    }

    /// The database server.
    pub fn postgres(&self) -> Result<&Postgres> {
        self.postgres.as_ref().context("PostgreSQL n’a pas été demandé")
    }

    /// The broker.
    pub fn broker(&self) -> Result<&Broker> {
        self.broker.as_ref().context("RabbitMQ n’a pas été demandé")
    }

    /// The identity provider.
    pub fn oidc(&self) -> Result<&Oidc> {
        self.oidc.as_ref().context("le fournisseur d’identité n’a pas été demandé")
    }

    /// The object store of a layout, found alive or started: only tests of stored files ask for it.
    pub async fn ensure_objects(layout: &Layout) -> Result<Objects> {
        let _held = lock(layout, "objets").await?;
        Objects::ensure(layout).await
    }

    /// Stops the servers that were started here, cleanly, all at once. External ones are left alone.
    pub async fn stop(layout: &Layout) -> Result<()> {
        let held = tokio::try_join!(
            lock(layout, "postgres"),
            lock(layout, "rabbitmq"),
            lock(layout, "oidc"),
            lock(layout, "objets")
        )?;
        tokio::try_join!(
            Postgres::stop(layout),
            Broker::stop(layout),
            Oidc::stop(layout),
            Objects::stop(layout)
        )?;
        drop(held);
        Ok(())
    }

    /// Stops the servers and forgets their data, and all else this layout holds.
    pub async fn reset(layout: &Layout) -> Result<()> {
        Self::stop(layout).await?;
        for directory in [&layout.servers, &layout.local] {
            match std::fs::remove_dir_all(directory) {
                Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                    return Err(error).with_context(|| format!("suppression de {}", directory.display()));
                }
                _ => {}
            }
        }
        Ok(())
    }
}

/// One process at a time starts or stops a server of a layout; the kernel frees the lock of one that dies.
async fn lock(layout: &Layout, server: &str) -> Result<File> {
    let path = layout.servers.join(format!("{server}.lock"));
    let taken = tokio::task::spawn_blocking(move || -> std::io::Result<File> {
        let file = File::create(path)?;
        file.lock()?;
        Ok(file)
    });
    taken.await?.context("verrou des serveurs")
}
