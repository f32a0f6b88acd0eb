//! A vhost that only one test knows.

use anyhow::Result;
use serde::Deserialize;
use tokio::sync::OnceCell;

use super::{at_the_end, broker, fresh_name, is_left_over};
use crate::servers::{Broker, Vhost};

/// A fresh vhost on the tests' RabbitMQ; deleted with all its queues when dropped.
#[derive(Debug)]
pub struct TestBroker {
    broker: Broker,
    vhost: Vhost,
}

/// What the management API says of a queue. Its counters are refreshed every five seconds by the broker.
#[derive(Debug, Deserialize)]
pub struct Queue {
    pub name: String,
    #[serde(default)]
    pub messages: u64,
    #[serde(default)]
    pub consumers: u64,
}

impl TestBroker {
    /// A vhost of its own.
    pub async fn vhost() -> Result<Self> {
        static SWEPT: OnceCell<()> = OnceCell::const_new();
        let broker = broker().await?.broker()?.clone();
        SWEPT.get_or_try_init(|| sweep(&broker)).await?;
        let vhost = broker.make_vhost(&fresh_name()).await?;
        Ok(Self { broker, vhost })
    }

    /// `amqp://…/<vhost>`.
    pub fn url(&self) -> &str {
        &self.vhost.url
    }

    pub fn name(&self) -> &str {
        &self.vhost.name
    }

    /// What a stack is told of it.
    pub fn as_vhost(&self) -> &Vhost {
        &self.vhost
    }

    /// The server itself, to look at through its management API, to freeze or to kill.
    pub fn server(&self) -> &Broker {
        &self.broker
    }

    /// The queues of the vhost.
    pub async fn queues(&self) -> Result<Vec<Queue>> {
        self.broker.get(&format!("queues/{}", self.vhost.name)).await
    }
}

impl Drop for TestBroker {
    fn drop(&mut self) {
        let (broker, name) = (self.broker.clone(), self.vhost.name.clone());
        at_the_end(async move { broker.delete_vhost(&name).await });
    }
}

/// Deletes what killed tests left, on a server of ours.
async fn sweep(broker: &Broker) -> Result<()> {
    #[derive(Deserialize)]
    struct Named {
        name: String,
    }
    if broker.own.is_none() {
        return Ok(());
    }
    let vhosts: Vec<Named> = broker.get("vhosts").await?;
    for vhost in vhosts.iter().filter(|vhost| is_left_over(&vhost.name)) {
        broker.delete_vhost(&vhost.name).await?;
    }
    Ok(())
}
