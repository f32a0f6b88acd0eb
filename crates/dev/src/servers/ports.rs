//! Ports of this machine.

use std::collections::BTreeSet;
use std::net::TcpListener;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Result, bail};

use crate::process;

/// Where ports are looked for: below the range the kernel gives to outgoing connections, so that a remembered
/// port is still ours after a stop.
const RANGE: std::ops::Range<u16> = 20_000..32_000;

/// How long the kernel may take to end all of a killed process.
const LET_GO: Duration = Duration::from_secs(5);

/// Ports that this process has promised. Whoever was given one listens on it a few seconds later: until then it looks free,
/// and stacks that start at once would share it.
static PROMISED: Mutex<BTreeSet<u16>> = Mutex::new(BTreeSet::new());

/// A port nobody listens on, promised to nobody else in this process.
pub fn pick() -> Result<u16> {
    let mut promised = PROMISED.lock().unwrap_or_else(PoisonError::into_inner);
    for _ in 0..200 {
        let port = rand::random_range(RANGE);
        if !promised.contains(&port) && is_free(port) {
            promised.insert(port);
            return Ok(port);
        }
    }
    bail!("aucun port libre trouvé entre {} et {}", RANGE.start, RANGE.end)
}

/// The remembered port when it is still free, else another.
pub fn keep_or_pick(remembered: u16) -> Result<u16> {
    if is_free(remembered) { Ok(remembered) } else { pick() }
}

/// The port of a server that is started again. Others know it: one that its killed holder has not quite let go is waited for.
pub async fn keep(remembered: u16) -> Result<u16> {
    process::until(LET_GO, async || is_free(remembered)).await;
    keep_or_pick(remembered)
}

fn is_free(port: u16) -> bool {
    TcpListener::bind(("127.0.0.1", port)).is_ok()
}
