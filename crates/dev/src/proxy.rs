//! A TCP proxy that does to a connection what networks do: delays it, holds it, cuts it in the middle of a message.
//!
//! What it does to the n-th connection is drawn from (seed, n) alone, so a failing run is repeated by its seed.

use std::io::Result as IoResult;
use std::net::SocketAddr;
use std::ops::RangeInclusive;
use std::time::Duration;

use anyhow::{Context, Result, anyhow};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::tcp::{ReadHalf, WriteHalf};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::{AbortHandle, JoinSet};

/// What happens to connections, those already open included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Fault {
    /// Nothing: bytes go through.
    Clear,
    /// Each piece of data is held for a time drawn from this range, in milliseconds.
    Delay(RangeInclusive<u64>),
    /// Nothing goes through and nothing is closed, as when a cable is pulled; what was held leaves once it is over.
    Hold,
    /// Each direction of each connection is reset after a number of bytes drawn from this range, counted from now.
    CutAfter(RangeInclusive<usize>),
    /// Open connections are reset, new ones too.
    Refuse,
}

#[derive(Debug, Clone)]
struct Order {
    fault: Fault,
    /// Connections opened under an earlier era than this are reset.
    era: u64,
}

/// A proxy in front of one address. Dropping it closes what goes through it.
#[derive(Debug)]
pub struct Proxy {
    address: SocketAddr,
    orders: watch::Sender<Order>,
    accepting: AbortHandle,
}

impl Proxy {
    /// Listens on a free port of the loopback and leads to `target` (`host:port`).
    pub async fn start(target: &str, seed: u64) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await.context("écoute du mandataire")?;
        let address = listener.local_addr()?;
        let (orders, heard) = watch::channel(Order { fault: Fault::Clear, era: 0 });
        let accepting = tokio::spawn(accept(listener, target.to_owned(), seed, heard)).abort_handle();
        Ok(Self { address, orders, accepting })
    }

    /// In front of the server of `url`; gives the proxy and the same URL through it.
    pub async fn before(url: &str, seed: u64) -> Result<(Self, String)> {
        let mut through = reqwest::Url::parse(url).context("URL à mandater")?;
        let host = through.host_str().ok_or_else(|| anyhow!("URL sans hôte"))?.to_owned();
        let port = through.port_or_known_default().ok_or_else(|| anyhow!("URL sans port"))?;
        let proxy = Self::start(&format!("{host}:{port}"), seed).await?;
        through.set_host(Some("127.0.0.1")).context("hôte du mandataire")?;
        through.set_port(Some(proxy.address.port())).map_err(|()| anyhow!("port du mandataire"))?;
        Ok((proxy, through.into()))
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// From now on, this happens.
    pub fn set(&self, fault: Fault) {
        self.orders.send_modify(|order| order.fault = fault);
    }

    /// Resets the open connections; new ones go through as the fault in force says.
    pub fn cut_all(&self) {
        self.orders.send_modify(|order| order.era += 1);
    }
}

impl Drop for Proxy {
    fn drop(&mut self) {
        // Its connections are tasks of its own and end with it.
        self.accepting.abort();
    }
}

async fn accept(listener: TcpListener, target: String, seed: u64, orders: watch::Receiver<Order>) {
    let mut connections = JoinSet::new();
    for number in 0u64.. {
        let Ok((client, _)) = listener.accept().await else { return };
        // Ended connections are forgotten as new ones come.
        while connections.try_join_next().is_some() {}
        let dice = StdRng::seed_from_u64(seed ^ number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
        connections.spawn(connect(client, target.clone(), dice, orders.clone()));
    }
}

/// Leads one connection; an error of either side resets both, which is all a proxy can say.
async fn connect(
    mut client: TcpStream,
    target: String,
    mut dice: StdRng,
    orders: watch::Receiver<Order>,
) -> IoResult<()> {
    let mut server = TcpStream::connect(target).await?;
    client.set_nodelay(true)?;
    server.set_nodelay(true)?;
    let era = orders.borrow().era;
    let there = Pump { dice: StdRng::from_rng(&mut dice), orders: orders.clone(), era, left: None };
    let back = Pump { dice, orders, era, left: None };
    let (from_client, to_client) = client.split();
    let (from_server, to_server) = server.split();
    let ended = tokio::try_join!(there.run(from_client, to_server), back.run(from_server, to_client));
    if ended.is_err() {
        client.set_zero_linger()?;
        server.set_zero_linger()?;
    }
    ended.map(drop)
}

/// One direction of one connection.
struct Pump {
    dice: StdRng,
    orders: watch::Receiver<Order>,
    era: u64,
    /// Bytes left before the cut, and the range they were drawn from.
    left: Option<(RangeInclusive<usize>, usize)>,
}

impl Pump {
    async fn run(mut self, mut from: ReadHalf<'_>, mut to: WriteHalf<'_>) -> IoResult<()> {
        let mut buffer = vec![0; 16 * 1024];
        loop {
            let read = tokio::select! {
                read = from.read(&mut buffer) => read?,
                changed = self.orders.changed() => {
                    changed.map_err(std::io::Error::other)?;
                    self.passes()?;
                    continue;
                }
            };
            if read == 0 {
                return to.shutdown().await;
            }
            self.wait().await?;
            let passing = self.count(read);
            to.write_all(&buffer[..passing]).await?;
            if passing < read || self.left.as_ref().is_some_and(|(_, left)| *left == 0) {
                return Err(reset());
            }
        }
    }

    /// Whether this connection may go on at all.
    fn passes(&self) -> IoResult<()> {
        let order = self.orders.borrow();
        if order.era > self.era || order.fault == Fault::Refuse { Err(reset()) } else { Ok(()) }
    }

    /// Holds what was just read for as long as the fault says.
    async fn wait(&mut self) -> IoResult<()> {
        loop {
            self.passes()?;
            let fault = self.orders.borrow().fault.clone();
            match fault {
                Fault::Hold => self.orders.changed().await.map_err(std::io::Error::other)?,
                Fault::Delay(range) => {
                    // The time held is the fault itself; nothing is waited for.
                    tokio::time::sleep(Duration::from_millis(self.dice.random_range(range))).await;
                    return self.passes();
                }
                Fault::Clear | Fault::CutAfter(_) | Fault::Refuse => return Ok(()),
            }
        }
    }

    /// How many of `read` bytes may pass before the cut.
    fn count(&mut self, read: usize) -> usize {
        let Fault::CutAfter(range) = self.orders.borrow().fault.clone() else {
            self.left = None;
            return read;
        };
        if self.left.as_ref().is_none_or(|(of, _)| *of != range) {
            self.left = Some((range.clone(), self.dice.random_range(range)));
        }
        self.left.as_mut().map_or(read, |(_, left)| {
            let passing = read.min(*left);
            *left -= passing;
            passing
        })
    }
}

fn reset() -> std::io::Error {
    std::io::ErrorKind::ConnectionReset.into()
}
