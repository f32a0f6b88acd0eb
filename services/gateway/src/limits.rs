//! How often one client may ask: a bucket of tokens for each, by class.

use std::{collections::HashMap, sync::Mutex};

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
        metrics::counter!("greffe_rate_limited_total").increment(1);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped above")]
        let seconds = wait as u32;
        Err(Problem::new(
            StatusCode::TOO_MANY_REQUESTS,
            "LIM-001",
            format!("Trop de demandes en peu de temps. Attendez {seconds}\u{a0}s, puis renvoyez la même demande avec la même clé d’idempotence."),
        )
        .retry(seconds))
    }
}
