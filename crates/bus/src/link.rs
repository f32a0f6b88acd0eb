//! A connection to the broker of which every wait ends. The driver may leave unanswered what is asked, or silent a delivery, of a
//! connection that breaks at that instant: a service would then stay deaf until it is started again.

use std::{future::Future, time::Duration};

use futures::{FutureExt, StreamExt};
use greffe_chassis::{Failure, Result};
use lapin::{Channel, Connection, ConnectionProperties, message::Delivery};

/// What is asked of the broker is answered within so long.
pub const ANSWER: Duration = Duration::from_secs(5);
/// Between two looks whether a silent connection still stands.
const LOOK: Duration = Duration::from_secs(1);

/// A connection with its channel. Recovery is ours: both are dropped and opened anew after any error.
pub struct Link {
    _connection: Connection,
    channel: Channel,
}

impl Link {
    /// Connects, and opens a channel.
    ///
    /// # Errors
    /// When the broker does not answer in time.
    pub async fn open(url: &str) -> Result<Self> {
        let opening = async {
            let connection = Connection::connect(url, ConnectionProperties::default()).await?;
            let channel = connection.create_channel().await?;
            Ok(Self { _connection: connection, channel })
        };
        answered(opening).await
    }

    /// The channel, for what is asked of it through [`answered`].
    #[must_use]
    pub fn channel(&self) -> &Channel {
        &self.channel
    }

    /// Whether it still stands, as far as is known.
    #[must_use]
    pub fn stands(&self) -> bool {
        self.channel.status().connected()
    }

    /// The next delivery. May be dropped before it comes: nothing is lost.
    ///
    /// # Errors
    /// When the connection is lost.
    pub async fn next(&self, deliveries: &mut lapin::Consumer) -> Result<Delivery> {
        loop {
            match tokio::time::timeout(LOOK, deliveries.next()).await {
                Ok(Some(delivery)) => return delivery.map_err(Failure::unavailable),
                Ok(None) => return Err(Failure::unavailable("the broker ended the delivery")),
                Err(_) if self.stands() => {}
                Err(_) => return Err(Failure::unavailable("the connection to the broker is lost")),
            }
        }
    }

    /// A delivery that has come already; none when one would have to be waited for.
    ///
    /// # Errors
    /// When the connection is lost.
    pub fn at_hand(&self, deliveries: &mut lapin::Consumer) -> Result<Option<Delivery>> {
        match deliveries.next().now_or_never() {
            None => Ok(None),
            Some(Some(delivery)) => delivery.map(Some).map_err(Failure::unavailable),
            Some(None) => Err(Failure::unavailable("the broker ended the delivery")),
        }
    }
}

/// The answer of the broker to what it was asked.
///
/// # Errors
/// When it refuses, or does not answer in time.
pub async fn answered<T>(asked: impl Future<Output = lapin::Result<T>>) -> Result<T> {
    match tokio::time::timeout(ANSWER, asked).await {
        Ok(answer) => answer.map_err(Failure::unavailable),
        Err(_) => Err(Failure::unavailable("the broker does not answer")),
    }
}
