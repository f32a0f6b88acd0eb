//! Where tests kill the process, and the switches that break the bus to prove that the tests would see it.
//!
//! Without the feature `faults` both functions are empty and the switches always off.

/// A step between a commit and an acknowledgement. With `GREFFE_FAIL=<name>=<one in n>` the process kills itself here,
/// as `kill -9` would, and says so first in the file named by `GREFFE_FAIL_LOG`; not before the file named by
/// `GREFFE_FAIL_WHEN` is there, so that a house may stand up first.
#[cfg(not(feature = "faults"))]
#[inline]
pub fn point(_name: &'static str) {}

/// Whether the bus is to be broken in this way.
#[cfg(not(feature = "faults"))]
#[inline]
#[must_use]
pub fn sabotaged(_how: &str) -> bool {
    false
}

/// A step between a commit and an acknowledgement: dies here once in `n`, when asked to.
#[cfg(feature = "faults")]
pub fn point(name: &'static str) {
    use std::{io::Write, sync::LazyLock};
    static ARMED: LazyLock<Vec<(String, u32)>> = LazyLock::new(|| {
        let text = std::env::var("GREFFE_FAIL").unwrap_or_default();
        text.split(',')
            .filter_map(|part| part.split_once('='))
            .filter_map(|(name, n)| Some((name.to_owned(), n.parse().ok()?)))
            .collect()
    });
    let Some((_, n)) = ARMED.iter().find(|(armed, _)| armed == name) else { return };
    if rand::random_range(0..*n) != 0 || !is_time() {
        return;
    }
    if let Ok(path) = std::env::var("GREFFE_FAIL_LOG")
        && let Ok(mut file) = std::fs::OpenOptions::new().create(true).append(true).open(path)
    {
        let _ = writeln!(file, "{name}");
    }
    // SIGABRT runs no destructor and flushes nothing: to PostgreSQL and RabbitMQ it is a kill.
    std::process::abort();
}

#[cfg(feature = "faults")]
fn is_time() -> bool {
    std::env::var_os("GREFFE_FAIL_WHEN").is_none_or(|path| std::path::Path::new(&path).exists())
}

/// Whether `GREFFE_SABOTAGE` names this way of breaking the bus.
#[cfg(feature = "faults")]
#[must_use]
pub fn sabotaged(how: &str) -> bool {
    std::env::var("GREFFE_SABOTAGE").is_ok_and(|named| named == how)
}
