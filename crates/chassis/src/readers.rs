//! Connections for reads of one statement or two: taken, used, put back, with no round trip of their own.
//!
//! The pool of `sqlx` asks a connection that comes back for a sign of life, since it may come back in the middle of a
//! transaction or of an answer. Here it comes back only after its read is complete, and is closed otherwise.

use std::{
    ops::{Deref, DerefMut},
    sync::{Arc, Mutex},
    time::Duration,
};

use sqlx::{ConnectOptions, PgConnection, PgPool, postgres::PgConnectOptions};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    time::Instant,
};

/// Longest wait for a place.
const PATIENCE: Duration = Duration::from_secs(4);
/// A connection is not used longer, so that a server's memory of it is freed now and then.
const LIFETIME: Duration = Duration::from_secs(30 * 60);

/// Connections that only read.
#[derive(Clone)]
pub struct Readers(Arc<Parts>);

struct Parts {
    options: Arc<PgConnectOptions>,
    places: Arc<Semaphore>,
    idle: Mutex<Vec<Held>>,
}

struct Held {
    connection: PgConnection,
    opened: Instant,
}

impl Readers {
    /// To the database of a pool, as many at once as it may have.
    #[must_use]
    pub fn of(pool: &PgPool) -> Self {
        Self(Arc::new(Parts {
            options: pool.connect_options(),
            places: Arc::new(Semaphore::new(pool.options().get_max_connections() as usize)),
            idle: Mutex::default(),
        }))
    }

    /// A connection for one read.
    ///
    /// # Errors
    /// When none is to be had in time.
    pub async fn take(&self) -> Result<Reader, sqlx::Error> {
        let place = tokio::time::timeout(PATIENCE, self.0.places.clone().acquire_owned()).await;
        let place = place.map_err(|_| sqlx::Error::PoolTimedOut)?.map_err(|_| sqlx::Error::PoolClosed)?;
        let (held, reused) = match self.idle() {
            Some(held) => (held, true),
            None => (Held { connection: self.0.options.connect().await?, opened: Instant::now() }, false),
        };
        Ok(Reader { held, reused, of: self.clone(), _place: place })
    }

    fn idle(&self) -> Option<Held> {
        let mut idle = self.0.idle.lock().ok()?;
        while let Some(held) = idle.pop() {
            if held.opened.elapsed() < LIFETIME {
                return Some(held);
            }
        }
        None
    }
}

/// A connection in use; closed when it is dropped before [`Reader::done`].
pub struct Reader {
    held: Held,
    reused: bool,
    of: Readers,
    _place: OwnedSemaphorePermit,
}

impl Reader {
    /// Puts the connection back after its read. `None`: it had been open before, the server ended it meanwhile, and the
    /// read is to be tried on another.
    pub fn done<T>(self, read: Result<T, sqlx::Error>) -> Option<Result<T, sqlx::Error>> {
        match &read {
            Ok(_) => {
                if let Ok(mut idle) = self.of.0.idle.lock() {
                    idle.push(self.held);
                }
            }
            Err(error) if self.reused && is_ended(error) => return None,
            Err(_) => {}
        }
        Some(read)
    }
}

impl Deref for Reader {
    type Target = PgConnection;

    fn deref(&self) -> &PgConnection {
        &self.held.connection
    }
}

impl DerefMut for Reader {
    fn deref_mut(&mut self) -> &mut PgConnection {
        &mut self.held.connection
    }
}

/// Nobody answers there, or the server has ended the session (class 57P: shutdown, restart, an administrator's word).
fn is_ended(error: &sqlx::Error) -> bool {
    match error {
        sqlx::Error::Io(_) | sqlx::Error::Protocol(_) => true,
        sqlx::Error::Database(error) => error.code().is_some_and(|code| code.starts_with("57P")),
        _ => false,
    }
}
