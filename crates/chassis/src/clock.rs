//! The only place that asks the system what time it is. Everything else takes a [`Clock`].

use std::{fmt::Debug, path::PathBuf, sync::Arc};

use jiff::{SignedDuration, Timestamp, civil::Date, tz::TimeZone};
use sqlx::PgConnection;

use crate::{db::from_sql_instant, error::Result};

/// How far a machine's clock and the database's may stand apart.
const APART: SignedDuration = SignedDuration::from_secs(60);

/// Where "now" comes from.
pub trait Clock: Debug + Send + Sync + 'static {
    /// The instant.
    fn now(&self) -> Timestamp;

    /// The civil day in Paris, where the Court sits and its days end at 24:00.
    fn today(&self) -> Date {
        paris_day(self.now())
    }

    /// Whether it is the machine's own, which another machine's can be compared with.
    fn is_system(&self) -> bool {
        false
    }
}

/// A clock that can be shared.
pub type SharedClock = Arc<dyn Clock>;

/// The civil day of an instant in Paris.
#[must_use]
pub fn paris_day(at: Timestamp) -> Date {
    at.to_zoned_datetime(paris()).date()
}

/// The instant at which a civil day begins in Paris.
#[must_use]
pub fn paris_morning(day: Date) -> Timestamp {
    day.to_zoned_datetime(paris()).map_or(Timestamp::MAX, |begins| begins.timestamp())
}

fn paris() -> TimeZone {
    static PARIS: std::sync::LazyLock<TimeZone> =
        std::sync::LazyLock::new(|| TimeZone::get("Europe/Paris").unwrap_or(TimeZone::UTC));
    PARIS.clone()
}

/// The system's clock.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    #[allow(clippy::disallowed_methods, reason = "the one place that may")]
    fn now(&self) -> Timestamp {
        Timestamp::now()
    }

    fn is_system(&self) -> bool {
        true
    }
}

/// The civil day to derive for. When the machine's clock and the database's stand more than a minute apart one of them is
/// wrong, and the earlier day is taken: no term lapses on the word of one clock.
///
/// # Errors
/// When the database refuses.
pub async fn agreed_day(clock: &dyn Clock, connection: &mut PgConnection) -> Result<Date> {
    if !clock.is_system() {
        return Ok(clock.today());
    }
    let theirs = sqlx::query_scalar("SELECT clock_timestamp()").fetch_one(connection).await?;
    let (ours, theirs) = (clock.now(), from_sql_instant(theirs));
    let apart = ours.duration_since(theirs).abs();
    metrics::gauge!("greffe_clock_apart_seconds").set(apart.as_secs_f64());
    if apart <= APART {
        return Ok(paris_day(ours));
    }
    tracing::error!(%ours, %theirs, "clocks stand apart: the earlier day is taken");
    Ok(paris_day(ours.min(theirs)))
}

/// A clock for tests of whole processes: a file holds the instant; while the file does not read, the system's clock.
#[derive(Debug, Clone)]
pub struct FileClock(pub PathBuf);

impl Clock for FileClock {
    fn now(&self) -> Timestamp {
        std::fs::read_to_string(&self.0)
            .ok()
            .and_then(|text| text.trim().parse().ok())
            .unwrap_or_else(|| SystemClock.now())
    }
}

/// The clock that the configuration asks for.
#[must_use]
pub fn from_config(config: &crate::config::Clock) -> SharedClock {
    if config.file.is_empty() {
        Arc::new(SystemClock)
    } else {
        Arc::new(FileClock(config.file.clone().into()))
    }
}
