//! How often one client may ask, a bucket of tokens for each, by class; and how many places it may hold of those served at once.

use std::{
    collections::HashMap,
    hash::{BuildHasher, Hash, RandomState},
    sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError},
};

use axum::http::StatusCode;
use tokio::time::Instant;

use crate::{config, problem::Problem};

/// Buckets remembered; beyond, the full ones are forgotten, which changes nothing.
const BUCKETS_MAX: usize = 20_000;

/// Class of a client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// A person, in a session.
    Agent,
    /// The same person's viewer, which reads a long piece by its parts.
    Part,
    /// A program that deposits.
    Partner,
    /// A network address that signs in.
    SignIn,
    /// A network address that verifies certificates.
    Verification,
    /// A network address that follows cases by personal links.
    Follow,
    /// A network address that reads what is public.
    Public,
}

struct Bucket {
    tokens: f64,
    at: Instant,
}

/// The buckets.
pub struct Rates {
    limits: config::Limits,
    buckets: Mutex<HashMap<(Class, String), Bucket>>,
}

impl Rates {
    /// As configured.
    #[must_use]
    pub fn new(limits: config::Limits) -> Self {
        Self { limits, buckets: Mutex::default() }
    }

    fn rate(&self, class: Class) -> (f64, f64) {
        match class {
            Class::Agent => (self.limits.agent_per_second, self.limits.agent_burst),
            Class::Part => (self.limits.part_per_second, self.limits.part_burst),
            Class::Partner => (self.limits.partner_per_second, self.limits.partner_burst),
            Class::SignIn => (self.limits.login_per_minute / 60.0, self.limits.login_per_minute),
            Class::Verification => {
                (self.limits.verification_per_minute / 60.0, self.limits.verification_per_minute)
            }
            Class::Follow => (self.limits.follow_per_minute / 60.0, self.limits.follow_per_minute),
            Class::Public => (self.limits.public_per_minute / 60.0, self.limits.public_per_minute),
        }
    }

    /// One more request.
    ///
    /// # Errors
    /// 429 with the seconds after which one more is let in.
    pub fn take(&self, class: Class, who: &str) -> Result<(), Problem> {
        let (per_second, burst) = self.rate(class);
        let now = Instant::now();
        let Ok(mut buckets) = self.buckets.lock() else { return Ok(()) };
        if buckets.len() >= BUCKETS_MAX {
            buckets.retain(|(class, _), bucket| {
                let (per_second, burst) = self.rate(*class);
                bucket.tokens + now.duration_since(bucket.at).as_secs_f64() * per_second < burst
            });
        }
        let bucket = buckets.entry((class, who.to_owned())).or_insert(Bucket { tokens: burst, at: now });
        bucket.tokens = (bucket.tokens + now.duration_since(bucket.at).as_secs_f64() * per_second).min(burst);
        bucket.at = now;
        if bucket.tokens >= 1.0 {
            bucket.tokens -= 1.0;
            return Ok(());
        }
        let wait = ((1.0 - bucket.tokens) / per_second).ceil().clamp(1.0, 3600.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped above")]
        let seconds = wait as u32;
        Err(too_many("en peu de temps", seconds))
    }
}

fn too_many(how: &str, seconds: u32) -> Problem {
    metrics::counter!("greffe_rate_limited_total").increment(1);
    let text = format!(
        "Trop de demandes {how}. Attendez {seconds}\u{a0}s, puis renvoyez la même demande avec la même clé d’idempotence."
    );
    Problem::new(StatusCode::TOO_MANY_REQUESTS, "LIM-001", text).retry(seconds)
}

/// The places that clients hold among the requests served at once: none holds all of them, however slowly it sends.
#[derive(Clone)]
pub struct Shares {
    most: usize,
    held: Arc<Mutex<HashMap<u64, usize>>>,
    /// A client is its hash: nothing is copied for a request.
    names: RandomState,
}

impl Shares {
    /// Of so many places each.
    #[must_use]
    pub fn of(most: usize) -> Self {
        Self { most, held: Arc::default(), names: RandomState::new() }
    }

    fn held(&self) -> MutexGuard<'_, HashMap<u64, usize>> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// One more place.
    ///
    /// # Errors
    /// 429 when the client holds its share.
    pub fn take(&self, who: impl Hash) -> Result<Share, Problem> {
        let who = self.names.hash_one(who);
        let mut held = self.held();
        let places = held.entry(who).or_default();
        if *places < self.most {
            *places += 1;
            return Ok(Share { of: self.clone(), who });
        }
        drop(held);
        Err(too_many("à la fois", 1))
    }
}

/// A place that a client holds, until dropped.
pub struct Share {
    of: Shares,
    who: u64,
}

impl Drop for Share {
    fn drop(&mut self) {
        let mut held = self.of.held();
        if let Some(places) = held.get_mut(&self.who) {
            *places -= 1;
            if *places == 0 {
                held.remove(&self.who);
            }
        }
    }
}

/// Where a request keeps the place of who asks, once it is known who that is: as long as it is served.
pub type Held = Arc<OnceLock<Share>>;
